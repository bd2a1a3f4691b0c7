package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.memory.Memory;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.SetType;

/** {@code setobject.h}: set and frozenset. */
@CApi
public final class PySet {
    private PySet() {}

    public static long PySet_New(@Nullable long iterable) {
        return SetType.make(iterable);
    }

    public static long PyFrozenSet_New(@Nullable long iterable) {
        return SetType.makeFrozen(iterable);
    }

    private static void requireAny(long set) {
        if (!SetType.isAnySet(set)) throw PyError.badInternalCall();
    }

    private static void require(long set) {
        if (!SetType.isInstance(set)) throw PyError.badInternalCall();
    }

    public static long PySet_Size(long set) {
        requireAny(set);
        return SetType.size(set);
    }

    public static int PySet_Contains(long set, long item) {
        requireAny(set);
        return SetType.contains(set, item) ? 1 : 0;
    }

    /** A frozenset may be filled while it is new. */
    public static int PySet_Add(long set, long item) {
        if (!SetType.isInstance(set) && !(SetType.isFrozen(set) && References.count(set) == 1)) throw PyError.badInternalCall();
        SetType.add(set, item);
        return 0;
    }

    public static int PySet_Discard(long set, long item) {
        require(set);
        return SetType.discard(set, item) ? 1 : 0;
    }

    public static long PySet_Pop(long set) {
        require(set);
        return SetType.pop(set);
    }

    public static int PySet_Clear(long set) {
        require(set);
        SetType.clear(set);
        return 0;
    }

    public static int _PySet_Update(long set, long iterable) {
        require(set);
        SetType.update(set, iterable);
        return 0;
    }

    public static int _PySet_NextEntry(long set, long position, long key, long hash) {
        requireAny(set);
        long[] element = new long[2];
        long next = SetType.next(set, Memory.getLong(position), element);
        if (next < 0) return 0;
        Memory.putLong(position, next);
        if (key != NULL) Memory.putLong(key, element[0]);
        if (hash != NULL) Memory.putLong(hash, element[1]);
        return 1;
    }
}
