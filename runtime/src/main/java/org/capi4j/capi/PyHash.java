package org.capi4j.capi;

import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.text.NumericHash;
import org.capi4j.type.BytesHash;

/** {@code pyhash.h}: hashes of numbers, pointers and bytes. */
@CApi
public final class PyHash {
    private PyHash() {}

    /** NaN hashes by the identity of {@code instance}. */
    public static long _Py_HashDouble(@Nullable long instance, double value) {
        return Double.isNaN(value) ? NumericHash.ofPointer(instance) : NumericHash.ofDouble(value);
    }

    public static long _Py_HashPointer(@Nullable long pointer) {
        return NumericHash.ofPointer(pointer);
    }

    public static long _Py_HashPointerRaw(@Nullable long pointer) {
        return pointer >>> 4 | pointer << 60;
    }

    public static long _Py_HashBytes(long data, long length) {
        return BytesHash.of(data, length);
    }
}
