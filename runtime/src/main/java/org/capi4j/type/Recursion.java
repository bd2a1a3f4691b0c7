package org.capi4j.type;

import java.lang.invoke.MethodHandle;
import org.capi4j.memory.Shim;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;

/**
 * {@code Py_EnterRecursiveCall}: the shim counts {@code recursion_remaining} of the thread state down and looks how much native stack
 * is left.
 */
final class Recursion {
    private static final MethodHandle ENTER = Shim.critical("c4j_enter_recursive", 0);
    private static final MethodHandle LEAVE = Shim.critical("c4j_leave_recursive", 0);

    private Recursion() {}

    /** {@code where} is the end of the message, such as {@code " while calling a Python object"}. {@link #leave} must follow. */
    static void enter(String where) {
        if ((int) call(ENTER) != 0) throw PyError.of(Exceptions.RecursionError, "maximum recursion depth exceeded" + where);
    }

    static void leave() {
        call(LEAVE);
    }

    private static long call(MethodHandle function) {
        try {
            return (long) function.invokeExact();
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }
}
