package org.capi4j.module.source;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.layout.Constants;
import org.capi4j.module.ClassContents;
import org.capi4j.module.Definitions;
import org.capi4j.module.Namespace;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;

/**
 * {@code threading.Barrier}. Its {@code _state} is {@link #FILLING} while it waits for threads, {@link #DRAINING} while those that waited leave, {@link #RESETTING} while they
 * leave with an error, {@link #BROKEN} until it is reset.
 */
@BuiltinModule("threading.barriers")
public final class Barriers {
    private static final long FILLING = 0;
    private static final long DRAINING = 1;
    private static final long RESETTING = -1;
    private static final long BROKEN = -2;

    private Barriers() {}

    static void fill(long dict) {
        Definitions definitions = new Definitions(dict, "Barriers");
        ClassContents barrier = new ClassContents(definitions, "Barrier").define(
                "__init__(self, parties, action=None, timeout=None)", "__repr__(self)", "wait(self, timeout=None)", "_enter(self)", "_release(self)", "_wait(self, timeout)", "_exit(self)",
                "reset(self)", "abort(self)", "_break(self)");
        barrier.defineProperties("parties(self)", "n_waiting(self)", "broken(self)");
        Namespace.steal(dict, "Barrier", barrier.make(BuiltinTypes.TYPE));
        Namespace.steal(dict, "BrokenBarrierError", new ClassContents(definitions, "BrokenBarrierError").make(BuiltinTypes.TYPE, Exceptions.RuntimeError));
    }

    private static long state(Activation call) {
        return call.number(call.arg(0), "_state");
    }

    private static void enter(Activation call, long state) {
        call.set(call.arg(0), "_state", call.number(state));
        call.call(call.get(call.arg(0), "_cond"), "notify_all");
    }

    private static void count(Activation call, int change) {
        call.set(call.arg(0), "_count", call.number(call.number(call.arg(0), "_count") + change));
    }

    private static PyError broken(Activation call) {
        return PyError.of(call.global("threading", "BrokenBarrierError"), null);
    }

    @Method("Barrier.__init__")
    static long init(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long self = call.arg(0);
            call.set(self, "_cond", call.invoke(call.global("threading", "Condition"), call.invoke(call.global("threading", "Lock"))));
            call.set(self, "_action", call.arg(2));
            call.set(self, "_timeout", call.arg(3));
            call.set(self, "_parties", call.arg(1));
            call.set(self, "_state", call.number(FILLING));
            call.set(self, "_count", call.number(0));
            return Activation.none();
        }
    }

    @Method("Barrier.__repr__")
    static long repr(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            boolean broken = call.isTrue(call.arg(0), "broken");
            return ThreadSignals.repr(call, broken ? "broken" : "waiters=" + call.text(call.arg(0), "n_waiting") + "/" + call.text(call.arg(0), "parties"));
        }
    }

    /** The number of those who still have to come when this one comes. */
    @Method("Barrier.wait")
    static long await(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long self = call.arg(0);
            long timeout = call.isGiven(1) ? call.arg(1) : call.get(self, "_timeout");
            long[] index = {0};
            ThreadSignals.locked(call, () -> {
                call.call(self, "_enter");
                index[0] = call.number(self, "_count");
                count(call, 1);
                try {
                    boolean last = Objects.richCompareBool(call.number(index[0] + 1), call.get(self, "_parties"), Constants.Py_EQ);
                    if (last) call.call(self, "_release");
                    else call.call(self, "_wait", timeout);
                } finally {
                    count(call, -1);
                    call.call(self, "_exit");
                }
                return true;
            });
            return LongType.of(index[0]);
        }
    }

    @Method("Barrier._enter")
    static long comeIn(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            while (state(call) == RESETTING || state(call) == DRAINING) call.call(call.get(call.arg(0), "_cond"), "wait");
            if (state(call) < FILLING) throw broken(call);
            return Activation.none();
        }
    }

    /** All have come: the action is run by the last one, and the others may go. */
    @Method("Barrier._release")
    static long release(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            try {
                long action = call.get(call.arg(0), "_action");
                if (Objects.isTrue(action)) call.invoke(action);
                enter(call, DRAINING);
            } catch (PyError failure) {
                call.call(call.arg(0), "_break");
                throw failure;
            }
            return Activation.none();
        }
    }

    @Method("Barrier._wait")
    static long waitForOthers(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long left = call.keep(Definitions.builtin("Barriers", "hasFilled", call.arg(0)));
            if (!call.asks(call.get(call.arg(0), "_cond"), "wait_for", left, call.arg(1))) {
                call.call(call.arg(0), "_break");
                throw broken(call);
            }
            if (state(call) < FILLING) throw broken(call);
            return Activation.none();
        }
    }

    /** What those who wait wait for; the closure is the barrier. */
    @Method("hasFilled")
    static long hasFilled(long barrier, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Activation.own(call.number(barrier, "_state") != FILLING);
        }
    }

    /** The last one who leaves makes it ready again. */
    @Method("Barrier._exit")
    static long leave(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            boolean leaving = state(call) == RESETTING || state(call) == DRAINING;
            if (leaving && call.number(call.arg(0), "_count") == 0) enter(call, FILLING);
            return Activation.none();
        }
    }

    @Method("Barrier.reset")
    static long reset(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            ThreadSignals.locked(call, () -> {
                boolean leaving = state(call) == RESETTING || state(call) == DRAINING;
                boolean waited = call.number(call.arg(0), "_count") > 0;
                enter(call, !waited ? FILLING : leaving ? state(call) : RESETTING);
                return true;
            });
            return Activation.none();
        }
    }

    @Method("Barrier.abort")
    static long abort(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            ThreadSignals.locked(call, () -> call.call(call.arg(0), "_break") != NULL);
            return Activation.none();
        }
    }

    @Method("Barrier._break")
    static long breakUp(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            enter(call, BROKEN);
            return Activation.none();
        }
    }

    @Method("Barrier.parties")
    static long parties(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Activation.own(call.get(call.arg(0), "_parties"));
        }
    }

    @Method("Barrier.n_waiting")
    static long waiting(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return state(call) == FILLING ? Activation.own(call.get(call.arg(0), "_count")) : LongType.of(0);
        }
    }

    @Method("Barrier.broken")
    static long isBroken(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Activation.own(state(call) == BROKEN);
        }
    }
}
