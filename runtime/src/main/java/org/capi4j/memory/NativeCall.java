package org.capi4j.memory;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/**
 * Calls of C function pointers whose parameters are integers and pointers, by number of parameters. Every parameter and the
 * result travel as {@code long}; the caller narrows an {@code int} result with a cast. Each arity's handle is made at its
 * first use, because making one costs milliseconds.
 */
public final class NativeCall {
    private NativeCall() {}

    static MethodHandle handle(int arity) {
        MemoryLayout[] parameters = new MemoryLayout[arity];
        Arrays.fill(parameters, JAVA_LONG);
        return Linker.nativeLinker().downcallHandle(FunctionDescriptor.of(JAVA_LONG, parameters));
    }

    private static final class Arity0 {
        static final MethodHandle CALL = handle(0);
    }

    private static final class Arity1 {
        static final MethodHandle CALL = handle(1);
    }

    private static final class Arity2 {
        static final MethodHandle CALL = handle(2);
    }

    private static final class Arity3 {
        static final MethodHandle CALL = handle(3);
    }

    private static final class Arity4 {
        static final MethodHandle CALL = handle(4);
    }

    private static final class Arity5 {
        static final MethodHandle CALL = handle(5);
    }

    private static final class Arity6 {
        static final MethodHandle CALL = handle(6);
    }

    public static long call(long function) {
        try {
            return (long) Arity0.CALL.invokeExact(MemorySegment.ofAddress(function));
        } catch (Throwable failure) {
            throw unexpected(failure);
        }
    }

    public static long call(long function, long a) {
        try {
            return (long) Arity1.CALL.invokeExact(MemorySegment.ofAddress(function), a);
        } catch (Throwable failure) {
            throw unexpected(failure);
        }
    }

    public static long call(long function, long a, long b) {
        try {
            return (long) Arity2.CALL.invokeExact(MemorySegment.ofAddress(function), a, b);
        } catch (Throwable failure) {
            throw unexpected(failure);
        }
    }

    public static long call(long function, long a, long b, long c) {
        try {
            return (long) Arity3.CALL.invokeExact(MemorySegment.ofAddress(function), a, b, c);
        } catch (Throwable failure) {
            throw unexpected(failure);
        }
    }

    public static long call(long function, long a, long b, long c, long d) {
        try {
            return (long) Arity4.CALL.invokeExact(MemorySegment.ofAddress(function), a, b, c, d);
        } catch (Throwable failure) {
            throw unexpected(failure);
        }
    }

    public static long call(long function, long a, long b, long c, long d, long e) {
        try {
            return (long) Arity5.CALL.invokeExact(MemorySegment.ofAddress(function), a, b, c, d, e);
        } catch (Throwable failure) {
            throw unexpected(failure);
        }
    }

    public static long call(long function, long a, long b, long c, long d, long e, long f) {
        try {
            return (long) Arity6.CALL.invokeExact(MemorySegment.ofAddress(function), a, b, c, d, e, f);
        } catch (Throwable failure) {
            throw unexpected(failure);
        }
    }

    /** A downcall handle itself throws only errors of the JVM (stack overflow, out of memory): pass those on as they are. */
    static RuntimeException unexpected(Throwable failure) {
        if (failure instanceof RuntimeException unchecked) throw unchecked;
        if (failure instanceof Error error) throw error;
        throw new IllegalStateException(failure);
    }
}
