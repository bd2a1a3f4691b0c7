package org.capi4j.capi;

import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.memory.Memory;
import org.capi4j.module.CodecsModule;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.CText;
import org.capi4j.type.CodecRegistry;

/** {@code codecs.h}: the codec registry and its error handlers. Names are C strings; NULL errors are strict. */
@CApi
public final class PyCodec {
    private PyCodec() {}

    private static String name(long string) {
        return Memory.getString(string);
    }

    private static String encoding(long string) {
        if (string == Memory.NULL) throw PyError.badArgument();
        return Memory.getString(string);
    }

    public static int PyCodec_Register(@Nullable long searchFunction) {
        if (searchFunction == Memory.NULL) throw PyError.badArgument();
        CodecRegistry.register(searchFunction);
        return 0;
    }

    public static int PyCodec_Unregister(@Nullable long searchFunction) {
        if (searchFunction != Memory.NULL) CodecRegistry.unregister(searchFunction);
        return 0;
    }

    public static long _PyCodec_Lookup(long encoding) {
        return CodecsModule.whole(encoding(encoding));
    }

    public static long _PyCodec_LookupTextEncoding(long encoding, long alternateCommand) {
        return CodecRegistry.lookupText(encoding(encoding), name(alternateCommand));
    }

    public static int PyCodec_KnownEncoding(long encoding) {
        try {
            References.decref(CodecRegistry.lookup(encoding(encoding)));
            return 1;
        } catch (PyError unknown) {
            unknown.release();
            return 0;
        }
    }

    public static long PyCodec_Encode(@Nullable long object, long encoding, long errors) {
        return CodecRegistry.encode(object, encoding(encoding), CText.lazily(errors));
    }

    public static long PyCodec_Decode(@Nullable long object, long encoding, long errors) {
        return CodecRegistry.decode(object, encoding(encoding), CText.lazily(errors));
    }

    public static long _PyCodec_EncodeText(@Nullable long object, long encoding, long errors) {
        return CodecRegistry.encodeText(object, encoding(encoding), CText.lazily(errors));
    }

    public static long _PyCodec_DecodeText(@Nullable long object, long encoding, long errors) {
        return CodecRegistry.decodeText(object, encoding(encoding), CText.lazily(errors));
    }

    public static long PyCodec_Encoder(long encoding) {
        return CodecRegistry.part(encoding(encoding), 0);
    }

    public static long PyCodec_Decoder(long encoding) {
        return CodecRegistry.part(encoding(encoding), 1);
    }

    public static long PyCodec_StreamReader(long encoding, @Nullable long stream, long errors) {
        References.decref(CodecsModule.whole(encoding(encoding)));
        return CodecRegistry.stream(encoding(encoding), 2, stream, CText.lazily(errors));
    }

    public static long PyCodec_StreamWriter(long encoding, @Nullable long stream, long errors) {
        References.decref(CodecsModule.whole(encoding(encoding)));
        return CodecRegistry.stream(encoding(encoding), 3, stream, CText.lazily(errors));
    }

    public static long PyCodec_IncrementalEncoder(long encoding, long errors) {
        return incremental(CodecsModule.whole(encoding(encoding)), "incrementalencoder", errors);
    }

    public static long PyCodec_IncrementalDecoder(long encoding, long errors) {
        return incremental(CodecsModule.whole(encoding(encoding)), "incrementaldecoder", errors);
    }

    private static long incremental(long codecInfo, String attribute, long errors) {
        try {
            return CodecRegistry.incremental(codecInfo, attribute, CText.lazily(errors));
        } finally {
            References.decref(codecInfo);
        }
    }

    public static long _PyCodecInfo_GetIncrementalEncoder(long codecInfo, long errors) {
        return CodecRegistry.incremental(codecInfo, "incrementalencoder", CText.lazily(errors));
    }

    public static long _PyCodecInfo_GetIncrementalDecoder(long codecInfo, long errors) {
        return CodecRegistry.incremental(codecInfo, "incrementaldecoder", CText.lazily(errors));
    }

    public static int PyCodec_RegisterError(long name, @Nullable long error) {
        if (error == Memory.NULL) throw PyError.typeError("handler must be callable");
        CodecRegistry.registerError(CText.lazily(name), error);
        return 0;
    }

    public static long PyCodec_LookupError(long name) {
        return CodecRegistry.lookupError(CText.lazily(name));
    }

    public static long PyCodec_StrictErrors(long exc) {
        return CodecRegistry.handle("strict", exc);
    }

    public static long PyCodec_IgnoreErrors(long exc) {
        return CodecRegistry.handle("ignore", exc);
    }

    public static long PyCodec_ReplaceErrors(long exc) {
        return CodecRegistry.handle("replace", exc);
    }

    public static long PyCodec_XMLCharRefReplaceErrors(long exc) {
        return CodecRegistry.handle("xmlcharrefreplace", exc);
    }

    public static long PyCodec_BackslashReplaceErrors(long exc) {
        return CodecRegistry.handle("backslashreplace", exc);
    }

    public static long PyCodec_NameReplaceErrors(long exc) {
        return CodecRegistry.handle("namereplace", exc);
    }
}
