package org.capi4j.bridge;

import java.lang.invoke.MethodHandle;
import java.lang.ref.Reference;
import org.capi4j.memory.Memory;
import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;
import org.capi4j.object.References;

/**
 * A call prepared for the shim: {@code struct c4j_call}, off heap. One downcall takes the GIL, boxes the arguments, calls, unboxes the
 * result and releases the GIL.
 *
 * <p>Kinds are letters: {@code l} integer, {@code d} double as raw bits, {@code z} boolean, {@code o} object; for the result also {@code i}
 * int and {@code v} nothing.
 */
public final class CallPlan {
    /** The most arguments that a plan takes. */
    public static final int MAX_ARGUMENTS = 6;

    /** What {@link #call} returns when {@link #outcome()} has to be asked. */
    public static final long UNUSUAL = 0x8C4A5F1D33E2B7A9L;

    private static final long INTERPRETER = 0;
    private static final long CALLABLE = 8;
    private static final long COUNT = 36;
    private static final long KINDS = 40;
    private static final long RESULT = 46;
    private static final long SIZE = 56;

    private static final long PREPARE = Shim.symbol("c4j_call_prepare");
    private static final MethodHandle CALL = Shim.function("c4j_call_typed", 7);
    private static final long OUTCOME = Shim.symbol("c4j_call_outcome");
    private static final long NOWHERE = Shim.symbol("c4j_nowhere");
    private static final long CLOSED = -2;

    /** Owns the struct's memory: as long as this object, so that a call after the interpreter's end still finds it. */
    private final Memory.Block block;

    private final long address;

    private CallPlan(Memory.Block block) {
        this.block = block;
        this.address = block.address();
    }

    /** Takes over the reference to {@code callable}. The GIL is held. */
    public static CallPlan of(long interpreter, long callable, String kinds, char result) {
        Memory.Block block = Memory.block(SIZE);
        long plan = block.address();
        Memory.putLong(plan + INTERPRETER, interpreter);
        Memory.putLong(plan + CALLABLE, callable);
        Memory.putInt(plan + COUNT, kinds.length());
        for (int i = 0; i < kinds.length(); i++) Memory.putByte(plan + KINDS + i, (byte) kinds.charAt(i));
        Memory.putByte(plan + RESULT, (byte) result);
        NativeCall.critical(PREPARE, plan);
        return new CallPlan(block);
    }

    /** Calls; the result's raw value, or {@link #UNUSUAL}. */
    public long call(long a, long b, long c, long d, long e, long f) {
        try {
            return (long) CALL.invokeExact(address, a, b, c, d, e, f);
        } catch (Throwable failure) {
            throw unexpected(failure);
        } finally {
            Reference.reachabilityFence(block);
        }
    }

    /**
     * To be called next after {@link #UNUSUAL}, on the same thread: 0, the value was just that number; -1, the error indicator is set; else a
     * new reference to a result of another type. But for 0 the GIL is still held once more than before.
     */
    public long outcome() {
        long outcome = NativeCall.critical(OUTCOME);
        if (outcome == CLOSED) throw new IllegalStateException("this interpreter is closed");
        return outcome;
    }

    /** Gives up the callable: from now on calls find the interpreter closed. The GIL is held. */
    public void end() {
        Memory.putLong(address + INTERPRETER, NOWHERE);
        References.decref(Memory.getLong(address + CALLABLE));
    }

    private static RuntimeException unexpected(Throwable failure) {
        if (failure instanceof RuntimeException unchecked) throw unchecked;
        if (failure instanceof Error error) throw error;
        return new IllegalStateException(failure);
    }
}
