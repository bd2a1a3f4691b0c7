package org.capi4j.object;

import org.capi4j.memory.Memory;

/** Where Java's throwables end: called by the generated guards, so that none ever crosses into C. */
public final class Guard {
    private Guard() {}

    /** Turns any throwable into the error indicator. {@code function} is the C function that failed. */
    public static void failed(Throwable failure, String function) {
        try {
            ErrorIndicator.restore(error(failure, function));
        } catch (Throwable second) {
            setBare(second instanceof StackOverflowError ? Exceptions.RecursionError : Exceptions.MemoryError);
        }
    }

    /** It needs no memory; what fails to go away for it, or a stack that is full, must not be thrown into C. */
    private static void setBare(long type) {
        try {
            ErrorIndicator.setBare(type);
        } catch (Throwable leaked) {
            return;
        }
    }

    /** For functions that can't report an error: it goes to {@code sys.unraisablehook}, as {@code PyErr_WriteUnraisable}. */
    public static void unraisable(Throwable failure, String function) {
        try {
            ErrorIndicator.writeUnraisable(error(failure, function), function);
        } catch (Throwable second) {
            tell(function, second);
        }
    }

    /** Nothing may leave here: C code waits, and the heap or the stack may be full. */
    private static void tell(String function, Throwable second) {
        try {
            System.err.println("capi4j: " + function + ": " + second);
        } catch (Throwable third) {
            return; // told to nobody, as the error itself
        }
    }

    /** The error for a NULL where C has to pass an object. */
    public static PyError nullArgument(String function, String parameter) {
        if (ErrorIndicator.isSet()) return ErrorIndicator.fetch();
        PyError theirs = InternalCalls.nullRefused(function);
        return theirs != null ? theirs : PyError.systemError(function + "(): NULL where '" + parameter + "' must be an object");
    }

    private static PyError nullAccess(String function, String needed) {
        PyError theirs = InternalCalls.nullRefused(function);
        return theirs != null ? theirs : PyError.systemError(function + "(): NULL where " + needed + " is needed");
    }

    /** Wrapping takes what has just run out; without it the exception has no cause. */
    private static PyError wrap(Error failure, String function, long type) {
        try {
            return InterpreterState.current().javaErrors().wrap(failure, function);
        } catch (StackOverflowError | OutOfMemoryError again) {
            return PyError.of(type, null);
        }
    }

    /** Whether the runtime itself met the null, as it does when C passes NULL for a text; not what an embedder's callback threw. */
    private static boolean isOurs(NullPointerException access) {
        for (StackTraceElement frame : access.getStackTrace()) {
            String name = frame.getClassName();
            if (name.endsWith("Guards")) return true;
            if (name.startsWith("org.capi4j.bridge.") || !name.matches("(org\\.capi4j|java|jdk)\\..*")) return false;
        }
        return false;
    }

    /** Any throwable as a Python error: a Java exception becomes its cause. {@code function} is where it came up. */
    public static PyError error(Throwable failure, String function) {
        // no switch: the JVM would make a class for it at the first error of each process
        if (failure instanceof PyError error) return error.isBadInternalCall() ? InternalCalls.located(error, function) : error;
        if (failure instanceof StackOverflowError overflow) return wrap(overflow, function, Exceptions.RecursionError);
        if (failure instanceof OutOfMemoryError exhausted) return wrap(exhausted, function, Exceptions.MemoryError);
        if (Memory.isNullAccess(failure)) return nullAccess(function, "an address");
        if (failure instanceof NullPointerException access && isOurs(access)) return nullAccess(function, "a string");
        return InterpreterState.current().javaErrors().wrap(failure, function);
    }
}
