package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyMemoryViewObject;
import org.capi4j.layout.PyVarObject;
import org.capi4j.layout.Py_buffer;
import org.capi4j.layout._PyManagedBufferObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/**
 * memoryview: making, exporting, releasing. {@link MemoryViewItems} has indexing and comparison, {@link MemoryViewMethods} the methods.
 *
 * <p>{@code ob_array} holds shape, strides and suboffsets, {@code ndim} of each; {@code ob_size} is three times the number of dimensions there is
 * room for. A zero-dimensional view has {@code shape} and {@code strides} NULL.
 */
@BuiltinType("PyMemoryView_Type")
@SlotRef(slot = "tp_free", function = "PyObject_GC_Del")
public final class MemoryViewType {
    private MemoryViewType() {}

    static long view(long memoryview) {
        return memoryview + PyMemoryViewObject.view;
    }

    static long array(long memoryview, int dimensions, int which) {
        return memoryview + PyMemoryViewObject.ob_array + 8L * dimensions * which;
    }

    /** {@code PyMemoryView_FromObject}. */
    public static long of(long exporter) {
        if (References.type(exporter) == BuiltinTypes.MEMORY_VIEW) {
            requireOpen(exporter);
            return make(Memory.getLong(exporter + PyMemoryViewObject.mbuf), view(exporter));
        }
        if (!Buffers.check(exporter)) {
            throw PyError.typeError("memoryview: a bytes-like object is required, not '" + TypeLookup.fullNameOf(exporter) + "'");
        }
        long managed = ManagedBufferType.of(exporter);
        try {
            return make(managed, ManagedBufferType.master(managed));
        } finally {
            References.decref(managed);
        }
    }

    /** {@code PyMemoryView_FromMemory}: {@code flags} is {@code PyBUF_READ} or {@code PyBUF_WRITE}. */
    public static long ofMemory(long data, long size, int flags) {
        long view = Allocation.allocate(Py_buffer.SIZEOF);
        try {
            Buffers.fillInfo(view, NULL, data, size, flags != Constants.PyBUF_WRITE, Constants.PyBUF_FULL_RO);
            return ofFilled(view); // nothing at NULL is a view, too
        } finally {
            Allocation.free(view);
        }
    }

    /** As {@link #ofMemory(long, long, int)}, of memory that lives as long as {@code owner}, which the view keeps. */
    public static long ofMemory(long owner, long data, long size, int flags) {
        long memoryview = ofMemory(data, size, flags);
        ManagedBufferType.own(Memory.getLong(memoryview + PyMemoryViewObject.mbuf), owner);
        Memory.putLong(view(memoryview) + Py_buffer.obj, References.newRef(owner));
        return memoryview;
    }

    /** {@code PyMemoryView_FromBuffer}: {@code view} is copied, its memory is not kept alive. */
    public static long ofView(long view) {
        if (Memory.getLong(view + Py_buffer.buf) == NULL) {
            throw PyError.valueError("PyMemoryView_FromBuffer(): info->buf must not be NULL");
        }
        return ofFilled(view);
    }

    private static long ofFilled(long view) {
        long managed = ManagedBufferType.ofView(view);
        try {
            return make(managed, view);
        } finally {
            References.decref(managed);
        }
    }

    /** {@code PyMemoryView_GetContiguous}: of the same memory where it is contiguous, of a copy (never for writing) where not. */
    public static long contiguous(long exporter, int bufferType, char order) {
        long memoryview = of(exporter);
        try {
            boolean write = bufferType == Constants.PyBUF_WRITE;
            if (write && Memory.getInt(view(memoryview) + Py_buffer.readonly) != 0) {
                throw PyError.bufferError("underlying buffer is not writable");
            }
            if (Buffers.isContiguous(view(memoryview), order)) return References.newRef(memoryview);
            if (write) throw PyError.bufferError("writable contiguous buffer requested for a non-contiguous object.");
            return contiguousCopy(view(memoryview), order);
        } finally {
            References.decref(memoryview);
        }
    }

    /** A view over a bytes copy, with the original's format and shape. */
    private static long contiguousCopy(long view, char order) {
        long bytes = MemoryViewMethods.toBytes(view, order);
        long managed;
        try {
            managed = ManagedBufferType.of(bytes);
        } finally {
            References.decref(bytes);
        }
        try {
            long copy = make(managed, view);
            long target = view(copy);
            Memory.putLong(target + Py_buffer.buf, Memory.getLong(ManagedBufferType.master(managed) + Py_buffer.buf));
            Memory.putLong(target + Py_buffer.suboffsets, NULL);
            int dimensions = Buffers.dimensions(target);
            Buffers.fillStrides(dimensions, array(copy, dimensions, 0), array(copy, dimensions, 1), Buffers.itemSize(target), order == 'F' ? 'F' : 'C');
            initFlags(copy);
            return copy;
        } finally {
            References.decref(managed);
        }
    }

    /** A new memoryview with the contents of {@code source} on the managed buffer. */
    static long make(long managed, long source) {
        int dimensions = Memory.getInt(source + Py_buffer.ndim);
        if (dimensions > Constants.PyBUF_MAX_NDIM) {
            throw PyError.valueError("memoryview: number of dimensions must not exceed " + Constants.PyBUF_MAX_NDIM);
        }
        long self = makeEmpty(managed, dimensions);
        long view = view(self);
        Memory.copy(source, view, Py_buffer.SIZEOF);
        Memory.putLong(view + Py_buffer.obj, References.xnewRef(Memory.getLong(ManagedBufferType.master(managed) + Py_buffer.obj)));
        Memory.putLong(view + Py_buffer.internal, NULL);
        initArrays(self, view, source, dimensions);
        initFlags(self);
        return self;
    }

    /** With room for {@code dimensions}, and counted as an export of the managed buffer. */
    static long makeEmpty(long managed, int dimensions) {
        long self = Allocation.genericAlloc(BuiltinTypes.MEMORY_VIEW, 3L * dimensions);
        Memory.putLong(self + PyVarObject.ob_size, 3L * dimensions);
        Memory.putLong(self + PyMemoryViewObject.hash, -1);
        Memory.putLong(self + PyMemoryViewObject.mbuf, References.newRef(managed));
        ManagedBufferType.addExports(managed, 1);
        return self;
    }

    private static void initArrays(long self, long view, long source, int dimensions) {
        if (Memory.getLong(view + Py_buffer.format) == NULL) {
            Memory.putLong(view + Py_buffer.format, org.capi4j.memory.Shim.symbol("c4j_format_bytes"));
        }
        if (dimensions == 0) {
            Memory.putLong(view + Py_buffer.shape, NULL);
            Memory.putLong(view + Py_buffer.strides, NULL);
            Memory.putLong(view + Py_buffer.suboffsets, NULL);
            return;
        }
        long shape = array(self, dimensions, 0);
        long strides = array(self, dimensions, 1);
        for (int i = 0; i < dimensions; i++) Memory.putLong(shape + 8L * i, Buffers.extent(source, i));
        long sourceStrides = Memory.getLong(source + Py_buffer.strides);
        if (sourceStrides != NULL) Memory.copy(sourceStrides, strides, 8L * dimensions);
        else Buffers.fillStrides(dimensions, shape, strides, Buffers.itemSize(source), 'C');
        Memory.putLong(view + Py_buffer.shape, shape);
        Memory.putLong(view + Py_buffer.strides, strides);
        long suboffsets = Memory.getLong(source + Py_buffer.suboffsets);
        if (suboffsets == NULL) return;
        Memory.copy(suboffsets, array(self, dimensions, 2), 8L * dimensions);
        Memory.putLong(view + Py_buffer.suboffsets, array(self, dimensions, 2));
    }

    static void initFlags(long self) {
        long view = view(self);
        int flags = Buffers.dimensions(view) == 0 ? Constants._Py_MEMORYVIEW_SCALAR : 0;
        boolean line = Buffers.dimensions(view) == 1;
        if (line ? isDenseLine(view) : Buffers.isContiguous(view, 'C')) flags |= Constants._Py_MEMORYVIEW_C;
        if (line ? isDenseLine(view) : Buffers.isContiguous(view, 'F')) flags |= Constants._Py_MEMORYVIEW_FORTRAN;
        if (Memory.getLong(view + Py_buffer.suboffsets) != NULL) {
            flags = flags & ~(Constants._Py_MEMORYVIEW_C | Constants._Py_MEMORYVIEW_FORTRAN) | Constants._Py_MEMORYVIEW_PIL;
        }
        Memory.putInt(self + PyMemoryViewObject.flags, flags);
    }

    /** One dimension is judged by its stride even where it is empty: only other views of nothing are contiguous in any case. */
    private static boolean isDenseLine(long view) {
        return Buffers.extent(view, 0) == 1 || Memory.getLong(Memory.getLong(view + Py_buffer.strides)) == Buffers.itemSize(view);
    }

    static boolean hasFlag(long self, int flag) {
        return (Memory.getInt(self + PyMemoryViewObject.flags) & flag) != 0;
    }

    static boolean isReleased(long self) {
        long managed = Memory.getLong(self + PyMemoryViewObject.mbuf);
        return hasFlag(self, Constants._Py_MEMORYVIEW_RELEASED)
                || (Memory.getInt(managed + _PyManagedBufferObject.flags) & Constants._Py_MANAGED_BUFFER_RELEASED) != 0;
    }

    static void requireOpen(long self) {
        if (isReleased(self)) throw PyError.valueError("operation forbidden on released memoryview object");
    }

    /** {@code memoryview.release()}: refused while somebody holds a buffer of this view. */
    static void release(long self) {
        if (hasFlag(self, Constants._Py_MEMORYVIEW_RELEASED)) return;
        long exports = Memory.getLong(self + PyMemoryViewObject.exports);
        if (exports > 0) throw PyError.bufferError("memoryview has " + exports + " exported buffer" + (exports == 1 ? "" : "s"));
        Memory.putInt(self + PyMemoryViewObject.flags, Memory.getInt(self + PyMemoryViewObject.flags) | Constants._Py_MEMORYVIEW_RELEASED);
        long managed = Memory.getLong(self + PyMemoryViewObject.mbuf);
        References.clear(view(self) + Py_buffer.obj);
        ManagedBufferType.addExports(managed, -1);
        if (Memory.getLong(managed + _PyManagedBufferObject.exports) == 0) ManagedBufferType.release(managed);
    }

    @Slot("tp_new")
    public static long newInstance(long type, long args, long kwargs) {
        long[] values = KeywordArguments.parse("memoryview", args, kwargs, 1, 1, "object");
        return of(values[0]);
    }

    @Slot("bf_getbuffer")
    public static int getBuffer(long self, long target, int flags) {
        Memory.putLong(target + Py_buffer.obj, NULL);
        requireOpen(self);
        long view = view(self);
        Memory.copy(view, target, Py_buffer.SIZEOF);
        Memory.putLong(target + Py_buffer.obj, NULL);
        checkRequest(self, view, flags);
        if ((flags & Constants.PyBUF_FORMAT) != Constants.PyBUF_FORMAT) Memory.putLong(target + Py_buffer.format, NULL);
        if ((flags & Constants.PyBUF_INDIRECT) != Constants.PyBUF_INDIRECT) Memory.putLong(target + Py_buffer.suboffsets, NULL);
        if ((flags & Constants.PyBUF_STRIDES) != Constants.PyBUF_STRIDES) Memory.putLong(target + Py_buffer.strides, NULL);
        if ((flags & Constants.PyBUF_ND) != Constants.PyBUF_ND) {
            Memory.putInt(target + Py_buffer.ndim, 1);
            Memory.putLong(target + Py_buffer.shape, NULL);
        }
        Memory.putLong(target + Py_buffer.obj, References.newRef(self));
        Memory.putLong(self + PyMemoryViewObject.exports, Memory.getLong(self + PyMemoryViewObject.exports) + 1);
        return 0;
    }

    private static boolean wants(int flags, int wanted) {
        return (flags & wanted) == wanted;
    }

    private static void checkRequest(long self, long view, int flags) {
        String underlying = "memoryview: underlying buffer ";
        boolean c = hasFlag(self, Constants._Py_MEMORYVIEW_C);
        boolean fortran = hasFlag(self, Constants._Py_MEMORYVIEW_FORTRAN);
        if (wants(flags, Constants.PyBUF_WRITABLE) && Memory.getInt(view + Py_buffer.readonly) != 0) {
            throw PyError.bufferError(underlying + "is not writable");
        }
        if (wants(flags, Constants.PyBUF_C_CONTIGUOUS) && !c) throw PyError.bufferError(underlying + "is not C-contiguous");
        if (wants(flags, Constants.PyBUF_F_CONTIGUOUS) && !fortran) throw PyError.bufferError(underlying + "is not Fortran contiguous");
        if (wants(flags, Constants.PyBUF_ANY_CONTIGUOUS) && !c && !fortran) throw PyError.bufferError(underlying + "is not contiguous");
        if (!wants(flags, Constants.PyBUF_INDIRECT) && hasFlag(self, Constants._Py_MEMORYVIEW_PIL)) {
            throw PyError.bufferError(underlying + "requires suboffsets");
        }
        if (!wants(flags, Constants.PyBUF_STRIDES) && !c) throw PyError.bufferError(underlying + "is not C-contiguous");
        if (!wants(flags, Constants.PyBUF_ND) && (flags & Constants.PyBUF_FORMAT) != 0) {
            throw PyError.bufferError("memoryview: cannot cast to unsigned bytes if the format flag is present");
        }
    }

    @Slot("bf_releasebuffer")
    public static void releaseBuffer(long self, long view) {
        Memory.putLong(self + PyMemoryViewObject.exports, Memory.getLong(self + PyMemoryViewObject.exports) - 1);
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        String state = hasFlag(self, Constants._Py_MEMORYVIEW_RELEASED) ? "released memory" : "memory";
        return Strings.of("<" + state + " at 0x" + Long.toHexString(self) + ">");
    }

    @Slot("tp_traverse")
    public static int traverse(long self, long visit, long argument) {
        return Traversal.visit(Memory.getLong(self + PyMemoryViewObject.mbuf), visit, argument);
    }

    @Slot("tp_clear")
    public static int clear(long self) {
        if (Memory.getLong(self + PyMemoryViewObject.exports) > 0) return 0;
        if (Memory.getLong(self + PyMemoryViewObject.mbuf) != NULL) release(self);
        References.clear(self + PyMemoryViewObject.mbuf);
        return 0;
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        Allocation.gcUntrack(self);
        if (Memory.getLong(self + PyMemoryViewObject.mbuf) != NULL) release(self);
        References.clear(self + PyMemoryViewObject.mbuf);
        if (Memory.getLong(self + PyMemoryViewObject.weakreflist) != NULL) WeakrefType.clearAll(self);
        Allocation.freeObject(self);
    }
}
