package org.capi4j.type;

import org.capi4j.object.PyError;

/** Bound methods. */
public final class MethodType {
    private MethodType() {}

    /** PyMethod_New. */
    public static long make(long function, long self) {
        throw PyError.notImplemented("MethodType.make");
    }
}
