package org.capi4j.tests;

import java.lang.invoke.MethodHandle;
import org.capi4j.Interpreter;
import org.capi4j.memory.Shim;
import org.capi4j.object.InterpreterState;

/** What the shim's allocators count, and the allocation that they let fail. */
final class Blocks {
    private static final MethodHandle BLOCKS = Shim.function("c4j_blocks", 1);
    private static final MethodHandle BYTES = Shim.function("c4j_bytes", 2);
    private static final MethodHandle FAIL_AFTER = Shim.function("c4j_alloc_fail_after", 1);
    private static final MethodHandle FAILED = Shim.function("c4j_alloc_failed", 0);
    private static final int PATIENCE = 20;

    private Blocks() {}

    /** Blocks that {@code interpreter} has allocated now. */
    static long count(Interpreter interpreter) {
        try {
            return interpreter.run(() -> call(BLOCKS, InterpreterState.current().address()));
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Bytes of the raw domain, which is the process's. */
    static long rawBytes() {
        return call(BYTES, 0L, 0L);
    }

    /** As {@link #count}, once forgotten handles and cycles have been collected: the smallest of several looks. */
    static long settled(Interpreter interpreter) {
        long least = Long.MAX_VALUE;
        for (int same = 0, look = 0; same < 2 && look < PATIENCE; look++) {
            System.gc();
            pause();
            interpreter.importModule("gc").callMethod("collect");
            long now = count(interpreter);
            same = now < least ? 0 : same + 1;
            least = Math.min(least, now);
        }
        return least;
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets the {@code n}-th allocation from now fail; 0 ends that. */
    static void failAllocation(long n) {
        call(FAIL_AFTER, n);
    }

    /** How many allocations have failed since {@link #failAllocation}. */
    static long failedAllocations() {
        return call(FAILED);
    }

    private static long call(MethodHandle function, Object... arguments) {
        try {
            return (long) function.invokeWithArguments(arguments);
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }
}
