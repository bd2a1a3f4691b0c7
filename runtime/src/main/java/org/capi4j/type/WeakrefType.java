package org.capi4j.type;

import org.capi4j.object.PyError;

/** Weak references and proxies. */
public final class WeakrefType {
    private WeakrefType() {}

    /** PyWeakref_NewRef; callback may be NULL. */
    public static long make(long object, long callback) {
        throw PyError.notImplemented("WeakrefType.make");
    }

    /** Borrowed; None when dead. */
    public static long referent(long weakref) {
        throw PyError.notImplemented("WeakrefType.referent");
    }

    /** PyObject_ClearWeakRefs. */
    public static void clearAll(long object) {
        throw PyError.notImplemented("WeakrefType.clearAll");
    }
}
