package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.util.ArrayList;
import java.util.List;
import org.capi4j.export.BuiltinType;
import org.capi4j.export.Member;
import org.capi4j.export.Method;
import org.capi4j.export.Kind;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.layout.PyWeakReference;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/**
 * Weak references: {@code weakref.ref}. Those of one object form a list that starts at the object's {@code tp_weaklistoffset}; a plain
 * reference without callback comes first and is shared, a plain proxy without callback second. {@link WeakProxyType} has the proxies.
 */
@BuiltinType(
        value = "_PyWeakref_RefType", name = "weakref.ReferenceType", basicsize = PyWeakReference.SIZEOF, flags = 0x84d00,
        vectorcallOffset = PyWeakReference.vectorcall)
@Member(name = "__callback__", type = Constants.T_OBJECT, offset = PyWeakReference.wr_callback, flags = Constants.READONLY)
@SlotRef(slot = "tp_alloc", function = "PyType_GenericAlloc")
@SlotRef(slot = "tp_free", function = "PyObject_GC_Del")
@SlotRef(slot = "tp_call", function = "PyVectorcall_Call")
public final class WeakrefType {
    private static final long VECTORCALL = org.capi4j.memory.Shim.symbol("c4j_WeakrefType_vectorcall");

    private WeakrefType() {}

    /** Any of the three kinds: {@code PyWeakref_Check}. */
    public static boolean isInstance(long object) {
        long type = References.type(object);
        return type == BuiltinTypes.WEAK_PROXY || type == BuiltinTypes.WEAK_CALLABLE_PROXY || TypeLookup.isSubtype(type, BuiltinTypes.WEAKREF);
    }

    /** The address of the head of {@code object}'s list, or NULL where its type has none. */
    public static long list(long object) {
        long offset = Memory.getLong(References.type(object) + PyTypeObject.tp_weaklistoffset);
        if (offset <= 0) return NULL;
        return SharedReferents.isShared(object) ? SharedReferents.list(object) : object + offset;
    }

    static long requireList(long object) {
        long list = list(object);
        if (list == NULL) throw PyError.typeError("cannot create weak reference to '" + TypeLookup.fullNameOf(object) + "' object");
        return list;
    }

    /** {@code PyWeakref_NewRef}: {@code callback} may be NULL or None. */
    public static long make(long object, long callback) {
        long list = requireList(object);
        long wanted = callback == Singletons.NONE ? NULL : callback;
        long shared = wanted == NULL ? sharedRef(list) : NULL;
        if (shared != NULL) return References.newRef(shared);
        return link(Allocation.genericAlloc(BuiltinTypes.WEAKREF, 0), list, object, wanted);
    }

    /** The reference without callback that the list may start with, borrowed, or NULL. */
    static long sharedRef(long list) {
        long first = Memory.getLong(list);
        boolean basic = first != NULL
                && References.type(first) == BuiltinTypes.WEAKREF
                && callback(first) == NULL
                && References.count(first) > 0;
        return basic ? first : NULL;
    }

    /** Fills a new weak reference of any kind and puts it into the list at {@code list}; returns it. */
    static long link(long weakref, long list, long object, long callback) {
        Memory.putLong(weakref + PyWeakReference.wr_object, object);
        Memory.putLong(weakref + PyWeakReference.wr_callback, References.xnewRef(callback));
        Memory.putLong(weakref + PyWeakReference.hash, -1);
        Memory.putLong(weakref + PyWeakReference.vectorcall, VECTORCALL);
        long after = callback == NULL && References.type(weakref) == BuiltinTypes.WEAKREF ? NULL : lastShared(list);
        long next = after == NULL ? Memory.getLong(list) : next(after);
        Memory.putLong(weakref + PyWeakReference.wr_prev, after);
        Memory.putLong(weakref + PyWeakReference.wr_next, next);
        if (next != NULL) Memory.putLong(next + PyWeakReference.wr_prev, weakref);
        if (after == NULL) Memory.putLong(list, weakref);
        else Memory.putLong(after + PyWeakReference.wr_next, weakref);
        return weakref;
    }

    /** New references go behind the shared ones, newest first. */
    private static long lastShared(long list) {
        long last = NULL;
        for (long at = Memory.getLong(list); at != NULL && callback(at) == NULL && isShared(at); at = next(at)) last = at;
        return last;
    }

    private static boolean isShared(long weakref) {
        long type = References.type(weakref);
        return type == BuiltinTypes.WEAKREF || type == BuiltinTypes.WEAK_PROXY || type == BuiltinTypes.WEAK_CALLABLE_PROXY;
    }

    static long next(long weakref) {
        return Memory.getLong(weakref + PyWeakReference.wr_next);
    }

    static long callback(long weakref) {
        return Memory.getLong(weakref + PyWeakReference.wr_callback);
    }

    /** The object referred to, borrowed; None when it is dead: {@code PyWeakref_GetObject}. */
    public static long referent(long weakref) {
        long object = Memory.getLong(weakref + PyWeakReference.wr_object);
        return object != Singletons.NONE && References.count(object) > 0 ? object : Singletons.NONE;
    }

    /** Takes the reference out of its object's list and makes it dead; the callback stays. */
    private static void unlink(long weakref) {
        long object = Memory.getLong(weakref + PyWeakReference.wr_object);
        if (object == Singletons.NONE || object == NULL) return;
        long previous = Memory.getLong(weakref + PyWeakReference.wr_prev);
        long next = next(weakref);
        if (previous != NULL) Memory.putLong(previous + PyWeakReference.wr_next, next);
        else Memory.putLong(list(object), next);
        if (next != NULL) Memory.putLong(next + PyWeakReference.wr_prev, previous);
        forget(weakref);
    }

    /** Makes a reference dead that is in no list any more. */
    static void forget(long weakref) {
        Memory.putLong(weakref + PyWeakReference.wr_prev, NULL);
        Memory.putLong(weakref + PyWeakReference.wr_next, NULL);
        Memory.putLong(weakref + PyWeakReference.wr_object, Singletons.NONE);
    }

    /** {@code _PyWeakref_ClearRef}: dead, callback kept. */
    public static void clearKeepingCallback(long weakref) {
        unlink(weakref);
    }

    /** How many references the list that starts with {@code head} has. */
    public static long count(long head) {
        long count = 0;
        for (long at = head; at != NULL; at = next(at)) count++;
        return count;
    }

    /** {@code PyObject_ClearWeakRefs}: for a dying object; kills its weak references, then calls their callbacks. */
    public static void clearAll(long object) {
        long list = list(object);
        if (list == NULL) return;
        List<long[]> calls = new ArrayList<>();
        for (long weakref = Memory.getLong(list); weakref != NULL; weakref = Memory.getLong(list)) {
            long callback = callback(weakref);
            Memory.putLong(weakref + PyWeakReference.wr_callback, NULL);
            unlink(weakref);
            if (callback == NULL) continue;
            if (References.count(weakref) > 0) calls.add(new long[] {References.newRef(weakref), callback});
            else References.decref(callback);
        }
        for (long[] call : calls) runCallback(call[0], call[1]);
    }

    /** Consumes both references. An error goes to the unraisable hook. */
    private static void runCallback(long weakref, long callback) {
        try {
            References.decref(Calls.callOneArg(callback, weakref));
        } catch (Throwable failure) {
            ExceptionText.tellUnraisable(failure, "weakref callback", callback);
        }
        References.decref(callback);
        References.decref(weakref);
    }

    @Slot("tp_new")
    public static long newInstance(long type, long args, long kwargs) {
        Arguments.checkPositional("__new__", TupleType.size(args), 1, 2);
        long object = TupleType.get(args, 0);
        long callback = TupleType.size(args) > 1 && TupleType.get(args, 1) != Singletons.NONE ? TupleType.get(args, 1) : NULL;
        if (type == BuiltinTypes.WEAKREF) return make(object, callback);
        long list = requireList(object);
        return link(FunctionCall.object(Memory.getLong(type + PyTypeObject.tp_alloc), type, 0), list, object, callback);
    }

    @Slot("tp_init")
    public static int init(long self, long args, long kwargs) {
        Arguments.noKeywords("ref", kwargs);
        Arguments.checkPositional("__init__", TupleType.size(args), 1, 2);
        return 0;
    }

    @org.capi4j.export.Function
    public static long vectorcall(long self, long args, long nargsf, long kwnames) {
        Arguments.noKeywordNames("weakref", kwnames);
        Arguments.checkPositional("weakref", Arguments.count(nargsf), 0, 0);
        return References.newRef(referent(self));
    }

    @Slot("tp_hash")
    public static long hash(long self) {
        long known = Memory.getLong(self + PyWeakReference.hash);
        if (known != -1) return known;
        long object = referent(self);
        if (object == Singletons.NONE) throw PyError.typeError("weak object has gone away");
        References.incref(object);
        try {
            long hash = Objects.hash(object);
            Memory.putLong(self + PyWeakReference.hash, hash);
            return hash;
        } finally {
            References.decref(object);
        }
    }

    @Slot("tp_richcompare")
    public static long richCompare(long left, long right, int op) {
        boolean equality = op == Constants.Py_EQ || op == Constants.Py_NE;
        if (!equality || !TypeLookup.isInstance(left, BuiltinTypes.WEAKREF) || !TypeLookup.isInstance(right, BuiltinTypes.WEAKREF)) {
            return Singletons.notImplemented();
        }
        long first = referent(left);
        long second = referent(right);
        if (first == Singletons.NONE || second == Singletons.NONE) return BoolType.of((left == right) == (op == Constants.Py_EQ));
        References.incref(first);
        References.incref(second);
        try {
            return Objects.richCompare(first, second, op);
        } finally {
            References.decref(first);
            References.decref(second);
        }
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        long object = referent(self);
        String start = "<weakref at 0x" + Long.toHexString(self) + "; ";
        if (object == Singletons.NONE) return Strings.of(start + "dead>");
        References.incref(object);
        try {
            long name = Objects.lookupAttr(object, "__name__");
            boolean named = name != NULL && TypeLookup.hasFlag(References.type(name), Constants.Py_TPFLAGS_UNICODE_SUBCLASS);
            String suffix = named ? " (" + Strings.toJava(name) + ")" : "";
            References.xdecref(name);
            return Strings.of(start + "to '" + TypeLookup.fullNameOf(object) + "' at 0x" + Long.toHexString(object) + suffix + ">");
        } finally {
            References.decref(object);
        }
    }

    @Method(value = "__class_getitem__", kind = Kind.CLASS)
    public static long classGetItem(long type, long item) {
        return GenericAliasType.make(type, item);
    }

    @Slot("tp_traverse")
    public static int traverse(long self, long visit, long argument) {
        return Traversal.visit(callback(self), visit, argument);
    }

    @Slot("tp_clear")
    public static int clear(long self) {
        unlink(self);
        References.clear(self + PyWeakReference.wr_callback);
        return 0;
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        Allocation.gcUntrack(self);
        clear(self);
        DefaultFree.free(self);
    }
}
