package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.layout._Py_Identifier;
import org.capi4j.layout._inittab;
import org.capi4j.memory.Memory;
import org.capi4j.module.ImportStatement;
import org.capi4j.module.Imports;
import org.capi4j.module.InitTable;
import org.capi4j.module.ModuleStates;
import org.capi4j.module.SinglePhase;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.CText;
import org.capi4j.type.DictType;
import org.capi4j.type.ModuleType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.StrType;

/** {@code import.h}: importing modules, and the table of modules. What would need Python code to be executed is missing. */
@CApi
public final class PyImport {
    private static final long MAGIC_NUMBER = 0x0a0d0da7L;

    private PyImport() {}

    public static long PyImport_ImportModule(long name) {
        return ImportStatement.importByFunction(CText.of(name));
    }

    public static long PyImport_ImportModuleNoBlock(long name) {
        return ImportStatement.importByFunction(CText.of(name));
    }

    public static long PyImport_Import(long name) {
        return ImportStatement.importByFunction(Imports.nameOf(name));
    }

    public static long PyImport_ImportModuleLevel(
            long name, @Nullable long globals, @Nullable long locals, @Nullable long fromlist, int level) {
        long text = Strings.of(CText.of(name));
        try {
            return ImportStatement.run(text, globals, fromlist, level);
        } finally {
            References.decref(text);
        }
    }

    public static long PyImport_ImportModuleLevelObject(
            @Nullable long name, @Nullable long globals, @Nullable long locals, @Nullable long fromlist, int level) {
        return ImportStatement.run(name, globals, fromlist, level);
    }

    public static long PyImport_ReloadModule(@Nullable long module) {
        return Imports.reload(module);
    }

    public static long PyImport_GetModuleDict() {
        return Imports.modules();
    }

    public static long PyImport_GetModule(long name) {
        return References.xnewRef(DictType.get(Imports.modules(), name));
    }

    public static long PyImport_AddModule(long name) {
        long text = Strings.of(CText.of(name));
        try {
            return Imports.addModule(text);
        } finally {
            References.decref(text);
        }
    }

    public static long PyImport_AddModuleObject(long name) {
        return Imports.addModule(name);
    }

    public static int PyImport_AppendInittab(long name, long initfunc) {
        InitTable.append(Memory.getString(name), initfunc);
        return 0;
    }

    public static int PyImport_ExtendInittab(long newtab) {
        for (long entry = newtab; Memory.getLong(entry + _inittab.name) != NULL; entry += _inittab.SIZEOF) {
            InitTable.append(Memory.getString(Memory.getLong(entry + _inittab.name)), Memory.getLong(entry + _inittab.initfunc));
        }
        return 0;
    }

    /** There are no path hooks, so that no importer is ever found. */
    public static long PyImport_GetImporter(long path) {
        if (!StrType.isInstance(path)) throw PyError.typeError("expected str, not " + Objects.reprString(References.type(path)));
        return Singletons.none();
    }

    /** There are no frozen modules: 0 says that it was not found. */
    public static int PyImport_ImportFrozenModule(long name) {
        CText.of(name);
        return 0;
    }

    public static int PyImport_ImportFrozenModuleObject(@Nullable long name) {
        return 0;
    }

    public static long PyImport_GetMagicNumber() {
        return MAGIC_NUMBER;
    }

    public static long PyImport_GetMagicTag() {
        return CStrings.forever("cpython-311");
    }

    public static long _PyImport_GetModuleId(long name) {
        return Imports.loaded(CText.of(Memory.getLong(name + _Py_Identifier.string)));
    }

    public static long _PyImport_GetModuleAttr(long module, long name) {
        long imported = ImportStatement.importByFunction(Imports.nameOf(module));
        try {
            return Objects.getAttr(imported, name);
        } finally {
            References.decref(imported);
        }
    }

    public static long _PyImport_GetModuleAttrString(long module, long name) {
        String attribute = CText.of(name);
        long imported = ImportStatement.importByFunction(CText.of(module));
        try {
            return Objects.getAttr(imported, attribute);
        } finally {
            References.decref(imported);
        }
    }

    public static int _PyImport_SetModule(long name, long module) {
        DictType.set(Imports.modules(), name, module);
        return 0;
    }

    public static int _PyImport_SetModuleString(long name, long module) {
        DictType.set(Imports.modules(), CText.of(name), module);
        return 0;
    }

    public static int _PyImport_FixupBuiltin(long module, long name, long modules) {
        long def = fixed(module, modules);
        DictType.set(modules, CText.of(name), module);
        ModuleStates.add(module, def);
        return 0;
    }

    /** The definition of a module that is to be remembered. */
    private static long fixed(long module, long modules) {
        long def = ModuleType.isInstance(module) ? ModuleType.def(module) : NULL;
        if (def == NULL || !DictType.isInstance(modules)) throw PyError.badInternalCall();
        return def;
    }

    public static int _PyImport_FixupExtensionObject(long module, long name, long filename, long modules) {
        if (!StrType.isInstance(name) || !StrType.isInstance(filename)) throw PyError.badInternalCall();
        fixed(module, modules);
        SinglePhase.enter(module, Strings.toJava(name), Strings.toJava(filename), modules);
        return 0;
    }

    public static int _PyImport_IsInitialized(long interpreter) {
        return 1;
    }

    /** Imports are serialised by the interpreter's own lock. */
    public static void _PyImport_AcquireLock() {}

    public static int _PyImport_ReleaseLock() {
        return 1;
    }
}
