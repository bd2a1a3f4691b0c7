package org.capi4j.type;

import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.text.SipHash13;

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
        SipHash13 hash = new SipHash13(Memory.getLong(SECRET), Memory.getLong(SECRET + 8));
        long whole = size & ~7L;
        for (long at = 0; at < whole; at += 8) hash.word(Memory.getLong(data + at));
        long tail = 0;
        for (long at = whole; at < size; at++) tail |= (long) Memory.getUnsignedByte(data + at) << 8 * (at - whole);
        long result = hash.finish(tail, size);
        return result == -1 ? -2 : result;
    }
}
