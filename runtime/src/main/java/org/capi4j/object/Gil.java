package org.capi4j.object;

import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;

/** Takes and releases an interpreter's GIL for this thread; calls nest. */
public final class Gil {
    private static final long ENTER = Shim.symbol("c4j_enter");
    private static final long LEAVE = Shim.symbol("c4j_leave");

    private Gil() {}

    /** Takes the GIL of the interpreter at {@code interpreter}, waiting as long as needed, and makes its thread state current. */
    public static void enter(long interpreter) {
        NativeCall.call(ENTER, interpreter);
    }

    /** Undoes one {@link #enter}. */
    public static void leave(long interpreter) {
        NativeCall.call(LEAVE, interpreter);
    }
}
