package org.capi4j.type;

import org.capi4j.object.PyError;

/** PyType_Ready: fills what a static type leaves out by inheritance, and makes slot wrappers and descriptors. */
public final class TypeReady {
    private TypeReady() {}

    /** PyType_Ready. */
    public static void ready(long type) {
        throw PyError.notImplemented("TypeReady.ready");
    }

    /** Makes tp_dict of a built-in static type: idempotent. */
    public static void ensureDict(long type) {
        throw PyError.notImplemented("TypeReady.ensureDict");
    }
}
