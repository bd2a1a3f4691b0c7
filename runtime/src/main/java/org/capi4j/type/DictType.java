package org.capi4j.type;

import org.capi4j.object.PyError;

/** dict: compact, insertion-ordered, in CPython's PyDictKeysObject layout. */
public final class DictType {
    private DictType() {}

    /** An empty dict. */
    public static long make() {
        throw PyError.notImplemented("DictType.make");
    }

    /** Borrowed, or NULL when missing; errors of hash and comparison are thrown. */
    public static long get(long dict, long key) {
        throw PyError.notImplemented("DictType.get");
    }

    public static long get(long dict, String key) {
        throw PyError.notImplemented("DictType.get");
    }

    /** Both are borrowed. */
    public static void set(long dict, long key, long value) {
        throw PyError.notImplemented("DictType.set");
    }

    public static void set(long dict, String key, long value) {
        throw PyError.notImplemented("DictType.set");
    }

    /** False when missing. */
    public static boolean delete(long dict, long key) {
        throw PyError.notImplemented("DictType.delete");
    }

    /** Borrowed result. */
    public static long setDefault(long dict, long key, long value) {
        throw PyError.notImplemented("DictType.setDefault");
    }

    public static boolean contains(long dict, long key) {
        throw PyError.notImplemented("DictType.contains");
    }

    public static long size(long dict) {
        throw PyError.notImplemented("DictType.size");
    }

    /** Iteration: the next position, or -1 at the end; borrowed key and value are stored. Start with 0. */
    public static long next(long dict, long position, long[] keyAndValue) {
        throw PyError.notImplemented("DictType.next");
    }

    public static void clear(long dict) {
        throw PyError.notImplemented("DictType.clear");
    }

    public static long copy(long dict) {
        throw PyError.notImplemented("DictType.copy");
    }

    /** PyDict_Merge. */
    public static void merge(long dict, long other, boolean override) {
        throw PyError.notImplemented("DictType.merge");
    }

    /** A list. */
    public static long keys(long dict) {
        throw PyError.notImplemented("DictType.keys");
    }

    /** A list of pairs. */
    public static long items(long dict) {
        throw PyError.notImplemented("DictType.items");
    }

    /** A list. */
    public static long values(long dict) {
        throw PyError.notImplemented("DictType.values");
    }
}
