package org.capi4j.memory;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/**
 * Calls of C function pointers whose parameters are integers and pointers. Every parameter and the result travel as {@code long}; the
 * caller narrows an {@code int} result with a cast.
 *
 * <p>One handle serves every number of parameters up to six: integers travel in registers on both platform ABIs, and a function that
 * takes fewer never looks at the rest. Zeroing a register costs nothing that can be measured; a handle of its own for each number
 * costs 5 to 10 ms of every start.
 */
public final class NativeCall {
    private static final class Handle {
        static final MethodHandle CALL = handle(6);
    }

    private NativeCall() {}

    static MethodHandle handle(int arity, Linker.Option... options) {
        MemoryLayout[] parameters = new MemoryLayout[arity];
        Arrays.fill(parameters, JAVA_LONG);
        return Linker.nativeLinker().downcallHandle(FunctionDescriptor.of(JAVA_LONG, parameters), options);
    }

    private static final class CriticalHandle {
        static final MethodHandle CALL = handle(3, Linker.Option.critical(false));
    }

    public static long call(long function) {
        return call(function, 0L, 0L, 0L, 0L, 0L, 0L);
    }

    public static long call(long function, long a) {
        return call(function, a, 0L, 0L, 0L, 0L, 0L);
    }

    /** Passes a C string that lives as long as the call. */
    public static long call(long function, String text) {
        try (Arena arena = Arena.ofConfined()) {
            return call(function, Memory.string(arena, text));
        }
    }

    /** Passes a C string that lives as long as the call. */
    public static long call(long function, String text, long a, long b) {
        try (Arena arena = Arena.ofConfined()) {
            return call(function, Memory.string(arena, text), a, b);
        }
    }

    /** Passes a copy of an array that lives as long as the call, and its length. */
    public static long call(long function, long a, long[] array) {
        try (Arena arena = Arena.ofConfined()) {
            return call(function, a, arena.allocateFrom(JAVA_LONG, array).address(), array.length);
        }
    }

    public static long call(long function, long a, long b) {
        return call(function, a, b, 0L, 0L, 0L, 0L);
    }

    public static long call(long function, long a, long b, long c) {
        return call(function, a, b, c, 0L, 0L, 0L);
    }

    public static long call(long function, long a, long b, long c, long d) {
        return call(function, a, b, c, d, 0L, 0L);
    }

    public static long call(long function, long a, long b, long c, long d, long e) {
        return call(function, a, b, c, d, e, 0L);
    }

    public static long call(long function, long a, long b, long c, long d, long e, long f) {
        return Jni.used ? Jni.invoke(function, a, b, c, d, e, f) : call(MemorySegment.ofAddress(function), a, b, c, d, e, f);
    }

    /** Links what every process calls by. */
    static void link() {
        MemorySegment harmless = MemorySegment.ofAddress(Jni.find(Shim.DEFAULT_SCOPE, "getpid"));
        try {
            long first = (long) Handle.CALL.invokeExact(harmless, 0L, 0L, 0L, 0L, 0L, 0L);
            long second = (long) CriticalHandle.CALL.invokeExact(harmless, 0L, 0L, 0L);
            if (first != second) throw new IllegalStateException("a process has two ids: " + first + " and " + second);
        } catch (Throwable failure) {
            throw unexpected(failure);
        }
    }

    private static long call(MemorySegment function, long a, long b, long c, long d, long e, long f) {
        if (Jni.used) return Jni.invoke(function.address(), a, b, c, d, e, f);
        try {
            return (long) Handle.CALL.invokeExact(function, a, b, c, d, e, f);
        } catch (Throwable failure) {
            throw unexpected(failure);
        }
    }

    /** A function that is called again and again: nothing is allocated then, not even in code that isn't optimised. */
    public record Function(MemorySegment address) {
        public static Function at(long address) {
            return new Function(MemorySegment.ofAddress(address));
        }

        public long call(long a) {
            return NativeCall.call(address, a, 0L, 0L, 0L, 0L, 0L);
        }

        public long call(long a, long b, long c, long d, long e, long f) {
            return NativeCall.call(address, a, b, c, d, e, f);
        }
    }

    /** {@link Function} for {@linkplain #critical(long) critical} calls: for what has to be done where the heap is full, too. */
    public record CriticalFunction(MemorySegment address) {
        public static CriticalFunction at(long address) {
            return new CriticalFunction(MemorySegment.ofAddress(address));
        }

        public long call() {
            return critical(address, 0L, 0L, 0L);
        }

        public long call(long a) {
            return critical(address, a, 0L, 0L);
        }

        public long call(long a, long b) {
            return critical(address, a, b, 0L);
        }
    }

    /** A call of a function that returns soon and never calls Java: it is called without leaving Java's state. */
    public static long critical(long function) {
        return critical(function, 0L, 0L, 0L);
    }

    public static long critical(long function, long a) {
        return critical(function, a, 0L, 0L);
    }

    public static long critical(long function, long a, long b) {
        return critical(function, a, b, 0L);
    }

    public static long critical(long function, long a, long b, long c) {
        return Jni.used ? Jni.invoke(function, a, b, c, 0L, 0L, 0L) : critical(MemorySegment.ofAddress(function), a, b, c);
    }

    private static long critical(MemorySegment function, long a, long b, long c) {
        if (Jni.used) return Jni.invoke(function.address(), a, b, c, 0L, 0L, 0L);
        try {
            return (long) CriticalHandle.CALL.invokeExact(function, a, b, c);
        } catch (Throwable failure) {
            throw unexpected(failure);
        }
    }

    /** Critical calls with an array of Java's heap. */
    private static final class WithArray {
        static final MethodHandle FIRST = handle(ValueLayout.ADDRESS, JAVA_LONG);
        static final MethodHandle SECOND = handle(JAVA_LONG, ValueLayout.ADDRESS, JAVA_LONG);

        private static MethodHandle handle(MemoryLayout... parameters) {
            return Linker.nativeLinker().downcallHandle(FunctionDescriptor.of(JAVA_LONG, parameters), Linker.Option.critical(true));
        }
    }

    /** A critical call whose first argument is an array, which may be on Java's heap. */
    public static long critical(long function, MemorySegment array, long a) {
        try {
            return (long) WithArray.FIRST.invokeExact(MemorySegment.ofAddress(function), array, a);
        } catch (Throwable failure) {
            throw unexpected(failure);
        }
    }

    /** A critical call whose argument is an array, which C may change. */
    public static long critical(long function, double[] array) {
        return critical(function, MemorySegment.ofArray(array), 0);
    }

    /** A critical call whose second argument is an array, which may be on Java's heap. */
    public static long critical(long function, long a, MemorySegment array, long b) {
        try {
            return (long) WithArray.SECOND.invokeExact(MemorySegment.ofAddress(function), a, array, b);
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
