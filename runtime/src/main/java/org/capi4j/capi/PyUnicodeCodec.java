package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.memory.Memory;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.text.Latin1;
import org.capi4j.text.UnicodeEscape;
import org.capi4j.text.Utf16;
import org.capi4j.text.Utf32;
import org.capi4j.text.Utf7;
import org.capi4j.text.Utf8;
import org.capi4j.type.CText;
import org.capi4j.type.CharmapCodec;
import org.capi4j.type.CodecRegistry;
import org.capi4j.type.FileNames;
import org.capi4j.type.StrCodecs;
import org.capi4j.type.StrType;
import org.capi4j.type.TypeLookup;

/** {@code unicodeobject.h}: str from and to bytes. Encodings and error handlers are C strings; NULL is UTF-8 and strict. */
@CApi
public final class PyUnicodeCodec {
    private static final long DEFAULT_ENCODING = Memory.stringForever("utf-8");

    private PyUnicodeCodec() {}

    private static String name(long string) {
        return Memory.getString(string);
    }

    /** A str, ready; "bad argument type for built-in operation" for anything else. */
    private static long str(long unicode) {
        if (!StrType.isInstance(unicode)) throw PyError.typeError("bad argument type for built-in operation");
        return StrType.ready(unicode);
    }

    public static long PyUnicode_GetDefaultEncoding() {
        return DEFAULT_ENCODING;
    }

    // ---- any encoding

    public static long PyUnicode_Decode(long s, long size, long encoding, long errors) {
        return StrCodecs.decode(s, size, name(encoding), CText.lazily(errors));
    }

    public static long PyUnicode_FromEncodedObject(@Nullable long obj, long encoding, long errors) {
        if (obj == NULL) throw PyError.badInternalCall();
        return StrCodecs.fromEncodedObject(obj, name(encoding), CText.lazily(errors));
    }

    public static long PyUnicode_AsEncodedString(long unicode, long encoding, long errors) {
        return StrCodecs.encode(str(unicode), name(encoding), CText.lazily(errors));
    }

    private static String encodingOrDefault(long encoding) {
        return encoding == NULL ? "utf-8" : name(encoding);
    }

    public static long PyUnicode_AsDecodedObject(long unicode, long encoding, long errors) {
        return CodecRegistry.decode(str(unicode), encodingOrDefault(encoding), CText.lazily(errors));
    }

    public static long PyUnicode_AsDecodedUnicode(long unicode, long encoding, long errors) {
        return requireStr(PyUnicode_AsDecodedObject(unicode, encoding, errors), "decoder", encodingOrDefault(encoding), "decode");
    }

    public static long PyUnicode_AsEncodedObject(long unicode, long encoding, long errors) {
        return CodecRegistry.encode(str(unicode), encodingOrDefault(encoding), CText.lazily(errors));
    }

    public static long PyUnicode_AsEncodedUnicode(long unicode, long encoding, long errors) {
        return requireStr(PyUnicode_AsEncodedObject(unicode, encoding, errors), "encoder", encodingOrDefault(encoding), "encode");
    }

    private static long requireStr(long result, String coder, String encoding, String function) {
        if (StrType.isInstance(result)) return result;
        String type = TypeLookup.fullNameOf(result);
        References.decref(result);
        throw PyError.typeError("'" + encoding + "' " + coder + " returned '" + type + "' instead of 'str'; use codecs." + function
                + "() to " + function + " to arbitrary types");
    }

    // ---- UTF-8

    public static long PyUnicode_DecodeUTF8(long string, long length, long errors) {
        return StrCodecs.decodeUtf8(string, length, CText.lazily(errors));
    }

    public static long PyUnicode_DecodeUTF8Stateful(long string, long length, long errors, long consumed) {
        if (consumed == NULL) return StrCodecs.decodeUtf8(string, length, CText.lazily(errors));
        return StrCodecs.decodeStateful(
                string, length, CText.lazily(errors), consumed, NULL, (input, handler, order, end) -> Utf8.decode(input, handler, end));
    }

    public static long PyUnicode_AsUTF8AndSize(long unicode, long size) {
        long utf8 = StrType.utf8(str(unicode));
        if (size != NULL) Memory.putLong(size, StrType.utf8Size(unicode));
        return utf8;
    }

    public static long PyUnicode_AsUTF8(long unicode) {
        return StrType.utf8(str(unicode));
    }

    public static long PyUnicode_AsUTF8String(long unicode) {
        return StrCodecs.encodeUtf8(str(unicode), null);
    }

    public static long _PyUnicode_AsUTF8String(long unicode, long errors) {
        return StrCodecs.encodeUtf8(str(unicode), CText.lazily(errors));
    }

    // ---- UTF-7, UTF-16, UTF-32

    public static long PyUnicode_DecodeUTF7(long string, long length, long errors) {
        return PyUnicode_DecodeUTF7Stateful(string, length, errors, NULL);
    }

    public static long PyUnicode_DecodeUTF7Stateful(long string, long length, long errors, long consumed) {
        return StrCodecs.decodeStateful(
                string, length, CText.lazily(errors), consumed, NULL, (input, handler, order, end) -> Utf7.decode(input, handler, end));
    }

    public static long _PyUnicode_EncodeUTF7(long unicode, int base64SetO, int base64WhiteSpace, long errors) {
        return StrCodecs.encodeWith(str(unicode), CText.lazily(errors), (text, handler) -> Utf7.encode(text));
    }

    public static long PyUnicode_DecodeUTF16(long string, long length, long errors, long byteorder) {
        return PyUnicode_DecodeUTF16Stateful(string, length, errors, byteorder, NULL);
    }

    public static long PyUnicode_DecodeUTF16Stateful(long string, long length, long errors, long byteorder, long consumed) {
        return StrCodecs.decodeStateful(string, length, CText.lazily(errors), consumed, byteorder, Utf16::decode);
    }

    public static long PyUnicode_AsUTF16String(long unicode) {
        return _PyUnicode_EncodeUTF16(unicode, NULL, 0);
    }

    public static long _PyUnicode_EncodeUTF16(long unicode, long errors, int byteorder) {
        return StrCodecs.encodeWith(str(unicode), CText.lazily(errors), (text, handler) -> Utf16.encode(text, handler, byteorder));
    }

    public static long PyUnicode_DecodeUTF32(long string, long length, long errors, long byteorder) {
        return PyUnicode_DecodeUTF32Stateful(string, length, errors, byteorder, NULL);
    }

    public static long PyUnicode_DecodeUTF32Stateful(long string, long length, long errors, long byteorder, long consumed) {
        return StrCodecs.decodeStateful(string, length, CText.lazily(errors), consumed, byteorder, Utf32::decode);
    }

    public static long PyUnicode_AsUTF32String(long unicode) {
        return _PyUnicode_EncodeUTF32(unicode, NULL, 0);
    }

    public static long _PyUnicode_EncodeUTF32(long object, long errors, int byteorder) {
        return StrCodecs.encodeWith(str(object), CText.lazily(errors), (text, handler) -> Utf32.encode(text, handler, byteorder));
    }

    // ---- Latin-1 and ASCII

    public static long PyUnicode_DecodeLatin1(long string, long length, long errors) {
        return StrType.ofData(1, string, length);
    }

    public static long PyUnicode_AsLatin1String(long unicode) {
        return _PyUnicode_AsLatin1String(unicode, NULL);
    }

    public static long _PyUnicode_AsLatin1String(long unicode, long errors) {
        return StrCodecs.encode(str(unicode), "latin-1", CText.lazily(errors));
    }

    public static long PyUnicode_DecodeASCII(long string, long length, long errors) {
        return StrCodecs.decode(string, length, "ascii", CText.lazily(errors));
    }

    public static long PyUnicode_AsASCIIString(long unicode) {
        return _PyUnicode_AsASCIIString(unicode, NULL);
    }

    public static long _PyUnicode_AsASCIIString(long unicode, long errors) {
        return StrCodecs.encodeWith(str(unicode), CText.lazily(errors), Latin1::encodeAscii);
    }

    // ---- escapes

    public static long PyUnicode_DecodeUnicodeEscape(long string, long length, long errors) {
        return _PyUnicode_DecodeUnicodeEscapeStateful(string, length, errors, NULL);
    }

    public static long _PyUnicode_DecodeUnicodeEscapeStateful(long string, long length, long errors, long consumed) {
        return StrCodecs.decodeStateful(
                string, length, CText.lazily(errors), consumed, NULL, (input, handler, order, end) -> UnicodeEscape.decode(input, handler, end));
    }

    /** The first invalid escape is warned of here, not reported: {@code firstInvalidEscape} becomes NULL. */
    public static long _PyUnicode_DecodeUnicodeEscapeInternal(
            long string, long length, long errors, long consumed, long firstInvalidEscape) {
        Memory.putLong(firstInvalidEscape, NULL);
        return _PyUnicode_DecodeUnicodeEscapeStateful(string, length, errors, consumed);
    }

    public static long PyUnicode_AsUnicodeEscapeString(long unicode) {
        return StrCodecs.encodeWith(str(unicode), null, (text, handler) -> UnicodeEscape.encode(text));
    }

    public static long PyUnicode_DecodeRawUnicodeEscape(long string, long length, long errors) {
        return _PyUnicode_DecodeRawUnicodeEscapeStateful(string, length, errors, NULL);
    }

    public static long _PyUnicode_DecodeRawUnicodeEscapeStateful(long string, long length, long errors, long consumed) {
        return StrCodecs.decodeStateful(string, length, CText.lazily(errors), consumed, NULL,
                (input, handler, order, end) -> UnicodeEscape.decodeRaw(input, handler, end));
    }

    public static long PyUnicode_AsRawUnicodeEscapeString(long unicode) {
        return StrCodecs.encodeWith(str(unicode), null, (text, handler) -> UnicodeEscape.encodeRaw(text));
    }

    // ---- character maps

    public static long PyUnicode_DecodeCharmap(long string, long length, @Nullable long mapping, long errors) {
        return CharmapCodec.decode(string, length, mapping, CText.lazily(errors));
    }

    public static long PyUnicode_AsCharmapString(@Nullable long unicode, @Nullable long mapping) {
        if (unicode == NULL || !StrType.isInstance(unicode) || mapping == NULL) throw PyError.badArgument();
        return CharmapCodec.encode(StrType.ready(unicode), mapping, null);
    }

    public static long _PyUnicode_EncodeCharmap(long unicode, @Nullable long mapping, long errors) {
        return CharmapCodec.encode(StrType.ready(unicode), mapping, CText.lazily(errors));
    }

    public static long PyUnicode_BuildEncodingMap(long string) {
        return CharmapCodec.encodingMap(string);
    }

    // ---- the locale and the file system: UTF-8

    private static boolean hasNul(long data, long length) {
        return Memory.getByte(data + length) != 0 || Memory.stringLength(data) != length;
    }

    public static long PyUnicode_DecodeLocaleAndSize(long str, long len, long errors) {
        if (hasNul(str, len)) throw PyError.valueError("embedded null byte");
        StrCodecs.requireLocaleErrors(CText.lazily(errors));
        return StrCodecs.decodeUtf8(str, len, CText.lazily(errors));
    }

    public static long PyUnicode_DecodeLocale(long str, long errors) {
        return PyUnicode_DecodeLocaleAndSize(str, Memory.stringLength(str), errors);
    }

    public static long PyUnicode_EncodeLocale(long unicode, long errors) {
        if (Strings.toJava(str(unicode)).indexOf('\0') >= 0) throw PyError.valueError("embedded null character");
        return StrCodecs.encodeLocale(unicode, CText.lazily(errors));
    }

    public static long PyUnicode_DecodeFSDefaultAndSize(long s, long size) {
        return StrCodecs.decodeFileName(s, size);
    }

    public static long PyUnicode_DecodeFSDefault(long s) {
        return StrCodecs.decodeFileName(s, Memory.stringLength(s));
    }

    public static long PyUnicode_EncodeFSDefault(long unicode) {
        return StrCodecs.encodeFileName(str(unicode));
    }

    public static int PyUnicode_FSConverter(@Nullable long arg, long result) {
        return FileNames.convert(arg, result, true);
    }

    public static int PyUnicode_FSDecoder(@Nullable long arg, long result) {
        return FileNames.convert(arg, result, false);
    }

    public static int _PyUnicode_WideCharString_Converter(@Nullable long obj, long result) {
        return FileNames.convertWide(obj, result, false);
    }

    public static int _PyUnicode_WideCharString_Opt_Converter(@Nullable long obj, long result) {
        return FileNames.convertWide(obj, result, true);
    }
}
