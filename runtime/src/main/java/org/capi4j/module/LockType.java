package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Call;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;
import org.capi4j.object.Allocation;
import org.capi4j.object.PyError;
import org.capi4j.object.Strings;
import org.capi4j.type.BoolType;
import org.capi4j.type.KeywordArguments;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.WeakrefType;

/**
 * {@code _thread.lock}: a lock of the shim's.
 *
 * <pre>
 * 16 PyThread_type_lock
 * 24 weak references
 * 32 1 while it is held
 * </pre>
 */
@BuiltinType(value = "c4j_Lock_Type", name = "_thread.lock", basicsize = 40, weaklistoffset = 24, flags = 0x180)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
public final class LockType {
    static final long TYPE = Shim.symbol("c4j_Lock_Type");
    /** The most seconds that a lock can be waited for. */
    static final long TIMEOUT_MAX = Long.MAX_VALUE / Timestamps.SECOND;

    private static final long ALLOCATE = Shim.symbol("PyThread_allocate_lock");
    private static final long FREE = Shim.symbol("PyThread_free_lock");
    private static final long ACQUIRE = Shim.symbol("PyThread_acquire_lock_timed");
    private static final long RELEASE = Shim.symbol("PyThread_release_lock");
    private static final int LOCK = 0;
    private static final int HELD = 2;
    private static final int WEAKREFS = 1;

    private LockType() {}

    static long make() {
        long lock = Allocation.object(TYPE, 40);
        Fields.setNumber(lock, WEAKREFS, NULL);
        Fields.setNumber(lock, LOCK, NULL);
        Fields.setNumber(lock, HELD, 0);
        Fields.setNumber(lock, LOCK, allocate());
        return lock;
    }

    /** A lock of the shim's, free. */
    static long allocate() {
        long lock = NativeCall.call(ALLOCATE);
        if (lock == NULL) throw PyError.runtimeError("can't allocate lock");
        return lock;
    }

    static void free(long lock) {
        NativeCall.call(FREE, lock);
    }

    static void release(long lock) {
        NativeCall.call(RELEASE, lock);
    }

    /** Waits without the GIL, and only where that is needed; microseconds -1 is for ever, 0 not at all. */
    static boolean acquire(long lock, long microseconds) {
        if ((int) NativeCall.call(ACQUIRE, lock, 0, 0) == 1) return true;
        return microseconds != 0 && (int) NativeFunctions.withoutGil(() -> NativeCall.call(ACQUIRE, lock, microseconds, 0)) == 1;
    }

    /** The arguments of {@code acquire(blocking=True, timeout=-1)} in microseconds. */
    static long timeout(long args, long nargs, long kwnames) {
        long[] values = KeywordArguments.parse("acquire", args, nargs, kwnames, 0, 2, "blocking", "timeout");
        boolean blocking = values[0] == NULL || Objects.isTrue(values[0]);
        long nanoseconds = values[1] == NULL ? -Timestamps.SECOND : Timestamps.nanoseconds(values[1], 3, Timestamps.SECOND);
        boolean given = nanoseconds != -Timestamps.SECOND;
        if (!blocking && given) throw PyError.valueError("can't specify a timeout for a non-blocking call");
        if (given && nanoseconds < 0) throw PyError.valueError("timeout value must be positive");
        return !blocking ? 0 : given ? Timestamps.divide(nanoseconds, 1000, 3) : -1;
    }

    @Method(value = {"acquire", "acquire_lock", "__enter__"}, call = Call.VARARGS_KEYWORDS)
    public static long acquireMethod(long self, long args, long nargs, long kwnames) {
        boolean held = acquire(Fields.number(self, LOCK), timeout(args, nargs, kwnames));
        if (held) Fields.setNumber(self, HELD, 1);
        return BoolType.of(held);
    }

    @Method({"release", "release_lock"})
    public static long releaseMethod(long self) {
        if (Fields.number(self, HELD) == 0) throw PyError.runtimeError("release unlocked lock");
        Fields.setNumber(self, HELD, 0);
        release(Fields.number(self, LOCK));
        return Singletons.none();
    }

    @Method(value = "__exit__", call = Call.VARARGS)
    public static long exit(long self, long args, long nargs) {
        return releaseMethod(self);
    }

    @Method({"locked", "locked_lock"})
    public static long locked(long self) {
        return BoolType.of(Fields.number(self, HELD) != 0);
    }

    /** For a child process, where the thread that holds it isn't: it is free. */
    @Method("_at_fork_reinit")
    public static long reinitialise(long self) {
        Fields.setNumber(self, LOCK, allocate());
        Fields.setNumber(self, HELD, 0);
        return Singletons.none();
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        String state = Fields.number(self, HELD) != 0 ? "locked" : "unlocked";
        return Strings.of("<" + state + " _thread.lock object at 0x" + Long.toHexString(self) + ">");
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        if (Fields.number(self, WEAKREFS) != NULL) WeakrefType.clearAll(self);
        long lock = Fields.number(self, LOCK);
        if (lock != NULL) {
            if (Fields.number(self, HELD) != 0) release(lock);
            free(lock);
        }
        Allocation.freeInstance(self);
    }
}
