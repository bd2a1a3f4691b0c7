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
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.BoolType;
import org.capi4j.type.LongType;
import org.capi4j.type.Sequences;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;
import org.capi4j.type.WeakrefType;

/**
 * {@code _thread.RLock}: a lock that its holder may take again.
 *
 * <pre>
 * 16 PyThread_type_lock
 * 24 identity of the thread that holds it
 * 32 how often it does
 * 40 weak references
 * </pre>
 */
@BuiltinType(value = "c4j_RLock_Type", name = "_thread.RLock", basicsize = 48, weaklistoffset = 40, flags = 0x500)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
public final class RLockType {
    static final long TYPE = Shim.symbol("c4j_RLock_Type");
    private static final int LOCK = 0;
    private static final int OWNER = 1;
    private static final int COUNT = 2;
    private static final int WEAKREFS = 3;

    private RLockType() {}

    @Slot("tp_new")
    public static long create(long type, long args, long kwargs) {
        long lock = Allocation.instance(type, 0);
        Fields.setNumber(lock, LOCK, LockType.allocate());
        return lock;
    }

    private static final class Identity {
        static final long FUNCTION = Shim.symbol("PyThread_get_thread_ident");
    }

    /** {@code _thread.get_ident()}. */
    static long here() {
        return NativeCall.call(Identity.FUNCTION);
    }

    private static boolean isOwned(long self) {
        return Fields.number(self, COUNT) > 0 && Fields.number(self, OWNER) == here();
    }

    private static boolean acquire(long self, long microseconds) {
        if (isOwned(self)) {
            Fields.setNumber(self, COUNT, Fields.number(self, COUNT) + 1);
            return true;
        }
        if (!LockType.acquire(Fields.number(self, LOCK), microseconds)) return false;
        Fields.setNumber(self, OWNER, here());
        Fields.setNumber(self, COUNT, 1);
        return true;
    }

    @Method(value = {"acquire", "__enter__"}, call = Call.VARARGS_KEYWORDS)
    public static long acquireMethod(long self, long args, long nargs, long kwnames) {
        return BoolType.of(acquire(self, LockType.timeout(args, nargs, kwnames)));
    }

    @Method("release")
    public static long release(long self) {
        if (!isOwned(self)) throw PyError.runtimeError("cannot release un-acquired lock");
        long count = Fields.number(self, COUNT) - 1;
        Fields.setNumber(self, COUNT, count);
        if (count == 0) {
            Fields.setNumber(self, OWNER, 0);
            LockType.release(Fields.number(self, LOCK));
        }
        return Singletons.none();
    }

    @Method(value = "__exit__", call = Call.VARARGS)
    public static long exit(long self, long args, long nargs) {
        return release(self);
    }

    @Method("_is_owned")
    public static long isOwnedMethod(long self) {
        return BoolType.of(isOwned(self));
    }

    /** Gives the lock up however often it is held: the count and the holder, for {@code _acquire_restore}. */
    @Method("_release_save")
    public static long releaseSave(long self) {
        if (Fields.number(self, COUNT) == 0) throw PyError.runtimeError("cannot release un-acquired lock");
        long state = TupleType.steal(LongType.of(Fields.number(self, COUNT)), LongType.ofUnsigned(Fields.number(self, OWNER)));
        Fields.setNumber(self, COUNT, 0);
        Fields.setNumber(self, OWNER, 0);
        LockType.release(Fields.number(self, LOCK));
        return state;
    }

    @Method(value = "_acquire_restore", call = Call.VARARGS)
    public static long acquireRestore(long self, long args) {
        if (TupleType.size(args) != 1) throw PyError.typeError("_acquire_restore() takes exactly 1 argument (" + TupleType.size(args) + " given)");
        long state = TupleType.get(args, 0);
        if (!Sequences.check(state)) throw PyError.typeError("_acquire_restore() argument 1 must be 2-item sequence, not " + TypeLookup.nameOf(state));
        long[] saved = new long[2];
        long pair = Sequences.tuple(state);
        try {
            if (TupleType.size(pair) != 2) throw PyError.typeError("_acquire_restore() argument 1 must be sequence of length 2, not " + TupleType.size(pair));
            saved[0] = LongType.asLong(TupleType.get(pair, 0));
            saved[1] = LongType.asUnsignedLongLong(TupleType.get(pair, 1));
        } finally {
            References.decref(pair);
        }
        long count = saved[0];
        long owner = saved[1];
        LockType.acquire(Fields.number(self, LOCK), -1);
        Fields.setNumber(self, OWNER, owner);
        Fields.setNumber(self, COUNT, count);
        return Singletons.none();
    }

    /** As {@code lock}'s. */
    @Method("_at_fork_reinit")
    public static long reinitialise(long self) {
        Fields.setNumber(self, LOCK, LockType.allocate());
        Fields.setNumber(self, OWNER, 0);
        Fields.setNumber(self, COUNT, 0);
        return Singletons.none();
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        String state = Fields.number(self, COUNT) > 0 ? "locked" : "unlocked";
        return Strings.of("<" + state + " _thread.RLock object owner=" + Fields.number(self, OWNER) + " count=" + Fields.number(self, COUNT)
                + " at 0x" + Long.toHexString(self) + ">");
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        if (Fields.number(self, WEAKREFS) != NULL) WeakrefType.clearAll(self);
        long lock = Fields.number(self, LOCK);
        if (lock != NULL) {
            if (Fields.number(self, COUNT) > 0) LockType.release(lock);
            LockType.free(lock);
        }
        Allocation.freeInstance(self);
    }
}
