package org.capi4j.object;

import org.capi4j.memory.Memory;
import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;

/** The thread state that holds the GIL on this thread; the shim keeps it in a thread-local variable. */
public final class ThreadState {
    private static final long CURRENT = Shim.symbol("c4j_current");

    private ThreadState() {}

    /** The address of this thread's {@code PyThreadState}. */
    public static long current() {
        long thread = currentOrNull();
        if (thread == Memory.NULL) throw new IllegalStateException("capi4j: the GIL is not held by this thread");
        return thread;
    }

    public static long currentOrNull() {
        return NativeCall.critical(CURRENT);
    }
}
