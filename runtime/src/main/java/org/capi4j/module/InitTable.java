package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.capi4j.layout.Constants;
import org.capi4j.memory.NativeCall;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.ErrorIndicator;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.ModuleType;

/** {@code PyImport_Inittab}: init functions that C code registered under a name. Of the process, as in CPython. */
public final class InitTable {
    private static final Map<String, Long> FUNCTIONS = new ConcurrentHashMap<>();

    private InitTable() {}

    /** {@code PyImport_AppendInittab}: {@code init} is a {@code PyObject *(*)(void)}. */
    public static void append(String name, long init) {
        FUNCTIONS.putIfAbsent(name, init);
    }

    static boolean has(String name) {
        return FUNCTIONS.containsKey(name);
    }

    /** A new module that the registered function made. */
    static long make(String name) {
        long init = FUNCTIONS.get(name);
        long result = ModuleType.withPackageContext(name, () -> NativeCall.call(init));
        if (result == NULL) {
            ErrorIndicator.throwIfSet();
            throw PyError.systemError("initialization of " + name + " failed without raising an exception");
        }
        if (References.type(result) != BuiltinTypes.MODULE_DEF) {
            if (ModuleType.isInstance(result)) ModuleStates.add(result, ModuleType.def(result));
            return result;
        }
        long spec = ModuleSpecType.make(name, BuiltinImporterType.TYPE, "built-in", false, NULL);
        try {
            long module = ModuleType.fromDefAndSpec(result, spec, Constants.PYTHON_API_VERSION);
            Imports.setAttributes(module, spec);
            if (ModuleType.isInstance(module)) ModuleType.execDef(module, result);
            return module;
        } finally {
            References.decref(spec);
        }
    }
}
