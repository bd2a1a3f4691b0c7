package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.PyObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.References;

/**
 * What iterators that hold an index and a sequence have in common.
 *
 * <pre>
 * | PyObject (16) | index | sequence |
 * </pre>
 *
 * {@code sequence} is NULL when the iterator is exhausted.
 */
final class IndexIterator {
    static final long INDEX = PyObject.SIZEOF;
    static final long SEQUENCE = INDEX + 8;

    private IndexIterator() {}

    static long make(long type, long sequence, long index) {
        long iterator = Allocation.genericAlloc(type, 0);
        Memory.putLong(iterator + INDEX, index);
        Memory.putLong(iterator + SEQUENCE, References.newRef(sequence));
        return iterator;
    }

    static long index(long self) {
        return Memory.getLong(self + INDEX);
    }

    static void setIndex(long self, long index) {
        Memory.putLong(self + INDEX, index);
    }

    /** Borrowed, or NULL. */
    static long sequence(long self) {
        return Memory.getLong(self + SEQUENCE);
    }

    /** Lets the sequence go; the result is {@code tp_iternext}'s at the end. */
    static long exhaust(long self) {
        References.clear(self + SEQUENCE);
        return NULL;
    }

    static void dealloc(long self) {
        Allocation.gcUntrack(self);
        References.clear(self + SEQUENCE);
        Allocation.freeInstance(self);
    }

    static int traverse(long self, long visit, long argument) {
        return Traversal.visit(sequence(self), visit, argument);
    }

    /** {@code (iter, (sequence,), index)}, or {@code (iter, (empty,))} when exhausted; {@code empty} is a new reference. */
    static long reduce(long self, String function, long empty) {
        long sequence = sequence(self);
        if (sequence == NULL) return Reduced.of(function, empty, NULL);
        References.decref(empty);
        long index = LongType.of(index(self));
        try {
            return Reduced.of(function, References.newRef(sequence), index);
        } finally {
            References.decref(index);
        }
    }
}
