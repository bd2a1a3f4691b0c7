package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.util.Arrays;
import java.util.Map;
import org.capi4j.memory.Memory;
import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;
import org.capi4j.object.ErrorIndicator;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.BytesType;
import org.capi4j.type.Calls;
import org.capi4j.type.ExceptionType;
import org.capi4j.type.FileNames;
import org.capi4j.type.LongType;
import org.capi4j.type.Singletons;
import org.capi4j.type.StrCodecs;
import org.capi4j.type.TupleType;


/** System calls on files, and {@code OSError} for what goes wrong. Paths are NUL-terminated bytes in memory. */
public final class FileSystem {
    private static final int EINTR = 4;
    private static final Map<String, Long> FUNCTIONS = new java.util.concurrent.ConcurrentHashMap<>();

    private FileSystem() {}

    /** Calls a function of the shim's {@code filesystem.c}: its result, or the error number, negative. */
    public static long call(String function, long... arguments) {
        long address = FUNCTIONS.computeIfAbsent("c4j_" + function, Shim::symbol);
        long[] a = Arrays.copyOf(arguments, 4);
        long result = NativeCall.call(address, a[0], a[1], a[2], a[3]);
        if (result == -EINTR) ErrorIndicator.throwIfSet();
        return result;
    }

    /** As {@link #call}, with {@code OSError} for an error number. */
    public static long require(String function, long... arguments) {
        long result = call(function, arguments);
        if (result < 0) throw error((int) -result, NULL);
        return result;
    }

    /** The C library's words for an error number. */
    public static String text(int errno) {
        return Memory.getString(NativeFunctions.libc("strerror", errno));
    }

    /** {@code OSError(errno, strerror(errno), filename)}, of the class that fits the number; file names are borrowed, NULL for none. */
    public static PyError error(int errno, long... filenames) {
        long number = LongType.of(errno);
        long message = Strings.of(text(errno));
        boolean named = filenames.length > 0 && filenames[0] != NULL;
        long arguments = !named
                ? TupleType.steal(number, message)
                : filenames.length == 1
                        ? TupleType.steal(number, message, References.newRef(filenames[0]))
                        : TupleType.steal(number, message, References.newRef(filenames[0]), Singletons.none(), References.newRef(filenames[1]));
        try {
            return ExceptionType.raiseNew(Calls.call(Exceptions.OSError, arguments, NULL));
        } finally {
            References.decref(arguments);
        }
    }

    /** An action on a path as the system takes it. */
    @FunctionalInterface
    public interface PathAction {
        long run(long path);
    }

    /** Runs a system call on a path (str, bytes or path-like); a negative result becomes an error with the path as its file name. */
    public static long onPath(long path, PathAction action) {
        long bytes = bytes(path);
        try {
            long result = action.run(BytesType.data(bytes));
            if (result < 0) throw error((int) -result, path);
            return result;
        } finally {
            References.decref(bytes);
        }
    }

    /** A new reference to a path's bytes, without NUL inside. */
    public static long bytes(long path) {
        long name = FileNames.path(path);
        try {
            long bytes = Namespace.isStr(name) ? StrCodecs.encodeFileName(name) : References.newRef(name);
            if (Memory.stringLength(BytesType.data(bytes)) == BytesType.size(bytes)) return bytes;
            References.decref(bytes);
            throw PyError.valueError("embedded null byte");
        } finally {
            References.decref(name);
        }
    }

    /** What the buffer function reads into memory of {@code size} bytes, as a str, or as bytes where the path was. */
    public static long name(long data, long size, boolean asBytes) {
        return asBytes ? BytesType.ofData(data, size) : StrCodecs.decodeFileName(data, size);
    }
}
