package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.type.ByteArrayType;
import org.capi4j.type.Calls;

/** {@code bytearrayobject.h}: bytearray. */
@CApi
public final class PyByteArray {
    private PyByteArray() {}

    public static long PyByteArray_FromObject(long object) {
        return Calls.callOneArg(BuiltinTypes.BYTE_ARRAY, object);
    }

    public static long PyByteArray_FromStringAndSize(long string, long size) {
        if (size < 0) throw PyError.systemError("Negative size passed to PyByteArray_FromStringAndSize");
        return string == NULL ? ByteArrayType.make(size) : ByteArrayType.ofData(string, size);
    }

    public static long PyByteArray_Concat(@Nullable long left, @Nullable long right) {
        if (left == NULL || right == NULL) throw PyError.badInternalCall();
        return ByteArrayType.concat(left, right);
    }

    public static int PyByteArray_Resize(long object, long size) {
        ByteArrayType.resize(object, size);
        return 0;
    }

    public static long PyByteArray_Size(long object) {
        return ByteArrayType.size(object);
    }

    public static long PyByteArray_AsString(long object) {
        return ByteArrayType.data(object);
    }
}
