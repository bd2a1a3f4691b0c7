package org.capi4j.type;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;

/** What dict_keys and dict_items share: they are sets of a kind. See {@link DictViews}. */
@BuiltinType(value = "PyDictKeys_Type", part = true)
@BuiltinType(value = "PyDictItems_Type", part = true)
final class DictViewSets {
    private DictViewSets() {}

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
