package org.capi4j.type;

import org.capi4j.object.PyError;

/** set and frozenset. */
public final class SetType {
    private SetType() {}

    /** A set; iterable may be NULL. */
    public static long make(long iterable) {
        throw PyError.notImplemented("SetType.make");
    }

    public static long makeFrozen(long iterable) {
        throw PyError.notImplemented("SetType.makeFrozen");
    }

    /** False when it was there. */
    public static boolean add(long set, long item) {
        throw PyError.notImplemented("SetType.add");
    }

    public static boolean contains(long set, long item) {
        throw PyError.notImplemented("SetType.contains");
    }

    public static boolean discard(long set, long item) {
        throw PyError.notImplemented("SetType.discard");
    }

    public static long size(long set) {
        throw PyError.notImplemented("SetType.size");
    }
}
