package org.capi4j.object;

import static org.capi4j.memory.Memory.NULL;

import java.lang.invoke.MethodHandle;
import org.capi4j.memory.NativeCall;

/**
 * Calls of C function pointers found in slots and method tables. A pointer into the shim's trampolines is one of ours: its
 * Java implementation is called directly, and a {@link PyError} comes straight through; any other is called natively, and the error
 * indicator that it left becomes a {@link PyError}.
 *
 * <p>As in C, a getter or setter may leave its closure out and a METH_NOARGS function its NULL: one more argument than the Java
 * implementation takes is not passed.
 *
 * <p>The method's name says how the result is read: {@code object} (NULL is an error, a {@linkplain PyError#silent silent} one where none is set), {@code objectOrNull} (NULL without an
 * error is a result: {@code tp_iternext}), {@code integer} (C int, -1 may be an error), {@code size} (a long, -1 may be an error),
 * {@code run} (no result).
 */
public final class FunctionCall {
    private FunctionCall() {}

    /** Arguments that the function doesn't take are ignored, in Java as in C. */
    private static long raw(long function, long a, long b, long c, long d, long e) {
        try {
            MethodHandle java = Trampolines.target(function);
            return java != null ? (long) java.invokeExact(a, b, c, d, e, 0L) : NativeCall.call(function, a, b, c, d, e);
        } catch (Throwable failure) {
            throw unchecked(failure);
        }
    }

    private static long raw(long function, long a) {
        return raw(function, a, 0, 0, 0, 0);
    }

    private static long raw(long function, long a, long b) {
        return raw(function, a, b, 0, 0, 0);
    }

    private static long raw(long function, long a, long b, long c) {
        return raw(function, a, b, c, 0, 0);
    }

    private static long raw(long function, long a, long b, long c, long d) {
        return raw(function, a, b, c, d, 0);
    }

    public static long object(long function, long a) {
        return requireObject(raw(function, a));
    }

    public static long object(long function, long a, long b) {
        return requireObject(raw(function, a, b));
    }

    public static long object(long function, long a, long b, long c) {
        return requireObject(raw(function, a, b, c));
    }

    public static long object(long function, long a, long b, long c, long d) {
        return requireObject(raw(function, a, b, c, d));
    }

    public static long object(long function, long a, long b, long c, long d, long e) {
        return requireObject(raw(function, a, b, c, d, e));
    }

    public static long objectOrNull(long function, long a) {
        long result = raw(function, a);
        if (result == NULL) ErrorIndicator.throwIfSet();
        return result;
    }

    public static long objectOrNull(long function, long a, long b) {
        long result = raw(function, a, b);
        if (result == NULL) ErrorIndicator.throwIfSet();
        return result;
    }

    /** The raw result of a vectorcall or tp_call: the caller checks it against the indicator ({@code _Py_CheckFunctionResult}). */
    public static long unchecked(long function, long a, long b, long c) {
        return raw(function, a, b, c);
    }

    /** As above with four arguments. */
    public static long unchecked(long function, long a, long b, long c, long d) {
        return raw(function, a, b, c, d);
    }

    /** As above with two arguments. */
    public static long unchecked(long function, long a, long b) {
        return raw(function, a, b);
    }

    /** As above with five arguments. */
    public static long unchecked(long function, long a, long b, long c, long d, long e) {
        return raw(function, a, b, c, d, e);
    }

    public static int integer(long function, long a) {
        return checkInteger((int) raw(function, a));
    }

    public static int integer(long function, long a, long b) {
        return checkInteger((int) raw(function, a, b));
    }

    public static int integer(long function, long a, long b, long c) {
        return checkInteger((int) raw(function, a, b, c));
    }

    /** A slot that sets or deletes: whatever it returns but 0 is a failure. */
    public static void setting(long function, long a, long b, long c) {
        if ((int) raw(function, a, b, c) != 0) throw missingResult();
    }

    public static long size(long function, long a) {
        long result = raw(function, a);
        if (result == -1) ErrorIndicator.throwIfSet();
        return result;
    }

    /** As {@link #size}, but -1 is a failure even without an error. */
    public static long length(long function, long a) {
        long result = raw(function, a);
        if (result == -1) throw missingResult();
        return result;
    }

    /** A slot that answers a question with 0 or 1: less is a failure. */
    public static boolean test(long function, long a) {
        return requireAnswer((int) raw(function, a));
    }

    /** As above with two arguments. */
    public static boolean test(long function, long a, long b) {
        return requireAnswer((int) raw(function, a, b));
    }

    public static void run(long function, long a) {
        raw(function, a);
    }

    public static void run(long function, long a, long b) {
        raw(function, a, b);
    }

    private static long requireObject(long result) {
        if (result == NULL) throw missingResult();
        return result;
    }

    private static PyError missingResult() {
        return ErrorIndicator.fetch();
    }

    private static boolean requireAnswer(int result) {
        if (result < 0) throw missingResult();
        return result != 0;
    }

    private static int checkInteger(int result) {
        if (result == -1) ErrorIndicator.throwIfSet();
        return result;
    }

    private static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof RuntimeException unchecked) return unchecked;
        if (failure instanceof Error error) throw error;
        return new IllegalStateException(failure);
    }
}
