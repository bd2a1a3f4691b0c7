package org.capi4j.object;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.Constants;
import org.capi4j.layout.PyBaseExceptionObject;
import org.capi4j.layout.PyThreadState;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.layout._PyErr_StackItem;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;

/** The error indicator of the current thread state: {@code curexc_type}, {@code curexc_value}, {@code curexc_traceback}. */
public final class ErrorIndicator {
    private static final long NONE = Shim.symbol("_Py_NoneStruct");

    private ErrorIndicator() {}

    public static boolean isSet() {
        return isSetBy(ThreadState.current());
    }

    /** Whether an error is set in a thread state. */
    public static boolean isSetBy(long thread) {
        return Memory.getLong(thread + PyThreadState.curexc_type) != NULL;
    }

    /** The type of the error that is set, borrowed, or NULL: {@code PyErr_Occurred}. */
    public static long occurred() {
        return Memory.getLong(ThreadState.current() + PyThreadState.curexc_type);
    }

    /** Takes the error out of the indicator, which is clear then. Where there is none, C code has failed silently. */
    public static PyError fetch() {
        long thread = ThreadState.current();
        long type = Memory.getLong(thread + PyThreadState.curexc_type);
        if (type == NULL) return PyError.silent();
        PyError error;
        try {
            error = PyError.steal(
                    type,
                    Memory.getLong(thread + PyThreadState.curexc_value),
                    Memory.getLong(thread + PyThreadState.curexc_traceback));
        } catch (OutOfMemoryError full) {
            set(NULL, NULL, NULL); // or the next call would find it
            throw full;
        }
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

    /**
     * Puts the error into the indicator (its references move there), replacing what was set. A new error gets the exception that is being
     * handled as its {@code __context__}, as {@code PyErr_SetObject} does. A silent one leaves the indicator clear.
     */
    public static void restore(PyError error) {
        if (error.isSilent()) {
            set(NULL, NULL, NULL);
            return;
        }
        PyError chained = error.isNew() && handled() != NULL ? InterpreterState.current().javaErrors().chain(error) : error;
        if (chained.isLazy()) {
            String message = chained.getMessage();
            set(References.newRef(chained.type()), message == null ? NULL : Strings.of(message), NULL);
        } else {
            set(chained.type(), chained.value(), chained.isNew() ? tracebackOf(chained.value()) : chained.traceback());
        }
    }

    /** A new reference to the traceback that an exception instance carries, or NULL. */
    private static long tracebackOf(long value) {
        if (value == NULL) return NULL;
        long flags = Memory.getLong(References.type(value) + PyTypeObject.tp_flags);
        if ((flags & Constants.Py_TPFLAGS_BASE_EXC_SUBCLASS) == 0) return NULL;
        return References.xnewRef(Memory.getLong(value + PyBaseExceptionObject.traceback));
    }

    /** The exception that the innermost {@code except} block is handling: borrowed, or NULL. */
    public static long handled() {
        long value = Memory.getLong(handledItem() + _PyErr_StackItem.exc_value);
        return value == NONE ? NULL : value;
    }

    /** {@code _PyErr_GetTopmostException}: the stack item of the innermost {@code except} block, or the bottom one. */
    public static long handledItem() {
        long item = Memory.getLong(ThreadState.current() + PyThreadState.exc_info);
        for (long value = Memory.getLong(item + _PyErr_StackItem.exc_value); value == NULL || value == NONE; ) {
            long previous = Memory.getLong(item + _PyErr_StackItem.previous_item);
            if (previous == NULL) break;
            item = previous;
            value = Memory.getLong(item + _PyErr_StackItem.exc_value);
        }
        return item;
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
