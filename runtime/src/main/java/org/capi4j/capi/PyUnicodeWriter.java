package org.capi4j.capi;

import org.capi4j.export.CApi;
import org.capi4j.memory.Memory;
import org.capi4j.object.References;
import org.capi4j.text.CodePoints;
import org.capi4j.type.Objects;
import org.capi4j.type.StrFormatting;
import org.capi4j.type.StrType;
import org.capi4j.type.StrWriter;

/** {@code cpython/unicodeobject.h}: {@code _PyUnicodeWriter}, a str that is being written; macros of the header write to it too. */
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
        long text = start == end ? Objects.str(obj) : StrFormatting.format(StrType.ready(obj), spec(formatSpec, start, end));
        try {
            StrWriter.write(writer, StrType.ready(text));
        } finally {
            References.decref(text);
        }
        return 0;
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
