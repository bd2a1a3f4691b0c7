package org.capi4j.bridge;

import java.lang.ref.Reference;
import java.util.List;
import org.capi4j.memory.Memory;
import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.TupleType;

/**
 * A call prepared for the shim: {@code struct c4j_call}, off heap. One downcall takes the GIL, boxes the arguments, calls, unboxes the
 * result and releases the GIL. Its C entry is chosen for the plan's shape; a record, so that the JIT compiler takes both addresses for
 * constants where the plan is one.
 *
 * <p>Kinds are letters: {@code l} integer, {@code d} double as raw bits, {@code z} boolean, {@code o} object, {@code O} object whose
 * reference is handed over, {@code s} ASCII text in a {@link CallArea}; for the result also {@code i} int, {@code f} float, {@code n} None and
 * {@code v} nothing.
 *
 * @param block owns the struct's memory, for as long as the plan, so that a call after the interpreter's end still finds it
 * @param address the struct
 * @param entry the C function that carries the plan out
 */
public record CallPlan(Memory.Block block, long address, NativeCall.Function entry) {
    /** The most arguments that travel in registers; more of them, and texts, travel in a {@link CallArea}. */
    public static final int REGISTERS = 5;

    /** What {@link #call} returns when {@link #outcome()} has to be asked. */
    public static final long UNUSUAL = 0x8C4A5F1D33E2B7A9L;

    private static final long INTERPRETER = 0;
    private static final long CALLABLE = 8;
    private static final long NAMES = 16;
    private static final long ENTRY = 24;
    private static final long COUNT = 68;
    private static final long RESULT = 72;
    private static final long KINDS = 73;

    private static final long PREPARE = Shim.symbol("c4j_call_prepare");
    private static final NativeCall.CriticalFunction OUTCOME = NativeCall.CriticalFunction.at(Shim.symbol("c4j_call_outcome"));
    private static final long NOWHERE = Shim.symbol("c4j_nowhere");
    private static final long CLOSED = -2;

    /**
     * Takes over the reference to {@code callable}. The last arguments are passed by {@code names}, of which there may be none. The GIL is
     * held.
     */
    public static CallPlan of(long interpreter, long callable, List<String> names, String kinds, char result) {
        Memory.Block block = Memory.block(KINDS + kinds.length() + 1);
        long plan = block.address();
        Memory.putLong(plan + INTERPRETER, interpreter);
        Memory.putLong(plan + CALLABLE, callable);
        Memory.putLong(plan + NAMES, names.isEmpty() ? Memory.NULL : tuple(names));
        Memory.putInt(plan + COUNT, kinds.length());
        for (int i = 0; i < kinds.length(); i++) Memory.putByte(plan + KINDS + i, (byte) kinds.charAt(i));
        Memory.putByte(plan + RESULT, (byte) result);
        NativeCall.critical(PREPARE, plan);
        return new CallPlan(block, plan, NativeCall.Function.at(Memory.getLong(plan + ENTRY)));
    }

    private static long tuple(List<String> names) {
        long tuple = TupleType.make(names.size());
        for (int i = 0; i < names.size(); i++) TupleType.init(tuple, i, Strings.of(names.get(i)));
        return tuple;
    }

    /** Calls; the result's raw value, or {@link #UNUSUAL}. */
    public long call(long a, long b, long c, long d, long e) {
        try {
            return entry.call(address, a, b, c, d, e);
        } finally {
            Reference.reachabilityFence(block);
        }
    }

    /** Calls with the arguments in {@code area}. */
    public long call(CallArea area) {
        try {
            return entry.call(address, area.address(), 0, 0, 0, 0);
        } finally {
            Reference.reachabilityFence(block);
            Reference.reachabilityFence(area);
        }
    }

    /**
     * To be called next after {@link #UNUSUAL}, on the same thread: 0, the value was just that number; -1, the error indicator is set; else a
     * new reference to a result of another type. But for 0 the GIL is still held once more than before.
     */
    public long outcome() {
        long outcome = OUTCOME.call();
        if (outcome == CLOSED) throw new IllegalStateException("this interpreter is closed");
        return outcome;
    }

    /** Gives up the callable: from now on calls find the interpreter closed. The GIL is held. */
    public void end() {
        Memory.putLong(address + INTERPRETER, NOWHERE);
        References.decref(Memory.getLong(address + CALLABLE));
        References.xdecref(Memory.getLong(address + NAMES));
    }
}
