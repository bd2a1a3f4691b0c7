package org.capi4j.module;

import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.TupleType;

/** Arrays of indices into pools of items, in native memory beside the iterators that own them. */
final class Combinations {
    private Combinations() {}

    /** A new array of {@code count} zeros, or of 0, 1, 2 and so on. */
    static long indices(long count, boolean counting) {
        if (count > Long.MAX_VALUE / 16) throw PyError.memoryError();
        long indices = Allocation.allocate(8 * Math.max(count, 1));
        for (long i = 0; i < count; i++) set(indices, i, counting ? i : 0);
        return indices;
    }

    static long get(long indices, long at) {
        return Memory.getLong(indices + 8 * at);
    }

    static void set(long indices, long at, long value) {
        Memory.putLong(indices + 8 * at, value);
    }

    static void swap(long indices, long left, long right) {
        long value = get(indices, left);
        set(indices, left, get(indices, right));
        set(indices, right, value);
    }

    /** Moves the first value of a range to its end. */
    static void rotate(long indices, long start, long end) {
        long first = get(indices, start);
        for (long i = start; i + 1 < end; i++) set(indices, i, get(indices, i + 1));
        set(indices, end - 1, first);
    }

    /** A tuple of the pool's items at the first {@code count} indices. */
    static long pick(long pool, long indices, long count) {
        long items = TupleType.make(count);
        for (long i = 0; i < count; i++) TupleType.init(items, i, References.newRef(TupleType.get(pool, get(indices, i))));
        return items;
    }
}
