package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Getter;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.Constants;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.Allocation;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.BoolType;
import org.capi4j.type.Calls;
import org.capi4j.type.KeywordArguments;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.ReprGuard;
import org.capi4j.type.Sequences;
import org.capi4j.type.Singletons;
import org.capi4j.type.SliceType;
import org.capi4j.type.Trashcan;
import org.capi4j.type.Traversal;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;
import org.capi4j.type.WeakrefType;

/**
 * {@code collections.deque}: a ring of references. {@link DequeMethods} has the methods.
 *
 * <pre>
 * 16 size
 * 24 items, an array of {@code capacity} references (a power of two), NULL while that is 0
 * 32 capacity
 * 40 first, the index of the first item
 * 48 maxlen, -1 for none
 * 56 changes, counted for iterators to see
 * 208 weak references
 * </pre>
 */
@BuiltinType(value = "c4j_Deque_Type", name = "collections.deque", basicsize = 216, weaklistoffset = 208, flags = Fields.FLAGS | 0x20)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_hash", function = "PyObject_HashNotImplemented")
public final class DequeType {
    static final long TYPE = Shim.symbol("c4j_Deque_Type");
    private static final long SIZE = 16;
    private static final long ITEMS = 24;
    private static final long CAPACITY = 32;
    private static final long FIRST = 40;
    private static final long MAXLEN = 48;
    private static final long CHANGES = 56;
    private static final long WEAKREFS = 208;
    private static final long SMALLEST = 8;

    private DequeType() {}

    @Slot("tp_new")
    public static long create(long type, long args, long kwargs) {
        long deque = Allocation.instance(type, 0);
        Memory.putLong(deque + MAXLEN, -1);
        return deque;
    }

    /** A new deque of the same class and length limit, empty. */
    static long emptyLike(long deque) {
        long type = References.type(deque);
        if (type == TYPE) {
            long copy = create(TYPE, NULL, NULL);
            Memory.putLong(copy + MAXLEN, maxlen(deque));
            return copy;
        }
        if (maxlen(deque) < 0) return Calls.callNoArgs(type);
        long nothing = TupleType.empty();
        long limit = LongType.of(maxlen(deque));
        try {
            return Calls.callWith(type, nothing, limit);
        } finally {
            References.decref(limit);
            References.decref(nothing);
        }
    }

    @Slot("tp_init")
    public static void init(long self, long args, long kwargs) {
        long[] values = KeywordArguments.parse("deque", args, kwargs, 0, 2, "iterable", "maxlen");
        long limit = -1;
        if (values[1] != NULL && values[1] != Singletons.NONE) {
            if (!LongType.isInstance(values[1])) throw PyError.typeError("an integer is required");
            limit = LongType.asSsize(values[1]);
            if (limit < 0) throw PyError.valueError("maxlen must be non-negative");
        }
        Memory.putLong(self + MAXLEN, limit);
        clear(self);
        if (values[0] != NULL) extend(self, values[0]);
    }

    static boolean isInstance(long object) {
        return TypeLookup.isInstance(object, TYPE);
    }

    @Slot({"sq_length"})
    public static long size(long self) {
        return Memory.getLong(self + SIZE);
    }

    static long maxlen(long deque) {
        return Memory.getLong(deque + MAXLEN);
    }

    static long changes(long deque) {
        return Memory.getLong(deque + CHANGES);
    }

    private static void touch(long deque) {
        Memory.putLong(deque + CHANGES, changes(deque) + 1);
    }

    private static long place(long deque, long index) {
        long mask = Memory.getLong(deque + CAPACITY) - 1;
        return Memory.getLong(deque + ITEMS) + 8 * ((Memory.getLong(deque + FIRST) + index) & mask);
    }

    /** Borrowed, no check. */
    static long get(long deque, long index) {
        return Memory.getLong(place(deque, index));
    }

    /** Puts {@code item} (whose reference is stolen) in the place of another, whose reference is given up. */
    static void replace(long deque, long index, long item) {
        References.setRef(place(deque, index), item);
    }

    private static void reserve(long deque) {
        long capacity = Memory.getLong(deque + CAPACITY);
        long size = size(deque);
        if (size < capacity) return;
        long larger = Math.max(SMALLEST, 2 * capacity);
        long items = Allocation.allocate(8 * larger);
        for (long i = 0; i < size; i++) Memory.putLong(items + 8 * i, get(deque, i));
        Allocation.free(Memory.getLong(deque + ITEMS));
        Memory.putLong(deque + ITEMS, items);
        Memory.putLong(deque + CAPACITY, larger);
        Memory.putLong(deque + FIRST, 0);
    }

    /** Steals the item; one too many falls out at the other end. */
    static void append(long deque, long item) {
        try {
            reserve(deque);
        } catch (Throwable failure) {
            References.decref(item);
            throw failure;
        }
        Memory.putLong(place(deque, size(deque)), item);
        Memory.putLong(deque + SIZE, size(deque) + 1);
        touch(deque);
        if (maxlen(deque) >= 0 && size(deque) > maxlen(deque)) References.decref(popLeft(deque));
    }

    static void appendLeft(long deque, long item) {
        try {
            reserve(deque);
        } catch (Throwable failure) {
            References.decref(item);
            throw failure;
        }
        long mask = Memory.getLong(deque + CAPACITY) - 1;
        Memory.putLong(deque + FIRST, (Memory.getLong(deque + FIRST) - 1) & mask);
        Memory.putLong(place(deque, 0), item);
        Memory.putLong(deque + SIZE, size(deque) + 1);
        touch(deque);
        if (maxlen(deque) >= 0 && size(deque) > maxlen(deque)) References.decref(pop(deque));
    }

    /** A new reference to the last item, which is removed. */
    static long pop(long deque) {
        if (size(deque) == 0) throw PyError.indexError("pop from an empty deque");
        long item = get(deque, size(deque) - 1);
        Memory.putLong(deque + SIZE, size(deque) - 1);
        touch(deque);
        return item;
    }

    static long popLeft(long deque) {
        if (size(deque) == 0) throw PyError.indexError("pop from an empty deque");
        long item = get(deque, 0);
        long mask = Memory.getLong(deque + CAPACITY) - 1;
        Memory.putLong(deque + FIRST, (Memory.getLong(deque + FIRST) + 1) & mask);
        Memory.putLong(deque + SIZE, size(deque) - 1);
        touch(deque);
        return item;
    }

    /** Moves the last {@code steps} items to the front; negative the other way. */
    static void rotate(long deque, long steps) {
        long size = size(deque);
        if (size < 2) return;
        long right = Math.floorMod(steps, size);
        if (right <= size / 2) {
            for (long i = 0; i < right; i++) moveToFront(deque);
        } else {
            for (long i = right; i < size; i++) moveToBack(deque);
        }
    }

    /** No limit applies: the size is the same afterwards. */
    private static void moveToFront(long deque) {
        long limit = maxlen(deque);
        Memory.putLong(deque + MAXLEN, -1);
        appendLeft(deque, pop(deque));
        Memory.putLong(deque + MAXLEN, limit);
    }

    private static void moveToBack(long deque) {
        long limit = maxlen(deque);
        Memory.putLong(deque + MAXLEN, -1);
        append(deque, popLeft(deque));
        Memory.putLong(deque + MAXLEN, limit);
    }

    static void extend(long deque, long iterable) {
        if (iterable == deque) {
            long list = Sequences.list(iterable);
            try {
                extend(deque, list);
            } finally {
                References.decref(list);
            }
            return;
        }
        Iteration.forEach(iterable, item -> append(deque, References.newRef(item)));
    }

    @Slot("sq_item")
    public static long item(long self, long index) {
        return References.newRef(get(self, checked(self, index)));
    }

    private static long checked(long deque, long index) {
        if (index < 0 || index >= size(deque)) throw PyError.indexError("deque index out of range");
        return index;
    }

    @Slot("sq_ass_item")
    public static void assignItem(long self, long index, long value) {
        checked(self, index);
        if (value == NULL) deleteItem(self, index);
        else replace(self, index, References.newRef(value));
    }

    static void deleteItem(long deque, long index) {
        rotate(deque, -index);
        References.decref(popLeft(deque));
        rotate(deque, index);
    }

    @Slot("sq_contains")
    public static int contains(long self, long item) {
        return indexOf(self, item, 0, size(self)) >= 0 ? 1 : 0;
    }

    /** Where the first equal item from {@code start} on is, or -1. */
    static long indexOf(long deque, long item, long start, long end) {
        long before = changes(deque);
        for (long i = start; i < end && i < size(deque); i++) {
            long candidate = References.newRef(get(deque, i));
            boolean same;
            try {
                same = Objects.richCompareBool(candidate, item, Constants.Py_EQ);
            } finally {
                References.decref(candidate);
            }
            if (changes(deque) != before) throw PyError.runtimeError("deque mutated during iteration");
            if (same) return i;
        }
        return -1;
    }

    @Slot("tp_richcompare")
    public static long richCompare(long self, long other, int op) {
        if (!isInstance(self) || !isInstance(other)) return Singletons.notImplemented();
        long common = Math.min(size(self), size(other));
        for (long i = 0; i < common && i < size(self) && i < size(other); i++) {
            long left = References.newRef(get(self, i));
            long right = References.newRef(get(other, i));
            try {
                if (Objects.equal(left, right)) continue;
                if (op == Constants.Py_EQ || op == Constants.Py_NE) return BoolType.of(op == Constants.Py_NE);
                return Objects.richCompare(left, right, op);
            } finally {
                References.decref(right);
                References.decref(left);
            }
        }
        int order = Long.compare(size(self), size(other));
        return BoolType.of(
                switch (op) {
                    case Constants.Py_LT -> order < 0;
                    case Constants.Py_LE -> order <= 0;
                    case Constants.Py_EQ -> order == 0;
                    case Constants.Py_NE -> order != 0;
                    case Constants.Py_GT -> order > 0;
                    default -> order >= 0;
                });
    }

    @Slot("tp_iter")
    public static long iter(long self) {
        return DequeIteratorType.make(self);
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        if (ReprGuard.enter(self)) return Strings.of("[...]");
        long list = NULL;
        try {
            list = Sequences.list(self);
            String limit = maxlen(self) < 0 ? "" : ", maxlen=" + maxlen(self);
            return Strings.of(TypeLookup.nameOf(self) + "(" + Objects.reprString(list) + limit + ")");
        } finally {
            References.xdecref(list);
            ReprGuard.leave(self);
        }
    }

    @Getter("maxlen")
    public static long maxlenAttribute(long self) {
        return maxlen(self) < 0 ? Singletons.none() : LongType.of(maxlen(self));
    }

    @Slot("tp_traverse")
    public static int traverse(long self, long visit, long argument) {
        for (long i = 0; i < size(self); i++) {
            int stop = Traversal.visit(get(self, i), visit, argument);
            if (stop != 0) return stop;
        }
        return 0;
    }

    /** The items go after the deque is empty: what their finalisers see is consistent. */
    @Slot("tp_clear")
    public static void clear(long self) {
        long size = size(self);
        long items = Memory.getLong(self + ITEMS);
        long first = Memory.getLong(self + FIRST);
        long mask = Memory.getLong(self + CAPACITY) - 1;
        Memory.putLong(self + SIZE, 0);
        Memory.putLong(self + ITEMS, NULL);
        Memory.putLong(self + CAPACITY, 0);
        Memory.putLong(self + FIRST, 0);
        touch(self);
        for (long i = 0; i < size; i++) References.decref(Memory.getLong(items + 8 * ((first + i) & mask)));
        Allocation.free(items);
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        Allocation.gcUntrack(self);
        if (Memory.getLong(self + WEAKREFS) != NULL) WeakrefType.clearAll(self);
        Trashcan.run(self, TYPE, deque -> {
            clear(deque);
            Allocation.freeInstance(deque);
        });
    }

    /** An index argument of a method, as slices count. */
    static long bound(long object, long size) {
        long index = SliceType.bound(object);
        return index < 0 ? Math.max(index + size, 0) : index;
    }
}
