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
}
