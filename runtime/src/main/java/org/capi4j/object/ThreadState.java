package org.capi4j.object;

import org.capi4j.memory.Memory;
import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;

/** The thread state that holds the GIL on this thread; the shim keeps it in a thread-local variable. */
public final class ThreadState {
    private static final NativeCall.CriticalFunction CURRENT = NativeCall.CriticalFunction.at(Shim.symbol("c4j_current"));

    private static final class Rare {
        static final long TAKE_BACK = Shim.symbol("c4j_take_back");
    }

    private ThreadState() {}

    /** The address of this thread's {@code PyThreadState}. */
    public static long current() {
        long thread = currentOrNull();
        if (thread == Memory.NULL) throw new IllegalStateException("capi4j: the GIL is not held by this thread");
        return thread;
    }

    /** The same after a call of C code: if that has lost the GIL, it is taken again, and a SystemError set. */
    public static long back() {
        long thread = currentOrNull();
        return thread != Memory.NULL ? thread : NativeCall.call(Rare.TAKE_BACK, Memory.NULL);
    }

    public static long currentOrNull() {
        return CURRENT.call();
    }
}
