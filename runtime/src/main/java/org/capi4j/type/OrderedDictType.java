package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyDictObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/**
 * collections.OrderedDict: a dict, whose table keeps the order already, with methods that change it.
 *
 * <pre>
 * | PyDictObject (48) | 48 bytes that CPython's linked list takes, not used here | instance dict | weakreflist |
 * </pre>
 *
 * Moving a key to the end takes its entry out and appends it; moving it to the front makes the table anew.
 */
@BuiltinType("PyODict_Type")
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_hash", function = "PyObject_HashNotImplemented")
public final class OrderedDictType {
    private static final long INSTANCE_DICT = 96;
    private static final long WEAKREFLIST = 104;

    private OrderedDictType() {}

    /** PyODict_New. */
    public static long make() {
        return DictType.create(BuiltinTypes.ORDERED_DICT, NULL, NULL);
    }

    public static boolean isInstance(long object) {
        return TypeLookup.isInstance(object, BuiltinTypes.ORDERED_DICT);
    }

    @Slot("tp_dealloc")
    static void dealloc(long self) {
        Allocation.gcUntrack(self);
        Trashcan.run(self, BuiltinTypes.ORDERED_DICT, OrderedDictType::release);
    }

    private static void release(long self) {
        References.clear(self + INSTANCE_DICT);
        if (Memory.getLong(self + WEAKREFLIST) != NULL) WeakrefType.clearAll(self);
        DictType.release(self);
    }

    @Slot("tp_traverse")
    static int traverse(long self, long visit, long argument) {
        int stop = Traversal.visit(Memory.getLong(self + INSTANCE_DICT), visit, argument);
        return stop != 0 ? stop : DictType.traverse(self, visit, argument);
    }

    @Slot("tp_clear")
    static int clear(long self) {
        References.clear(self + INSTANCE_DICT);
        DictType.clear(self);
        return 0;
    }

    @Slot("tp_iter")
    static long iter(long self) {
        return OrderedDictIterType.make(self, OrderedDictIterType.KEYS);
    }

    @Slot("tp_init")
    static void init(long self, long args, long kwargs) {
        long nargs = TupleType.size(args);
        if (nargs > 1) throw PyError.typeError("expected at most 1 arguments, got " + nargs);
        update(self, args, kwargs);
    }

    /** What {@code MutableMapping.update} does: through {@code __setitem__}, which a derived class may have. */
    static void update(long self, long args, long kwargs) {
        long nargs = TupleType.size(args);
        if (nargs > 1) {
            throw PyError.typeError("update() takes at most 1 positional argument (" + nargs + " given)");
        }
        if (nargs == 1) updateFrom(self, TupleType.get(args, 0));
        if (kwargs != NULL) updateFromDict(self, kwargs);
    }

    private static void updateFromDict(long self, long dict) {
        long items = DictType.items(dict);
        try {
            updateFromPairs(self, items);
        } finally {
            References.decref(items);
        }
    }

    /** A mapping, something with {@code items}, or an iterable of pairs. */
    static void updateFrom(long self, long other) {
        if (DictType.isExact(other)) {
            updateFromDict(self, other);
            return;
        }
        long keys = Objects.lookupAttr(other, "keys");
        if (keys != NULL) {
            References.decref(keys);
            updateFromKeys(self, other);
            return;
        }
        long items = Objects.lookupAttr(other, "items");
        if (items == NULL) {
            updateFromPairs(self, other);
            return;
        }
        try {
            long pairs = Calls.callNoArgs(items);
            try {
                updateFromPairs(self, pairs);
            } finally {
                References.decref(pairs);
            }
        } finally {
            References.decref(items);
        }
    }

    private static void updateFromKeys(long self, long other) {
        long keys = Calls.callMethod(other, "keys");
        long iterator;
        try {
            iterator = Objects.iter(keys);
        } finally {
            References.decref(keys);
        }
        try {
            for (long key; (key = Objects.next(iterator)) != NULL; ) putFrom(self, other, key);
        } finally {
            References.decref(iterator);
        }
    }

    /** Steals {@code key}. */
    private static void putFrom(long self, long other, long key) {
        try {
            long value = Objects.getItem(other, key);
            try {
                Objects.setItem(self, key, value);
            } finally {
                References.decref(value);
            }
        } finally {
            References.decref(key);
        }
    }

    private static void updateFromPairs(long self, long pairs) {
        long iterator = Objects.iter(pairs);
        try {
            for (long pair; (pair = Objects.next(iterator)) != NULL; ) putPair(self, pair);
        } finally {
            References.decref(iterator);
        }
    }

    /** Steals {@code pair}. */
    private static void putPair(long self, long pair) {
        long items;
        try {
            items = Sequences.tuple(pair);
        } finally {
            References.decref(pair);
        }
        try {
            long size = TupleType.size(items);
            if (size < 2) {
                throw PyError.valueError("need more than " + size + " value" + (size == 1 ? "" : "s") + " to unpack");
            }
            if (size > 2) throw PyError.valueError("too many values to unpack (expected 2)");
            Objects.setItem(self, TupleType.get(items, 0), TupleType.get(items, 1));
        } finally {
            References.decref(items);
        }
    }

    @Slot("tp_repr")
    static long repr(long self) {
        String name = TypeLookup.name(References.type(self));
        if (DictType.size(self) == 0) return Strings.of(name + "()");
        if (ReprGuard.enter(self)) return Strings.of("...");
        try {
            long pairs = DictType.isExact(self) || References.type(self) == BuiltinTypes.ORDERED_DICT
                    ? DictType.items(self)
                    : Mappings.items(self);
            try {
                return Strings.of(name + "(" + Objects.reprString(pairs) + ")");
            } finally {
                References.decref(pairs);
            }
        } finally {
            ReprGuard.leave(self);
        }
    }

    /** Between two ordered dicts the order counts. */
    @Slot("tp_richcompare")
    static long richCompare(long self, long other, int op) {
        boolean equality = op == Constants.Py_EQ || op == Constants.Py_NE;
        if (!equality || !DictType.isInstance(other)) return Singletons.notImplemented();
        boolean equal = DictMethods.equal(self, other) && (!isInstance(other) || sameOrder(self, other));
        return BoolType.of(equal == (op == Constants.Py_EQ));
    }

    private static boolean sameOrder(long self, long other) {
        long left = DictType.keys(self);
        try {
            long right = DictType.keys(other);
            try {
                return Objects.equal(left, right);
            } finally {
                References.decref(right);
            }
        } finally {
            References.decref(left);
        }
    }

    @Slot("nb_or")
    static long or(long left, long right) {
        if (!DictType.isInstance(left) || !DictType.isInstance(right)) return Singletons.notImplemented();
        long type = References.type(isInstance(left) ? left : right);
        long merged = Calls.callOneArg(type, left);
        try {
            updateFrom(merged, right);
        } catch (Throwable error) {
            References.decref(merged);
            throw error;
        }
        return merged;
    }

    @Slot("nb_inplace_or")
    static long orInPlace(long self, long other) {
        updateFrom(self, other);
        return References.newRef(self);
    }

    /** CPython hands the key over as the exception's value: None is no argument here, a tuple all of them. */
    static PyError missing(long key) {
        return PyError.ofValue(Exceptions.KeyError, key);
    }

    /** {@code move_to_end}. */
    static void move(long self, long key, boolean last) {
        long index = DictType.find(self, key, DictType.hash(key));
        if (index < 0) throw missing(key);
        long keys = DictType.table(self);
        if (last && DictKeys.previousLive(keys, Long.MAX_VALUE) == index) return;
        if (!last && DictKeys.nextLive(keys, 0) == index) return;
        if (last) moveToEnd(self, index);
        else Memory.putLong(self + PyDictObject.ma_keys, withFirst(keys, index));
        DictType.touch(self);
    }

    private static void moveToEnd(long self, long index) {
        long entry = DictKeys.entry(DictType.table(self), index);
        long hash = DictKeys.hash(entry);
        long key = DictKeys.key(entry);
        long value = DictKeys.value(entry);
        if (DictKeys.usable(DictType.table(self)) <= 0) {
            DictType.resize(self, DictKeys.log2OfSlots(DictType.size(self) * 3));
            index = DictType.findEntry(self, key);
        }
        DictKeys.remove(DictType.table(self), index);
        DictKeys.append(DictType.table(self), hash, key, value);
    }

    /** The table made anew with entry {@code first} in front; the old one is freed. */
    private static long withFirst(long keys, long first) {
        long target = DictKeys.make(DictKeys.log2Size(keys));
        append(target, DictKeys.entry(keys, first));
        for (long i = DictKeys.nextLive(keys, 0); i >= 0; i = DictKeys.nextLive(keys, i + 1)) {
            if (i != first) append(target, DictKeys.entry(keys, i));
        }
        DictKeys.free(keys);
        return target;
    }

    private static void append(long target, long entry) {
        DictKeys.append(target, DictKeys.hash(entry), DictKeys.key(entry), DictKeys.value(entry));
    }
}
