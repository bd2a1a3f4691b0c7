package org.capi4j.type;

import org.capi4j.object.PyError;

/** builtin_function_or_method. */
public final class CFunctionType {
    private CFunctionType() {}

    /** PyCMethod_New: all but def may be NULL. */
    public static long make(long def, long self, long module, long type) {
        throw PyError.notImplemented("CFunctionType.make");
    }
}
