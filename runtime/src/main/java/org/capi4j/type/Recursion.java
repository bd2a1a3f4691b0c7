package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;

/**
 * {@code Py_EnterRecursiveCall}: the shim counts {@code recursion_remaining} of the thread state down and looks how much native stack
 * is left.
 */
public final class Recursion {
    private static final NativeCall.CriticalFunction ENTER = NativeCall.CriticalFunction.at(Shim.symbol("c4j_enter_recursive"));
    private static final NativeCall.CriticalFunction LEAVE = NativeCall.CriticalFunction.at(Shim.symbol("c4j_leave_recursive"));

    private Recursion() {}

    private static final class Rare {
        static final long TAKE_BACK = Shim.symbol("c4j_take_back");
    }

    /**
     * {@code where} is the end of the message, such as {@code " while calling a Python object"}. {@link #leave} must follow.
     *
     * @return the thread state
     */
    public static long enter(String where) {
        long thread = ENTER.call();
        if (thread == NULL) throw PyError.of(Exceptions.RecursionError, "maximum recursion depth exceeded" + where);
        return thread;
    }

    public static void leave() {
        LEAVE.call(NULL);
    }

    /** {@link #leave} after a C function that may have made another thread state current and left it so: that is undone, and {@code SystemError} set. */
    static void leave(long thread) {
        if ((int) LEAVE.call(thread) != 0) NativeCall.call(Rare.TAKE_BACK, thread);
    }
}
