package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.util.Arrays;
import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.layout.PyCompactUnicodeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.text.Decoded;
import org.capi4j.text.ErrorHandler;
import org.capi4j.text.TextException;
import org.capi4j.text.Utf8;

/** Encoding and decoding strs: built-in encodings here, others through {@link CodecRegistry}. */
@BuiltinType(value = "PyUnicode_Type", part = true)
public final class StrCodecs {
    private static final String[] ENCODE_NAMES = {"encoding", "errors"};

    private StrCodecs() {}

    /** A codec at work, whose failures become Python's. */
    interface Work<T> {
        T run(ErrorHandler handler);
    }

    /** Runs a codec of package text with the error handler of that name (null is strict). */
    static <T> T run(String errors, Work<T> work) {
        try {
            return work.run(CodecErrors.handler(errors));
        } catch (TextException failure) {
            throw TextErrors.of(failure);
        }
    }

    // ---- arguments

    /** An {@code encoding} or {@code errors} argument: null when it is NULL. */
    static String nameArgument(String function, String argument, long object) {
        if (object == NULL) return null;
        if (!StrType.isInstance(object)) {
            throw PyError.typeError(function + "() argument '" + argument + "' must be str, not " + Arguments.typeName(object));
        }
        StrType.utf8(object); // refuses surrogates
        String name = Strings.toJava(StrType.ready(object));
        if (name.indexOf('\0') >= 0) throw PyError.valueError("embedded null character");
        return name;
    }

    @Method("encode")
    static long encodeMethod(long self, long args, long nargs, long kwnames) {
        long[] given = Arguments.unpack("encode", ENCODE_NAMES, 2, 0, args, nargs, kwnames);
        String encoding = nameArgument("encode", "encoding", given[0]);
        return encode(StrType.ready(self), encoding, nameArgument("encode", "errors", given[1]));
    }

    // ---- UTF-8

    /** Puts the UTF-8 form into the str. */
    static void cacheUtf8(long str) {
        long size = Utf8Content.size(str);
        byte[] slow = size >= 0 ? null : run(null, handler -> Utf8.encode(StrType.points(str), handler));
        if (slow != null) size = slow.length;
        long block = Allocation.allocate(size + 1);
        if (slow != null) Memory.putBytes(block, slow);
        else Utf8Content.encode(str, block);
        Memory.putByte(block + size, (byte) 0);
        Memory.putLong(str + PyCompactUnicodeObject.utf8_length, size);
        Memory.putLong(str + PyCompactUnicodeObject.utf8, block);
    }

    /** {@code PyUnicode_DecodeUTF8}. */
    public static long decodeUtf8(long data, long size, String errors) {
        if (size == 0) return StrType.empty();
        long str = Utf8Content.decode(data, size);
        return str != NULL ? str : decode(TextEncoding.UTF_8, data, size, errors);
    }

    // ---- decoding

    static long decode(TextEncoding encoding, long data, long size, String errors) {
        Decoded decoded = decode(encoding, Memory.getBytes(data, size), errors, true);
        warnOfEscape(decoded);
        return StrType.of(decoded.text());
    }

    static Decoded decode(TextEncoding encoding, byte[] input, String errors, boolean isFinal) {
        encoding.requireDecodingErrors(errors);
        return run(errors, handler -> encoding.decode(input, handler, isFinal));
    }

    static void warnOfEscape(Decoded decoded) {
        if (decoded.invalidEscape() == 0) return;
        String escape = new String(Character.toChars(decoded.invalidEscape()));
        Warnings.warn(Exceptions.DeprecationWarning, "invalid escape sequence '\\" + escape + "'", 1);
    }

    /** A decoder of the C API that may stop before the end: a str; {@code consumedField} and {@code orderField} may be NULL. */
    public static long decodeStateful(
            long data, long size, String errors, long consumedField, long orderField, StatefulDecoder decoder) {
        byte[] input = Memory.getBytes(data, size);
        int order = orderField == NULL ? 0 : Integer.signum(Memory.getInt(orderField));
        Decoded decoded = run(errors, handler -> decoder.decode(input, handler, order, consumedField == NULL));
        if (consumedField != NULL) Memory.putLong(consumedField, decoded.consumed());
        if (orderField != NULL) Memory.putInt(orderField, decoded.byteOrder());
        warnOfEscape(decoded);
        return StrType.of(decoded.text());
    }

    /** What {@link #decodeStateful} calls. */
    public interface StatefulDecoder {
        Decoded decode(byte[] input, ErrorHandler handler, int byteOrder, boolean isFinal);
    }

    /** An encoder of the C API: bytes. */
    public static long encodeWith(long str, String errors, StatelessEncoder encoder) {
        return BytesType.of(run(errors, handler -> encoder.encode(StrType.points(str), handler)));
    }

    /** What {@link #encodeWith} calls. */
    public interface StatelessEncoder {
        byte[] encode(int[] text, ErrorHandler handler);
    }

    /** {@code PyUnicode_Decode}: null is UTF-8. */
    public static long decode(long data, long size, String encoding, String errors) {
        if (encoding == null) return decodeUtf8(data, size, errors);
        TextEncoding known = TextEncoding.find(encoding);
        if (known == null) return decodeElsewhere(data, size, encoding, errors);
        try {
            return decodeKnown(known, data, size, errors);
        } catch (PyError failure) {
            throw TextEncoding.isDirect(encoding) ? failure : CodecFailure.named(failure, "decoding", encoding);
        }
    }

    private static long decodeKnown(TextEncoding known, long data, long size, String errors) {
        if (known == TextEncoding.UTF_8) return decodeUtf8(data, size, errors);
        if (known == TextEncoding.LATIN_1) return StrType.ofData(1, data, size);
        if (known == TextEncoding.ASCII && StrData.isAscii(data, size)) return StrType.ofData(1, data, size);
        return decode(known, data, size, errors);
    }

    private static long decodeElsewhere(long data, long size, String encoding, String errors) {
        long bytes = BytesType.ofData(data, size);
        long view = NULL;
        long result;
        try {
            view = MemoryViewType.of(bytes);
            result = CodecRegistry.decodeText(view, encoding, errors);
        } finally {
            References.xdecref(view);
            References.decref(bytes);
        }
        if (StrType.isInstance(result)) return result;
        String type = TypeLookup.fullNameOf(result);
        References.decref(result);
        throw PyError.typeError("'" + encoding + "' decoder returned '" + type
                + "' instead of 'str'; use codecs.decode() to decode to arbitrary types");
    }

    /** {@code PyUnicode_FromEncodedObject}: bytes or any buffer, but no str. */
    public static long fromEncodedObject(long object, String encoding, String errors) {
        if (StrType.isInstance(object)) throw PyError.typeError("decoding str is not supported");
        if (!ByteView.isPossible(object)) {
            throw PyError.typeError("decoding to str: need a bytes-like object, " + TypeLookup.fullNameOf(object, 80) + " found");
        }
        try (ByteView view = ByteView.of(object)) {
            return view.size() == 0 ? StrType.empty() : decode(view.data(), view.size(), encoding, errors);
        }
    }

    // ---- encoding

    /** {@code PyUnicode_AsEncodedString} of a ready str: bytes; null is UTF-8. */
    public static long encode(long str, String encoding, String errors) {
        TextEncoding known = encoding == null ? TextEncoding.UTF_8 : TextEncoding.find(encoding);
        if (known == null) return encodeElsewhere(str, encoding, errors);
        try {
            return encode(known, str, errors);
        } catch (PyError failure) {
            throw encoding == null || TextEncoding.isDirect(encoding) ? failure : CodecFailure.named(failure, "encoding", encoding);
        }
    }

    static long encode(TextEncoding known, long str, String errors) {
        if (known == TextEncoding.UTF_8) return encodeUtf8(str, errors);
        known.requireEncodingErrors(errors);
        boolean narrow = known == TextEncoding.LATIN_1 ? Strings.kind(str) == 1 : known == TextEncoding.ASCII && Strings.isAscii(str);
        if (narrow) return BytesType.ofData(Strings.data(str), Strings.length(str));
        return encodeWith(str, errors, known::encode);
    }

    /** {@code _PyUnicode_AsUTF8String}. */
    public static long encodeUtf8(long str, String errors) {
        long size = Utf8Content.size(str);
        if (size < 0) return encodeWith(str, errors, Utf8::encode);
        if (size == 1) return BytesType.ofData(Strings.data(str), 1);
        long bytes = BytesType.make(size);
        Utf8Content.encode(str, BytesType.data(bytes));
        return bytes;
    }

    private static long encodeElsewhere(long str, String encoding, String errors) {
        long result = CodecRegistry.encodeText(str, encoding, errors);
        if (BytesType.isInstance(result)) return result;
        try {
            if (!ByteArrayType.isInstance(result)) {
                throw PyError.typeError("'" + encoding + "' encoder returned '" + TypeLookup.fullNameOf(result)
                        + "' instead of 'bytes'; use codecs.encode() to encode to arbitrary types");
            }
            Warnings.warn(
                    Exceptions.RuntimeWarning,
                    "encoder " + encoding + " returned bytearray instead of bytes; use codecs.encode() to encode to arbitrary types",
                    1);
            return BytesType.ofData(ByteArrayType.data(result), ByteArrayType.size(result));
        } finally {
            References.decref(result);
        }
    }

    // ---- the file system

    /** {@code PyUnicode_EncodeFSDefault}: bytes. */
    public static long encodeFileName(long str) {
        return encodeUtf8(str, "surrogateescape");
    }

    /** {@code PyUnicode_DecodeFSDefaultAndSize}. */
    public static long decodeFileName(long data, long size) {
        return decodeUtf8(data, size, "surrogateescape");
    }

    private static final String[] LOCALE_ERRORS = {"strict", "surrogateescape", "surrogatepass"};

    /** The handlers that the locale's encoding, here always UTF-8, knows. */
    public static void requireLocaleErrors(String errors) {
        if (errors != null && !Arrays.asList(LOCALE_ERRORS).contains(errors)) {
            throw PyError.valueError("unsupported error handler");
        }
    }

    /** {@code PyUnicode_EncodeLocale}: UTF-8, but its errors tell less. */
    public static long encodeLocale(long str, String errors) {
        requireLocaleErrors(errors);
        boolean escapes = "surrogateescape".equals(errors);
        for (long i = 0; !"surrogatepass".equals(errors) && Strings.kind(str) > 1 && i < Strings.length(str); i++) {
            int point = Strings.get(Strings.kind(str), Strings.data(str), i);
            boolean surrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
            if (surrogate && !(escapes && point >= 0xdc80 && point <= 0xdcff)) {
                throw ExceptionType.raiseNew(UnicodeErrors.encodeError("locale", str, i, i + 1, "encoding error"));
            }
        }
        return encodeUtf8(str, errors);
    }
}
