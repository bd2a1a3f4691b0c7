package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Getter;
import org.capi4j.export.Slot;
import org.capi4j.layout.Constants;
import org.capi4j.layout._PyDictViewObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** dict_keys, dict_items and dict_values: a type and the dict; the first two are sets of a kind. */
@BuiltinType(value = "PyDictKeys_Type", part = true)
@BuiltinType(value = "PyDictItems_Type", part = true)
@BuiltinType(value = "PyDictValues_Type", part = true)
public final class DictViews {
    private DictViews() {}

    /** _PyDictView_New: a view of type {@code type} on {@code dict}, which may be of a derived class. */
    public static long make(long dict, long type) {
        if (!DictType.isInstance(dict)) {
            throw PyError.typeError(
                    TypeLookup.fullName(type) + "() requires a dict argument, not '" + TypeLookup.fullNameOf(dict) + "'");
        }
        long view = Allocation.genericAlloc(type, 0);
        Memory.putLong(view + _PyDictViewObject.dv_dict, References.newRef(dict));
        return view;
    }

    /** Borrowed. */
    static long dict(long view) {
        return Memory.getLong(view + _PyDictViewObject.dv_dict);
    }

    @Slot("tp_dealloc")
    static void dealloc(long self) {
        Allocation.gcUntrack(self);
        References.clear(self + _PyDictViewObject.dv_dict);
        Allocation.freeInstance(self);
    }

    @Slot("tp_traverse")
    static int traverse(long self, long visit, long argument) {
        return Traversal.visit(dict(self), visit, argument);
    }

    @Slot("sq_length")
    static long length(long self) {
        return dict(self) == NULL ? 0 : DictType.size(dict(self));
    }

    static long iter(long self, long iteratorType) {
        return dict(self) == NULL ? Singletons.none() : DictIterator.make(iteratorType, dict(self));
    }

    @Getter("mapping")
    static long mapping(long self) {
        return MappingProxyType.make(dict(self));
    }

    /** {@code dict_keys([1, 2])}. */
    @Slot("tp_repr")
    static long repr(long self) {
        String name = TypeLookup.name(References.type(self));
        if (ReprGuard.enter(self)) return Strings.of("...");
        try {
            long list = Sequences.list(self);
            try {
                return Strings.of(name + "(" + Objects.reprString(list) + ")");
            } finally {
                References.decref(list);
            }
        } finally {
            ReprGuard.leave(self);
        }
    }

    static boolean isKeys(long object) {
        return TypeLookup.isInstance(object, BuiltinTypes.DICT_KEYS);
    }

    static boolean isItems(long object) {
        return TypeLookup.isInstance(object, BuiltinTypes.DICT_ITEMS);
    }

    static boolean isViewSet(long object) {
        return isKeys(object) || isItems(object);
    }

    static boolean containsItem(long self, long pair) {
        if (!TupleType.isInstance(pair) || TupleType.size(pair) != 2) return false;
        long value = DictType.get(dict(self), TupleType.get(pair, 0));
        if (value == NULL) return false;
        References.incref(value);
        try {
            return Objects.equal(value, TupleType.get(pair, 1));
        } finally {
            References.decref(value);
        }
    }

    static long richCompare(long self, long other, int op) {
        if (!SetType.isAnySet(other) && !isViewSet(other)) return Singletons.notImplemented();
        long left = Objects.length(self);
        long right = Objects.length(other);
        boolean result =
                switch (op) {
                    case Constants.Py_EQ -> left == right && containsAll(self, other);
                    case Constants.Py_NE -> !(left == right && containsAll(self, other));
                    case Constants.Py_LT -> left < right && containsAll(self, other);
                    case Constants.Py_LE -> left <= right && containsAll(self, other);
                    case Constants.Py_GT -> left > right && containsAll(other, self);
                    default -> left >= right && containsAll(other, self);
                };
        return BoolType.of(result);
    }

    /** Whether every element of {@code elements} is in {@code container}. */
    private static boolean containsAll(long elements, long container) {
        long iterator = Objects.iter(elements);
        try {
            long element;
            while ((element = Objects.next(iterator)) != NULL) {
                try {
                    if (!Sequences.contains(container, element)) return false;
                } finally {
                    References.decref(element);
                }
            }
            return true;
        } finally {
            References.decref(iterator);
        }
    }

    static boolean isDisjoint(long self, long other) {
        if (self == other) return length(self) == 0;
        if ((SetType.isAnySetExact(other) || isViewSet(other)) && Objects.length(other) > length(self)) {
            long swap = self;
            self = other;
            other = swap;
        }
        long iterator = Objects.iter(other);
        try {
            long element;
            while ((element = Objects.next(iterator)) != NULL) {
                try {
                    if (Sequences.contains(self, element)) return false;
                } finally {
                    References.decref(element);
                }
            }
            return true;
        } finally {
            References.decref(iterator);
        }
    }

    /** A set of the view's elements. */
    private static long toSet(long view) {
        long source = isKeys(view) && dict(view) != NULL && DictType.isExact(dict(view)) ? dict(view) : view;
        return SetType.make(source);
    }

    static long subtract(long left, long right) {
        long set = toSet(left);
        return changed(set, () -> SetOperations.differenceUpdate(set, right));
    }

    static long union(long left, long right) {
        long set = toSet(left);
        return changed(set, () -> SetOperations.update(set, right));
    }

    /** {@code set} when {@code change} succeeds; otherwise it is given up. */
    private static long changed(long set, Runnable change) {
        try {
            change.run();
        } catch (Throwable error) {
            References.decref(set);
            throw error;
        }
        return set;
    }

    /** _PyDictView_Intersect. */
    public static long intersect(long left, long right) {
        if (!isViewSet(left)) {
            long swap = left;
            left = right;
            right = swap;
        }
        if (SetType.isExact(right) && length(left) <= SetType.size(right)) {
            long view = left;
            return SetOperations.intersection(right, view);
        }
        if (isViewSet(right) && length(right) > length(left)) {
            long swap = left;
            left = right;
            right = swap;
        }
        long container = left;
        long elements = right;
        long set = SetType.make(NULL);
        return changed(set, () -> addCommon(set, container, elements));
    }

    private static void addCommon(long set, long container, long elements) {
        long iterator = Objects.iter(elements);
        try {
            long element;
            while ((element = Objects.next(iterator)) != NULL) {
                try {
                    if (Sequences.contains(container, element)) SetType.add(set, element);
                } finally {
                    References.decref(element);
                }
            }
        } finally {
            References.decref(iterator);
        }
    }

    static long symmetricDifference(long left, long right) {
        long set = toSet(left);
        return changed(set, () -> SetOperations.symmetricDifferenceUpdate(set, right));
    }
}
