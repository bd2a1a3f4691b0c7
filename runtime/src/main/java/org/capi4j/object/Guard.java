package org.capi4j.object;

import org.capi4j.memory.Memory;

/** Where Java's throwables end: called by the generated guards, so that none ever crosses into C. */
public final class Guard {
    private Guard() {}

    /** Turns any throwable into the error indicator. {@code function} is the C function that failed. */
    public static void failed(Throwable failure, String function) {
        try {
            ErrorIndicator.restore(asPyError(failure, function));
        } catch (Throwable second) {
            ErrorIndicator.setBare(second instanceof StackOverflowError ? Exceptions.RecursionError : Exceptions.MemoryError);
        }
    }

    /** For functions that can't report an error: it goes to {@code sys.unraisablehook}, as {@code PyErr_WriteUnraisable}. */
    public static void unraisable(Throwable failure, String function) {
        try {
            ErrorIndicator.writeUnraisable(asPyError(failure, function), function);
        } catch (Throwable second) {
            System.err.println("capi4j: " + function + ": " + second);
        }
    }

    /** The error for a NULL where C has to pass an object. */
    public static PyError nullArgument(String function, String parameter) {
        if (ErrorIndicator.isSet()) return ErrorIndicator.fetch();
        return PyError.systemError(function + "(): NULL where '" + parameter + "' must be an object");
    }

    private static PyError asPyError(Throwable failure, String function) {
        return switch (failure) {
            case PyError error when error.isBadInternalCall() -> InternalCalls.located(error, function);
            case PyError error -> error;
            case StackOverflowError overflow ->
                PyError.of(Exceptions.RecursionError, "maximum recursion depth exceeded in " + function);
            case OutOfMemoryError exhausted -> PyError.memoryError();
            case IndexOutOfBoundsException access when Memory.isNullAccess(access) ->
                PyError.systemError(function + "(): NULL where an address is needed");
            default -> InterpreterState.current().javaErrors().wrap(failure, function);
        };
    }
}
