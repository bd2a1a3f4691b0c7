package org.capi4j.type;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Call;
import org.capi4j.export.Kind;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;

/** What set and frozenset share. */
@BuiltinType(value = "PyFrozenSet_Type", part = true)
@BuiltinType(value = "PySet_Type", part = true)
final class SetMethods {
    private SetMethods() {}

    @Slot("tp_dealloc")
    static void dealloc(long self) {
        SetType.dealloc(self);
    }

    @Slot("tp_clear")
    static int clearSlot(long self) {
        SetTable.clear(self);
        return 0;
    }

    @Slot("tp_repr")
    static long repr(long self) {
        return SetType.repr(self);
    }

    @Slot("tp_richcompare")
    static long richCompare(long self, long other, int op) {
        return SetOperations.richCompare(self, other, op);
    }

    @Slot("tp_iter")
    static long iter(long self) {
        return SetIterType.make(self);
    }

    @Slot("sq_length")
    static long length(long self) {
        return SetType.size(self);
    }

    @Slot("sq_contains")
    static int containsSlot(long self, long item) {
        return SetType.containsAny(self, item) ? 1 : 0;
    }

    @Method(value = "__contains__", coexist = true)
    static long contains(long self, long item) {
        return BoolType.of(SetType.containsAny(self, item));
    }

    static boolean areSets(long left, long right) {
        return SetType.isAnySet(left) && SetType.isAnySet(right);
    }

    @Slot("nb_subtract")
    static long subtract(long left, long right) {
        return areSets(left, right) ? SetOperations.difference(left, right) : Singletons.notImplemented();
    }

    @Slot("nb_and")
    static long and(long left, long right) {
        return areSets(left, right) ? SetOperations.intersection(left, right) : Singletons.notImplemented();
    }

    @Slot("nb_xor")
    static long xor(long left, long right) {
        return areSets(left, right) ? SetOperations.symmetricDifference(left, right) : Singletons.notImplemented();
    }

    @Slot("nb_or")
    static long or(long left, long right) {
        return areSets(left, right) ? SetOperations.union(left, right) : Singletons.notImplemented();
    }

    @Method(value = "union", call = Call.VARARGS)
    static long union(long self, long args, long nargs) {
        return SetVariadic.union(self, args, nargs);
    }

    @Method(value = "intersection", call = Call.VARARGS)
    static long intersection(long self, long args, long nargs) {
        return SetVariadic.intersection(self, args, nargs);
    }

    @Method(value = "difference", call = Call.VARARGS)
    static long difference(long self, long args, long nargs) {
        return SetVariadic.difference(self, args, nargs);
    }

    @Method("symmetric_difference")
    static long symmetricDifference(long self, long other) {
        return SetOperations.symmetricDifference(self, other);
    }

    @Method("isdisjoint")
    static long isDisjoint(long self, long other) {
        return BoolType.of(SetOperations.isDisjoint(self, other));
    }

    @Method("issubset")
    static long isSubset(long self, long other) {
        return BoolType.of(SetOperations.isSubset(self, other));
    }

    @Method("issuperset")
    static long isSuperset(long self, long other) {
        return BoolType.of(SetOperations.isSuperset(self, other));
    }

    @Method("__reduce__")
    static long reduce(long self) {
        return SetType.reduce(self);
    }

    @Method("__sizeof__")
    static long sizeOf(long self) {
        return SetType.sizeOf(self);
    }

    @Method(value = "__class_getitem__", kind = Kind.CLASS)
    static long classGetItem(long type, long parameters) {
        return GenericAliasType.make(type, parameters);
    }
}
