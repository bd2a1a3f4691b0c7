package org.capi4j.object;

import java.lang.invoke.MethodHandle;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;

/** The thread state that holds the GIL on this thread; the shim keeps it in a thread-local variable. */
public final class ThreadState {
    private static final MethodHandle CURRENT = Shim.critical("c4j_current", 0);

    private ThreadState() {}

    /** The address of this thread's {@code PyThreadState}. */
    public static long current() {
        long thread = currentOrNull();
        if (thread == Memory.NULL) throw new IllegalStateException("capi4j: the GIL is not held by this thread");
        return thread;
    }

    public static long currentOrNull() {
        try {
            return (long) CURRENT.invokeExact();
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }
}
