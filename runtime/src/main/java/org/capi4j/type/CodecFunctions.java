package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.capi4j.export.Function;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyMethodDef;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.text.Decoded;

/**
 * The Python callables behind built-in codecs and error handlers: built-in functions whose {@code self} is the codec's or
 * handler's name.
 */
public final class CodecFunctions {
    private CodecFunctions() {}

    private static final class Definitions {
        static final long BINARY_ENCODE = def("encode", "c4j_CodecFunctions_encodeBinary", Constants.METH_FASTCALL);
        static final long BINARY_DECODE = def("decode", "c4j_CodecFunctions_decodeBinary", Constants.METH_FASTCALL);

        /** By function name: {@code utf_8_encode} and the like. */
        static final Map<String, Long> TEXT = new ConcurrentHashMap<>();

        static long encode(String name) {
            return TEXT.computeIfAbsent(name, key -> def(key, "c4j_CodecFunctions_encode", Constants.METH_FASTCALL));
        }

        static long decode(String name) {
            return TEXT.computeIfAbsent(name, key -> def(key, "c4j_CodecFunctions_decode", Constants.METH_FASTCALL));
        }

        static final long HANDLER = Shim.symbol("c4j_CodecFunctions_handle");

        static long def(String name, String symbol, int flags) {
            return def(name, Shim.symbol(symbol), flags);
        }

        static long def(String name, long function, int flags) {
            long def = Memory.allocateForever(PyMethodDef.SIZEOF);
            Memory.putLong(def + PyMethodDef.ml_name, Memory.stringForever(name));
            Memory.putLong(def + PyMethodDef.ml_meth, function);
            Memory.putInt(def + PyMethodDef.ml_flags, flags);
            return def;
        }
    }

    private static long make(long def, String self) {
        long name = StrType.intern(self);
        try {
            return CFunctionType.make(def, name, NULL, NULL);
        } finally {
            References.decref(name);
        }
    }

    static long encoder(TextEncoding encoding) {
        return make(Definitions.encode(function(encoding) + "_encode"), encoding.name());
    }

    static long decoder(TextEncoding encoding) {
        return make(Definitions.decode(function(encoding) + "_decode"), encoding.name());
    }

    /** What CPython's function of the encoding begins with: its module, or "charmap" for those of a table. */
    private static String function(TextEncoding encoding) {
        String module = encoding.module();
        return switch (module) {
            case "utf_8_sig" -> "utf_8";
            case "ascii", "latin_1", "utf_7", "utf_8", "unicode_escape", "raw_unicode_escape" -> module;
            default -> module.startsWith("utf_16") || module.startsWith("utf_32") ? module : "charmap";
        };
    }

    static long binaryEncoder(String codec) {
        return make(Definitions.BINARY_ENCODE, codec);
    }

    static long binaryDecoder(String codec) {
        return make(Definitions.BINARY_DECODE, codec);
    }

    private static void requireStrict(String function, long args, long nargs) {
        String errors = errors(function, args, nargs);
        if (nargs > 1 && !"strict".equals(errors)) throw PyError.of(Exceptions.AssertionError, null);
    }

    /** {@code encode(bytes, errors='strict')} of a codec between bytes: (bytes, length). */
    @Function
    public static long encodeBinary(long self, long args, long nargs) {
        requireStrict("encode", args, nargs);
        long object = Memory.getLong(args);
        return OwnedObjects.tuple(() -> BinaryCodecs.encode(Strings.toJava(self), object), () -> BinaryCodecs.size(object));
    }

    @Function
    public static long decodeBinary(long self, long args, long nargs) {
        requireStrict("decode", args, nargs);
        long object = Memory.getLong(args);
        return OwnedObjects.tuple(() -> BinaryCodecs.decode(Strings.toJava(self), object), () -> BinaryCodecs.size(object));
    }

    /** The callable of a built-in error handler; CPython's name of it has "_errors" at the end for most. */
    static long handler(String name) {
        String function = name.startsWith("surrogate") ? name : name + "_errors";
        return make(Definitions.def(function, Definitions.HANDLER, Constants.METH_O), name);
    }

    /** An error handler: {@code self} is its name. */
    @Function
    public static long handle(long self, long exception) {
        return CodecErrors.handle(Strings.toJava(self), exception);
    }

    private static String errors(String function, long args, long nargs) {
        Arguments.checkPositional(function, nargs, 1, 2);
        long errors = Arguments.get(args, nargs, 1);
        if (errors == Singletons.NONE) return null;
        return StrCodecs.nameArgument(function, "errors", errors);
    }

    /** {@code encode(text, errors='strict')}: (bytes, characters). */
    @Function
    public static long encode(long self, long args, long nargs) {
        String errors = errors("encode", args, nargs);
        TextEncoding encoding = TextEncoding.find(Strings.toJava(self));
        long str = StrMethods.requireArgument(function(encoding) + "_encode", " 1", Memory.getLong(args));
        return OwnedObjects.tuple(() -> StrCodecs.encode(encoding, str, errors), () -> LongType.of(Strings.length(str)));
    }

    /** {@code decode(bytes, errors='strict')}: (text, bytes); the wide encodings leave out what is cut off at the end. */
    @Function
    public static long decode(long self, long args, long nargs) {
        String errors = errors("decode", args, nargs);
        TextEncoding encoding = TextEncoding.find(Strings.toJava(self));
        try (ByteView view = ByteView.of(Memory.getLong(args))) {
            byte[] input = Memory.getBytes(view.data(), view.size());
            Decoded decoded = StrCodecs.decode(encoding, input, errors, true);
            return OwnedObjects.tuple(() -> StrType.of(decoded.text()), () -> LongType.of(decoded.consumed()));
        }
    }

    /** As {@code _codecs.utf_8_encode(text, errors)}: (bytes, characters). */
    public static long encodeWith(String encoding, long str, String errors) {
        return OwnedObjects.tuple(() -> StrCodecs.encode(TextEncoding.find(encoding), str, errors), () -> LongType.of(Strings.length(StrType.ready(str))));
    }

    /** As {@code _codecs.utf_8_decode(data, errors, final)}: (text, bytes), and with {@code order} the byte order that was found. */
    public static long decodeWith(String encoding, byte[] input, String errors, boolean isFinal, boolean order) {
        TextEncoding known = TextEncoding.find(encoding);
        Decoded decoded = StrCodecs.decode(known, input, errors, isFinal);
        StrCodecs.warnOfEscape(decoded);
        if (!order) return OwnedObjects.tuple(() -> StrType.of(decoded.text()), () -> LongType.of(decoded.consumed()));
        return OwnedObjects.tuple(
                () -> StrType.of(decoded.text()), () -> LongType.of(decoded.consumed()), () -> LongType.of(decoded.byteOrder()));
    }
}
