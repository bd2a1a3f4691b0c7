package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.util.function.LongPredicate;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PySetObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.References;

/**
 * The algebra of sets. Operands are borrowed; a second operand may be any iterable unless it says otherwise. The order in which
 * elements are visited is CPython's, as it shows in the result's order.
 */
final class SetOperations {
    private SetOperations() {}

    /** Calls {@code action} on each element (borrowed) of an iterable until it says false; whether it never did. */
    private static boolean forEach(long iterable, LongPredicate action) {
        long iterator = Objects.iter(iterable);
        try {
            long element;
            while ((element = Objects.next(iterator)) != NULL) {
                try {
                    if (!action.test(element)) return false;
                } finally {
                    References.decref(element);
                }
            }
            return true;
        } finally {
            References.decref(iterator);
        }
    }

    /** What is done with an element of a set: the hash is known. */
    @FunctionalInterface
    private interface ElementAction {
        boolean test(long element, long hash);
    }

    /** As above for a set, which may change meanwhile. */
    private static boolean forEachOf(long set, ElementAction action) {
        for (long i = SetTable.next(set, 0); i >= 0; i = SetTable.next(set, i + 1)) {
            long entry = SetTable.entry(SetTable.table(set), i);
            long element = References.newRef(SetTable.key(entry));
            try {
                if (!action.test(element, SetTable.hash(entry))) return false;
            } finally {
                References.decref(element);
            }
        }
        return true;
    }

    static void update(long set, long other) {
        if (SetType.isAnySet(other)) {
            SetTable.merge(set, other);
        } else if (DictType.isExact(other)) {
            SetTable.mergeDict(set, other);
        } else {
            forEach(other, element -> {
                SetType.add(set, element);
                return true;
            });
        }
    }

    /** A copy; an exact frozenset is its own. */
    static long copy(long set) {
        return SetType.makeLike(set, set);
    }

    /** {@code result} after {@code change}; when that fails it is given up. */
    private static long changed(long result, Runnable change) {
        try {
            change.run();
        } catch (Throwable error) {
            References.decref(result);
            throw error;
        }
        return result;
    }

    static long union(long set, long other) {
        long result = copy(set);
        return other == set ? result : changed(result, () -> update(result, other));
    }

    static long intersection(long set, long other) {
        if (set == other) return copy(set);
        long result = SetType.makeLike(set, NULL);
        return changed(result, () -> addCommon(result, set, other));
    }

    private static void addCommon(long result, long set, long other) {
        if (SetType.isAnySet(other)) {
            boolean swap = SetType.size(other) > SetType.size(set);
            long visited = swap ? set : other;
            long asked = swap ? other : set;
            forEachOf(visited, (element, hash) -> {
                if (SetTable.contains(asked, element, hash)) SetTable.add(result, element, hash);
                return true;
            });
        } else {
            forEach(other, element -> {
                long hash = DictType.hash(element);
                if (SetTable.contains(set, element, hash)) SetTable.add(result, element, hash);
                return true;
            });
        }
    }

    static void intersectionUpdate(long set, long other) {
        replaceBy(set, intersection(set, other));
    }

    /** Gives {@code set} the content of {@code other}, which is stolen. */
    static void replaceBy(long set, long other) {
        SetTable.swap(set, other);
        Memory.putLong(set + PySetObject.hash, -1);
        References.decref(other);
    }

    static long difference(long set, long other) {
        boolean isSet = SetType.isAnySet(other);
        if (!isSet && !DictType.isExact(other)) return copyAndDifference(set, other);
        long otherSize = isSet ? SetType.size(other) : DictType.size(other);
        if (SetType.size(set) >> 2 > otherSize) return copyAndDifference(set, other);
        long result = SetType.makeLike(set, NULL);
        return changed(result, () -> forEachOf(set, (element, hash) -> {
            boolean found = isSet ? SetTable.contains(other, element, hash) : DictType.find(other, element, hash) >= 0;
            if (!found) SetTable.add(result, element, hash);
            return true;
        }));
    }

    private static long copyAndDifference(long set, long other) {
        long result = copy(set);
        return changed(result, () -> differenceUpdate(result, other));
    }

    static void differenceUpdate(long set, long other) {
        if (set == other) {
            SetTable.clear(set);
            return;
        }
        if (SetType.isAnySet(other)) {
            long common = SetType.size(other) >> 3 > SetType.size(set) ? intersection(set, other) : References.newRef(other);
            try {
                forEachOf(common, (element, hash) -> {
                    SetTable.discard(set, element, hash);
                    return true;
                });
            } finally {
                References.decref(common);
            }
        } else {
            forEach(other, element -> {
                SetType.discard(set, element);
                return true;
            });
        }
        SetTable.dropDummies(set);
    }

    static long symmetricDifference(long set, long other) {
        long result = SetType.makeLike(set, other);
        return changed(result, () -> symmetricDifferenceUpdate(result, set));
    }

    static void symmetricDifferenceUpdate(long set, long other) {
        if (set == other) {
            SetTable.clear(set);
        } else if (DictType.isExact(other)) {
            long[] entry = new long[2];
            for (long at = 0; (at = DictType.next(other, at, entry)) >= 0; ) {
                long key = References.newRef(entry[0]);
                try {
                    toggle(set, key, DictType.hashBefore(other, at));
                } finally {
                    References.decref(key);
                }
            }
        } else {
            long elements = SetType.isAnySet(other) ? References.newRef(other) : SetType.makeLike(set, other);
            try {
                forEachOf(elements, (element, hash) -> toggle(set, element, hash));
            } finally {
                References.decref(elements);
            }
        }
    }

    private static boolean toggle(long set, long element, long hash) {
        if (!SetTable.discard(set, element, hash)) SetTable.add(set, element, hash);
        return true;
    }

    static boolean isDisjoint(long set, long other) {
        if (set == other) return SetType.size(set) == 0;
        if (!SetType.isAnySetExact(other)) {
            return forEach(other, element -> !SetTable.contains(set, element, DictType.hash(element)));
        }
        boolean swap = SetType.size(other) > SetType.size(set);
        long visited = swap ? set : other;
        long asked = swap ? other : set;
        return forEachOf(visited, (element, hash) -> !SetTable.contains(asked, element, hash));
    }

    static boolean isSubset(long set, long other) {
        if (!SetType.isAnySet(other)) {
            long common = intersection(set, other);
            boolean all = SetType.size(common) == SetType.size(set);
            References.decref(common);
            return all;
        }
        if (SetType.size(set) > SetType.size(other)) return false;
        return forEachOf(set, (element, hash) -> SetTable.contains(other, element, hash));
    }

    static boolean isSuperset(long set, long other) {
        if (SetType.isAnySet(other)) return isSubset(other, set);
        return forEach(other, element -> SetType.contains(set, element));
    }

    static long richCompare(long set, long other, int op) {
        if (!SetType.isAnySet(other)) return Singletons.notImplemented();
        long left = SetType.size(set);
        long right = SetType.size(other);
        boolean result =
                switch (op) {
                    case Constants.Py_EQ -> equal(set, other);
                    case Constants.Py_NE -> !equal(set, other);
                    case Constants.Py_LE -> isSubset(set, other);
                    case Constants.Py_GE -> isSubset(other, set);
                    case Constants.Py_LT -> left < right && isSubset(set, other);
                    default -> left > right && isSubset(other, set);
                };
        return BoolType.of(result);
    }

    private static boolean equal(long set, long other) {
        if (SetType.size(set) != SetType.size(other)) return false;
        long left = Memory.getLong(set + PySetObject.hash);
        long right = Memory.getLong(other + PySetObject.hash);
        if (left != -1 && right != -1 && left != right) return false;
        return isSubset(set, other);
    }
}
