package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.Constants;
import org.capi4j.layout.Py_buffer;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/**
 * pickle.PickleBuffer: a buffer that is pickled out of band.
 *
 * <pre>
 * | PyObject (16) | Py_buffer view (80) | weak references |
 * </pre>
 */
@BuiltinType("PyPickleBuffer_Type")
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
public final class PickleBufferType {
    private static final long VIEW = 16;
    private static final long WEAKREFS = VIEW + Py_buffer.SIZEOF;

    private PickleBufferType() {}

    /** {@code PyPickleBuffer_FromObject}. */
    public static long make(long exporter) {
        long self = Allocation.genericAlloc(BuiltinTypes.PICKLE_BUFFER, 0);
        try {
            Buffers.get(exporter, self + VIEW, Constants.PyBUF_FULL_RO);
            return self;
        } catch (Throwable failure) {
            References.decref(self);
            throw failure;
        }
    }

    @Slot("tp_new")
    public static long make(long type, long args, long kwargs) {
        return make(Arguments.unpack("PickleBuffer", new String[] {""}, 1, 1, args, kwargs)[0]);
    }

    public static boolean isInstance(long object) {
        return References.type(object) == BuiltinTypes.PICKLE_BUFFER;
    }

    /** {@code PyPickleBuffer_GetBuffer}: the view's address. */
    public static long view(long self) {
        if (Memory.getLong(self + VIEW + Py_buffer.obj) == NULL) {
            throw PyError.valueError("operation forbidden on released PickleBuffer object");
        }
        return self + VIEW;
    }

    @Slot("bf_getbuffer")
    public static int getBuffer(long self, long view, int flags) {
        Buffers.get(Memory.getLong(view(self) + Py_buffer.obj), view, flags);
        return 0;
    }

    @Slot("bf_releasebuffer")
    public static void releaseBuffer(long self, long view) {
        // the exporter's own release follows from view.obj
    }

    /** The memory as one run of bytes, whatever its shape. */
    @Method("raw")
    public static long raw(long self) {
        long view = view(self);
        if (!Buffers.isContiguous(view, 'A')) throw PyError.bufferError("cannot extract raw buffer from non-contiguous buffer");
        long whole = MemoryViewType.of(Memory.getLong(view + Py_buffer.obj));
        try {
            return Buffers.isContiguous(view, 'C') ? flat(whole) : flat(transposed(view));
        } finally {
            References.decref(whole);
        }
    }

    private static long flat(long view) {
        long format = Strings.of("B");
        try {
            return Calls.callMethod(view, "cast", format);
        } finally {
            References.decref(format);
        }
    }

    /** A view of memory in Fortran's order as if it were in C's: the bytes are the same. */
    private static long transposed(long view) {
        return MemoryViewType.ofMemory(Memory.getLong(view + Py_buffer.buf), Memory.getLong(view + Py_buffer.len), Constants.PyBUF_READ);
    }

    @Method("release")
    public static long releaseMethod(long self) {
        release(self);
        return Singletons.none();
    }

    public static void release(long self) {
        Buffers.release(self + VIEW);
    }

    @Slot("tp_traverse")
    public static int traverse(long self, long visit, long argument) {
        return Traversal.visit(Memory.getLong(self + VIEW + Py_buffer.obj), visit, argument);
    }

    @Slot("tp_clear")
    public static void clear(long self) {
        release(self);
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        Allocation.gcUntrack(self);
        if (Memory.getLong(self + WEAKREFS) != NULL) WeakrefType.clearAll(self);
        release(self);
        Allocation.freeInstance(self);
    }
}
