package org.capi4j.module.io;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.memory.Memory;
import org.capi4j.module.FileSystem;
import org.capi4j.object.Allocation;
import org.capi4j.object.Exceptions;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Arguments;
import org.capi4j.type.BoolType;
import org.capi4j.type.Calls;
import org.capi4j.type.FileNames;
import org.capi4j.type.LongType;
import org.capi4j.type.Numbers;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.StrType;
import org.capi4j.type.TypeLookup;
import org.capi4j.type.Warnings;


/** {@code open}: checks the mode, and puts a file, a buffer and a text stream on top of each other as it says. */
public final class Opening {
    private static final int FILE = 0;
    private static final int MODE = 1;
    private static final int BUFFERING = 2;
    private static final int ENCODING = 3;
    private static final int ERRORS = 4;
    private static final int NEWLINE = 5;
    private static final int CLOSES = 6;
    private static final int OPENER = 7;
    private static final int STATUS_SIZE = 13 * 8;
    private static final int STATUS_BLOCK = 10 * 8;

    private Opening() {}

    /** A new stream of the eight arguments of {@code open}, borrowed, NULL where not given. */
    public static long open(long[] given) {
        for (int i = 0; i < given.length; i++) {
            if (given[i] == Singletons.NONE && i != FILE && i != MODE && i != BUFFERING && i != CLOSES) given[i] = NULL;
        }
        String mode = given[MODE] == NULL ? "r" : text("mode", given[MODE]);
        int buffering = given[BUFFERING] == NULL ? -1 : Arguments.integer(given[BUFFERING]);
        text("encoding", given[ENCODING]);
        text("errors", given[ERRORS]);
        text("newline", given[NEWLINE]);
        boolean binary = mode.contains("b");
        check(mode, binary, given);
        return build(given, mode, binary, buffering);
    }

    /** {@code PyFile_FromFd}; texts are null where not given. */
    public static long ofDescriptor(
            int descriptor, String mode, int buffering, String encoding, String errors, String newline, boolean closes) {
        long[] given = new long[8];
        try {
            given[FILE] = LongType.of(descriptor);
            given[MODE] = mode == null ? NULL : Strings.of(mode);
            given[BUFFERING] = LongType.of(buffering);
            given[ENCODING] = encoding == null ? NULL : Strings.of(encoding);
            given[ERRORS] = errors == null ? NULL : Strings.of(errors);
            given[NEWLINE] = newline == null ? NULL : Strings.of(newline);
            given[CLOSES] = BoolType.of(closes);
            return open(given.clone());
        } finally {
            for (long value : given) References.xdecref(value);
        }
    }

    private static final class CodeHook {
        static long function;
        static long userData;
    }

    /** {@code PyFile_SetOpenCodeHook}: once, for all of the process. */
    public static synchronized void setCodeHook(long function, long userData) {
        if (CodeHook.function != NULL) throw PyError.systemError("failed to change existing open_code hook");
        CodeHook.function = function;
        CodeHook.userData = userData;
    }

    /** {@code open_code}: the hook decides, or the file is opened to read bytes. */
    public static long ofCode(long path) {
        if (CodeHook.function != NULL) return FunctionCall.object(CodeHook.function, path, CodeHook.userData);
        long mode = Strings.of("rb");
        try {
            return open(new long[] {path, mode, NULL, NULL, NULL, NULL, NULL, NULL});
        } finally {
            References.decref(mode);
        }
    }

    private static String text(String name, long value) {
        if (value == NULL) return null;
        if (StrType.isInstance(value)) return Strings.toJava(value);
        String expected = name.equals("mode") ? "str" : "str or None";
        throw PyError.typeError("open() argument '" + name + "' must be " + expected + ", not " + TypeLookup.nameOf(value));
    }

    private static void check(String mode, boolean binary, long[] given) {
        for (int i = 0; i < mode.length(); i++) {
            if ("rwxabt+".indexOf(mode.charAt(i)) < 0 || mode.indexOf(mode.charAt(i), i + 1) >= 0) throw PyError.valueError("invalid mode: '" + mode + "'");
        }
        if (binary && mode.contains("t")) throw PyError.valueError("can't have text and binary mode at once");
        if (mode.chars().filter(letter -> "rwxa".indexOf(letter) >= 0).count() > 1) {
            throw PyError.valueError("must have exactly one of create/read/write/append mode");
        }
        String[] names = {"an encoding", "an errors", "a newline"};
        for (int i = 0; binary && i < names.length; i++) {
            if (given[ENCODING + i] != NULL) {
                throw PyError.valueError("binary mode doesn't take " + names[i] + " argument");
            }
        }
    }

    private static long build(long[] given, String mode, boolean binary, int buffering) {
        long path = Numbers.isIndex(given[FILE]) ? References.newRef(given[FILE]) : FileNames.path(given[FILE]);
        long raw;
        try {
            raw = raw(path, given, mode.replace("b", "").replace("t", ""));
        } finally {
            References.decref(path);
        }
        long top = raw;
        try {
            boolean terminal = buffering < 0 && Streams.test(raw, "isatty");
            boolean lines = terminal || (buffering == 1 && !binary);
            long size = buffering == 1 || buffering < 0 ? blockSize(raw) : buffering;
            if (buffering == 0 && binary) return raw;
            if (buffering == 0) throw PyError.valueError("can't have unbuffered text I/O");
            if (binary && buffering == 1) Warnings.warn(Exceptions.RuntimeWarning, "line buffering (buffering=1) isn't supported in binary mode, the default buffer size will be used", 1);
            top = stacked(top, bufferType(mode), size);
            if (!binary) top = wrapped(top, given, lines, mode);
            return top;
        } catch (Throwable failure) {
            try {
                Streams.run(top, "close");
            } catch (PyError second) {
                second.release();
            }
            References.decref(top);
            throw failure;
        }
    }

    private static long raw(long path, long[] given, String mode) {
        long text = Strings.of(mode);
        long closes = given[CLOSES] == NULL ? Singletons.TRUE : given[CLOSES];
        try {
            return Calls.callWith(FileIoType.TYPE, path, text, closes, given[OPENER] == NULL ? Singletons.NONE : given[OPENER]);
        } finally {
            References.decref(text);
        }
    }

    private static long bufferType(String mode) {
        if (mode.contains("+")) return BufferedRandomType.TYPE;
        return mode.contains("r") ? BufferedReaderType.TYPE : BufferedWriterType.TYPE;
    }

    /** The file's own block size. */
    private static long blockSize(long raw) {
        long fields = Allocation.allocate(STATUS_SIZE);
        try {
            long result = FileSystem.call("file_status", NULL, FileIoType.descriptor(raw), 1, fields);
            long size = result < 0 ? 0 : Memory.getLong(fields + STATUS_BLOCK);
            return size > 1 ? size : IoModule.DEFAULT_BUFFER_SIZE;
        } finally {
            Allocation.free(fields);
        }
    }

    /** The reference to {@code raw} is consumed when this succeeds. */
    private static long stacked(long raw, long type, long size) {
        long number = LongType.of(size);
        try {
            long buffer = Calls.callWith(type, raw, number);
            References.decref(raw);
            return buffer;
        } finally {
            References.decref(number);
        }
    }

    private static long wrapped(long buffer, long[] given, boolean lines, String mode) {
        long none = Singletons.NONE;
        long wrapper = Calls.callWith(
                TextWrapperType.TYPE,
                buffer,
                given[ENCODING] == NULL ? none : given[ENCODING],
                given[ERRORS] == NULL ? none : given[ERRORS],
                given[NEWLINE] == NULL ? none : given[NEWLINE],
                lines ? Singletons.TRUE : Singletons.FALSE);
        long text = NULL;
        try {
            text = Strings.of(mode);
            Objects.setAttr(wrapper, "mode", text);
        } catch (Throwable failure) {
            References.decref(wrapper);
            throw failure;
        } finally {
            References.xdecref(text);
        }
        References.decref(buffer);
        return wrapper;
    }
}
