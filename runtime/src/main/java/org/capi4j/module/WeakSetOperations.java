package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.util.function.LongBinaryOperator;
import org.capi4j.export.BuiltinType;
import org.capi4j.export.Call;
import org.capi4j.export.Kind;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.layout.Constants;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.BoolType;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.GenericAliasType;
import org.capi4j.type.ListType;
import org.capi4j.type.Objects;
import org.capi4j.type.OwnedObjects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/** {@code weakref.WeakSet}: what it does with any iterable, by method and by operator. */
@BuiltinType(value = "c4j_WeakSet_Type", part = true)
final class WeakSetOperations {
    private WeakSetOperations() {}

    private static boolean isOne(long object) {
        return TypeLookup.isInstance(object, WeakSetType.TYPE);
    }

    /** {@code self.__class__(items)}. */
    private static long of(long self, long items) {
        return Calls.callOneArg(References.type(self), items);
    }

    @Method(value = "copy", call = Call.NOARGS)
    static long copy(long self) {
        return of(self, self);
    }

    /** A set of weak references to the items, a new reference. */
    private static long references(long items) {
        long set = Calls.callNoArgs(BuiltinTypes.SET);
        try {
            Iteration.forEach(items, item -> WeakTable.withReference(item, weak -> {
                References.decref(Calls.callMethod(set, "add", weak));
                return null;
            }));
            return set;
        } catch (Throwable failure) {
            References.decref(set);
            throw failure;
        }
    }

    /** Compares the set of own references with that of the items'. */
    static boolean compare(long self, long items, int op) {
        try (OwnedObjects own = new OwnedObjects()) {
            long others = own.add(references(items));
            WeakTable.sweep(self);
            return Objects.richCompareBool(own.add(Calls.callOneArg(BuiltinTypes.SET, WeakTable.data(self))), others, op);
        }
    }

    @Method("issubset")
    static long isSubset(long self, long items) {
        return BoolType.of(compare(self, items, Constants.Py_LE));
    }

    @Method("issuperset")
    static long isSuperset(long self, long items) {
        return BoolType.of(hasAll(self, items));
    }

    /** Whether all items are in the set; none is asked for behind the first that isn't. */
    static boolean hasAll(long self, long items) {
        try (OwnedObjects own = new OwnedObjects()) {
            long iterator = own.add(Objects.iter(items));
            for (long item = Objects.next(iterator); item != NULL; item = Objects.next(iterator)) {
                own.add(item);
                if (!WeakTable.withReference(item, weak -> DictType.contains(WeakTable.data(self), weak))) return false;
            }
            return true;
        }
    }

    @Method("isdisjoint")
    static long isDisjoint(long self, long items) {
        long common = intersection(self, items);
        try {
            return BoolType.of(WeakTable.length(common) == 0);
        } finally {
            References.decref(common);
        }
    }

    @Method("union")
    static long union(long self, long items) {
        return changed(self, items, WeakSetType::update);
    }

    @Method("difference")
    static long difference(long self, long items) {
        return changed(self, items, WeakSetOperations::subtract);
    }

    @Method("symmetric_difference")
    static long symmetricDifference(long self, long items) {
        return changed(self, items, WeakSetOperations::toggle);
    }

    /** A copy that {@code change} has changed. */
    private static long changed(long self, long items, LongBinaryOperator change) {
        long made = copy(self);
        try {
            References.decref(change.applyAsLong(made, items));
            return made;
        } catch (Throwable failure) {
            References.decref(made);
            throw failure;
        }
    }

    @Method("intersection")
    static long intersection(long self, long items) {
        long common = ListType.make(0);
        try {
            Iteration.forEach(items, item -> {
                if (WeakTable.hasWeakKey(self, item)) ListType.append(common, item);
            });
            return of(self, common);
        } finally {
            References.decref(common);
        }
    }

    @Method("difference_update")
    static long subtract(long self, long items) {
        if (self == items) return WeakTable.clear(self);
        Iteration.forEach(items, item -> WeakTable.withReference(item, weak -> DictType.delete(WeakTable.data(self), weak)));
        return Singletons.none();
    }

    @Method("symmetric_difference_update")
    static long toggle(long self, long items) {
        if (self == items) return WeakTable.clear(self);
        long others = references(items);
        try {
            Iteration.forEach(others, weak -> {
                if (!DictType.delete(WeakTable.data(self), weak)) WeakTable.set(self, weak, Singletons.NONE);
            });
            return Singletons.none();
        } finally {
            References.decref(others);
        }
    }

    @Method("intersection_update")
    static long keep(long self, long items) {
        long others = references(items);
        long kept = DictType.make();
        try {
            Iteration.forEach(others, weak -> {
                if (DictType.contains(WeakTable.data(self), weak)) DictType.set(kept, weak, Singletons.NONE);
            });
            DictType.clear(WeakTable.data(self));
            DictType.merge(WeakTable.data(self), kept, true);
            return Singletons.none();
        } finally {
            References.decref(others);
            References.decref(kept);
        }
    }

    @Method(value = "pop", call = Call.NOARGS)
    static long pop(long self) {
        WeakTable.sweep(self);
        if (DictType.size(WeakTable.data(self)) == 0) throw PyError.of(Exceptions.KeyError, "pop from empty WeakSet");
        long pair = Calls.callMethod(WeakTable.data(self), "popitem");
        try {
            return References.newRef(WeakTable.object(TupleType.get(pair, 0)));
        } finally {
            References.decref(pair);
        }
    }

    @Slot("tp_repr")
    static long repr(long self) {
        WeakTable.sweep(self);
        long set = Calls.callOneArg(BuiltinTypes.SET, WeakTable.data(self));
        try {
            return Objects.repr(set);
        } finally {
            References.decref(set);
        }
    }

    @Method(value = "__class_getitem__", kind = Kind.CLASS)
    static long classGetItem(long type, long item) {
        return GenericAliasType.make(type, item);
    }

    @Slot("nb_or")
    static long or(long left, long right) {
        return isOne(left) ? union(left, right) : Singletons.notImplemented();
    }

    @Slot("nb_and")
    static long and(long left, long right) {
        return isOne(left) ? intersection(left, right) : Singletons.notImplemented();
    }

    @Slot("nb_subtract")
    static long subtraction(long left, long right) {
        return isOne(left) ? difference(left, right) : Singletons.notImplemented();
    }

    @Slot("nb_xor")
    static long xor(long left, long right) {
        return isOne(left) ? symmetricDifference(left, right) : Singletons.notImplemented();
    }

    private static long inPlace(long self, long items, LongBinaryOperator change) {
        References.decref(change.applyAsLong(self, items));
        return References.newRef(self);
    }

    @Slot("nb_inplace_or")
    static long inPlaceOr(long self, long items) {
        return inPlace(self, items, WeakSetType::update);
    }

    @Slot("nb_inplace_and")
    static long inPlaceAnd(long self, long items) {
        return inPlace(self, items, WeakSetOperations::keep);
    }

    @Slot("nb_inplace_subtract")
    static long inPlaceSubtract(long self, long items) {
        return inPlace(self, items, WeakSetOperations::subtract);
    }

    @Slot("nb_inplace_xor")
    static long inPlaceXor(long self, long items) {
        return inPlace(self, items, WeakSetOperations::toggle);
    }
}
