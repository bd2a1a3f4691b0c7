package org.capi4j.object;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.memory.Memory;
import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;

/**
 * The cycle collector, which is the shim's: when it runs on its own account, and what the module {@code gc} asks of it. Objects that C code
 * makes are counted there and may start a collection at once; those that Java makes are counted too, but Java code is never interrupted:
 * the guards {@link #poll} when C gets its result.
 *
 * <pre>
 * the collector's state within PyInterpreterState, as CPython 3.11 has it
 * 12 int enabled | 16 int debug | 24 generation 0 | 48 generation 1 | 72 generation 2 | ... | 128 long[3][3] statistics
 * a generation: 0 links (16) | 16 int threshold | 20 int count
 * </pre>
 */
public final class Collector {
    public static final int GENERATIONS = 3;

    private static final long STATE = 648;
    private static final long ENABLED = 12;
    private static final long DEBUG = 16;
    private static final long FIRST = 24;
    private static final long GENERATION = 24;
    private static final long THRESHOLD = 16;
    private static final long COUNT = 20;
    private static final long STATISTICS = 128;

    private Collector() {}

    private static final class Functions {
        static final long IF_DUE = Shim.symbol("c4j_collect_due");
        static final long COLLECT = Shim.symbol("c4j_collect");
        static final long QUIETLY = Shim.symbol("c4j_collect_quietly");
        static final long LIST = Shim.symbol("c4j_gc_list");
        static final long OBJECTS = Shim.symbol("c4j_gc_objects");
        static final long REFERRERS = Shim.symbol("c4j_gc_referrers");
        static final long REFERENTS = Shim.symbol("c4j_gc_referents");
        static final long FREEZE = Shim.symbol("c4j_gc_freeze");
        static final long UNFREEZE = Shim.symbol("c4j_gc_unfreeze");
        static final long FROZEN = Shim.symbol("c4j_gc_frozen");
    }

    /** Collects when enough objects are new. Nothing below in Java may hold borrowed references that it still needs. */
    public static void poll() {
        long interpreter = InterpreterState.current().address();
        long young = interpreter + STATE + FIRST;
        if (Memory.getInt(young + COUNT) > Memory.getInt(young + THRESHOLD)) collectIfDue(interpreter);
    }

    private static void collectIfDue(long interpreter) {
        if (isEnabled()) NativeCall.call(Functions.IF_DUE, interpreter);
    }

    private static long interpreter() {
        return InterpreterState.current().address();
    }

    private static long state() {
        return interpreter() + STATE;
    }

    /** How many unreachable objects were found in {@code generation} and the younger ones; 0 while a collection is running. */
    public static long collect(int generation) {
        return NativeCall.call(Functions.COLLECT, interpreter(), generation);
    }

    /** A full collection that looks for garbage through Java's heap too: how many unreachable objects it has found. */
    public static long collectBothHeaps() {
        InterpreterState state = InterpreterState.current();
        state.setSharedCollectionDue(false);
        long found = collect(GENERATIONS - 1);
        return state.collectShared() == 0 ? found : found + collect(GENERATIONS - 1);
    }

    /** As {@link #collectBothHeaps}, when it is due and collections are wanted. The GIL is held. */
    public static void collectBothHeapsIfDue(InterpreterState state) {
        if (state.isSharedCollectionDue() && isEnabled()) collectBothHeaps();
    }

    /** A full collection that calls no callbacks: for an interpreter's end. */
    public static long collectQuietly() {
        return NativeCall.call(Functions.QUIETLY, interpreter());
    }

    public static boolean isEnabled() {
        return Memory.getInt(state() + ENABLED) != 0;
    }

    public static void setEnabled(boolean enabled) {
        Memory.putInt(state() + ENABLED, enabled ? 1 : 0);
    }

    public static int debug() {
        return Memory.getInt(state() + DEBUG);
    }

    public static void setDebug(int flags) {
        Memory.putInt(state() + DEBUG, flags);
    }

    public static int threshold(int generation) {
        return Memory.getInt(state() + FIRST + generation * GENERATION + THRESHOLD);
    }

    public static void setThreshold(int generation, int threshold) {
        Memory.putInt(state() + FIRST + generation * GENERATION + THRESHOLD, threshold);
    }

    public static int count(int generation) {
        return Memory.getInt(state() + FIRST + generation * GENERATION + COUNT);
    }

    /** Of one generation, so far: collections, objects collected, objects that could not be. */
    public static long[] statistics(int generation) {
        long start = state() + STATISTICS + 24L * generation;
        return new long[] {Memory.getLong(start), Memory.getLong(start + 8), Memory.getLong(start + 16)};
    }

    /** {@code gc.garbage}: a new reference. */
    public static long garbage() {
        return object(NativeCall.call(Functions.LIST, interpreter(), 0));
    }

    /** {@code gc.callbacks}: a new reference. */
    public static long callbacks() {
        return object(NativeCall.call(Functions.LIST, interpreter(), 1));
    }

    /** A new list of all tracked objects, of one generation or (-1) of all. */
    public static long objects(int generation) {
        return object(NativeCall.call(Functions.OBJECTS, interpreter(), generation));
    }

    /** A new list of the tracked objects that refer to an item of a tuple. */
    public static long referrers(long tuple) {
        return object(NativeCall.call(Functions.REFERRERS, interpreter(), tuple));
    }

    /** A new list of what the items of a tuple refer to. */
    public static long referents(long tuple) {
        return object(NativeCall.call(Functions.REFERENTS, tuple));
    }

    public static void freeze() {
        NativeCall.call(Functions.FREEZE, interpreter());
    }

    public static void unfreeze() {
        NativeCall.call(Functions.UNFREEZE, interpreter());
    }

    public static long frozen() {
        return NativeCall.call(Functions.FROZEN, interpreter());
    }

    private static long object(long result) {
        if (result == NULL) throw ErrorIndicator.fetch();
        return result;
    }
}
