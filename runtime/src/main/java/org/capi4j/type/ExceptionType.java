package org.capi4j.type;

import org.capi4j.object.PyError;

/** BaseException and its family; raising, normalising, chaining. */
public final class ExceptionType {
    private ExceptionType() {}

    /** Normalises: a new reference to the exception instance (with traceback set); the error is consumed. */
    public static long instance(PyError error) {
        throw PyError.notImplemented("ExceptionType.instance");
    }

    /** An error to throw from an exception instance (borrowed). */
    public static PyError raise(long instance) {
        throw PyError.notImplemented("ExceptionType.raise");
    }

    /** PyErr_GivenExceptionMatches: type may be a tuple. */
    public static boolean matches(PyError error, long type) {
        throw PyError.notImplemented("ExceptionType.matches");
    }

    /** Sets __context__ from the exception being handled, as PyErr_SetObject. */
    public static void chain(PyError error) {
        throw PyError.notImplemented("ExceptionType.chain");
    }

    /** "TypeError: message": error stays as it is. */
    public static String describe(PyError error) {
        throw PyError.notImplemented("ExceptionType.describe");
    }

    /** The traceback of an exception instance as CPython prints it, without the last line; empty when there is none. */
    public static String formatTraceback(long instance) {
        throw PyError.notImplemented("ExceptionType.formatTraceback");
    }

    /** __cause__, or __context__ unless it is suppressed: borrowed, or NULL. */
    public static long cause(long instance) {
        throw PyError.notImplemented("ExceptionType.cause");
    }

    /** {@code error} with {@code __cause__} set to {@code cause}, which is consumed. */
    public static PyError withCause(PyError error, PyError cause) {
        throw PyError.notImplemented("ExceptionType.withCause");
    }
}
