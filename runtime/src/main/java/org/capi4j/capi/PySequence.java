package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.memory.Memory;
import org.capi4j.type.BytesArrays;
import org.capi4j.type.Sequences;

/** {@code abstract.h}: the sequence protocol. */
@CApi
public final class PySequence {
    private PySequence() {}

    public static int PySequence_Check(long object) {
        return Sequences.check(object) ? 1 : 0;
    }

    public static long PySequence_Size(long sequence) {
        return Sequences.length(sequence);
    }

    public static long PySequence_Length(long sequence) {
        return Sequences.length(sequence);
    }

    public static long PySequence_Concat(long left, long right) {
        return Sequences.concat(left, right);
    }

    public static long PySequence_InPlaceConcat(long left, long right) {
        return Sequences.inPlaceConcat(left, right);
    }

    public static long PySequence_Repeat(long sequence, long count) {
        return Sequences.repeat(sequence, count);
    }

    public static long PySequence_InPlaceRepeat(long sequence, long count) {
        return Sequences.inPlaceRepeat(sequence, count);
    }

    public static long PySequence_GetItem(long sequence, long index) {
        return Sequences.getItem(sequence, index);
    }

    /** {@code value} NULL deletes. */
    public static int PySequence_SetItem(long sequence, long index, @Nullable long value) {
        Sequences.setItem(sequence, index, value);
        return 0;
    }

    public static int PySequence_DelItem(long sequence, long index) {
        Sequences.deleteItem(sequence, index);
        return 0;
    }

    public static long PySequence_GetSlice(long sequence, long low, long high) {
        return Sequences.getSlice(sequence, low, high);
    }

    /** {@code value} NULL deletes. */
    public static int PySequence_SetSlice(long sequence, long low, long high, @Nullable long value) {
        Sequences.setSlice(sequence, low, high, value);
        return 0;
    }

    public static int PySequence_DelSlice(long sequence, long low, long high) {
        Sequences.setSlice(sequence, low, high, NULL);
        return 0;
    }

    public static long PySequence_Count(long sequence, long item) {
        return Sequences.count(sequence, item, Sequences.Search.COUNT);
    }

    public static long PySequence_Index(long sequence, long item) {
        return Sequences.count(sequence, item, Sequences.Search.INDEX);
    }

    public static int PySequence_Contains(long sequence, long item) {
        return Sequences.contains(sequence, item) ? 1 : 0;
    }

    public static int PySequence_In(long sequence, long item) {
        return Sequences.contains(sequence, item) ? 1 : 0;
    }

    /** {@code operation}: 1 count, 2 index, 3 contains. */
    public static long _PySequence_IterSearch(long sequence, long item, int operation) {
        return Sequences.count(sequence, item, Sequences.Search.values()[operation - 1]);
    }

    public static long PySequence_List(long iterable) {
        return Sequences.list(iterable);
    }

    public static long PySequence_Tuple(long iterable) {
        return Sequences.tuple(iterable);
    }

    public static long PySequence_Fast(long iterable, long message) {
        return Sequences.fast(iterable, Memory.getString(message));
    }

    public static long _PySequence_BytesToCharpArray(long sequence) {
        return BytesArrays.toCharArrays(sequence);
    }
}
