package org.capi4j.type;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Kind;
import org.capi4j.export.Method;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.References;

/** The methods that bytes has for itself beside {@link BytesLikeMethods}. */
@BuiltinType(value = "PyBytes_Type", part = true)
public final class BytesMethods {
    private BytesMethods() {}

    @Method(value = "fromhex", kind = Kind.CLASS)
    static long fromhex(long type, long text) {
        long bytes = BytesType.of(BytesSource.fromHex(text));
        return type == BuiltinTypes.BYTES ? bytes : called(type, bytes);
    }

    @Method("__getnewargs__")
    static long getNewArgs(long self) {
        return OwnedObjects.tuple(() -> BytesType.ofData(BytesType.data(self), BytesType.size(self)));
    }

    @Method("__bytes__")
    static long bytes(long self) {
        return BytesType.exact(self);
    }

    /** {@code type(argument)}; the reference to {@code argument} is stolen. */
    static long called(long type, long argument) {
        try {
            return Calls.callOneArg(type, argument);
        } finally {
            References.decref(argument);
        }
    }
}
