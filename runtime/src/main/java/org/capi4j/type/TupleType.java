package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyTupleObject;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.layout.PyVarObject;
import org.capi4j.memory.Memory;
import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/**
 * tuple: a size and that many references.
 *
 * <pre>
 * | PyGC_Head (16) | ob_refcnt | ob_type | ob_size | item 0 | item 1 | ...
 *                  ^ the object's address
 * </pre>
 *
 * The empty tuple of the exact type is one immortal object of the shim.
 */
@BuiltinType("PyTuple_Type")
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
public final class TupleType {
    private static final long EMPTY = sharedEmpty();

    private TupleType() {}

    private static long sharedEmpty() {
        return NativeCall.critical(Shim.symbol("c4j_empty_tuple"));
    }

    /** A new reference to the shared empty tuple. */
    public static long empty() {
        return References.newRef(EMPTY);
    }

    /** PyTuple_New: items NULL. */
    public static long make(long size) {
        if (size < 0) throw PyError.badInternalCall();
        if (size == 0) return empty();
        if (size > (Long.MAX_VALUE - PyTupleObject.SIZEOF) / 8) throw PyError.memoryError();
        return Allocation.genericAlloc(BuiltinTypes.TUPLE, size);
    }

    /** Items are borrowed (increfed). */
    public static long of(long... items) {
        long tuple = make(items.length);
        for (int i = 0; i < items.length; i++) init(tuple, i, References.newRef(items[i]));
        return tuple;
    }

    /** Items' references are stolen, also when there is no memory. */
    public static long steal(long... items) {
        long tuple;
        try {
            tuple = make(items.length);
        } catch (PyError error) {
            for (long item : items) References.decref(item);
            throw error;
        }
        for (int i = 0; i < items.length; i++) init(tuple, i, items[i]);
        return tuple;
    }

    /** A tuple of the {@code count} references at {@code items}, which are borrowed. */
    public static long fromItems(long items, long count) {
        long tuple = make(count);
        Items.copy(items, items(tuple), count);
        return tuple;
    }

    public static boolean isInstance(long object) {
        return TypeLookup.hasFlag(References.type(object), Constants.Py_TPFLAGS_TUPLE_SUBCLASS);
    }

    /** {@code SystemError} unless it is a tuple: what the C API answers. */
    public static void require(long object) {
        if (!isInstance(object)) throw PyError.badInternalCall();
    }

    public static boolean isExact(long object) {
        return References.type(object) == BuiltinTypes.TUPLE;
    }

    public static long size(long tuple) {
        return Memory.getLong(tuple + PyVarObject.ob_size);
    }

    /** Borrowed, no check. */
    public static long get(long tuple, long index) {
        return Items.get(tuple + PyTupleObject.ob_item, index);
    }

    /** The address of the first item. */
    public static long items(long tuple) {
        return tuple + PyTupleObject.ob_item;
    }

    /** Steals item into a new tuple. */
    public static void init(long tuple, long index, long item) {
        Items.set(tuple + PyTupleObject.ob_item, index, item);
    }

    /** PyTuple_GetSlice: bounds are clipped; an exact tuple's whole slice is itself. */
    public static long slice(long tuple, long low, long high) {
        low = Math.max(low, 0);
        high = Math.max(Math.min(high, size(tuple)), low);
        if (low == 0 && high == size(tuple) && isExact(tuple)) return References.newRef(tuple);
        return fromItems(items(tuple) + 8 * low, high - low);
    }

    /**
     * _PyTuple_Resize: the tuple at {@code field} (nobody else has it) gets another size, perhaps another address; NULL after an error.
     */
    public static void resize(long field, long size) {
        long tuple = Memory.getLong(field);
        if (tuple == NULL || !isExact(tuple) || (size(tuple) != 0 && References.count(tuple) != 1)) {
            Memory.putLong(field, NULL);
            References.xdecref(tuple);
            throw PyError.badInternalCall();
        }
        long old = size(tuple);
        if (old == size) return;
        Memory.putLong(field, NULL);
        long resized;
        try {
            resized = make(size);
        } catch (PyError error) {
            References.decref(tuple);
            throw error;
        }
        long kept = Math.min(old, size);
        Memory.copy(items(tuple), items(resized), 8 * kept);
        Memory.fill(items(tuple), 8 * kept, (byte) 0);
        Memory.putLong(field, resized);
        References.decref(tuple);
    }

    @Slot("tp_dealloc")
    static void dealloc(long self) {
        Allocation.gcUntrack(self);
        Trashcan.run(self, BuiltinTypes.TUPLE, TupleType::release);
    }

    private static void release(long self) {
        Items.release(items(self), size(self));
        Allocation.freeInstance(self);
    }

    @Slot("tp_traverse")
    static int traverse(long self, long visit, long argument) {
        return Traversal.visitBackwards(items(self), size(self), visit, argument);
    }

    @Slot("tp_repr")
    static long repr(long self) {
        long size = size(self);
        if (size == 0) return Strings.of("()");
        if (ReprGuard.enter(self)) return Strings.of("(...)");
        try {
            StringBuilder text = new StringBuilder("(");
            Items.appendReprs(text, items(self), size);
            return Strings.of(text.append(size == 1 ? ",)" : ")").toString());
        } finally {
            ReprGuard.leave(self);
        }
    }

    /** The xxHash scheme over the items' hashes. */
    @Slot("tp_hash")
    static long hash(long self) {
        long size = size(self);
        long sum = PRIME_5;
        for (long i = 0; i < size; i++) {
            sum = Long.rotateLeft(sum + Objects.hash(get(self, i)) * PRIME_2, 31) * PRIME_1;
        }
        sum += size ^ (PRIME_5 ^ 3527539L);
        return sum == -1 ? 1546275796 : sum;
    }

    private static final long PRIME_1 = 0x9E3779B185EBCA87L;
    private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
    private static final long PRIME_5 = 0x27D4EB2F165667C5L;

    @Slot("tp_richcompare")
    static long richCompare(long self, long other, int op) {
        if (!isInstance(self) || !isInstance(other)) return Singletons.notImplemented();
        long leftSize = size(self);
        long rightSize = size(other);
        for (long i = 0; i < leftSize && i < rightSize; i++) {
            long left = get(self, i);
            long right = get(other, i);
            if (Objects.equal(left, right)) continue;
            if (op == Constants.Py_EQ) return BoolType.of(false);
            if (op == Constants.Py_NE) return BoolType.of(true);
            return Objects.richCompare(left, right, op);
        }
        return Items.compareSizes(leftSize, rightSize, op);
    }

    @Slot("tp_iter")
    static long iter(long self) {
        return TupleIterType.make(self);
    }

    @Slot("tp_new")
    static long create(long type, long args, long kwargs) {
        Arguments.noKeywords("tuple", type, BuiltinTypes.TUPLE, kwargs);
        long nargs = size(args);
        Arguments.checkPositional("tuple", nargs, 0, 1);
        return makeFrom(type, nargs == 0 ? NULL : get(args, 0));
    }

    @Slot("tp_vectorcall")
    static long vectorcall(long type, long args, long nargsf, long kwnames) {
        long nargs = Arguments.count(nargsf);
        Arguments.noKeywordNames("tuple", kwnames);
        Arguments.checkPositional("tuple", nargs, 0, 1);
        return makeFrom(type, Arguments.get(args, nargs, 0));
    }

    /** tuple(iterable), {@code iterable} NULL for none. */
    static long makeFrom(long type, long iterable) {
        long tuple = iterable == NULL ? empty() : Sequences.tuple(iterable);
        if (type == BuiltinTypes.TUPLE) return tuple;
        try {
            long size = size(tuple);
            long instance = Allocation.instance(type, size);
            Items.copy(items(tuple), items(instance), size);
            return instance;
        } finally {
            References.decref(tuple);
        }
    }
}
