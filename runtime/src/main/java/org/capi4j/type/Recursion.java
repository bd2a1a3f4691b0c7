package org.capi4j.type;

import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;

/**
 * {@code Py_EnterRecursiveCall}: the shim counts {@code recursion_remaining} of the thread state down and looks how much native stack
 * is left.
 */
public final class Recursion {
    private static final long ENTER = Shim.symbol("c4j_enter_recursive");
    private static final long LEAVE = Shim.symbol("c4j_leave_recursive");

    private Recursion() {}

    /** {@code where} is the end of the message, such as {@code " while calling a Python object"}. {@link #leave} must follow. */
    public static void enter(String where) {
        if ((int) NativeCall.critical(ENTER) != 0) throw PyError.of(Exceptions.RecursionError, "maximum recursion depth exceeded" + where);
    }

    public static void leave() {
        NativeCall.critical(LEAVE);
    }
}
