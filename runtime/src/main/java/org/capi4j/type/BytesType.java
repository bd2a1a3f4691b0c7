package org.capi4j.type;

import org.capi4j.object.PyError;

/** bytes. */
public final class BytesType {
    private BytesType() {}

    public static long of(byte[] content) {
        throw PyError.notImplemented("BytesType.of");
    }

    /** Content not set. */
    public static long make(long size) {
        throw PyError.notImplemented("BytesType.make");
    }

    public static long data(long bytes) {
        throw PyError.notImplemented("BytesType.data");
    }

    public static long size(long bytes) {
        throw PyError.notImplemented("BytesType.size");
    }

    public static byte[] toJava(long bytes) {
        throw PyError.notImplemented("BytesType.toJava");
    }
}
