package org.capi4j.module.posix;

import static org.capi4j.memory.Memory.NULL;

import java.util.function.LongBinaryOperator;
import org.capi4j.module.FileSystem;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.BytesType;
import org.capi4j.type.LongType;
import org.capi4j.type.Numbers;
import org.capi4j.type.Singletons;
import org.capi4j.type.StrType;
import org.capi4j.type.TypeLookup;


/** Arguments that are paths, or descriptors of open files, with CPython's messages. */
final class PathArgument {
    private PathArgument() {}

    /** What is done with a path (0 for none) or else with a descriptor; an error number, negative, when it fails. */
    @FunctionalInterface
    interface Action {
        long run(long path, int descriptor);
    }

    /** Runs a system call on a path; what fails names it. */
    static long run(String function, String argument, long object, boolean descriptors, Action action) {
        if (descriptors && Numbers.isIndex(object)) {
            int descriptor = descriptor(object);
            return checked(action.run(NULL, descriptor), object);
        }
        long bytes = bytes(function, argument, object, descriptors ? "string, bytes, os.PathLike or integer" : "string, bytes or os.PathLike");
        try {
            return checked(action.run(BytesType.data(bytes), -1), object);
        } finally {
            References.decref(bytes);
        }
    }

    private static int descriptor(long object) {
        long number = Numbers.index(object);
        try {
            int overflow = LongType.asBigInteger(number).bitLength() < Integer.SIZE ? 0 : LongType.asBigInteger(number).signum();
            if (overflow > 0) throw PyError.overflowError("fd is greater than maximum");
            if (overflow < 0) throw PyError.overflowError("fd is less than minimum");
            return (int) LongType.asLong(number);
        } finally {
            References.decref(number);
        }
    }

    /** Runs a system call on two paths; what fails names both. */
    static void runTwo(String function, String[] arguments, long from, long to, LongBinaryOperator action) {
        long first = bytes(function, arguments[0], from, "string, bytes or os.PathLike");
        long second = NULL;
        try {
            second = bytes(function, arguments[1], to, "string, bytes or os.PathLike");
            long result = action.applyAsLong(BytesType.data(first), BytesType.data(second));
            if (result < 0) throw FileSystem.error((int) -result, from, to);
        } finally {
            References.xdecref(second);
            References.decref(first);
        }
    }

    private static long checked(long result, long object) {
        if (result < 0) throw FileSystem.error((int) -result, object);
        return result;
    }

    /** A new reference to the path's bytes. */
    static long bytes(String function, String argument, long object, String expected) {
        boolean isPath = StrType.isInstance(object) || BytesType.isInstance(object);
        if (!isPath && TypeLookup.lookup(References.type(object), "__fspath__") == NULL) {
            throw PyError.typeError(function + ": " + argument + " should be " + expected + ", not " + TypeLookup.nameOf(object));
        }
        return FileSystem.bytes(object);
    }

    /** {@code dir_fd} and the like: only None will do. */
    static void requireNone(String name, long value) {
        if (value != NULL && value != Singletons.NONE) throw PyError.of(Exceptions.NotImplementedError, name + " unavailable on this platform");
    }
}
