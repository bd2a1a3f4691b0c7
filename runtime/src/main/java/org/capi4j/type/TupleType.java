package org.capi4j.type;

import org.capi4j.object.PyError;

/** tuple. */
public final class TupleType {
    private TupleType() {}

    /** A new reference to the shared empty tuple. */
    public static long empty() {
        throw PyError.notImplemented("TupleType.empty");
    }

    /** PyTuple_New: items NULL. */
    public static long make(long size) {
        throw PyError.notImplemented("TupleType.make");
    }

    /** Items are borrowed (increfed). */
    public static long of(long... items) {
        throw PyError.notImplemented("TupleType.of");
    }

    /** Items' references are stolen. */
    public static long steal(long... items) {
        throw PyError.notImplemented("TupleType.steal");
    }

    public static long size(long tuple) {
        throw PyError.notImplemented("TupleType.size");
    }

    /** Borrowed, no check. */
    public static long get(long tuple, long index) {
        throw PyError.notImplemented("TupleType.get");
    }

    /** The address of the first item. */
    public static long items(long tuple) {
        throw PyError.notImplemented("TupleType.items");
    }

    /** Steals item into a new tuple. */
    public static void init(long tuple, long index, long item) {
        throw PyError.notImplemented("TupleType.init");
    }
}
