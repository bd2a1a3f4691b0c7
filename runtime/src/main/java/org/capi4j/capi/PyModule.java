package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.module.ModuleClearing;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.CText;
import org.capi4j.type.LongType;
import org.capi4j.type.ModuleDefinition;
import org.capi4j.type.ModuleType;
import org.capi4j.type.StrType;
import org.capi4j.type.TypeReady;

/** {@code moduleobject.h} and the module part of {@code modsupport.h}. */
@CApi
public final class PyModule {
    private PyModule() {}

    public static long PyModule_New(long name) {
        return ModuleType.make(CText.of(name));
    }

    public static long PyModule_NewObject(long name) {
        return ModuleType.make(name);
    }

    public static long PyModule_GetDict(long module) {
        if (!ModuleType.isInstance(module)) throw PyError.badInternalCall();
        return ModuleType.dict(module);
    }

    public static long PyModule_GetNameObject(long module) {
        return ModuleType.name(module);
    }

    public static long PyModule_GetName(long module) {
        return borrowedUtf8(ModuleType.name(module));
    }

    public static long PyModule_GetFilenameObject(long module) {
        return ModuleType.fileName(module);
    }

    public static long PyModule_GetFilename(long module) {
        return borrowedUtf8(ModuleType.fileName(module));
    }

    /** The module's dict keeps the str alive. */
    private static long borrowedUtf8(long str) {
        References.decref(str);
        return StrType.utf8(str);
    }

    public static long PyModule_GetDef(long module) {
        ModuleType.requireModule(module);
        return ModuleType.def(module);
    }

    public static long PyModule_GetState(long module) {
        ModuleType.requireModule(module);
        return ModuleType.state(module);
    }

    public static long PyModuleDef_Init(long def) {
        return ModuleDefinition.init(def);
    }

    public static long PyModule_Create2(long def, int apiVersion) {
        return ModuleType.create(def, apiVersion);
    }

    public static long _PyModule_CreateInitialized(long def, int apiVersion) {
        return ModuleType.create(def, apiVersion);
    }

    public static long PyModule_FromDefAndSpec2(long def, long spec, int apiVersion) {
        return ModuleType.fromDefAndSpec(def, spec, apiVersion);
    }

    public static int PyModule_ExecDef(long module, long def) {
        ModuleType.execDef(module, def);
        return 0;
    }

    public static int PyModule_AddFunctions(long module, long functions) {
        ModuleType.addFunctions(module, functions);
        return 0;
    }

    public static int PyModule_SetDocString(long module, long doc) {
        ModuleType.setDoc(module, CText.of(doc));
        return 0;
    }

    private static void requireModule(long module) {
        if (!ModuleType.isInstance(module)) throw PyError.typeError("PyModule_AddObjectRef() first argument must be a module");
    }

    public static int PyModule_AddObjectRef(long module, long name, @Nullable long value) {
        requireModule(module);
        if (value == NULL) {
            org.capi4j.object.ErrorIndicator.throwIfSet();
            throw PyError.systemError("PyModule_AddObjectRef() must be called with an exception raised if value is NULL");
        }
        ModuleType.add(module, CText.of(name), value);
        return 0;
    }

    /** Steals {@code value} on success only. */
    public static int PyModule_AddObject(long module, long name, @Nullable long value) {
        int status = PyModule_AddObjectRef(module, name, value);
        References.decref(value);
        return status;
    }

    public static int PyModule_AddIntConstant(long module, long name, long value) {
        return addNew(module, name, LongType.of(value));
    }

    public static int PyModule_AddStringConstant(long module, long name, long value) {
        return addNew(module, name, Strings.of(CText.of(value)));
    }

    private static int addNew(long module, long name, long value) {
        try {
            return PyModule_AddObjectRef(module, name, value);
        } finally {
            References.decref(value);
        }
    }

    public static int PyModule_AddType(long module, long type) {
        TypeReady.ready(type);
        String fullName = Memory.getString(Memory.getLong(type + PyTypeObject.tp_name));
        requireModule(module);
        ModuleType.add(module, fullName.substring(fullName.lastIndexOf('.') + 1), type);
        return 0;
    }

    public static void _PyModule_ClearDict(long dict) {
        ModuleClearing.clearDict(dict);
    }

    public static void _PyModule_Clear(long module) {
        long dict = ModuleType.dict(module);
        if (dict != NULL) ModuleClearing.clearDict(dict);
    }

    public static int _PyModuleSpec_IsInitializing(@Nullable long spec) {
        return spec != NULL && ModuleType.isInitialising(spec) ? 1 : 0;
    }
}
