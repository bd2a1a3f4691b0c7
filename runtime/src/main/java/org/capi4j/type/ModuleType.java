package org.capi4j.type;

import org.capi4j.object.PyError;

/** module objects. */
public final class ModuleType {
    private ModuleType() {}

    /** PyModule_New. */
    public static long make(String name) {
        throw PyError.notImplemented("ModuleType.make");
    }

    /** Borrowed. */
    public static long dict(long module) {
        throw PyError.notImplemented("ModuleType.dict");
    }

    /** md_state. */
    public static long state(long module) {
        throw PyError.notImplemented("ModuleType.state");
    }

    /** md_def. */
    public static long def(long module) {
        throw PyError.notImplemented("ModuleType.def");
    }

    /** PyModule_Create2. */
    public static long create(long def, int apiVersion) {
        throw PyError.notImplemented("ModuleType.create");
    }

    /** PyModule_AddFunctions. */
    public static void addFunctions(long module, long defs) {
        throw PyError.notImplemented("ModuleType.addFunctions");
    }

    public static void setDoc(long module, String doc) {
        throw PyError.notImplemented("ModuleType.setDoc");
    }

    /** PyModule_FromDefAndSpec2: the creation phase of multi-phase initialisation. */
    public static long fromDefAndSpec(long def, long spec, int apiVersion) {
        throw PyError.notImplemented("ModuleType.fromDefAndSpec");
    }

    /** PyModule_ExecDef: the execution phase; runs every Py_mod_exec slot. */
    public static void execDef(long module, long def) {
        throw PyError.notImplemented("ModuleType.execDef");
    }

    /** Runs an init function while {@code _Py_PackageContext} holds the full name of a module in a package. */
    public static long withPackageContext(String name, java.util.function.LongSupplier init) {
        throw PyError.notImplemented("ModuleType.withPackageContext");
    }
}
