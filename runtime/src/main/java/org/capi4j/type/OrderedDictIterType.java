package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.PyObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.References;

/**
 * odict_iterator: keys, values or pairs, forwards or backwards.
 *
 * <pre>
 * | PyObject (16) | kind (int) | dict | size | entries | position | result |
 * </pre>
 *
 * {@code size} and {@code entries} are the dict's size and its table's number of entries at the start: when one differs the dict has been
 * changed in another way than by a new value for an old key.
 */
@BuiltinType("PyODictIter_Type")
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class OrderedDictIterType {
    static final int KEYS = 1;
    static final int VALUES = 2;
    static final int ITEMS = KEYS | VALUES;
    static final int REVERSED = 4;

    private static final long KIND = PyObject.SIZEOF;
    private static final long DICT = KIND + 8;
    private static final long SIZE = DICT + 8;
    private static final long ENTRIES = SIZE + 8;
    private static final long POSITION = ENTRIES + 8;
    private static final long RESULT = POSITION + 8;

    private OrderedDictIterType() {}

    static long make(long dict, int kind) {
        long iterator = Allocation.genericAlloc(BuiltinTypes.ODICT_ITER, 0);
        Memory.putInt(iterator + KIND, kind);
        Memory.putLong(iterator + DICT, References.newRef(dict));
        Memory.putLong(iterator + SIZE, DictType.size(dict));
        long entries = DictKeys.nentries(DictType.table(dict));
        Memory.putLong(iterator + ENTRIES, entries);
        Memory.putLong(iterator + POSITION, (kind & REVERSED) != 0 ? entries - 1 : 0);
        if ((kind & ITEMS) == ITEMS) DictIterator.makeResult(iterator, RESULT);
        return iterator;
    }

    @Slot("tp_dealloc")
    static void dealloc(long self) {
        Allocation.gcUntrack(self);
        References.clear(self + DICT);
        References.clear(self + RESULT);
        Allocation.freeInstance(self);
    }

    @Slot("tp_traverse")
    static int traverse(long self, long visit, long argument) {
        int stop = Traversal.visit(Memory.getLong(self + DICT), visit, argument);
        return stop != 0 ? stop : Traversal.visit(Memory.getLong(self + RESULT), visit, argument);
    }

    @Slot("tp_iternext")
    static long next(long self) {
        long dict = Memory.getLong(self + DICT);
        if (dict == NULL) return NULL;
        long keys = DictType.table(dict);
        boolean same = Memory.getLong(self + SIZE) == DictType.size(dict)
                && Memory.getLong(self + ENTRIES) == DictKeys.nentries(keys);
        if (!same) throw OrderedDictMethods.mutated();
        int kind = Memory.getInt(self + KIND);
        boolean reversed = (kind & REVERSED) != 0;
        long position = Memory.getLong(self + POSITION);
        long index = reversed ? DictKeys.previousLive(keys, position) : DictKeys.nextLive(keys, position);
        if (index < 0) {
            References.clear(self + DICT);
            return NULL;
        }
        Memory.putLong(self + POSITION, reversed ? index - 1 : index + 1);
        return element(self, kind & ITEMS, DictKeys.entry(keys, index));
    }

    private static long element(long self, int kind, long entry) {
        if (kind == KEYS) return References.newRef(DictKeys.key(entry));
        long value = References.newRef(DictKeys.value(entry));
        if (kind == VALUES) return value;
        return ResultPair.fill(Memory.getLong(self + RESULT), References.newRef(DictKeys.key(entry)), value);
    }

    /** {@code (iter, ([what is left],))}, without moving this iterator on. */
    @Method("__reduce__")
    static long reduce(long self) {
        long copy = Allocation.genericAlloc(BuiltinTypes.ODICT_ITER, 0);
        long list;
        try {
            for (long field = KIND; field <= POSITION; field += 8) {
                if (field != DICT) Memory.putLong(copy + field, Memory.getLong(self + field));
            }
            Memory.putLong(copy + DICT, References.xnewRef(Memory.getLong(self + DICT)));
            boolean pairs = (Memory.getInt(self + KIND) & ITEMS) == ITEMS;
            if (pairs) Memory.putLong(copy + RESULT, TupleType.of(Singletons.NONE, Singletons.NONE));
            list = Sequences.list(copy);
        } finally {
            References.decref(copy);
        }
        return Reduced.iter(list, NULL);
    }
}
