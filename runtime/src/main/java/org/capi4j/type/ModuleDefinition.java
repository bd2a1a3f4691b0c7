package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;
import org.capi4j.export.BuiltinType;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyMethodDef;
import org.capi4j.layout.PyModuleDef;
import org.capi4j.layout.PyModuleDef_Slot;
import org.capi4j.layout.PyModuleObject;
import org.capi4j.memory.Memory;
import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.ErrorIndicator;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** {@code PyModuleDef}: making modules from definitions, in one phase ({@link #create}) or two. */
@BuiltinType("PyModuleDef_Type")
public final class ModuleDefinition {
    /** {@code Py_mod_create}: {@code PyObject *create(PyObject *spec, PyModuleDef *def)}. */
    private static final int CREATE = 1;
    /** {@code Py_mod_exec}: {@code int exec(PyObject *module)}. */
    private static final int EXEC = 2;
    private static final long PACKAGE_CONTEXT = Shim.symbol("_Py_PackageContext");

    private static long lastIndex;

    private ModuleDefinition() {}

    /** {@code PyModuleDef_Init}: makes an object of the definition; borrowed. */
    public static synchronized long init(long def) {
        if (Memory.getLong(def + PyModuleDef.m_base$m_index) == 0) {
            Memory.putLong(def + PyModuleDef.m_base$ob_base$ob_refcnt, 1);
            Memory.putLong(def + PyModuleDef.m_base$ob_base$ob_type, BuiltinTypes.MODULE_DEF);
            Memory.putLong(def + PyModuleDef.m_base$m_index, ++lastIndex);
        }
        return def;
    }

    static long create(long def, int apiVersion) {
        init(def);
        String name = Memory.getString(Memory.getLong(def + PyModuleDef.m_name));
        checkVersion(name, apiVersion);
        if (Memory.getLong(def + PyModuleDef.m_slots) != NULL) {
            throw PyError.systemError("module " + name + ": PyModule_Create is incompatible with m_slots");
        }
        long module = ModuleType.make(fullName(name));
        try {
            allocateState(module, def);
            addContents(module, def);
            Memory.putLong(module + PyModuleObject.md_def, def);
            return module;
        } catch (Throwable failure) {
            References.decref(module);
            throw failure;
        }
    }

    /** A definition of a module in a package has only the last part of the name; the importer left the whole of it. */
    private static String fullName(String name) {
        String context = Memory.getString(Memory.getLong(PACKAGE_CONTEXT));
        if (context == null || !context.endsWith("." + name) && !context.equals(name)) return name;
        Memory.putLong(PACKAGE_CONTEXT, NULL);
        return context;
    }

    /** Runs {@code init} with {@code _Py_PackageContext} set. */
    static long withPackageContext(String name, LongSupplier init) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        long context = Allocation.allocate(bytes.length + 1L);
        Memory.putBytes(context, bytes);
        Memory.putByte(context + bytes.length, (byte) 0);
        long outer = Memory.getLong(PACKAGE_CONTEXT);
        Memory.putLong(PACKAGE_CONTEXT, context);
        try {
            return init.getAsLong();
        } finally {
            Memory.putLong(PACKAGE_CONTEXT, outer);
            Allocation.free(context);
        }
    }

    private static void checkVersion(String name, int apiVersion) {
        if (apiVersion == Constants.PYTHON_API_VERSION || apiVersion == Constants.PYTHON_ABI_VERSION) return;
        Warnings.warn(Exceptions.RuntimeWarning, "Python C API version mismatch for module " + name + ": This Python has API version "
                + Constants.PYTHON_API_VERSION + ", module " + name + " has version " + apiVersion + ".", 1);
    }

    private static void allocateState(long module, long def) {
        long size = Memory.getLong(def + PyModuleDef.m_size);
        if (size <= 0) return;
        long state = Allocation.allocate(size);
        Memory.fill(state, size, (byte) 0);
        Memory.putLong(module + PyModuleObject.md_state, state);
    }

    private static void addContents(long module, long def) {
        long methods = Memory.getLong(def + PyModuleDef.m_methods);
        if (methods != NULL) ModuleType.addFunctions(module, methods);
        String doc = CText.of(Memory.getLong(def + PyModuleDef.m_doc));
        if (doc != null) ModuleType.setDoc(module, doc);
    }

    /** Every entry of a {@code PyMethodDef} array becomes a function whose {@code __module__} is {@code name}. */
    static void addFunctions(long module, long name, long defs) {
        // in CPython the look-ups behind setattr end an error that the init function overlooked
        if (Memory.getLong(defs + PyMethodDef.ml_name) != NULL) ErrorIndicator.clear();
        for (long def = defs; Memory.getLong(def + PyMethodDef.ml_name) != NULL; def += PyMethodDef.SIZEOF) {
            int flags = Memory.getInt(def + PyMethodDef.ml_flags);
            if ((flags & (Constants.METH_CLASS | Constants.METH_STATIC)) != 0) {
                throw PyError.valueError("module functions cannot set METH_CLASS or METH_STATIC");
            }
            long function = CFunctionType.make(def, module, name, NULL);
            try {
                add(module, CText.of(Memory.getLong(def + PyMethodDef.ml_name)), function);
            } finally {
                References.decref(function);
            }
        }
    }

    /** By a shorter way where the module's type can't have an attribute of that name, which could have a say. */
    private static void add(long module, String name, long function) {
        long dict = References.type(module) == BuiltinTypes.MODULE && !name.startsWith("__") ? ModuleType.dict(module) : NULL;
        if (dict == NULL) Objects.setAttr(module, name, function);
        else DictType.set(dict, name, function);
    }

    static long fromDefAndSpec(long def, long spec, int apiVersion) {
        init(def);
        long name = Objects.getAttr(spec, "name");
        try {
            String text = Strings.toJava(name);
            checkVersion(text, apiVersion);
            if (Memory.getLong(def + PyModuleDef.m_size) < 0) {
                throw PyError.systemError("module " + text + ": m_size may not be negative for multi-phase initialization");
            }
            return fromSlots(def, spec, name, text);
        } finally {
            References.decref(name);
        }
    }

    private static long fromSlots(long def, long spec, long name, String text) {
        long create = NULL;
        boolean hasExecution = false;
        for (long slot = Memory.getLong(def + PyModuleDef.m_slots); slot != NULL && id(slot) != 0; slot += PyModuleDef_Slot.SIZEOF) {
            if (id(slot) == CREATE) {
                if (create != NULL) throw PyError.systemError("module " + text + " has multiple create slots");
                create = Memory.getLong(slot + PyModuleDef_Slot.value);
            } else if (id(slot) < 0 || id(slot) > Constants._Py_mod_LAST_SLOT) {
                throw PyError.systemError("module " + text + " uses unknown slot ID " + id(slot));
            } else {
                hasExecution = true;
            }
        }
        long module = create == NULL ? ModuleType.make(name) : created(create, spec, def, text);
        try {
            complete(module, def, text, name, hasExecution);
            return module;
        } catch (Throwable failure) {
            References.decref(module);
            throw failure;
        }
    }

    private static int id(long slot) {
        return Memory.getInt(slot + PyModuleDef_Slot.slot);
    }

    private static long created(long create, long spec, long def, String name) {
        long module = NativeCall.call(create, spec, def);
        if (module == NULL) {
            ErrorIndicator.throwIfSet();
            throw PyError.systemError("creation of module " + name + " failed without setting an exception");
        }
        if (ErrorIndicator.isSet()) {
            PyError raised = ErrorIndicator.fetch();
            References.decref(module);
            throw ExceptionType.withCause(PyError.systemError("creation of module " + name + " raised unreported exception"), raised);
        }
        return module;
    }

    private static void complete(long module, long def, String text, long name, boolean hasExecution) {
        if (ModuleType.isInstance(module)) {
            Memory.putLong(module + PyModuleObject.md_state, NULL);
            Memory.putLong(module + PyModuleObject.md_def, def);
        } else {
            boolean state = Memory.getLong(def + PyModuleDef.m_size) > 0
                    || Memory.getLong(def + PyModuleDef.m_traverse) != NULL
                    || Memory.getLong(def + PyModuleDef.m_clear) != NULL
                    || Memory.getLong(def + PyModuleDef.m_free) != NULL;
            if (state) throw PyError.systemError("module " + text + " is not a module object, but requests module state");
            if (hasExecution) {
                throw PyError.systemError("module " + text + " specifies execution slots, but did not create a ModuleType instance");
            }
        }
        long methods = Memory.getLong(def + PyModuleDef.m_methods);
        if (methods != NULL) addFunctions(module, name, methods);
        String doc = CText.of(Memory.getLong(def + PyModuleDef.m_doc));
        if (doc != null) ModuleType.setDoc(module, doc);
    }

    static void execute(long module, long def) {
        long name = ModuleType.name(module);
        try {
            if (ModuleType.state(module) == NULL) allocateState(module, def);
            for (long slot = Memory.getLong(def + PyModuleDef.m_slots); slot != NULL && id(slot) != 0; slot += PyModuleDef_Slot.SIZEOF) {
                if (id(slot) == EXEC) execute(module, Strings.toJava(name), Memory.getLong(slot + PyModuleDef_Slot.value));
                else if (id(slot) != CREATE) {
                    throw PyError.systemError("module " + Strings.toJava(name) + " initialized with unknown slot " + id(slot));
                }
            }
        } finally {
            References.decref(name);
        }
    }

    private static void execute(long module, String name, long function) {
        int status = (int) NativeCall.call(function, module);
        if (status != 0) {
            ErrorIndicator.throwIfSet();
            throw PyError.systemError("execution of module " + name + " failed without setting an exception");
        }
        if (ErrorIndicator.isSet()) {
            throw ExceptionType.withCause(
                    PyError.systemError("execution of module " + name + " raised unreported exception"), ErrorIndicator.fetch());
        }
    }
}
