package org.capi4j.type;

import org.capi4j.object.PyError;

/** PyCapsule_*. */
public final class CapsuleType {
    private CapsuleType() {}

    public static long make(long content, long name, long destructor) {
        throw PyError.notImplemented("CapsuleType.make");
    }

    /** Checked. */
    public static long content(long capsule, String name) {
        throw PyError.notImplemented("CapsuleType.content");
    }
}
