package org.capi4j.object;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.PyObject;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.layout.PyVarObject;
import org.capi4j.memory.Memory;
import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;

/** Memory of the object and mem domains, and new objects in it. Every failure is a {@code MemoryError}. */
public final class Allocation {
    private static final long ALLOCATE = Shim.symbol("c4j_object_malloc");
    private static final long REALLOCATE = Shim.symbol("c4j_object_realloc");
    private static final NativeCall.CriticalFunction FREE = NativeCall.CriticalFunction.at(Shim.symbol("c4j_object_free"));
    private static final long GENERIC_ALLOC = Shim.symbol("c4j_type_alloc");
    private static final long GC_TRACK = Shim.symbol("c4j_gc_track");
    private static final NativeCall.CriticalFunction GC_UNTRACK = NativeCall.CriticalFunction.at(Shim.symbol("c4j_gc_untrack"));
    private static final NativeCall.CriticalFunction DEALLOC_PLAIN = NativeCall.CriticalFunction.at(Shim.symbol("c4j_dealloc_plain"));
    private static final NativeCall.Function DEALLOC = NativeCall.Function.at(Shim.symbol("c4j_dealloc"));
    private static final boolean LANES = !"off".equals(System.getProperty("capi4j.fastlanes"));
    private static final NativeCall.CriticalFunction GC_FREE = NativeCall.CriticalFunction.at(Shim.symbol("c4j_gc_free"));

    private Allocation() {}

    /** {@code size} bytes of the object domain, not cleared. */
    public static long allocate(long size) {
        return require(NativeCall.critical(ALLOCATE, size));
    }

    /** As {@code PyObject_Realloc}. */
    public static long reallocate(long block, long size) {
        return require(NativeCall.critical(REALLOCATE, block, size));
    }

    /** As {@code PyObject_Free}; NULL is fine. */
    public static void free(long block) {
        FREE.call(block);
    }

    /**
     * A new object as {@code PyType_GenericAlloc} makes it: zeroed, reference count 1, with a GC head and <b>tracked</b> where the type has
     * {@code Py_TPFLAGS_HAVE_GC}; a heap type gets a reference.
     */
    public static long genericAlloc(long type, long items) {
        return require(NativeCall.critical(GENERIC_ALLOC, type, items));
    }

    /** A new object without GC head: {@code size} bytes, not cleared but for count and type. {@code type} is static or increfed by the caller. */
    public static long object(long type, long size) {
        long object = allocate(size);
        Memory.putLong(object + PyObject.ob_refcnt, 1);
        Memory.putLong(object + PyObject.ob_type, type);
        return object;
    }

    /** As {@link #object} with {@code ob_size} set. */
    public static long varObject(long type, long size, long items) {
        long object = object(type, size);
        Memory.putLong(object + PyVarObject.ob_size, items);
        return object;
    }

    /** Deallocates an exact int, float, bytes or ASCII str whose last reference went, in C; false for anything else. */
    static boolean deallocPlain(long object) {
        return LANES && (int) DEALLOC_PLAIN.call(object) != 0;
    }

    /** Deallocates an exact list or tuple in C, where its items mostly end too; false for anything else. */
    static boolean deallocSequence(long object) {
        long type = References.type(object);
        if (!LANES || type != BuiltinTypes.LIST && type != BuiltinTypes.TUPLE) return false;
        DEALLOC.call(object);
        return true;
    }

    /** {@code PyObject_GC_Track}. */
    public static void gcTrack(long object) {
        NativeCall.critical(GC_TRACK, object);
    }

    /** {@code PyObject_GC_UnTrack}: harmless when not tracked. */
    public static void gcUntrack(long object) {
        GC_UNTRACK.call(object);
    }

    /** Frees an object's memory as its type's {@code tp_free} default does ({@code PyObject_GC_Del} or {@code PyObject_Free}). */
    public static void freeObject(long object) {
        long type = References.type(object);
        if ((Memory.getLong(type + PyTypeObject.tp_flags) & org.capi4j.layout.Constants.Py_TPFLAGS_HAVE_GC) == 0) {
            free(object);
            return;
        }
        GC_FREE.call(object);
    }

    /** A new instance through the type's {@code tp_alloc}: what {@code tp_new} of a built-in type calls, as {@code type} may be derived. */
    public static long instance(long type, long items) {
        long alloc = Memory.getLong(type + PyTypeObject.tp_alloc);
        return alloc == GenericAlloc.ADDRESS || alloc == NULL ? genericAlloc(type, items) : FunctionCall.object(alloc, type, items);
    }

    /** Frees an instance through its type's {@code tp_free}: the last step of {@code tp_dealloc}. */
    public static void freeInstance(long object) {
        long type = References.type(object);
        long flags = Memory.getLong(type + PyTypeObject.tp_flags);
        long free = Memory.getLong(type + PyTypeObject.tp_free);
        if ((flags & org.capi4j.layout.Constants.Py_TPFLAGS_HEAPTYPE) == 0 || free == NULL) freeObject(object);
        else FunctionCall.run(free, object);
    }

    /** {@code size} bytes as {@code PyMem_Malloc} gives them, for C to free. */
    public static long allocateMemory(long size) {
        return require(NativeCall.critical(MemoryDomain.ALLOCATE, MemoryDomain.MEM, size));
    }

    /** {@code size} bytes as {@code PyMem_RawMalloc} gives them, which no interpreter's end frees. */
    public static long allocateRaw(long size) {
        return require(NativeCall.critical(MemoryDomain.ALLOCATE, MemoryDomain.RAW, size));
    }

    /** {@code PyMem_Free}. */
    public static void freeMemory(long block) {
        NativeCall.critical(MemoryDomain.FREE, MemoryDomain.MEM, block);
    }

    private static final class MemoryDomain {
        static final long RAW = 0;
        static final long MEM = 1;
        static final long ALLOCATE = Shim.symbol("c4j_alloc");
        static final long FREE = Shim.symbol("c4j_free");
    }

    private static final class GenericAlloc {
        static final long ADDRESS = Shim.symbol("PyType_GenericAlloc");
    }

    private static long require(long block) {
        if (block == NULL) throw PyError.memoryError();
        return block;
    }
}
