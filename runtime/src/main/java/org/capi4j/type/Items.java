package org.capi4j.type;

import org.capi4j.layout.Constants;
import org.capi4j.memory.Memory;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/** Work on C arrays of references ({@code PyObject **}), as tuples and lists hold them. */
final class Items {
    private Items() {}

    static long get(long items, long index) {
        return Memory.getLong(items + 8 * index);
    }

    static void set(long items, long index, long item) {
        Memory.putLong(items + 8 * index, item);
    }

    /** Copies {@code count} references, taking a new one of each. */
    static void copy(long source, long target, long count) {
        for (long i = 0; i < count; i++) set(target, i, References.xnewRef(get(source, i)));
    }

    /** Copies every {@code step}-th reference, taking a new one of each. */
    static void copyStep(long source, long start, long step, long target, long count) {
        for (long i = 0, at = start; i < count; i++, at += step) set(target, i, References.newRef(get(source, at)));
    }

    /** Fills {@code target} with {@code times} copies of {@code count} references, taking new ones. */
    static void repeat(long source, long count, long target, long times) {
        for (long t = 0; t < times; t++) copy(source, target + 8 * count * t, count);
    }

    /** Gives up {@code count} references, the last one first, as CPython's containers do. */
    static void release(long items, long count) {
        for (long i = count - 1; i >= 0; i--) References.xdecref(get(items, i));
    }

    static void reverse(long items, long count) {
        for (long low = 0, high = count - 1; low < high; low++, high--) {
            long item = get(items, low);
            set(items, low, get(items, high));
            set(items, high, item);
        }
    }

    /** The error of {@code []} with something that is neither index nor slice. */
    static PyError indexTypeError(String container, long key) {
        return PyError.typeError(container + " indices must be integers or slices, not " + TypeLookup.fullNameOf(key));
    }

    /** The reprs of an array's items, with commas between; the array may not change. */
    static void appendReprs(StringBuilder text, long items, long count) {
        for (long i = 0; i < count; i++) {
            if (i > 0) text.append(", ");
            text.append(Objects.reprString(get(items, i)));
        }
    }

    /** The comparison of two lengths that decides when all common items are equal: a new reference to True or False. */
    static long compareSizes(long left, long right, int op) {
        return BoolType.of(
                switch (op) {
                    case Constants.Py_LT -> left < right;
                    case Constants.Py_LE -> left <= right;
                    case Constants.Py_EQ -> left == right;
                    case Constants.Py_NE -> left != right;
                    case Constants.Py_GT -> left > right;
                    default -> left >= right;
                });
    }

    /** An index or slice bound as CPython clips it: negative ones count from the end, then 0 to {@code length}. */
    static long clip(long index, long length) {
        if (index < 0) index += length;
        return index < 0 ? 0 : Math.min(index, length);
    }

    /** {@code size * count} as a number of items that a C array can have, or a MemoryError. */
    static long product(long size, long count) {
        if (count > 0 && size > Long.MAX_VALUE / 8 / count) throw PyError.memoryError();
        return size * count;
    }
}
