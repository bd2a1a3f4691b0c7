package org.capi4j.type;

import org.capi4j.object.PyError;

/** bytearray. */
public final class ByteArrayType {
    private ByteArrayType() {}

    public static long of(byte[] content) {
        throw PyError.notImplemented("ByteArrayType.of");
    }

    public static long data(long bytearray) {
        throw PyError.notImplemented("ByteArrayType.data");
    }

    public static long size(long bytearray) {
        throw PyError.notImplemented("ByteArrayType.size");
    }
}
