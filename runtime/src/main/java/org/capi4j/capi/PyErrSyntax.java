package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.memory.Memory;
import org.capi4j.object.ErrorIndicator;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.ExceptionType;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.SourceLines;
import org.capi4j.type.StrCodecs;
import org.capi4j.type.StrType;
import org.capi4j.type.TypeLookup;

/** {@code pyerrors.h}: where a SyntaxError is. */
@CApi
public final class PyErrSyntax {
    private PyErrSyntax() {}

    public static void PyErr_SyntaxLocation(long filename, int lineno) {
        PyErr_SyntaxLocationEx(filename, lineno, -1);
    }

    public static void PyErr_SyntaxLocationEx(long filename, int lineno, int column) {
        long name = filename == NULL ? NULL : StrCodecs.decodeFileName(filename, Memory.stringLength(filename));
        PyErr_SyntaxLocationObject(name, lineno, column);
        References.xdecref(name);
    }

    public static void PyErr_SyntaxLocationObject(@Nullable long filename, int lineno, int column) {
        PyErr_RangedSyntaxLocationObject(filename, lineno, column, lineno, -1);
    }

    /** Adds the place to the error that is set. Attributes that it refuses are left out. */
    public static void PyErr_RangedSyntaxLocationObject(@Nullable long filename, int lineno, int column, int endLineno, int endColumn) {
        PyError error = ExceptionType.normalise(ErrorIndicator.fetch());
        long value = error.value();
        set(value, "lineno", LongType.of(lineno));
        set(value, "offset", column < 0 ? Singletons.none() : LongType.of(column));
        set(value, "end_lineno", LongType.of(endLineno));
        set(value, "end_offset", endColumn < 0 ? Singletons.none() : LongType.of(endColumn));
        if (filename != NULL) {
            set(value, "filename", References.newRef(filename));
            String line = SourceLines.get(Strings.toJava(filename), lineno);
            set(value, "text", line == null ? Singletons.none() : Strings.of(line));
        }
        if (error.type() != Exceptions.SyntaxError && !TypeLookup.isSubtype(error.type(), Exceptions.SyntaxError)) addMessage(value);
        ErrorIndicator.restore(error);
    }

    /** What a SyntaxError has of its own. */
    private static void addMessage(long value) {
        try {
            if (!Objects.hasAttr(value, "msg")) set(value, "msg", Objects.str(value));
            if (!Objects.hasAttr(value, "print_file_and_line")) set(value, "print_file_and_line", Singletons.none());
        } catch (PyError unprintable) {
            unprintable.release();
        }
    }

    /** Steals {@code attribute}. */
    private static void set(long value, String name, long attribute) {
        try {
            Objects.setAttr(value, name, attribute);
        } catch (PyError refused) {
            refused.release();
        } finally {
            References.decref(attribute);
        }
    }

    public static long PyErr_ProgramText(long filename, int lineno) {
        return filename == NULL ? NULL : text(Memory.getString(filename), lineno);
    }

    public static long PyErr_ProgramTextObject(@Nullable long filename, int lineno) {
        return filename == NULL || !StrType.isInstance(filename) ? NULL : text(Strings.toJava(filename), lineno);
    }

    public static long _PyErr_ProgramDecodedTextObject(@Nullable long filename, int lineno, long encoding) {
        return PyErr_ProgramTextObject(filename, lineno);
    }

    /** NULL without an error where the line can't be had. */
    private static long text(String filename, int lineno) {
        String line = SourceLines.get(filename, lineno);
        return line == null ? NULL : Strings.of(line);
    }
}
