package org.capi4j.bridge;

import java.lang.invoke.MethodHandle;
import org.capi4j.memory.Memory;
import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;
import org.capi4j.object.Allocation;
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
    private static final long SIZE = 48;

    private static final long PREPARE = Shim.symbol("c4j_call_prepare");
    private static final MethodHandle CALL = Shim.function("c4j_call_typed", 7);
    private static final long OUTCOME = Shim.symbol("c4j_call_outcome");

    private final long address;

    private CallPlan(long address) {
        this.address = address;
    }

    /** Takes over the reference to {@code callable}. The GIL is held. */
    public static CallPlan of(long interpreter, long callable, String kinds, char result) {
        long plan = Allocation.allocate(SIZE);
        Memory.fill(plan, SIZE, (byte) 0);
        Memory.putLong(plan + INTERPRETER, interpreter);
        Memory.putLong(plan + CALLABLE, callable);
        Memory.putInt(plan + COUNT, kinds.length());
        for (int i = 0; i < kinds.length(); i++) Memory.putByte(plan + KINDS + i, (byte) kinds.charAt(i));
        Memory.putByte(plan + RESULT, (byte) result);
        NativeCall.critical(PREPARE, plan);
        return new CallPlan(plan);
    }

    /** Calls; the result's raw value, or {@link #UNUSUAL}. */
    public long call(long a, long b, long c, long d, long e, long f) {
        try {
            return (long) CALL.invokeExact(address, a, b, c, d, e, f);
        } catch (Throwable failure) {
            throw unexpected(failure);
        }
    }

    /**
     * To be called next after {@link #UNUSUAL}, on the same thread: 0, the value was just that number; -1, the error indicator is set; else a
     * new reference to a result of another type. But for 0 the GIL is still held once more than before.
     */
    public long outcome() {
        return NativeCall.critical(OUTCOME);
    }

    /** Gives up the callable and the plan. The GIL is held. */
    public void free() {
        References.decref(Memory.getLong(address + CALLABLE));
        Allocation.free(address);
    }

    private static RuntimeException unexpected(Throwable failure) {
        if (failure instanceof RuntimeException unchecked) throw unchecked;
        if (failure instanceof Error error) throw error;
        return new IllegalStateException(failure);
    }
}
