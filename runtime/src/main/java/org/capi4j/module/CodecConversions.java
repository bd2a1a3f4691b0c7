package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Arguments;
import org.capi4j.type.ByteView;
import org.capi4j.type.CodecFunctions;
import org.capi4j.type.Singletons;
import org.capi4j.type.StrCodecs;
import org.capi4j.type.StrType;

/** {@code _codecs}: the conversions that package {@code encodings} is made of, each between text and one encoding. */
@BuiltinModule("_codecs")
public final class CodecConversions {
    private CodecConversions() {}

    /** An argument's address, or NULL where it wasn't given. */
    static long argument(long args, long nargs, int index) {
        return index < nargs ? Memory.getLong(args + 8L * index) : NULL;
    }

    static String errors(String function, long args, long nargs) {
        long errors = argument(args, nargs, 1);
        if (errors == NULL || errors == Singletons.NONE) return null;
        if (!Namespace.isStr(errors)) throw PyError.typeError(function + "() argument 2 must be str or None, not " + Namespace.typeName(errors));
        StrType.utf8(errors); // refuses surrogates
        String name = Strings.toJava(errors);
        if (name.indexOf('\0') >= 0) throw PyError.valueError("embedded null character");
        return name;
    }

    /** The first argument of an encoder. */
    static long text(String function, long args) {
        long text = Memory.getLong(args);
        if (!Namespace.isStr(text)) throw PyError.typeError(function + "() argument 1 must be str, not " + Namespace.typeName(text));
        return text;
    }

    private static long encode(String function, String encoding, long args, long nargs) {
        Arguments.checkPositional(function, nargs, 1, 2);
        return CodecFunctions.encodeWith(encoding, text(function, args), errors(function, args, nargs));
    }

    private static String order(String encoding, int order) {
        return order == 0 ? encoding : encoding + (order < 0 ? "-le" : "-be");
    }

    private static long encodeOrdered(String function, String encoding, long args, long nargs) {
        Arguments.checkPositional(function, nargs, 1, 3);
        long text = text(function, args);
        String errors = errors(function, args, nargs);
        int order = nargs > 2 ? Arguments.integer(argument(args, nargs, 2)) : 0;
        return CodecFunctions.encodeWith(order(encoding, order), text, errors);
    }

    /** Bytes, or for the escapes' decoders a str, which is its UTF-8. */
    private static byte[] input(long object, boolean orText) {
        if (!orText || !Namespace.isStr(object)) {
            try (ByteView view = ByteView.of(object)) {
                return Memory.getBytes(view.data(), view.size());
            }
        }
        long bytes = StrCodecs.encodeUtf8(object, null);
        try (ByteView view = ByteView.of(bytes)) {
            return Memory.getBytes(view.data(), view.size());
        } finally {
            References.decref(bytes);
        }
    }

    /** Whether nothing follows: an int, not any truth value. */
    private static boolean isFinal(long args, long nargs, int index, boolean fallback) {
        return nargs > index ? Arguments.integer(argument(args, nargs, index)) != 0 : fallback;
    }

    /** {@code function(data, errors=None)}. */
    private static long decode(String function, String encoding, long args, long nargs) {
        Arguments.checkPositional(function, nargs, 1, 2);
        return CodecFunctions.decodeWith(encoding, input(Memory.getLong(args), false), errors(function, args, nargs), true, false);
    }

    /** {@code function(data, errors=None, final=False)}. */
    private static long decodePart(String function, String encoding, long args, long nargs) {
        Arguments.checkPositional(function, nargs, 1, 3);
        return decodePart(function, encoding, args, nargs, false, false);
    }

    private static long decodePart(String function, String encoding, long args, long nargs, boolean orText, boolean fallback) {
        byte[] input = input(Memory.getLong(args), orText);
        String errors = errors(function, args, nargs);
        return CodecFunctions.decodeWith(encoding, input, errors, isFinal(args, nargs, 2, fallback), false);
    }

    /** {@code function(data, errors=None, final=True)}. */
    private static long decodeEscapes(String function, String encoding, long args, long nargs) {
        Arguments.checkPositional(function, nargs, 1, 3);
        return decodePart(function, encoding, args, nargs, true, true);
    }

    /** {@code function(data, errors=None, byteorder=0, final=False)}: with the byte order found. */
    private static long decodeOrdered(String function, String encoding, long args, long nargs) {
        Arguments.checkPositional(function, nargs, 1, 4);
        byte[] input = input(Memory.getLong(args), false);
        String errors = errors(function, args, nargs);
        int order = nargs > 2 ? Arguments.integer(argument(args, nargs, 2)) : 0;
        return CodecFunctions.decodeWith(order(encoding, order), input, errors, isFinal(args, nargs, 3, false), true);
    }

    @Method("ascii_encode")
    static long asciiEncode(long module, long args, long nargs) {
        return encode("ascii_encode", "ascii", args, nargs);
    }

    @Method("ascii_decode")
    static long asciiDecode(long module, long args, long nargs) {
        return decode("ascii_decode", "ascii", args, nargs);
    }

    @Method("latin_1_encode")
    static long latin1Encode(long module, long args, long nargs) {
        return encode("latin_1_encode", "latin-1", args, nargs);
    }

    @Method("latin_1_decode")
    static long latin1Decode(long module, long args, long nargs) {
        return decode("latin_1_decode", "latin-1", args, nargs);
    }

    @Method("utf_7_encode")
    static long utf7Encode(long module, long args, long nargs) {
        return encode("utf_7_encode", "utf-7", args, nargs);
    }

    @Method("utf_7_decode")
    static long utf7Decode(long module, long args, long nargs) {
        return decodePart("utf_7_decode", "utf-7", args, nargs);
    }

    @Method("utf_8_encode")
    static long utf8Encode(long module, long args, long nargs) {
        return encode("utf_8_encode", "utf-8", args, nargs);
    }

    @Method("utf_8_decode")
    static long utf8Decode(long module, long args, long nargs) {
        return decodePart("utf_8_decode", "utf-8", args, nargs);
    }

    @Method("utf_16_le_encode")
    static long utf16LeEncode(long module, long args, long nargs) {
        return encode("utf_16_le_encode", "utf-16-le", args, nargs);
    }

    @Method("utf_16_le_decode")
    static long utf16LeDecode(long module, long args, long nargs) {
        return decodePart("utf_16_le_decode", "utf-16-le", args, nargs);
    }

    @Method("utf_16_be_encode")
    static long utf16BeEncode(long module, long args, long nargs) {
        return encode("utf_16_be_encode", "utf-16-be", args, nargs);
    }

    @Method("utf_16_be_decode")
    static long utf16BeDecode(long module, long args, long nargs) {
        return decodePart("utf_16_be_decode", "utf-16-be", args, nargs);
    }

    @Method("utf_32_le_encode")
    static long utf32LeEncode(long module, long args, long nargs) {
        return encode("utf_32_le_encode", "utf-32-le", args, nargs);
    }

    @Method("utf_32_le_decode")
    static long utf32LeDecode(long module, long args, long nargs) {
        return decodePart("utf_32_le_decode", "utf-32-le", args, nargs);
    }

    @Method("utf_32_be_encode")
    static long utf32BeEncode(long module, long args, long nargs) {
        return encode("utf_32_be_encode", "utf-32-be", args, nargs);
    }

    @Method("utf_32_be_decode")
    static long utf32BeDecode(long module, long args, long nargs) {
        return decodePart("utf_32_be_decode", "utf-32-be", args, nargs);
    }

    @Method("utf_16_encode")
    static long utf16Encode(long module, long args, long nargs) {
        return encodeOrdered("utf_16_encode", "utf-16", args, nargs);
    }

    @Method("utf_16_decode")
    static long utf16Decode(long module, long args, long nargs) {
        return decodePart("utf_16_decode", "utf-16", args, nargs);
    }

    @Method("utf_32_encode")
    static long utf32Encode(long module, long args, long nargs) {
        return encodeOrdered("utf_32_encode", "utf-32", args, nargs);
    }

    @Method("utf_32_decode")
    static long utf32Decode(long module, long args, long nargs) {
        return decodePart("utf_32_decode", "utf-32", args, nargs);
    }

    @Method("unicode_escape_encode")
    static long unicodeEscapeEncode(long module, long args, long nargs) {
        return encode("unicode_escape_encode", "unicode-escape", args, nargs);
    }

    @Method("unicode_escape_decode")
    static long unicodeEscapeDecode(long module, long args, long nargs) {
        return decodeEscapes("unicode_escape_decode", "unicode-escape", args, nargs);
    }

    @Method("raw_unicode_escape_encode")
    static long rawUnicodeEscapeEncode(long module, long args, long nargs) {
        return encode("raw_unicode_escape_encode", "raw-unicode-escape", args, nargs);
    }

    @Method("raw_unicode_escape_decode")
    static long rawUnicodeEscapeDecode(long module, long args, long nargs) {
        return decodeEscapes("raw_unicode_escape_decode", "raw-unicode-escape", args, nargs);
    }

    @Method("utf_16_ex_decode")
    static long utf16ExDecode(long module, long args, long nargs) {
        return decodeOrdered("utf_16_ex_decode", "utf-16", args, nargs);
    }

    @Method("utf_32_ex_decode")
    static long utf32ExDecode(long module, long args, long nargs) {
        return decodeOrdered("utf_32_ex_decode", "utf-32", args, nargs);
    }
}
