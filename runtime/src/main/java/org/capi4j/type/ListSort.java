package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.Constants;
import org.capi4j.layout.PyFloatObject;
import org.capi4j.layout.PyListObject;
import org.capi4j.layout.PyLongObject;
import org.capi4j.layout.PyVarObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/**
 * {@code list.sort}: a stable merge sort of natural runs that only asks whether a later item is less than an earlier one.
 *
 * <p>While it runs the list is empty with {@code allocated} -1, so that code called by comparisons sees no half-sorted list, and a
 * change to it is noticed at the end. Comparisons may be inconsistent or fail: the sort works on a Java copy of the addresses, and
 * whatever happens the list gets each of its references back once.
 */
final class ListSort {
    private static final int SMALL = 16;

    /** The order: {@code <} of two keys. */
    @FunctionalInterface
    private interface Less {
        boolean test(long left, long right);
    }

    private final Less less;
    private final long[] keys;
    private final long[] items;
    private final long[] spareKeys;
    private final long[] spareItems;

    /** {@code keys} and {@code items} are one array where there is no key function. */
    private ListSort(Less less, long[] keys, long[] items) {
        this.less = less;
        this.keys = keys;
        this.items = items;
        this.spareKeys = new long[keys.length];
        this.spareItems = items == keys ? spareKeys : new long[keys.length];
    }

    /** {@code key} is a callable or NULL. */
    static void sort(long list, long key, boolean reverse) {
        long size = ListType.size(list);
        long storage = ListType.items(list);
        long room = ListType.allocated(list);
        hide(list);
        try {
            sortStorage(storage, Math.toIntExact(size), key, reverse);
            if (ListType.allocated(list) != -1) throw PyError.valueError("list modified during sort");
        } finally {
            restore(list, storage, size, room);
        }
    }

    private static void hide(long list) {
        ListType.setSize(list, 0);
        Memory.putLong(list + PyListObject.ob_item, NULL);
        Memory.putLong(list + PyListObject.allocated, -1);
    }

    /** Puts the storage back; what somebody put into the list meanwhile is released last. */
    private static void restore(long list, long storage, long size, long room) {
        long foreign = ListType.items(list);
        long foreignSize = ListType.size(list);
        ListType.setSize(list, size);
        Memory.putLong(list + PyListObject.ob_item, storage);
        Memory.putLong(list + PyListObject.allocated, room);
        if (foreign == NULL) return;
        Items.release(foreign, foreignSize);
        Allocation.free(foreign);
    }

    private static void sortStorage(long storage, int size, long key, boolean reverse) {
        long[] items = new long[size];
        for (int i = 0; i < size; i++) items[i] = Items.get(storage, i);
        if (reverse) reverse(items);
        long[] keys = key == NULL ? items : keysOf(items, key, reverse);
        try {
            if (size > 1) new ListSort(lessFor(keys), key == NULL ? items : keys.clone(), items).sort(0, size);
        } finally {
            if (key != NULL) for (long k : keys) References.decref(k);
        }
        if (reverse) reverse(items);
        for (int i = 0; i < size; i++) Items.set(storage, i, items[i]);
    }

    /** Calls the key function on the items in the list's order, which {@code reversed} says is the other way round here. */
    private static long[] keysOf(long[] items, long key, boolean reversed) {
        int size = items.length;
        long[] keys = new long[size];
        for (int i = 0; i < size; i++) {
            int at = reversed ? size - 1 - i : i;
            try {
                keys[at] = Calls.callOneArg(key, items[at]);
            } catch (Throwable error) {
                for (long made : keys) References.xdecref(made);
                throw error;
            }
        }
        return keys;
    }

    private static void reverse(long[] array) {
        for (int low = 0, high = array.length - 1; low < high; low++, high--) {
            long item = array[low];
            array[low] = array[high];
            array[high] = item;
        }
    }

    /** Keys that are all exact str, float or small int are compared without calls; nothing can then change or fail. */
    private static Less lessFor(long[] keys) {
        long type = References.type(keys[0]);
        boolean same = true;
        boolean small = type == BuiltinTypes.INT;
        for (long key : keys) {
            same &= References.type(key) == type;
            if (same && type == BuiltinTypes.STR && Strings.kind(key) == 0) same = false;
            small = small && same && Math.abs(TupleType.size(key)) <= 2;
        }
        if (same && small) return (left, right) -> smallInt(left) < smallInt(right);
        if (same && type == BuiltinTypes.FLOAT) {
            return (left, right) -> Memory.getDouble(left + PyFloatObject.ob_fval) < Memory.getDouble(right + PyFloatObject.ob_fval);
        }
        if (same && type == BuiltinTypes.STR) return ListSort::lessStr;
        return (left, right) -> Objects.richCompareBool(left, right, Constants.Py_LT);
    }

    /** The value of an int of at most two digits. */
    private static long smallInt(long integer) {
        long size = Memory.getLong(integer + PyVarObject.ob_size);
        long digits = integer + PyLongObject.ob_digit;
        long value = size == 0 ? 0 : Memory.getInt(digits);
        if (Math.abs(size) == 2) value |= (long) Memory.getInt(digits + 4) << 30;
        return size < 0 ? -value : value;
    }

    private static boolean lessStr(long left, long right) {
        long leftLength = Strings.length(left);
        long rightLength = Strings.length(right);
        int leftKind = Strings.kind(left);
        int rightKind = Strings.kind(right);
        long leftData = Strings.data(left);
        long rightData = Strings.data(right);
        long common = Math.min(leftLength, rightLength);
        for (long i = 0; i < common; i++) {
            int difference = Strings.get(leftKind, leftData, i) - Strings.get(rightKind, rightData, i);
            if (difference != 0) return difference < 0;
        }
        return leftLength < rightLength;
    }

    private void sort(int from, int to) {
        if (to - from <= SMALL) {
            insertionSort(from, to);
            return;
        }
        int middle = (from + to) >>> 1;
        sort(from, middle);
        sort(middle, to);
        if (less.test(keys[middle], keys[middle - 1])) merge(from, middle, to);
    }

    /** Finds each key's place after its equals by halving, so that few comparisons are made. */
    private void insertionSort(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            long key = keys[i];
            if (!less.test(key, keys[i - 1])) continue;
            int low = from;
            int high = i - 1;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (less.test(key, keys[middle])) high = middle;
                else low = middle + 1;
            }
            insert(low, i);
        }
    }

    private void insert(int at, int from) {
        long key = keys[from];
        long item = items[from];
        System.arraycopy(keys, at, keys, at + 1, from - at);
        if (items != keys) System.arraycopy(items, at, items, at + 1, from - at);
        keys[at] = key;
        items[at] = item;
    }

    private void merge(int from, int middle, int to) {
        int length = middle - from;
        System.arraycopy(keys, from, spareKeys, 0, length);
        if (items != keys) System.arraycopy(items, from, spareItems, 0, length);
        int left = 0;
        int right = middle;
        int at = from;
        while (left < length && right < to) {
            if (less.test(keys[right], spareKeys[left])) {
                keys[at] = keys[right];
                items[at++] = items[right++];
            } else {
                keys[at] = spareKeys[left];
                items[at++] = (items == keys ? spareKeys : spareItems)[left++];
            }
        }
        System.arraycopy(spareKeys, left, keys, at, length - left);
        if (items != keys) System.arraycopy(spareItems, left, items, at, length - left);
    }
}
