package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.memory.Memory;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/** Assignment to and deletion of slices of a list. What drops out is released last, when the list is in order. */
final class ListSlices {
    private ListSlices() {}

    /** {@code list[low:high] = value}; value NULL deletes; bounds are clipped. */
    static void assign(long list, long low, long high, long value) {
        if (value == list) {
            long copy = ListType.slice(value, 0, ListType.size(value));
            try {
                assign(list, low, high, copy);
            } finally {
                References.decref(copy);
            }
            return;
        }
        long fast = value == NULL ? NULL : Sequences.fast(value, "can only assign an iterable");
        try {
            replace(list, low, high, fast);
        } finally {
            References.xdecref(fast);
        }
    }

    private static void replace(long list, long low, long high, long fast) {
        long count = fast == NULL ? 0 : Sequences.fastLength(fast);
        long size = ListType.size(list);
        low = Math.max(0, Math.min(low, size));
        high = Math.max(low, Math.min(high, size));
        if (size + count - (high - low) == 0) {
            ListType.clear(list);
            return;
        }
        long[] dropped = take(ListType.items(list) + 8 * low, high - low);
        move(list, high, high + count - (high - low));
        if (count > 0) Items.copy(Sequences.fastItems(fast), ListType.items(list) + 8 * low, count);
        release(dropped);
    }

    /** Moves the tail that begins at {@code from} to {@code to} and resizes the list. A shrink that fails to give memory back is no error. */
    private static void move(long list, long from, long to) {
        long size = ListType.size(list);
        if (to > from) ListType.resize(list, size + to - from);
        long items = ListType.items(list);
        Memory.copy(items + 8 * from, items + 8 * to, 8 * (size - from));
        if (to < from) ListType.resize(list, size + to - from);
    }

    private static long[] take(long items, long count) {
        long[] taken = new long[Math.toIntExact(count)];
        for (int i = 0; i < taken.length; i++) taken[i] = Items.get(items, i);
        return taken;
    }

    private static void release(long[] dropped) {
        for (int i = dropped.length - 1; i >= 0; i--) References.xdecref(dropped[i]);
    }

    /** {@code del list[start:stop:step]} of {@code count} items, step not 1. */
    static void deleteStep(long list, long start, long step, long count) {
        if (count <= 0) return;
        if (count == 1) step = 1; // of any size, past what can be added to
        if (step < 0) {
            start += step * (count - 1);
            step = -step;
        }
        long[] dropped = new long[Math.toIntExact(count)];
        long items = ListType.items(list);
        long size = ListType.size(list);
        for (int i = 0; i < count; i++) {
            long at = start + i * step;
            dropped[i] = Items.get(items, at);
            long next = Math.min(at + step, size);
            Memory.copy(items + 8 * (at + 1), items + 8 * (at - i), 8 * (next - at - 1));
        }
        long tail = start + count * step;
        if (tail < size) Memory.copy(items + 8 * tail, items + 8 * (tail - count), 8 * (size - tail));
        ListType.resize(list, size - count);
        release(dropped);
    }

    /** {@code list[start:stop:step] = value}, where {@code count} items must be assigned. */
    static void assignStep(long list, long start, long step, long count, long value) {
        long fast = value == list
                ? ListType.slice(list, 0, ListType.size(list))
                : Sequences.fast(value, "must assign iterable to extended slice");
        try {
            long given = Sequences.fastLength(fast);
            if (given != count) {
                throw PyError.valueError(
                        "attempt to assign sequence of size " + given + " to extended slice of size " + count);
            }
            if (count == 0) return;
            requireInside(list, Math.max(start, start + (count - 1) * step));
            long items = ListType.items(list);
            long[] dropped = new long[Math.toIntExact(count)];
            for (int i = 0; i < count; i++) {
                long place = items + 8 * (start + i * step);
                dropped[i] = Memory.getLong(place);
                Memory.putLong(place, References.newRef(Items.get(Sequences.fastItems(fast), i)));
            }
            release(dropped);
        } finally {
            References.decref(fast);
        }
    }

    /** Reading the value may have run code that made the list shorter. */
    private static void requireInside(long list, long index) {
        if (index >= ListType.size(list)) throw PyError.indexError("list assignment index out of range");
    }
}
