package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.util.concurrent.atomic.AtomicInteger;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyASCIIObject;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.InterpreterState;
import org.capi4j.object.References;

/**
 * What attribute look-ups on types found, per interpreter: (type, name, version of the type) to a borrowed attribute or NULL.
 *
 * <p>Versions are unique in the process and never used twice, so an entry of a type that changed or died can't match again. A name is
 * held by a reference, so that its address stays its own.
 */
final class MethodCache implements InterpreterState.Ending {
    private static final int SIZE = 1 << 12;
    private static final AtomicInteger LAST_VERSION = new AtomicInteger();

    private final long[] types = new long[SIZE];
    private final long[] names = new long[SIZE];
    private final long[] results = new long[SIZE];
    private final int[] versions = new int[SIZE];
    private boolean isPaused;

    static MethodCache current() {
        return InterpreterState.current().attached(MethodCache.class, MethodCache::new);
    }

    @Override
    public void end() {
        for (int at = 0; at < SIZE; at++) {
            long name = names[at];
            names[at] = NULL;
            versions[at] = 0;
            References.xdecref(name);
        }
    }

    private static int slot(long type, long name) {
        return (int) ((type >>> 4) * 31 + (name >>> 4) * 17) & (SIZE - 1);
    }

    static int version(long type) {
        return Memory.getInt(type + PyTypeObject.tp_version_tag);
    }

    /** Where the answer for (type, name) is, or -1. */
    int find(long type, long name) {
        int at = slot(type, name);
        int version = version(type);
        return version != 0 && versions[at] == version && types[at] == type && names[at] == name ? at : -1;
    }

    long result(int at) {
        return results[at];
    }

    /** Runs {@code lookups} without remembering what they find. */
    void paused(Runnable lookups) {
        isPaused = true;
        try {
            lookups.run();
        } finally {
            isPaused = false;
        }
    }

    void remember(long type, long name, long result) {
        if (isPaused || References.type(name) != BuiltinTypes.STR || !isInterned(name)) return;
        if (!assignVersion(type)) return;
        int at = slot(type, name);
        long oldName = names[at];
        types[at] = type;
        names[at] = References.newRef(name);
        results[at] = result;
        versions[at] = version(type);
        References.xdecref(oldName);
    }

    /** Any other string may never be asked for again. */
    private static boolean isInterned(long name) {
        return (Memory.getInt(name + PyASCIIObject.state) & PyASCIIObject.state$interned$MASK) != 0;
    }

    /** Forgets everything: {@code PyType_ClearCache}. */
    void clear() {
        for (int at = 0; at < SIZE; at++) {
            long oldName = names[at];
            names[at] = NULL;
            versions[at] = 0;
            References.xdecref(oldName);
        }
    }

    /** The newest version given to any type. */
    static int lastVersion() {
        return LAST_VERSION.get();
    }

    /** Bases get their versions first: a type without one has no subclass with one, which {@link TypeType#modified} relies on. */
    private static boolean assignVersion(long type) {
        if (version(type) != 0) return true;
        if (!TypeLookup.hasFlag(type, Constants.Py_TPFLAGS_READY)) return false;
        long bases = Memory.getLong(type + PyTypeObject.tp_bases);
        long count = bases == NULL ? 0 : TupleType.size(bases);
        for (long i = 0; i < count; i++) {
            if (!assignVersion(TupleType.get(bases, i))) return false;
        }
        int version = LAST_VERSION.incrementAndGet();
        if (version <= 0) return false;
        Memory.putInt(type + PyTypeObject.tp_version_tag, version);
        TypeLookup.setFlags(type, Constants.Py_TPFLAGS_VALID_VERSION_TAG);
        return true;
    }
}
