package org.capi4j.type;

import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;

/**
 * The hash of str, bytes and memoryview: SipHash-1-3 of the raw content, keyed by the process's {@code _Py_HashSecret}, which all
 * interpreters share, because built-in types' dicts are shared.
 */
public final class BytesHash {
    private static final long SECRET = Shim.symbol("_Py_HashSecret");

    private BytesHash() {}

    /** {@code _Py_HashBytes}: 0 for nothing, never -1. */
    public static long of(long data, long size) {
        if (size == 0) return 0;
        long hash = siphash(Memory.getLong(SECRET), Memory.getLong(SECRET + 8), data, size);
        return hash == -1 ? -2 : hash;
    }

    private static long siphash(long key0, long key1, long data, long size) {
        long v0 = key0 ^ 0x736f6d6570736575L;
        long v1 = key1 ^ 0x646f72616e646f6dL;
        long v2 = key0 ^ 0x6c7967656e657261L;
        long v3 = key1 ^ 0x7465646279746573L;
        long whole = size & ~7L;
        // 0 .. whole-1: full words; then the rest with the length on top; then 0xff mixed in and three closing rounds
        for (long at = 0; ; at += 8) {
            long word = at < whole ? Memory.getLong(data + at) : tail(data + whole, size);
            v3 ^= word;
            v0 += v1;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v3;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 += v3;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v2 = Long.rotateLeft(v2, 32);
            v0 ^= word;
            if (at >= whole) break;
        }
        v2 ^= 0xff;
        for (int round = 0; round < 3; round++) {
            v0 += v1;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v3;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 += v3;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v2 = Long.rotateLeft(v2, 32);
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private static long tail(long data, long size) {
        long word = size << 56;
        for (int i = 0; i < (size & 7); i++) word |= (long) Memory.getUnsignedByte(data + i) << 8 * i;
        return word;
    }
}
