package org.capi4j.object;

import java.lang.invoke.MethodHandle;
import org.capi4j.memory.Shim;

/** Takes and releases an interpreter's GIL for this thread; calls nest. */
public final class Gil {
    private static final MethodHandle ENTER = Shim.function("c4j_enter", 1);
    private static final MethodHandle LEAVE = Shim.function("c4j_leave", 1);

    private Gil() {}

    /** Takes the GIL of the interpreter at {@code interpreter}, waiting as long as needed, and makes its thread state current. */
    public static void enter(long interpreter) {
        try {
            long ignored = (long) ENTER.invokeExact(interpreter);
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Undoes one {@link #enter}. */
    public static void leave(long interpreter) {
        try {
            long ignored = (long) LEAVE.invokeExact(interpreter);
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }
}
