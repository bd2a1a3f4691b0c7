package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Getter;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.object.BuiltinTypes;

/** dict_items: see {@link DictViews}. */
@BuiltinType("PyDictItems_Type")
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_hash", function = "PyObject_HashNotImplemented")
public final class DictItemsType {
    private DictItemsType() {}

    @Slot("tp_dealloc")
    static void dealloc(long self) {
        DictViews.dealloc(self);
    }

    @Slot("tp_traverse")
    static int traverse(long self, long visit, long argument) {
        return DictViews.traverse(self, visit, argument);
    }

    @Slot("tp_repr")
    static long repr(long self) {
        return DictViews.repr(self);
    }

    @Slot("sq_length")
    static long length(long self) {
        return DictViews.length(self);
    }

    @Slot("tp_iter")
    static long iter(long self) {
        return DictViews.iter(self, BuiltinTypes.DICT_ITER_ITEM);
    }

    @Method("__reversed__")
    static long reversed(long self) {
        return DictViews.iter(self, BuiltinTypes.DICT_REV_ITER_ITEM);
    }

    @Getter("mapping")
    static long mapping(long self) {
        return DictViews.mapping(self);
    }

    @Slot("sq_contains")
    static int contains(long self, long key) {
        return DictViews.dict(self) != NULL && DictViews.containsItem(self, key) ? 1 : 0;
    }

    @Slot("tp_richcompare")
    static long richCompare(long self, long other, int op) {
        return DictViews.richCompare(self, other, op);
    }

    @Slot("nb_subtract")
    static long subtract(long left, long right) {
        return DictViews.subtract(left, right);
    }

    @Slot("nb_and")
    static long and(long left, long right) {
        return DictViews.intersect(left, right);
    }

    @Slot("nb_xor")
    static long xor(long left, long right) {
        return DictViews.symmetricDifference(left, right);
    }

    @Slot("nb_or")
    static long or(long left, long right) {
        return DictViews.union(left, right);
    }

    @Method("isdisjoint")
    static long isDisjoint(long self, long other) {
        return BoolType.of(DictViews.isDisjoint(self, other));
    }
}
