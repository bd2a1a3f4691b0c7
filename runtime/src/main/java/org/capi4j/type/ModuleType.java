package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Getter;
import org.capi4j.export.Member;
import org.capi4j.export.Method;
import org.capi4j.export.Setter;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyModuleDef;
import org.capi4j.layout.PyModuleObject;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** module objects. {@link ModuleDefinition} makes them from a {@code PyModuleDef}. */
@BuiltinType("PyModule_Type")
@SlotRef(slot = "tp_setattro", function = "PyObject_GenericSetAttr")
@SlotRef(slot = "tp_alloc", function = "PyType_GenericAlloc")
@SlotRef(slot = "tp_free", function = "PyObject_GC_Del")
@Member(name = "__dict__", type = Constants.T_OBJECT, offset = PyModuleObject.md_dict, flags = Constants.READONLY)
public final class ModuleType {
    private ModuleType() {}

    /** {@code PyModule_New}. */
    public static long make(String name) {
        long str = Strings.of(name);
        try {
            return make(str);
        } finally {
            References.decref(str);
        }
    }

    /** {@code PyModule_NewObject}. */
    public static long make(long name) {
        long module = newInstance(BuiltinTypes.MODULE, NULL, NULL);
        try {
            initDict(module, name, Singletons.NONE);
            return module;
        } catch (Throwable failure) {
            References.decref(module);
            throw failure;
        }
    }

    @Slot("tp_new")
    public static long newInstance(long type, long args, long kwargs) {
        long module = FunctionCall.object(Memory.getLong(type + PyTypeObject.tp_alloc), type, 0);
        try {
            Memory.putLong(module + PyModuleObject.md_dict, DictType.make());
            return module;
        } catch (Throwable failure) {
            References.decref(module);
            throw failure;
        }
    }

    private static void initDict(long module, long name, long doc) {
        long dict = Memory.getLong(module + PyModuleObject.md_dict);
        DictType.set(dict, "__name__", name);
        DictType.set(dict, "__doc__", doc);
        DictType.set(dict, "__package__", Singletons.NONE);
        DictType.set(dict, "__loader__", Singletons.NONE);
        DictType.set(dict, "__spec__", Singletons.NONE);
        if (References.type(name) == BuiltinTypes.STR) References.setRef(module + PyModuleObject.md_name, References.newRef(name));
    }

    @Slot("tp_init")
    public static int init(long self, long args, long kwargs) {
        long[] values = KeywordArguments.parse("module", args, kwargs, 1, 2, "name", "doc");
        if (!isStr(values[0])) throw PyError.typeError("module() argument 'name' must be str, not " + Arguments.typeName(values[0]));
        if (Memory.getLong(self + PyModuleObject.md_dict) == NULL) Memory.putLong(self + PyModuleObject.md_dict, DictType.make());
        initDict(self, values[0], values[1] == NULL ? Singletons.NONE : values[1]);
        return 0;
    }

    static boolean isStr(long object) {
        return TypeLookup.hasFlag(References.type(object), Constants.Py_TPFLAGS_UNICODE_SUBCLASS);
    }

    public static boolean isInstance(long object) {
        return TypeLookup.isInstance(object, BuiltinTypes.MODULE);
    }

    /** The module's dict, borrowed. */
    public static long dict(long module) {
        return Memory.getLong(module + PyModuleObject.md_dict);
    }

    /** The per-module state, or NULL. */
    public static long state(long module) {
        return Memory.getLong(module + PyModuleObject.md_state);
    }

    /** The {@code PyModuleDef} that the module was made from, or NULL. */
    public static long def(long module) {
        return Memory.getLong(module + PyModuleObject.md_def);
    }

    /** {@code PyModule_GetNameObject}: a new reference. */
    public static long name(long module) {
        requireModule(module);
        long name = DictType.get(dict(module), "__name__");
        if (name == NULL || !isStr(name)) throw PyError.systemError("nameless module");
        return References.newRef(name);
    }

    /** {@code PyModule_GetFilenameObject}: a new reference. */
    public static long fileName(long module) {
        requireModule(module);
        long file = DictType.get(dict(module), "__file__");
        if (file == NULL || !isStr(file)) throw PyError.systemError("module filename missing");
        return References.newRef(file);
    }

    /** What every {@code PyModule_*} function does to an argument that is no module. */
    public static void requireModule(long module) {
        if (!isInstance(module)) throw PyError.of(org.capi4j.object.Exceptions.TypeError, "bad argument type for built-in operation");
    }

    @Slot("tp_getattro")
    public static long getAttribute(long self, long name) {
        try {
            return Objects.genericGetAttr(self, name);
        } catch (PyError missing) {
            if (!ExceptionType.matches(missing, org.capi4j.object.Exceptions.AttributeError)) throw missing;
            missing.release();
        }
        long dict = dict(self);
        long getattr = dict == NULL ? NULL : DictType.get(dict, "__getattr__");
        if (getattr != NULL) return Calls.callOneArg(getattr, name);
        throw noAttribute(dict, name);
    }

    private static PyError noAttribute(long dict, long name) {
        long moduleName = dict == NULL ? NULL : DictType.get(dict, "__name__");
        if (moduleName == NULL || !isStr(moduleName)) return PyError.attributeError("module has no attribute '" + Strings.toJava(name) + "'");
        String text = "module '" + Strings.toJava(moduleName) + "' has no attribute '" + Strings.toJava(name) + "'";
        long spec = DictType.get(dict, "__spec__");
        boolean initialising = spec != NULL && spec != Singletons.NONE && isInitialising(spec);
        return PyError.attributeError(initialising ? "partially initialized " + text + " (most likely due to a circular import)" : text);
    }

    /** {@code _PyModuleSpec_IsInitializing}. */
    public static boolean isInitialising(long spec) {
        long value = Objects.lookupAttr(spec, "_initializing");
        if (value == NULL) return false;
        try {
            return Objects.isTrue(value);
        } finally {
            References.decref(value);
        }
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        long dict = dict(self);
        long name = DictType.get(dict, "__name__");
        long spec = DictType.get(dict, "__spec__");
        String shown = name == NULL ? "'?'" : Objects.reprString(name);
        if (spec != NULL && spec != Singletons.NONE) return Strings.of("<module " + shown + origin(spec) + ">");
        long file = DictType.get(dict, "__file__");
        if (file != NULL) return Strings.of("<module " + shown + " from " + Objects.reprString(file) + ">");
        long loader = DictType.get(dict, "__loader__");
        String loaded = loader == NULL || loader == Singletons.NONE ? "" : " (" + Objects.reprString(loader) + ")";
        return Strings.of("<module " + shown + loaded + ">");
    }

    private static String origin(long spec) {
        long origin = Objects.lookupAttr(spec, "origin");
        if (origin == NULL) return "";
        long located = Objects.lookupAttr(spec, "has_location");
        try {
            if (origin == Singletons.NONE) return "";
            boolean isFile = located != NULL && Objects.isTrue(located);
            return isFile ? " from " + Objects.reprString(origin) : " (" + Objects.strString(origin) + ")";
        } finally {
            References.decref(origin);
            References.xdecref(located);
        }
    }

    @Method("__dir__")
    public static long dir(long self) {
        long own = Objects.getAttr(self, "__dict__");
        try {
            long function = DictType.get(own, "__dir__");
            return function != NULL ? Calls.callNoArgs(function) : DictType.keys(own);
        } finally {
            References.decref(own);
        }
    }

    @Getter("__annotations__")
    public static long annotations(long self) {
        long dict = dict(self);
        long known = DictType.get(dict, "__annotations__");
        if (known != NULL) return References.newRef(known);
        long made = DictType.make();
        DictType.set(dict, "__annotations__", made);
        return made;
    }

    @Setter("__annotations__")
    public static void setAnnotations(long self, long value) {
        long key = StrType.intern("__annotations__");
        try {
            if (value != NULL) DictType.set(dict(self), key, value);
            else if (!DictType.delete(dict(self), key)) throw PyError.attributeError("__annotations__");
        } finally {
            References.decref(key);
        }
    }

    @Slot("tp_traverse")
    public static int traverse(long self, long visit, long argument) {
        long def = def(self);
        long function = def == NULL ? NULL : Memory.getLong(def + PyModuleDef.m_traverse);
        if (function != NULL && stateIsReady(self, def)) {
            int stop = FunctionCall.integer(function, self, visit, argument);
            if (stop != 0) return stop;
        }
        return Traversal.visit(dict(self), visit, argument);
    }

    @Slot("tp_clear")
    public static int clear(long self) {
        long def = def(self);
        long function = def == NULL ? NULL : Memory.getLong(def + PyModuleDef.m_clear);
        if (function != NULL && stateIsReady(self, def)) FunctionCall.integer(function, self);
        References.clear(self + PyModuleObject.md_dict);
        return 0;
    }

    /** The hooks of a definition with state are not called before the state was allocated. */
    private static boolean stateIsReady(long module, long def) {
        return Memory.getLong(def + PyModuleDef.m_size) <= 0 || state(module) != NULL;
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        Allocation.gcUntrack(self);
        if (Memory.getLong(self + PyModuleObject.md_weaklist) != NULL) WeakrefType.clearAll(self);
        long def = def(self);
        long free = def == NULL ? NULL : Memory.getLong(def + PyModuleDef.m_free);
        if (free != NULL && stateIsReady(self, def)) FunctionCall.run(free, self);
        References.clear(self + PyModuleObject.md_dict);
        References.clear(self + PyModuleObject.md_name);
        Allocation.free(state(self));
        DefaultFree.free(self);
    }

    /** {@code PyModule_AddObjectRef}: the value is borrowed. */
    public static void add(long module, String name, long value) {
        requireModule(module);
        DictType.set(dict(module), name, value);
    }

    /** {@code PyModule_Create2}. */
    public static long create(long def, int apiVersion) {
        return ModuleDefinition.create(def, apiVersion);
    }

    /** {@code PyModule_FromDefAndSpec2}: the creation phase of multi-phase initialisation. */
    public static long fromDefAndSpec(long def, long spec, int apiVersion) {
        return ModuleDefinition.fromDefAndSpec(def, spec, apiVersion);
    }

    /** {@code PyModule_ExecDef}: the execution phase; runs every {@code Py_mod_exec} slot. */
    public static void execDef(long module, long def) {
        ModuleDefinition.execute(module, def);
    }

    /** {@code PyModule_AddFunctions}. */
    public static void addFunctions(long module, long defs) {
        long name = name(module);
        try {
            ModuleDefinition.addFunctions(module, name, defs);
        } finally {
            References.decref(name);
        }
    }

    /** {@code PyModule_SetDocString}; null is None. */
    public static void setDoc(long module, String doc) {
        long str = doc == null ? Singletons.none() : Strings.of(doc);
        try {
            Objects.setAttr(module, "__doc__", str);
        } finally {
            References.decref(str);
        }
    }

    /** Runs an init function while {@code _Py_PackageContext} holds the full name of a module in a package. */
    public static long withPackageContext(String name, java.util.function.LongSupplier init) {
        return ModuleDefinition.withPackageContext(name, init);
    }
}
