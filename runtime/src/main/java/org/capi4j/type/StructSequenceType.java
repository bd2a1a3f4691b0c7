package org.capi4j.type;

import org.capi4j.object.PyError;

/** PyStructSequence_*. */
public final class StructSequenceType {
    private StructSequenceType() {}

    public static long newType(long descriptor) {
        throw PyError.notImplemented("StructSequenceType.newType");
    }

    public static long make(long type) {
        throw PyError.notImplemented("StructSequenceType.make");
    }
}
