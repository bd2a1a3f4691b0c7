package org.capi4j.object;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;

/**
 * Virtual threads with a GIL. The GIL, and all that C code knows about "this thread", belong to the carrier; a virtual thread that blocks in
 * Java would leave its carrier, and come back on another one. So it runs on top of a frame of C code, which pins it.
 *
 * <p>Waiting for the GIL occupies the carrier too, whose other virtual threads may be what the GIL's holder is waiting for. So a virtual
 * thread waits in turns, and lets others run in between.
 */
public final class Pinned {
    private static final long TURN = 20_000_000;

    private static final ThreadLocal<Frame> FRAME = new ThreadLocal<>();

    private Pinned() {}

    /** What runs pinned, and what came of it. */
    private static final class Frame {
        private final InterpreterState interpreter;
        private final Action<?> action;
        private Object result;
        private Throwable failure;
        private boolean isOfClosed;

        Frame(InterpreterState interpreter, Action<?> action) {
            this.interpreter = interpreter;
            this.action = action;
        }

        /** Whether the action has run: it has not while others keep the GIL. */
        boolean run() {
            try {
                int entered = Gil.enterWithin(interpreter, TURN);
                if (entered < 0) return false;
                isOfClosed = entered == 0;
                try {
                    result = action.run();
                } finally {
                    if (entered > 0) Gil.leave(interpreter);
                }
            } catch (Throwable thrown) {
                failure = thrown;
            }
            return true;
        }
    }

    /** Something to do with the GIL held. Of a closed interpreter, it is done without, and has to find that out. */
    @FunctionalInterface
    public interface Action<T> {
        T run() throws Exception;
    }

    private static final class Stub {
        static final long ADDRESS = make();

        private static long make() {
            try {
                MethodType sixLongs = MethodType.methodType(long.class, long.class, long.class, long.class, long.class, long.class, long.class);
                return Shim.upcall(MethodHandles.lookup().findStatic(Pinned.class, "calledByC", sixLongs));
            } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    static long calledByC(long a, long b, long c, long d, long e, long f) {
        return FRAME.get().run() ? 1 : 0;
    }

    /** Whether this is a virtual thread that may still leave its carrier, because it is in no call of {@code interpreter}. */
    public static boolean isNeeded(InterpreterState interpreter) {
        return Thread.currentThread().isVirtual() && !Gil.isHeld(interpreter) && !isRefused(interpreter);
    }

    /** Whether this is a virtual thread that is in no call of any interpreter. */
    public static boolean mayLeaveCarrier() {
        return Thread.currentThread().isVirtual() && FRAME.get() == null;
    }

    /** Whether this is an action that runs without the GIL, since the interpreter is closed. */
    private static boolean isRefused(InterpreterState interpreter) {
        Frame frame = FRAME.get();
        return frame != null && frame.isOfClosed && frame.interpreter == interpreter;
    }

    /** Runs {@code action} with the GIL of {@code interpreter} held, on one carrier; whatever it throws is thrown. */
    @SuppressWarnings("unchecked")
    public static <T> T run(InterpreterState interpreter, Action<T> action) {
        Frame frame = new Frame(interpreter, action);
        Frame outer = FRAME.get();
        FRAME.set(frame);
        try {
            while (NativeCall.call(Stub.ADDRESS) == 0) Thread.yield();
        } finally {
            if (outer == null) FRAME.remove();
            else FRAME.set(outer);
        }
        if (frame.failure != null) throw Pinned.<RuntimeException>sneaky(frame.failure);
        return (T) frame.result;
    }

    /** Throws what the action threw, checked or not: it is the caller who declares it. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E sneaky(Throwable failure) throws E {
        throw (E) failure;
    }
}
