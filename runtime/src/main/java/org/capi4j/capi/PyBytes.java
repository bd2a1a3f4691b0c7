package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.memory.Memory;
import org.capi4j.module.BytesEscapes;
import org.capi4j.object.ErrorIndicator;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.ByteArrayType;
import org.capi4j.type.BytesFormatting;
import org.capi4j.type.BytesType;
import org.capi4j.type.HexText;
import org.capi4j.type.StrType;
import org.capi4j.type.TypeLookup;

/** {@code bytesobject.h}: bytes, and hexadecimal text of raw memory. */
@CApi
public final class PyBytes {
    private PyBytes() {}

    private static long bytes(long object) {
        if (BytesType.isInstance(object)) return object;
        throw PyError.typeError("expected bytes, " + TypeLookup.fullNameOf(object) + " found");
    }

    // ---- making

    public static long PyBytes_FromStringAndSize(long string, long size) {
        if (size < 0) throw PyError.systemError("Negative size passed to PyBytes_FromStringAndSize");
        return string == NULL ? BytesType.make(size) : BytesType.ofData(string, size);
    }

    public static long PyBytes_FromString(long string) {
        return BytesType.ofData(string, Memory.stringLength(string));
    }

    public static long PyBytes_FromObject(@Nullable long object) {
        if (object == NULL) throw PyError.badInternalCall();
        return BytesType.fromObject(object);
    }

    public static long PyBytes_FromFormatV(long format, long vargs) {
        return BytesType.of(BytesFormat.format(format, new VaList(vargs)));
    }

    public static long _PyBytes_FormatEx(long format, long formatLength, long args, int useByteArray) {
        byte[] content = BytesFormatting.percent(Memory.getBytes(format, formatLength), args);
        return useByteArray != 0 ? ByteArrayType.of(content) : BytesType.of(content);
    }

    public static long _PyBytes_FromHex(long string, int useByteArray) {
        byte[] content = HexText.parse(string);
        return useByteArray != 0 ? ByteArrayType.of(content) : BytesType.of(content);
    }

    public static long PyBytes_DecodeEscape(long s, long length, long errors, long unicode, long recodeEncoding) {
        return BytesType.of(BytesEscapes.decode(Memory.getBytes(s, length), Memory.getString(errors), true));
    }

    /** The first invalid escape is warned of here, not reported: {@code firstInvalidEscape} becomes NULL. */
    public static long _PyBytes_DecodeEscape(long s, long length, long errors, long firstInvalidEscape) {
        Memory.putLong(firstInvalidEscape, NULL);
        return BytesType.of(BytesEscapes.decode(Memory.getBytes(s, length), Memory.getString(errors), true));
    }

    // ---- content

    public static long PyBytes_Size(long object) {
        return BytesType.size(bytes(object));
    }

    public static long PyBytes_AsString(long object) {
        return BytesType.data(bytes(object));
    }

    public static int PyBytes_AsStringAndSize(long object, long string, long length) {
        if (string == NULL) throw PyError.badInternalCall();
        long data = BytesType.data(bytes(object));
        if (length != NULL) Memory.putLong(length, BytesType.size(object));
        else if (Memory.stringLength(data) != BytesType.size(object)) throw PyError.valueError("embedded null byte");
        Memory.putLong(string, data);
        return 0;
    }

    public static long PyBytes_Repr(long object, int smartQuotes) {
        return BytesType.repr(object, smartQuotes != 0);
    }

    public static long _PyBytes_Join(long separator, long iterable) {
        return BytesType.join(separator, iterable);
    }

    // ---- changing

    public static int _PyBytes_Resize(long field, long size) {
        BytesType.resize(field, size);
        return 0;
    }

    public static void PyBytes_Concat(long field, @Nullable long part) {
        if (Memory.getLong(field) == NULL) return;
        try {
            if (part == NULL) References.clear(field);
            else References.setRef(field, BytesType.concat(Memory.getLong(field), part));
        } catch (PyError error) {
            References.clear(field);
            ErrorIndicator.restore(error);
        }
    }

    public static void PyBytes_ConcatAndDel(long field, @Nullable long part) {
        PyBytes_Concat(field, part);
        References.xdecref(part);
    }

    // ---- raw memory

    public static long _PyBytes_Find(long haystack, long length, long needle, long needleLength, long offset) {
        return BytesType.find(haystack, length, needle, needleLength, offset, false);
    }

    public static long _PyBytes_ReverseFind(long haystack, long length, long needle, long needleLength, long offset) {
        return BytesType.find(haystack, length, needle, needleLength, offset, true);
    }

    public static void _PyBytes_Repeat(long target, long size, long source, long sourceSize) {
        if (sourceSize > 0) BytesType.fillRepeated(target, size, source, Math.min(sourceSize, size));
    }

    public static long _Py_strhex(long data, long size) {
        return HexText.of(data, size, NULL, 0, false);
    }

    public static long _Py_strhex_bytes(long data, long size) {
        return HexText.of(data, size, NULL, 0, true);
    }

    public static long _Py_strhex_with_sep(long data, long size, @Nullable long sep, int group) {
        return HexText.of(data, size, sep, group, false);
    }

    public static long _Py_strhex_bytes_with_sep(long data, long size, @Nullable long sep, int group) {
        return HexText.of(data, size, sep, group, true);
    }
}
