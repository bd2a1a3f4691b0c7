package org.capi4j.type;

import org.capi4j.object.PyError;

/** Sequence and callable iterators. */
public final class Iterators {
    private Iterators() {}

    /** PySeqIter_New. */
    public static long sequence(long sequence) {
        throw PyError.notImplemented("Iterators.sequence");
    }

    /** PyCallIter_New. */
    public static long callable(long callable, long sentinel) {
        throw PyError.notImplemented("Iterators.callable");
    }
}
