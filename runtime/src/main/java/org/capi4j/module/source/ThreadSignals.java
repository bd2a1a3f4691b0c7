package org.capi4j.module.source;

import static org.capi4j.memory.Memory.NULL;

import java.util.function.BooleanSupplier;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.layout.Constants;
import org.capi4j.module.ClassContents;
import org.capi4j.module.Definitions;
import org.capi4j.module.Namespace;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.LongType;
import org.capi4j.type.Numbers;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;

/** {@code threading}: {@code Condition}, {@code Event} and the semaphores, which all wait for locks of their own. */
@BuiltinModule("threading.signals")
public final class ThreadSignals {
    private ThreadSignals() {}

    static void fill(long dict) {
        Definitions definitions = new Definitions(dict, "ThreadSignals");
        ClassContents condition = new ClassContents(definitions, "Condition").define(
                "__init__(self, lock=None)", "_at_fork_reinit(self)", "__exit__(self, *args)", "__repr__(self)", "_release_save(self)", "_acquire_restore(self, x)", "_is_owned(self)",
                "wait(self, timeout=None)", "wait_for(self, predicate, timeout=None)", "notify(self, n=1)", "notify_all(self)", "notifyAll(self)");
        condition.delegating("_lock", "__enter__(self)");
        Namespace.steal(dict, "Condition", condition.make(BuiltinTypes.TYPE));
        ClassContents event = new ClassContents(definitions, "Event").define(
                "__init__(self)", "_at_fork_reinit(self)", "__repr__(self)", "set(self)", "clear(self)", "wait(self, timeout=None)");
        event.returning("_flag", "is_set(self)", "isSet(self)");
        Namespace.steal(dict, "Event", event.make(BuiltinTypes.TYPE));
        ClassContents semaphore = new ClassContents(definitions, "Semaphore").define(
                "__init__(self, value=1)", "__repr__(self)", "acquire(self, blocking=True, timeout=None)", "release(self, n=1)", "__exit__(self, t, v, tb)");
        semaphore.alias("__enter__", "acquire");
        Namespace.steal(dict, "Semaphore", semaphore.make(BuiltinTypes.TYPE));
        ClassContents bounded = new ClassContents(definitions, "BoundedSemaphore").define("__init__(self, value=1)", "__repr__(self)", "release(self, n=1)");
        Namespace.steal(dict, "BoundedSemaphore", bounded.make(BuiltinTypes.TYPE, DictType.get(dict, "Semaphore")));
    }

    @Method("Condition.__init__")
    static long initCondition(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long self = call.arg(0);
            long lock = call.isGiven(1) ? call.arg(1) : call.invoke(call.global("threading", "RLock"));
            call.set(self, "_lock", lock);
            for (String name : new String[] {"acquire", "release"}) call.set(self, name, call.get(lock, name));
            for (String name : new String[] {"_release_save", "_acquire_restore", "_is_owned"}) {
                long method = call.find(lock, name);
                if (method != NULL) call.set(self, name, method);
            }
            call.set(self, "_waiters", call.invoke(call.imported("collections", "deque")));
            return Activation.none();
        }
    }

    @Method("Condition._at_fork_reinit")
    static long reinitialiseCondition(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            call.call(call.get(call.arg(0), "_lock"), "_at_fork_reinit");
            call.call(call.get(call.arg(0), "_waiters"), "clear");
            return Activation.none();
        }
    }

    @Method("Condition.__exit__")
    static long exit(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Activation.own(call.apply(call.get(call.get(call.arg(0), "_lock"), "__exit__"), call.arg(1), NULL));
        }
    }

    @Method("Condition.__repr__")
    static long reprCondition(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Strings.of("<Condition(" + call.text(call.arg(0), "_lock") + ", " + Objects.length(call.get(call.arg(0), "_waiters")) + ")>");
        }
    }

    @Method("Condition._release_save")
    static long releaseSave(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            call.call(call.get(call.arg(0), "_lock"), "release");
            return Activation.none();
        }
    }

    @Method("Condition._acquire_restore")
    static long acquireRestore(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            call.call(call.get(call.arg(0), "_lock"), "acquire");
            return Activation.none();
        }
    }

    /** A lock that can't be had is held: by the caller, hopefully. */
    @Method("Condition._is_owned")
    static long isOwned(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long lock = call.get(call.arg(0), "_lock");
            boolean free = call.asks(lock, "acquire", Singletons.FALSE);
            if (free) call.call(lock, "release");
            return Activation.own(!free);
        }
    }

    @Method("Condition.wait")
    static long waitFor(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long self = call.arg(0);
            if (!call.asks(self, "_is_owned")) throw PyError.runtimeError("cannot wait on un-acquired lock");
            long waiter = call.invoke(call.global("threading", "_allocate_lock"));
            call.call(waiter, "acquire");
            long waiters = call.get(self, "_waiters");
            call.call(waiters, "append", waiter);
            long saved = call.call(self, "_release_save");
            boolean woken = false;
            try {
                woken = isWoken(call, waiter);
                return Activation.own(woken);
            } finally {
                References.decref(Calls.callMethod(self, "_acquire_restore", saved));
                if (!woken) forget(call, waiters, waiter);
            }
        }
    }

    private static boolean isWoken(Activation call, long waiter) {
        if (!call.isGiven(1)) {
            call.call(waiter, "acquire");
            return true;
        }
        boolean waits = Objects.richCompareBool(call.arg(1), call.number(0), Constants.Py_GT);
        return waits ? call.asks(waiter, "acquire", Singletons.TRUE, call.arg(1)) : call.asks(waiter, "acquire", Singletons.FALSE);
    }

    private static void forget(Activation call, long waiters, long waiter) {
        try {
            call.call(waiters, "remove", waiter);
        } catch (PyError gone) {
            gone.release();
        }
    }

    /** Waits until the condition holds: its last answer. */
    @Method("Condition.wait_for")
    static long waitUntil(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            Deadline deadline = new Deadline(call.arg(2));
            long answer = call.invoke(call.arg(1));
            while (!Objects.isTrue(answer)) {
                long left = deadline.left(call);
                if (left == NULL) break;
                call.call(call.arg(0), "wait", left);
                answer = call.invoke(call.arg(1));
            }
            return Activation.own(answer);
        }
    }

    private static void notify(Activation call, long self, long count) {
        if (!call.asks(self, "_is_owned")) throw PyError.runtimeError("cannot notify on un-acquired lock");
        long waiters = call.get(self, "_waiters");
        for (long left = count; left > 0 && Objects.isTrue(waiters); left--) {
            long waiter = call.call(waiters, "popleft");
            call.call(waiter, "release");
        }
    }

    @Method("Condition.notify")
    static long notifySome(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            notify(call, call.arg(0), LongType.asLong(call.arg(1)));
            return Activation.none();
        }
    }

    @Method({"Condition.notify_all", "Condition.notifyAll"})
    static long notifyAll(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            call.call(call.arg(0), "notify", call.number(Objects.length(call.get(call.arg(0), "_waiters"))));
            return Activation.none();
        }
    }

    /** Runs {@code action} with the condition that an object has. */
    static boolean locked(Activation call, BooleanSupplier action) {
        long condition = call.get(call.arg(0), "_cond");
        call.call(condition, "__enter__");
        try {
            return action.getAsBoolean();
        } finally {
            References.decref(Calls.callMethod(condition, "__exit__", Singletons.NONE, Singletons.NONE, Singletons.NONE));
        }
    }

    private static void makeCondition(Activation call) {
        call.set(call.arg(0), "_cond", call.invoke(call.global("threading", "Condition"), call.invoke(call.global("threading", "Lock"))));
    }

    static long repr(Activation call, String state) {
        long type = References.type(call.arg(0));
        return Strings.of("<" + call.text(type, "__module__") + "." + call.text(type, "__qualname__") + " at 0x" + Long.toHexString(call.arg(0)) + ": " + state + ">");
    }

    @Method("Event.__init__")
    static long initEvent(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            makeCondition(call);
            call.set(call.arg(0), "_flag", false);
            return Activation.none();
        }
    }

    @Method("Event._at_fork_reinit")
    static long reinitialiseEvent(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            call.call(call.get(call.arg(0), "_cond"), "_at_fork_reinit");
            return Activation.none();
        }
    }

    @Method("Event.__repr__")
    static long reprEvent(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return repr(call, call.isTrue(call.arg(0), "_flag") ? "set" : "unset");
        }
    }

    @Method("Event.set")
    static long set(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            locked(call, () -> {
                call.set(call.arg(0), "_flag", true);
                call.call(call.get(call.arg(0), "_cond"), "notify_all");
                return true;
            });
            return Activation.none();
        }
    }

    @Method("Event.clear")
    static long clear(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            locked(call, () -> {
                call.set(call.arg(0), "_flag", false);
                return true;
            });
            return Activation.none();
        }
    }

    @Method("Event.wait")
    static long waitForEvent(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Activation.own(locked(call, () -> {
                long flag = call.get(call.arg(0), "_flag");
                return Objects.isTrue(flag) || Objects.isTrue(call.call(call.get(call.arg(0), "_cond"), "wait", call.arg(1)));
            }));
        }
    }

    @Method("Semaphore.__init__")
    static long initSemaphore(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            initialise(call);
            return Activation.none();
        }
    }

    private static void initialise(Activation call) {
        if (Objects.richCompareBool(call.arg(1), call.number(0), Constants.Py_LT)) {
            throw PyError.valueError("semaphore initial value must be >= 0");
        }
        makeCondition(call);
        call.set(call.arg(0), "_value", call.arg(1));
    }

    @Method("BoundedSemaphore.__init__")
    static long initBounded(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            initialise(call);
            call.set(call.arg(0), "_initial_value", call.arg(1));
            return Activation.none();
        }
    }

    @Method("Semaphore.__repr__")
    static long reprSemaphore(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return repr(call, "value=" + call.text(call.arg(0), "_value"));
        }
    }

    @Method("BoundedSemaphore.__repr__")
    static long reprBounded(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return repr(call, "value=" + call.text(call.arg(0), "_value") + "/" + call.text(call.arg(0), "_initial_value"));
        }
    }

    @Method("Semaphore.acquire")
    static long acquire(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            boolean blocking = Objects.isTrue(call.arg(1));
            if (!blocking && call.isGiven(2)) throw PyError.valueError("can't specify timeout for non-blocking acquire");
            Deadline deadline = new Deadline(call.arg(2));
            return Activation.own(locked(call, () -> {
                while (!call.isTrue(call.arg(0), "_value")) {
                    long left = blocking ? deadline.left(call) : NULL;
                    if (left == NULL) return false;
                    call.call(call.get(call.arg(0), "_cond"), "wait", left);
                }
                call.set(call.arg(0), "_value", call.keep(Numbers.subtract(call.get(call.arg(0), "_value"), call.number(1))));
                return true;
            }));
        }
    }

    private static boolean release(Activation call, long most) {
        long value = call.keep(Numbers.add(call.get(call.arg(0), "_value"), call.arg(1)));
        if (most != NULL && Objects.richCompareBool(value, most, Constants.Py_GT)) throw PyError.valueError("Semaphore released too many times");
        call.set(call.arg(0), "_value", value);
        call.call(call.get(call.arg(0), "_cond"), "notify", call.arg(1));
        return true;
    }

    private static void refuseNone(Activation call) {
        if (Objects.richCompareBool(call.arg(1), call.number(1), Constants.Py_LT)) throw PyError.valueError("n must be one or more");
    }

    @Method("Semaphore.release")
    static long release(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            refuseNone(call);
            locked(call, () -> release(call, NULL));
            return Activation.none();
        }
    }

    @Method("BoundedSemaphore.release")
    static long releaseBounded(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            refuseNone(call);
            locked(call, () -> release(call, call.get(call.arg(0), "_initial_value")));
            return Activation.none();
        }
    }

    @Method("Semaphore.__exit__")
    static long exitSemaphore(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            call.call(call.arg(0), "release");
            return Activation.none();
        }
    }
}
