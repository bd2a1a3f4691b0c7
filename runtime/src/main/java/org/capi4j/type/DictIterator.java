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
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/**
 * The six iterators of dict: keys, values and items, forwards and backwards.
 *
 * <pre>
 * | PyObject (16) | dict | used | position | result | left |
 * </pre>
 *
 * {@code dict} is NULL when exhausted; {@code used} is the dict's size at the start, -1 once it was seen to differ; {@code position} is
 * the next entry; {@code result} is the pair that an items iterator gives out again when nobody else has kept it; {@code left} is how
 * many entries should still come. The one over keys, by far the most frequent, has functions of its own: {@link DictIterKeyType}.
 */
@BuiltinType("PyDictIterValue_Type")
@BuiltinType("PyDictIterItem_Type")
@BuiltinType("PyDictRevIterKey_Type")
@BuiltinType("PyDictRevIterValue_Type")
@BuiltinType("PyDictRevIterItem_Type")
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
final class DictIterator {
    private static final long DICT = PyObject.SIZEOF;
    private static final long USED = DICT + 8;
    private static final long POSITION = USED + 8;
    private static final long RESULT = POSITION + 8;
    private static final long LEFT = RESULT + 8;

    private DictIterator() {}

    static long make(long type, long dict) {
        long iterator = Allocation.genericAlloc(type, 0);
        Memory.putLong(iterator + DICT, References.newRef(dict));
        Memory.putLong(iterator + USED, DictType.size(dict));
        Memory.putLong(iterator + LEFT, DictType.size(dict));
        if (isReverse(type)) Memory.putLong(iterator + POSITION, DictKeys.nentries(DictType.table(dict)) - 1);
        if (isItems(type)) makeResult(iterator, RESULT);
        return iterator;
    }

    /** Puts a pair into the field {@code result} of a new iterator, which is given up when that fails. */
    static void makeResult(long iterator, long result) {
        try {
            Memory.putLong(iterator + result, TupleType.of(Singletons.NONE, Singletons.NONE));
        } catch (PyError error) {
            References.decref(iterator);
            throw error;
        }
    }

    private static boolean isReverse(long type) {
        return type == BuiltinTypes.DICT_REV_ITER_KEY
                || type == BuiltinTypes.DICT_REV_ITER_VALUE
                || type == BuiltinTypes.DICT_REV_ITER_ITEM;
    }

    private static boolean isItems(long type) {
        return type == BuiltinTypes.DICT_ITER_ITEM || type == BuiltinTypes.DICT_REV_ITER_ITEM;
    }

    private static boolean isKeys(long type) {
        return type == BuiltinTypes.DICT_ITER_KEY || type == BuiltinTypes.DICT_REV_ITER_KEY;
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
        if (Memory.getLong(self + USED) != DictType.size(dict)) {
            Memory.putLong(self + USED, -1);
            throw PyError.runtimeError("dictionary changed size during iteration");
        }
        long type = References.type(self);
        boolean reverse = isReverse(type);
        long position = Memory.getLong(self + POSITION);
        long keys = DictType.table(dict);
        long index = reverse ? DictKeys.previousLive(keys, position) : DictKeys.nextLive(keys, position);
        if (index < 0) {
            References.clear(self + DICT);
            return NULL;
        }
        if (!reverse && Memory.getLong(self + LEFT) == 0) {
            References.clear(self + DICT);
            throw PyError.runtimeError("dictionary keys changed during iteration");
        }
        Memory.putLong(self + POSITION, reverse ? index - 1 : index + 1);
        Memory.putLong(self + LEFT, Memory.getLong(self + LEFT) - 1);
        return element(self, type, DictKeys.entry(keys, index));
    }

    private static long element(long self, long type, long entry) {
        if (isKeys(type)) return References.newRef(DictKeys.key(entry));
        return isItems(type) ? pair(self, entry) : References.newRef(DictKeys.value(entry));
    }

    private static long pair(long self, long entry) {
        long key = References.newRef(DictKeys.key(entry));
        long value = References.newRef(DictKeys.value(entry));
        return ResultPair.fill(Memory.getLong(self + RESULT), key, value);
    }

    @Method("__length_hint__")
    static long lengthHint(long self) {
        long dict = Memory.getLong(self + DICT);
        boolean valid = dict != NULL && Memory.getLong(self + USED) == DictType.size(dict);
        return LongType.of(valid ? Memory.getLong(self + LEFT) : 0);
    }

    /** {@code (iter, ([what is left],))}, without moving this iterator on. */
    @Method("__reduce__")
    static long reduce(long self) {
        long copy = Allocation.genericAlloc(References.type(self), 0);
        long list;
        try {
            for (long field = USED; field <= LEFT; field += 8) {
                if (field != RESULT) Memory.putLong(copy + field, Memory.getLong(self + field));
            }
            Memory.putLong(copy + DICT, References.xnewRef(Memory.getLong(self + DICT)));
            if (isItems(References.type(self))) Memory.putLong(copy + RESULT, TupleType.of(Singletons.NONE, Singletons.NONE));
            list = Sequences.list(copy);
        } finally {
            References.decref(copy);
        }
        return Reduced.iter(list, NULL);
    }
}
