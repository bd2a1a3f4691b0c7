package org.capi4j.type;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Kind;
import org.capi4j.export.Method;
import org.capi4j.object.BuiltinTypes;

/** The methods that bytearray has for itself beside {@link BytesLikeMethods}. */
@BuiltinType(value = "PyByteArray_Type", part = true)
public final class ByteArrayMethods {
    private ByteArrayMethods() {}

    @Method(value = "fromhex", kind = Kind.CLASS)
    static long fromhex(long type, long text) {
        long bytearray = ByteArrayType.of(BytesSource.fromHex(text));
        return type == BuiltinTypes.BYTE_ARRAY ? bytearray : BytesMethods.called(type, bytearray);
    }
}
