package org.capi4j.object;

import org.capi4j.memory.Memory;
import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;

/**
 * Takes and releases an interpreter's GIL for this thread; calls nest. It belongs to the OS thread: a virtual thread that has it must be
 * {@link Pinned}.
 */
public final class Gil {
    /** Without leaving Java's state, where nobody waits for the GIL; 0 where the blocking call has to be made. */
    private static final NativeCall.CriticalFunction TRY_ENTER = NativeCall.CriticalFunction.at(Shim.symbol("c4j_try_enter"));

    private static final NativeCall.CriticalFunction TRY_LEAVE = NativeCall.CriticalFunction.at(Shim.symbol("c4j_try_leave"));
    private static final long ENTER = Shim.symbol("c4j_enter");
    private static final NativeCall.Function LEAVE = NativeCall.Function.at(Shim.symbol("c4j_leave"));

    /** {@code PyInterpreterState}: not 0 while something is due. */
    private static final long EVAL_BREAKER = 100;

    private Gil() {}

    private static final class Rare {
        static final long HOLDS = Shim.symbol("c4j_holds_gil");
        static final long ENTER_WITHIN = Shim.symbol("c4j_enter_within");
        static final long ATTEND = Shim.symbol("c4j_attend");
        static final long RAISE_INTERRUPT = Shim.symbol("c4j_raise_interrupt");
    }

    /** Takes the GIL of {@code interpreter}, waiting as long as needed, and makes its thread state current; false when it is closed. */
    public static boolean enter(InterpreterState interpreter) {
        long address = interpreter.address();
        long serial = interpreter.serial();
        return TRY_ENTER.call(address, serial) != Memory.NULL || NativeCall.call(ENTER, address, serial) != Memory.NULL;
    }

    /** {@link #enter} that waits for so many nanoseconds at most: 1 when the GIL is taken, 0 when the interpreter is closed, -1 when time is over. */
    static int enterWithin(InterpreterState interpreter, long nanoseconds) {
        return (int) NativeCall.call(Rare.ENTER_WITHIN, interpreter.address(), interpreter.serial(), nanoseconds);
    }

    /**
     * Undoes one {@link #enter}, needing no memory of the heap's.
     *
     * @throws IllegalStateException when C code has made another interpreter's thread state current and left it so; it has been undone
     */
    public static void leave(InterpreterState state) {
        long interpreter = state.address();
        if ((int) TRY_LEAVE.call(interpreter) == 0 && (int) LEAVE.call(interpreter) != 0) throw leftOther();
    }

    private static IllegalStateException leftOther() {
        return new IllegalStateException("C code has come back with another thread state current than it was called with");
    }

    /** Whether this OS thread has the GIL of {@code interpreter}, and no other one more recently. */
    static boolean isHeld(InterpreterState interpreter) {
        return (int) NativeCall.critical(Rare.HOLDS, interpreter.address()) != 0;
    }

    /**
     * Where CPython would run Python code: does what has come up meanwhile, which may raise an error.
     *
     * @param yields whether other threads may have the GIL in between
     */
    public static void attend(InterpreterState interpreter, boolean yields) {
        if (Memory.getInt(interpreter.address() + EVAL_BREAKER) != 0 && (int) NativeCall.call(Rare.ATTEND, yields ? 1 : 0) < 0) throw ErrorIndicator.fetch();
    }

    /** {@code PyErr_CheckSignals}, as far as C code has asked for it: -1 with KeyboardInterrupt set. */
    public static int raiseInterrupt() {
        return (int) NativeCall.call(Rare.RAISE_INTERRUPT, InterpreterState.current().address());
    }
}
