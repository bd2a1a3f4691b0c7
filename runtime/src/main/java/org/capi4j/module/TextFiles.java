package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.capi4j.object.Exceptions;
import org.capi4j.object.InterpreterState;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;

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
