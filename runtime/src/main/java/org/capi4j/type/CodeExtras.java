package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.util.ArrayList;
import java.util.List;
import org.capi4j.layout.PyCodeObject;
import org.capi4j.memory.Memory;
import org.capi4j.memory.NativeCall;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.InterpreterState;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/** What extensions keep in code objects: pointers under indices that they ask for. {@code co_extra} is a count and as many pointers. */
public final class CodeExtras {
    private static final int MOST = 255;

    /** The interpreter's functions that free a pointer, NULL for none, by index. */
    private static final class Registered {
        final List<Long> freeFunctions = new ArrayList<>();
    }

    private CodeExtras() {}

    private static List<Long> registered() {
        return InterpreterState.current().attached(Registered.class, Registered::new).freeFunctions;
    }

    /** A new index, or -1 where all have gone. */
    public static long request(long freeFunction) {
        if (registered().size() == MOST) return -1;
        registered().add(freeFunction);
        return registered().size() - 1;
    }

    private static void check(long code, long index) {
        if (References.type(code) != BuiltinTypes.CODE || index < 0 || index >= registered().size()) throw PyError.badInternalCall();
    }

    private static long size(long extra) {
        return extra == NULL ? 0 : Memory.getLong(extra);
    }

    /** The size of what is kept with a code object. */
    static long bytes(long code) {
        long extra = Memory.getLong(code + PyCodeObject.co_extra);
        return extra == NULL ? 0 : 8 + 8 * size(extra);
    }

    private static long at(long extra, long index) {
        return extra + 8 + 8 * index;
    }

    /** NULL where nothing was set. */
    public static long get(long code, long index) {
        check(code, index);
        long extra = Memory.getLong(code + PyCodeObject.co_extra);
        return index < size(extra) ? Memory.getLong(at(extra, index)) : NULL;
    }

    /** What was there before is freed. */
    public static void set(long code, long index, long pointer) {
        check(code, index);
        long extra = roomFor(code);
        long old = Memory.getLong(at(extra, index));
        if (old != NULL) free(index, old);
        Memory.putLong(at(extra, index), pointer);
    }

    private static long roomFor(long code) {
        long old = Memory.getLong(code + PyCodeObject.co_extra);
        long count = registered().size();
        if (size(old) >= count) return old;
        long extra = Allocation.allocate(8 + 8 * count);
        Memory.putLong(extra, count);
        for (long i = 0; i < count; i++) Memory.putLong(at(extra, i), i < size(old) ? Memory.getLong(at(old, i)) : NULL);
        Memory.putLong(code + PyCodeObject.co_extra, extra);
        Allocation.free(old);
        return extra;
    }

    private static void free(long index, long pointer) {
        long function = registered().get((int) index);
        if (function != NULL) NativeCall.call(function, pointer);
    }

    /** A code object dies: the functions are called for indices too under which it has nothing. */
    static void dealloc(long code) {
        long extra = Memory.getLong(code + PyCodeObject.co_extra);
        for (long i = 0; i < size(extra); i++) free(i, Memory.getLong(at(extra, i)));
        Allocation.free(extra);
    }
}
