package org.capi4j.capi;

import java.nio.charset.StandardCharsets;
import org.capi4j.export.CApi;
import org.capi4j.memory.Memory;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.text.CodePoints;
import org.capi4j.text.IntText;
import org.capi4j.type.BytesWriter;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.StrFormatting;
import org.capi4j.type.StrType;
import org.capi4j.type.StrWriter;

/**
 * {@code cpython/unicodeobject.h}: {@code _PyUnicodeWriter}, a str that is being written; macros of the header write to it too.
 * Numbers write themselves to it as well.
 */
@CApi
public final class PyUnicodeWriter {
    private PyUnicodeWriter() {}

    public static void _PyUnicodeWriter_Init(long writer) {
        StrWriter.init(writer);
    }

    public static int _PyUnicodeWriter_PrepareInternal(long writer, long length, int maxchar) {
        StrWriter.prepare(writer, length, maxchar);
        return 0;
    }

    public static int _PyUnicodeWriter_PrepareKindInternal(long writer, int kind) {
        StrWriter.prepareKind(writer, kind);
        return 0;
    }

    public static int _PyUnicodeWriter_WriteChar(long writer, int ch) {
        StrWriter.write(writer, ch);
        return 0;
    }

    public static int _PyUnicodeWriter_WriteStr(long writer, long str) {
        StrWriter.write(writer, StrType.ready(str));
        return 0;
    }

    public static int _PyUnicodeWriter_WriteSubstring(long writer, long str, long start, long end) {
        StrWriter.write(writer, StrType.ready(str), start, end);
        return 0;
    }

    public static int _PyUnicodeWriter_WriteASCIIString(long writer, long str, long length) {
        StrWriter.writeData(writer, 1, str, length == -1 ? Memory.stringLength(str) : length, 0x7f);
        return 0;
    }

    public static int _PyUnicodeWriter_WriteLatin1String(long writer, long str, long length) {
        StrWriter.writeLatin1(writer, str, length);
        return 0;
    }

    public static long _PyUnicodeWriter_Finish(long writer) {
        return StrWriter.finish(writer);
    }

    public static void _PyUnicodeWriter_Dealloc(long writer) {
        StrWriter.dealloc(writer);
    }

    public static int _PyUnicode_FormatAdvancedWriter(long writer, long obj, long formatSpec, long start, long end) {
        if (start == end) return writeOwned(writer, Objects.str(obj));
        return writeOwned(writer, StrFormatting.format(StrType.ready(obj), spec(formatSpec, start, end)));
    }

    public static int _PyLong_FormatAdvancedWriter(long writer, long obj, long formatSpec, long start, long end) {
        return formatted(writer, obj, formatSpec, start, end);
    }

    public static int _PyFloat_FormatAdvancedWriter(long writer, long obj, long formatSpec, long start, long end) {
        return formatted(writer, obj, formatSpec, start, end);
    }

    private static int formatted(long writer, long obj, long formatSpec, long start, long end) {
        long spec = StrType.of(spec(formatSpec, start, end));
        try {
            return writeOwned(writer, Objects.format(obj, spec));
        } finally {
            References.decref(spec);
        }
    }

    private static int writeOwned(long writer, long str) {
        try {
            StrWriter.write(writer, StrType.ready(str));
        } finally {
            References.decref(str);
        }
        return 0;
    }

    public static int _PyLong_FormatWriter(long writer, long obj, int base, int alternate) {
        return writeOwned(writer, Strings.of(digits(obj, base, alternate)));
    }

    public static long _PyLong_FormatBytesWriter(long writer, long str, long obj, int base, int alternate) {
        byte[] digits = digits(obj, base, alternate).getBytes(StandardCharsets.US_ASCII);
        long target = BytesWriter.prepare(writer, str, digits.length);
        Memory.putBytes(target, digits);
        return target + digits.length;
    }

    private static String digits(long integer, int base, int alternate) {
        if (!LongType.isInstance(integer)) throw PyError.badInternalCall();
        if (base == 10) return Objects.reprString(integer);
        return IntText.toText(LongType.asBigInteger(integer), base, alternate != 0);
    }

    /** {@code format_spec[start:end]} as code points. */
    static int[] spec(long formatSpec, long start, long end) {
        int[] points = StrType.points(StrType.ready(formatSpec));
        return start >= end ? CodePoints.EMPTY : java.util.Arrays.copyOfRange(points, (int) start, (int) end);
    }

    public static long _PyUnicode_InsertThousandsGrouping(
            long writer, long bufferLength, long digits, long digitsStart, long digitCount, long minWidth, long grouping,
            long separator, long maxchar) {
        return ThousandsGrouping.insert(
                writer, bufferLength, digits, digitsStart, digitCount, minWidth, grouping, separator, maxchar);
    }
}
