package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.Constants;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;

/** How instances of types are laid out in memory, and which types can therefore be bases together. */
final class Layout {
    private static final long POINTER = 8;

    private Layout() {}

    private static long size(long type) {
        return Memory.getLong(type + PyTypeObject.tp_basicsize);
    }

    private static long itemsize(long type) {
        return Memory.getLong(type + PyTypeObject.tp_itemsize);
    }

    /** {@code _PyObject_VAR_SIZE}: the size of an instance with {@code items} items, rounded up to a pointer's. */
    static long variableSize(long type, long items) {
        return size(type) + items * itemsize(type) + POINTER - 1 & -POINTER;
    }

    /** Whether a type's own C fields make instances larger than its base's, dict and weak reference list not counted. */
    private static boolean hasExtraFields(long type, long base) {
        long typeSize = size(type);
        long baseSize = size(base);
        if (itemsize(type) != 0 || itemsize(base) != 0) {
            return typeSize != baseSize || itemsize(type) != itemsize(base);
        }
        if (isAddedAtEnd(type, base, PyTypeObject.tp_weaklistoffset, typeSize)) typeSize -= POINTER;
        if (isAddedAtEnd(type, base, PyTypeObject.tp_dictoffset, typeSize)) typeSize -= POINTER;
        return typeSize != baseSize;
    }

    private static boolean isAddedAtEnd(long type, long base, long field, long typeSize) {
        return Memory.getLong(type + field) != 0
                && Memory.getLong(base + field) == 0
                && Memory.getLong(type + field) + POINTER == typeSize
                && TypeLookup.isHeapType(type);
    }

    /** The nearest ancestor (or the type itself) that decides the layout of instances. */
    static long solidBase(long type) {
        long base = TypeLookup.base(type);
        long solid = base == NULL ? BuiltinTypes.OBJECT : solidBase(base);
        return base != NULL && hasExtraFields(type, base) ? type : solid;
    }

    /** Of several bases the one whose layout contains the others': it becomes {@code tp_base}. */
    static long bestBase(long bases) {
        long winner = NULL;
        long best = NULL;
        for (long base : Mro.tupleItems(bases)) {
            checkUsable(base);
            long candidate = solidBase(base);
            if (winner == NULL || TypeLookup.isSubtype(candidate, winner)) {
                if (winner == NULL || candidate != winner) best = base;
                winner = candidate;
            } else if (!TypeLookup.isSubtype(winner, candidate)) {
                throw PyError.typeError("multiple bases have instance lay-out conflict");
            }
        }
        return best;
    }

    private static void checkUsable(long base) {
        if (!TypeLookup.isType(base)) throw PyError.typeError("bases must be types");
        if (!TypeLookup.hasFlag(base, Constants.Py_TPFLAGS_READY)) TypeReady.ready(base);
        if (!TypeLookup.hasFlag(base, Constants.Py_TPFLAGS_BASETYPE)) {
            throw PyError.typeError("type '" + TypeLookup.fullName(base) + "' is not an acceptable base type");
        }
    }

    /** Whether objects may change their class from {@code from} to {@code to}: same size, same added dict, slots and weak list. */
    static boolean isCompatible(long to, long from, String attribute) {
        boolean sameFree = Memory.getLong(to + PyTypeObject.tp_free) == Memory.getLong(from + PyTypeObject.tp_free);
        if (!sameFree) {
            throw PyError.typeError(attribute + " assignment: '" + TypeLookup.fullName(to) + "' deallocator differs from '"
                    + TypeLookup.fullName(from) + "'");
        }
        if (to == from || sameShape(compatibleBase(to), compatibleBase(from))) return true;
        throw PyError.typeError(attribute + " assignment: '" + TypeLookup.fullName(to) + "' object layout differs from '"
                + TypeLookup.fullName(from) + "'");
    }

    /** Goes down while the base's instances are just as large and handled the same way. */
    private static long compatibleBase(long type) {
        long at = type;
        for (long base = TypeLookup.base(at); base != NULL && equalLayout(at, base); base = TypeLookup.base(at)) at = base;
        return at;
    }

    private static boolean equalLayout(long type, long base) {
        return size(type) == size(base)
                && itemsize(type) == itemsize(base)
                && Memory.getLong(type + PyTypeObject.tp_dictoffset) == Memory.getLong(base + PyTypeObject.tp_dictoffset)
                && Memory.getLong(type + PyTypeObject.tp_weaklistoffset) == Memory.getLong(base + PyTypeObject.tp_weaklistoffset)
                && TypeLookup.hasFlag(type, Constants.Py_TPFLAGS_HAVE_GC) == TypeLookup.hasFlag(base, Constants.Py_TPFLAGS_HAVE_GC)
                && (Memory.getLong(type + PyTypeObject.tp_clear) == Memory.getLong(base + PyTypeObject.tp_clear)
                        || !TypeLookup.hasFlag(type, Constants.Py_TPFLAGS_HAVE_GC));
    }

    /** Two types that add the same things (dict, weak list, slots of the same names) to the same base. */
    private static boolean sameShape(long one, long other) {
        if (one == other) return true;
        long base = TypeLookup.base(one);
        if (base == NULL || base != TypeLookup.base(other)) return false;
        boolean sameFields = size(one) == size(other)
                && itemsize(one) == itemsize(other)
                && Memory.getLong(one + PyTypeObject.tp_dictoffset) == Memory.getLong(other + PyTypeObject.tp_dictoffset)
                && Memory.getLong(one + PyTypeObject.tp_weaklistoffset) == Memory.getLong(other + PyTypeObject.tp_weaklistoffset);
        return sameFields && sameSlots(one, other);
    }

    private static boolean sameSlots(long one, long other) {
        long field = org.capi4j.layout.PyHeapTypeObject.ht_slots;
        boolean heap = TypeLookup.isHeapType(one) && TypeLookup.isHeapType(other);
        long oneSlots = heap ? Memory.getLong(one + field) : NULL;
        long otherSlots = heap ? Memory.getLong(other + field) : NULL;
        if (oneSlots == NULL || otherSlots == NULL) return oneSlots == otherSlots;
        return Objects.equal(oneSlots, otherSlots);
    }
}
