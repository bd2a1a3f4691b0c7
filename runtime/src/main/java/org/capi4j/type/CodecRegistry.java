package org.capi4j.type;

import org.capi4j.object.PyError;

/** Codec registration and look-up. */
public final class CodecRegistry {
    private CodecRegistry() {}

    /** PyCodec_Encode. */
    public static long encode(long object, String encoding, String errors) {
        throw PyError.notImplemented("CodecRegistry.encode");
    }

    /** PyCodec_Decode. */
    public static long decode(long object, String encoding, String errors) {
        throw PyError.notImplemented("CodecRegistry.decode");
    }

    /** PyCodec_LookupError. */
    public static long lookupError(String name) {
        throw PyError.notImplemented("CodecRegistry.lookupError");
    }
}
