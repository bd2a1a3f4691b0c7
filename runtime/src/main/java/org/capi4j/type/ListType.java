package org.capi4j.type;

import org.capi4j.object.PyError;

/** list. */
public final class ListType {
    private ListType() {}

    /** PyList_New: items NULL. */
    public static long make(long size) {
        throw PyError.notImplemented("ListType.make");
    }

    /** Items are borrowed (increfed). */
    public static long of(long... items) {
        throw PyError.notImplemented("ListType.of");
    }

    /** item is borrowed. */
    public static void append(long list, long item) {
        throw PyError.notImplemented("ListType.append");
    }

    public static long size(long list) {
        throw PyError.notImplemented("ListType.size");
    }

    /** Borrowed, no check. */
    public static long get(long list, long index) {
        throw PyError.notImplemented("ListType.get");
    }

    /** ob_item. */
    public static long items(long list) {
        throw PyError.notImplemented("ListType.items");
    }

    public static void insert(long list, long index, long item) {
        throw PyError.notImplemented("ListType.insert");
    }

    public static void sort(long list) {
        throw PyError.notImplemented("ListType.sort");
    }

    /** value NULL deletes. */
    public static void setSlice(long list, long low, long high, long value) {
        throw PyError.notImplemented("ListType.setSlice");
    }
}
