package org.capi4j.type;

import org.capi4j.object.PyError;

/** The sequence protocol (PySequence_*). */
public final class Sequences {
    private Sequences() {}

    public static long length(long sequence) {
        throw PyError.notImplemented("Sequences.length");
    }

    public static long getItem(long sequence, long index) {
        throw PyError.notImplemented("Sequences.getItem");
    }

    /** value NULL deletes. */
    public static void setItem(long sequence, long index, long value) {
        throw PyError.notImplemented("Sequences.setItem");
    }

    public static boolean contains(long sequence, long item) {
        throw PyError.notImplemented("Sequences.contains");
    }

    public static long concat(long left, long right) {
        throw PyError.notImplemented("Sequences.concat");
    }

    public static long repeat(long sequence, long count) {
        throw PyError.notImplemented("Sequences.repeat");
    }

    /** PySequence_List. */
    public static long list(long iterable) {
        throw PyError.notImplemented("Sequences.list");
    }

    /** PySequence_Tuple. */
    public static long tuple(long iterable) {
        throw PyError.notImplemented("Sequences.tuple");
    }

    /** PySequence_Fast: a new reference to a list or tuple. */
    public static long fast(long iterable, String message) {
        throw PyError.notImplemented("Sequences.fast");
    }

    public static long fastLength(long fast) {
        throw PyError.notImplemented("Sequences.fastLength");
    }

    /** The C array of a list's or tuple's items. */
    public static long fastItems(long fast) {
        throw PyError.notImplemented("Sequences.fastItems");
    }
}
