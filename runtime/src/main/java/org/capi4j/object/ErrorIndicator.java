package org.capi4j.object;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.PyThreadState;
import org.capi4j.memory.Memory;

/** The error indicator of the current thread state: {@code curexc_type}, {@code curexc_value}, {@code curexc_traceback}. */
public final class ErrorIndicator {
    private ErrorIndicator() {}

    public static boolean isSet() {
        return Memory.getLong(ThreadState.current() + PyThreadState.curexc_type) != NULL;
    }

    /** The type of the error that is set, borrowed, or NULL: {@code PyErr_Occurred}. */
    public static long occurred() {
        return Memory.getLong(ThreadState.current() + PyThreadState.curexc_type);
    }

    /** Takes the error out of the indicator, which is clear then; there must be one. */
    public static PyError fetch() {
        long thread = ThreadState.current();
        long type = Memory.getLong(thread + PyThreadState.curexc_type);
        if (type == NULL) return PyError.systemError("error return without exception set");
        PyError error = PyError.steal(
                type,
                Memory.getLong(thread + PyThreadState.curexc_value),
                Memory.getLong(thread + PyThreadState.curexc_traceback));
        Memory.putLong(thread + PyThreadState.curexc_type, NULL);
        Memory.putLong(thread + PyThreadState.curexc_value, NULL);
        Memory.putLong(thread + PyThreadState.curexc_traceback, NULL);
        return error;
    }

    /** Throws the error that native code left, if any. */
    public static void throwIfSet() {
        if (isSet()) throw fetch();
    }

    public static void clear() {
        if (isSet()) fetch().release();
    }

    /** Puts the error into the indicator (its references move there), replacing what was set. */
    public static void restore(PyError error) {
        if (error.isLazy()) {
            String message = error.getMessage();
            set(References.newRef(error.type()), message == null ? NULL : Strings.of(message), NULL);
        } else {
            set(error.type(), error.value(), error.traceback());
        }
        // PyErr_SetObject's chaining (__context__ from exc_info) is applied by type.ExceptionState, where exceptions are instances.
    }

    /** Sets a static type without a value, needing no memory. */
    static void setBare(long type) {
        set(References.newRef(type), NULL, NULL);
    }

    /** Steals the three references. */
    public static void set(long type, long value, long traceback) {
        long thread = ThreadState.current();
        long oldType = Memory.getLong(thread + PyThreadState.curexc_type);
        long oldValue = Memory.getLong(thread + PyThreadState.curexc_value);
        long oldTraceback = Memory.getLong(thread + PyThreadState.curexc_traceback);
        Memory.putLong(thread + PyThreadState.curexc_type, type);
        Memory.putLong(thread + PyThreadState.curexc_value, value);
        Memory.putLong(thread + PyThreadState.curexc_traceback, traceback);
        References.xdecref(oldType);
        References.xdecref(oldValue);
        References.xdecref(oldTraceback);
    }

    static void writeUnraisable(PyError error, String function) {
        InterpreterState.current().javaErrors().writeUnraisable(error, function);
    }
}
