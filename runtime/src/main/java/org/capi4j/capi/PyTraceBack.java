package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.memory.Memory;
import org.capi4j.object.ErrorIndicator;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.CText;
import org.capi4j.type.CodeType;
import org.capi4j.type.DictType;
import org.capi4j.type.FrameType;
import org.capi4j.type.Singletons;
import org.capi4j.type.SourceLines;
import org.capi4j.type.StrCodecs;
import org.capi4j.type.StrType;
import org.capi4j.type.SysAttributes;
import org.capi4j.type.TracebackText;
import org.capi4j.type.TracebackType;

/** {@code traceback.h}: tracebacks. */
@CApi
public final class PyTraceBack {
    private PyTraceBack() {}

    public static int PyTraceBack_Here(long frame) {
        TracebackType.here(frame);
        return 0;
    }

    public static long _PyTraceBack_FromFrame(@Nullable long next, long frame) {
        if (next != NULL && next != Singletons.NONE && !TracebackType.isInstance(next)) throw PyError.badInternalCall();
        return TracebackType.make(next, frame);
    }

    /** Prints to a file object. */
    public static int PyTraceBack_Print(@Nullable long traceback, @Nullable long file) {
        if (traceback == NULL) return 0;
        if (!TracebackType.isInstance(traceback)) throw PyError.badInternalCall();
        SysAttributes.write(file, TracebackText.of(traceback));
        return 0;
    }

    /** As within the text of an exception group: every line behind spaces and a margin. {@code header} is a line. */
    public static int _PyTraceBack_Print_Indented(
            @Nullable long traceback, int indent, @Nullable long margin, @Nullable long headerMargin, long header, long file) {
        if (traceback == NULL) return 0;
        if (!TracebackType.isInstance(traceback)) throw PyError.badInternalCall();
        String before = spaces(indent) + text(margin);
        StringBuilder text = new StringBuilder(spaces(indent) + text(headerMargin) + text(header));
        TracebackText.entries(traceback).lines().forEach(line -> text.append(before).append(line).append('\n'));
        SysAttributes.write(file, text.toString());
        return 0;
    }

    private static String spaces(int count) {
        return " ".repeat(Math.max(count, 0));
    }

    private static String text(long string) {
        return string == NULL ? "" : Memory.getString(string);
    }

    public static int _Py_WriteIndent(int indent, long file) {
        if (indent > 0) SysAttributes.write(file, spaces(indent));
        return 0;
    }

    public static int _Py_WriteIndentedMargin(int indent, @Nullable long margin, long file) {
        _Py_WriteIndent(indent, file);
        if (margin != NULL) SysAttributes.write(file, text(margin));
        return 0;
    }

    /**
     * Writes a line of a file, indented, without the white space before it. {@code *truncation} becomes how much of that there was beyond
     * {@code indent}, {@code *line} the line itself, a new reference. -1 without an error where the line can't be had.
     */
    public static int _Py_DisplaySourceLine(
            long file, @Nullable long filename, int lineno, int indent, @Nullable long truncation, @Nullable long line) {
        if (filename == NULL || !StrType.isInstance(filename)) return -1;
        String source = SourceLines.get(Strings.toJava(filename), lineno);
        if (source == null) return -1;
        String whole = source.endsWith("\n") ? source.substring(0, source.length() - 1) : source;
        int start = 0;
        while (start < whole.length() && " \t\f".indexOf(whole.charAt(start)) >= 0) start++;
        if (line != NULL) Memory.putLong(line, Strings.of(whole));
        if (truncation != NULL) Memory.putInt(truncation, start - indent);
        SysAttributes.write(file, spaces(indent) + whole.substring(start) + "\n");
        return 0;
    }

    /** Puts a frame for a function of C code on top of the traceback of the error that is set; trouble with that is passed over. */
    public static void _PyTraceback_Add(long function, long filename, int lineno) {
        if (!ErrorIndicator.isSet()) {
            References.decref(frame(CText.of(function), filename, lineno)); // for the errors that it may raise
            return;
        }
        PyError error = ErrorIndicator.fetch();
        long frame = NULL;
        try {
            frame = frame(CText.of(function), filename, lineno);
        } catch (PyError second) {
            second.release();
        }
        ErrorIndicator.restore(error);
        if (frame == NULL) return;
        TracebackType.here(frame);
        References.decref(frame);
    }

    private static long frame(String function, long filename, int lineno) {
        long file = StrCodecs.decodeFileName(filename, Memory.stringLength(filename));
        long name = Strings.of(function);
        long globals = DictType.make();
        try {
            long code = CodeType.makeEmpty(file, name, lineno);
            long frame = FrameType.make(code, globals, NULL);
            References.decref(code);
            return frame;
        } finally {
            References.decref(globals);
            References.decref(name);
            References.decref(file);
        }
    }
}
