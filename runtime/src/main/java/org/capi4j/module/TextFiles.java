package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.InterpreterState;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.BytesType;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TypeLookup;

/** Writing to and reading from file objects, whatever they are: {@code PyFile_*}, and the standard streams. */
public final class TextFiles {
    /** The standard streams of one interpreter; input is read through one reader for all of the process. */
    private static final class Streams {
        final TextBuffer out = new TextBuffer(FileDescriptor.out, "strict");
        final TextBuffer err = new TextBuffer(FileDescriptor.err, "backslashreplace");
    }

    private static final class Input {
        static final BufferedReader READER =
                new BufferedReader(new InputStreamReader(new FileInputStream(FileDescriptor.in), StandardCharsets.UTF_8));
    }

    private TextFiles() {}

    private static Streams streams() {
        return InterpreterState.current().attached(Streams.class, Streams::new);
    }

    static TextBuffer output(int descriptor) {
        return descriptor == 2 ? streams().err : streams().out;
    }

    /** Sends out what the standard streams hold. */
    static void flush() {
        streams().out.flush();
        streams().err.flush();
    }

    /** A new reference to {@code sys.stdout} or the like; NULL when it is None, {@code RuntimeError} when it is gone. */
    static long standard(String name) {
        long file = DictType.get(Imports.sys(), name);
        if (file == NULL) throw PyError.runtimeError("lost sys." + name);
        return file == Singletons.NONE ? NULL : References.newRef(file);
    }

    /** {@code PyFile_WriteString}. */
    public static void write(long file, String text) {
        if (TextFileType.isInstance(file)) {
            TextFileType.output(file).write(text);
            return;
        }
        long str = Strings.of(text);
        try {
            References.decref(Calls.callMethod(file, "write", str));
        } finally {
            References.decref(str);
        }
    }

    /** {@code PyFile_WriteObject}: {@code str(object)} when {@code raw}, else {@code repr(object)}. */
    public static void writeObject(long file, long object, boolean raw) {
        long text = raw ? Objects.str(object) : Objects.repr(object);
        try {
            if (TextFileType.isInstance(file)) TextFileType.output(file).write(text);
            else References.decref(Calls.callMethod(file, "write", text));
        } finally {
            References.decref(text);
        }
    }

    /** {@code file.readline()}, which has to be a str. */
    static long line(long file) {
        long line = Calls.callMethod(file, "readline");
        if (Namespace.isStr(line)) return line;
        References.decref(line);
        throw PyError.typeError("object.readline() returned non-string");
    }

    /**
     * {@code PyFile_GetLine}: a str or bytes of at most {@code limit} characters when that is positive; of any length when it is 0; when it
     * is negative without the line's end, and at the end of the file {@code EOFError}.
     */
    public static long line(long file, int limit) {
        long size = limit > 0 ? LongType.of(limit) : NULL;
        long line;
        try {
            line = size == NULL ? Calls.callMethod(file, "readline") : Calls.callMethod(file, "readline", size);
        } finally {
            References.xdecref(size);
        }
        boolean isText = Namespace.isStr(line);
        if (!isText && !TypeLookup.isInstance(line, BuiltinTypes.BYTES)) {
            References.decref(line);
            throw PyError.typeError("object.readline() returned non-string");
        }
        if (limit >= 0) return line;
        try {
            return isText ? withoutEnd(Strings.toJava(line)) : withoutEnd(BytesType.toJava(line));
        } finally {
            References.decref(line);
        }
    }

    private static long withoutEnd(String line) {
        if (line.isEmpty()) throw PyError.of(Exceptions.EOFError, "EOF when reading a line");
        return Strings.of(line.endsWith("\n") ? line.substring(0, line.length() - 1) : line);
    }

    private static long withoutEnd(byte[] line) {
        if (line.length == 0) throw PyError.of(Exceptions.EOFError, "EOF when reading a line");
        boolean ends = line[line.length - 1] == '\n';
        return BytesType.of(ends ? java.util.Arrays.copyOf(line, line.length - 1) : line);
    }

    /** Standard input's next line with its end, at most {@code limit} characters; empty at the end of input. */
    static String readLine(long limit) {
        StringBuilder line = new StringBuilder();
        try {
            for (int c = -2; line.length() < limit && c != '\n' && (c = Input.READER.read()) >= 0; ) line.append((char) c);
            return line.toString();
        } catch (IOException failure) {
            throw PyError.of(Exceptions.OSError, failure.getMessage());
        }
    }

    /** At most {@code limit} characters of standard input. */
    static String read(long limit) {
        StringBuilder text = new StringBuilder();
        try {
            for (int c; text.length() < limit && (c = Input.READER.read()) >= 0; ) text.append((char) c);
            return text.toString();
        } catch (IOException failure) {
            throw PyError.of(Exceptions.OSError, failure.getMessage());
        }
    }
}
