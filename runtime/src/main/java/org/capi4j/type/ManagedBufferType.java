package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.Constants;
import org.capi4j.layout.Py_buffer;
import org.capi4j.layout._PyManagedBufferObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.References;

/** The one export that all memoryviews cast or sliced from each other share; the last of them releases it. */
@BuiltinType("_PyManagedBuffer_Type")
@SlotRef(slot = "tp_free", function = "PyObject_GC_Del")
public final class ManagedBufferType {
    private ManagedBufferType() {}

    /** Gets a full, read-only-if-need-be buffer of {@code exporter}. */
    static long of(long exporter) {
        long managed = make();
        try {
            Buffers.get(exporter, managed + _PyManagedBufferObject.master, Constants.PyBUF_FULL_RO);
            return managed;
        } catch (Throwable failure) {
            References.decref(managed);
            throw failure;
        }
    }

    /** A managed buffer whose master is a copy of {@code view}, without an owner. */
    static long ofView(long view) {
        long managed = make();
        Memory.copy(view, managed + _PyManagedBufferObject.master, Py_buffer.SIZEOF);
        Memory.putLong(managed + _PyManagedBufferObject.master$obj, NULL);
        return managed;
    }

    /** Gives a view that has no owner one, which lives as long. */
    static void own(long managed, long owner) {
        Memory.putLong(managed + _PyManagedBufferObject.master$obj, References.newRef(owner));
    }

    private static long make() {
        return Allocation.genericAlloc(BuiltinTypes.MANAGED_BUFFER, 0);
    }

    static long master(long managed) {
        return managed + _PyManagedBufferObject.master;
    }

    static void addExports(long managed, long count) {
        Memory.putLong(managed + _PyManagedBufferObject.exports, Memory.getLong(managed + _PyManagedBufferObject.exports) + count);
    }

    /** Releases the export when no view uses it. */
    static void release(long managed) {
        int flags = Memory.getInt(managed + _PyManagedBufferObject.flags);
        if ((flags & Constants._Py_MANAGED_BUFFER_RELEASED) != 0) return;
        Memory.putInt(managed + _PyManagedBufferObject.flags, flags | Constants._Py_MANAGED_BUFFER_RELEASED);
        Allocation.gcUntrack(managed);
        Buffers.release(managed + _PyManagedBufferObject.master);
    }

    @Slot("tp_traverse")
    public static int traverse(long self, long visit, long argument) {
        return Traversal.visit(Memory.getLong(self + _PyManagedBufferObject.master$obj), visit, argument);
    }

    @Slot("tp_clear")
    public static int clear(long self) {
        release(self);
        return 0;
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        release(self);
        Allocation.gcUntrack(self);
        Allocation.freeObject(self);
    }
}
