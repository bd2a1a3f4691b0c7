package org.capi4j.object;

import org.capi4j.memory.Memory;
import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;

/** Takes and releases an interpreter's GIL for this thread; calls nest. */
public final class Gil {
    /** Without leaving Java's state, where nobody waits for the GIL; 0 where the blocking call has to be made. */
    private static final long TRY_ENTER = Shim.symbol("c4j_try_enter");

    private static final long TRY_LEAVE = Shim.symbol("c4j_try_leave");
    private static final long ENTER = Shim.symbol("c4j_enter");
    private static final long LEAVE = Shim.symbol("c4j_leave");

    private Gil() {}

    /** Takes the GIL of {@code interpreter}, waiting as long as needed, and makes its thread state current; false when it is closed. */
    public static boolean enter(InterpreterState interpreter) {
        long address = interpreter.address();
        long serial = interpreter.serial();
        return NativeCall.critical(TRY_ENTER, address, serial) != Memory.NULL || NativeCall.call(ENTER, address, serial) != Memory.NULL;
    }

    /** Undoes one {@link #enter}. */
    public static void leave(InterpreterState state) {
        long interpreter = state.address();
        if ((int) NativeCall.critical(TRY_LEAVE, interpreter) == 0) NativeCall.call(LEAVE, interpreter);
    }
}
