package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;
import org.capi4j.object.PyError;

/** Functions of the C library by name, whose arguments are at most five integers and pointers, with their error numbers. */
public final class SystemCall {
    private static final long INT = Shim.symbol("c4j_system_int");
    private static final long LONG = Shim.symbol("c4j_system_long");
    private static final long WIDE = Shim.symbol("c4j_system_wide");
    private static final long DEFAULT_SCOPE = 0;
    private static final int EINTR = 4;
    private static final Map<String, Long> FUNCTIONS = new ConcurrentHashMap<>();

    private SystemCall() {}

    private static long function(String name) {
        long function = FUNCTIONS.computeIfAbsent(name, key -> Shim.find(DEFAULT_SCOPE, key));
        if (function == NULL) throw PyError.notImplemented(name);
        return function;
    }

    /** A function of six arguments, which stand at that address, without the GIL: its result as a {@code long}, or the error number, negative. */
    public static long ofWide(String name, long arguments) {
        long function = function(name);
        return NativeFunctions.withoutGil(() -> NativeCall.call(WIDE, function, arguments));
    }

    private static long call(long way, String name, long... arguments) {
        long function = function(name);
        long[] a = Arrays.copyOf(arguments, 5);
        return NativeCall.call(way, function, a[0], a[1], a[2], a[3], a[4]);
    }

    /** An {@code int} function's result, or the error number, negative. */
    public static long ofInt(String name, long... arguments) {
        return call(INT, name, arguments);
    }

    /** The same of a function whose result is a {@code long}, {@code ssize_t} or {@code off_t}. */
    public static long ofLong(String name, long... arguments) {
        return call(LONG, name, arguments);
    }

    /** An {@code int} function's result, or {@code OSError}. */
    public static long require(String name, long... arguments) {
        return checked(ofInt(name, arguments));
    }

    /** The same of a function whose result is a {@code long}. */
    public static long requireLong(String name, long... arguments) {
        return checked(ofLong(name, arguments));
    }

    /** As {@link #requireLong} without the GIL, again and again while signals interrupt it. */
    public static long requireWaiting(String name, long... arguments) {
        return waiting(LONG, name, arguments);
    }

    /** The same of a function whose result is an {@code int}. */
    public static int requireWaitingInt(String name, long... arguments) {
        return (int) waiting(INT, name, arguments);
    }

    private static long waiting(long way, String name, long... arguments) {
        long result;
        do {
            result = NativeFunctions.withoutGil(() -> call(way, name, arguments));
            if (result == -EINTR) Signals.handle();
        } while (result == -EINTR);
        return checked(result);
    }

    /** {@code OSError} for an error number. */
    public static long checked(long result) {
        if (result < 0) throw FileSystem.error((int) -result, NULL);
        return result;
    }
}
