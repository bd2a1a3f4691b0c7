package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.Constants;
import org.capi4j.layout.PyBufferProcs;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.layout.Py_buffer;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/** The buffer protocol ({@code PyObject_GetBuffer}, {@code PyBuffer_*}): a {@code view} is the address of a {@code Py_buffer}. */
public final class Buffers {
    private static final long FORMAT_BYTES = Shim.symbol("c4j_format_bytes");

    private Buffers() {}

    private static long slot(long object, long offset) {
        long procs = Memory.getLong(References.type(object) + PyTypeObject.tp_as_buffer);
        return procs == NULL ? NULL : Memory.getLong(procs + offset);
    }

    /** {@code PyObject_CheckBuffer}. */
    public static boolean check(long object) {
        return slot(object, PyBufferProcs.bf_getbuffer) != NULL;
    }

    private static PyError notBytesLike(long object) {
        return PyError.typeError("a bytes-like object is required, not '" + TypeLookup.fullNameOf(object, 100) + "'");
    }

    /** A {@code TypeError} for an object without buffer. */
    static void require(long object) {
        if (!check(object)) throw notBytesLike(object);
    }

    /** {@code PyObject_GetBuffer}: fills {@code view}, which {@link #release} must end; on an error {@code view.obj} is NULL. */
    public static void get(long exporter, long view, int flags) {
        long function = slot(exporter, PyBufferProcs.bf_getbuffer);
        if (function == NULL) throw notBytesLike(exporter);
        FunctionCall.integer(function, exporter, view, flags);
    }

    /** {@code PyBuffer_Release}: harmless for a view without object. */
    public static void release(long view) {
        long object = Memory.getLong(view + Py_buffer.obj);
        if (object == NULL) return;
        long function = slot(object, PyBufferProcs.bf_releasebuffer);
        if (function != NULL) FunctionCall.run(function, object, view);
        Memory.putLong(view + Py_buffer.obj, NULL);
        References.decref(object);
    }

    /** {@code PyBuffer_FillInfo}: a one-dimensional view of bytes; {@code exporter} may be NULL. */
    public static void fillInfo(long view, long exporter, long data, long length, boolean readonly, int flags) {
        if ((flags & Constants.PyBUF_WRITABLE) == Constants.PyBUF_WRITABLE && readonly) {
            Memory.putLong(view + Py_buffer.obj, NULL);
            throw PyError.bufferError("Object is not writable.");
        }
        Memory.putLong(view + Py_buffer.obj, References.xnewRef(exporter));
        Memory.putLong(view + Py_buffer.buf, data);
        Memory.putLong(view + Py_buffer.len, length);
        Memory.putInt(view + Py_buffer.readonly, readonly ? 1 : 0);
        Memory.putLong(view + Py_buffer.itemsize, 1);
        Memory.putInt(view + Py_buffer.ndim, 1);
        Memory.putLong(view + Py_buffer.format, (flags & Constants.PyBUF_FORMAT) != 0 ? FORMAT_BYTES : NULL);
        Memory.putLong(view + Py_buffer.shape, (flags & Constants.PyBUF_ND) != 0 ? view + Py_buffer.len : NULL);
        boolean strides = (flags & Constants.PyBUF_STRIDES) == Constants.PyBUF_STRIDES;
        Memory.putLong(view + Py_buffer.strides, strides ? view + Py_buffer.itemsize : NULL);
        Memory.putLong(view + Py_buffer.suboffsets, NULL);
        Memory.putLong(view + Py_buffer.internal, NULL);
    }

    static int dimensions(long view) {
        return Memory.getInt(view + Py_buffer.ndim);
    }

    static long extent(long view, int dimension) {
        long shape = Memory.getLong(view + Py_buffer.shape);
        return shape == NULL ? length(view) / Math.max(1, itemSize(view)) : Memory.getLong(shape + 8L * dimension);
    }

    static long stride(long view, int dimension) {
        return Memory.getLong(Memory.getLong(view + Py_buffer.strides) + 8L * dimension);
    }

    static long length(long view) {
        return Memory.getLong(view + Py_buffer.len);
    }

    static long itemSize(long view) {
        return Memory.getLong(view + Py_buffer.itemsize);
    }

    static String format(long view) {
        String format = Memory.getString(Memory.getLong(view + Py_buffer.format));
        return format == null ? "B" : format;
    }

    /** {@code PyBuffer_IsContiguous}: order C, F or A (either). */
    public static boolean isContiguous(long view, char order) {
        if (Memory.getLong(view + Py_buffer.suboffsets) != NULL) return false;
        return switch (order) {
            case 'C' -> isContiguous(view, true);
            case 'F' -> isContiguous(view, false);
            case 'A' -> isContiguous(view, true) || isContiguous(view, false);
            default -> false;
        };
    }

    private static boolean isContiguous(long view, boolean c) {
        if (length(view) == 0) return true;
        int ndim = dimensions(view);
        if (Memory.getLong(view + Py_buffer.strides) == NULL) return c || ndim <= 1;
        long expected = itemSize(view);
        for (int i = 0; i < ndim; i++) {
            int dimension = c ? ndim - 1 - i : i;
            long extent = extent(view, dimension);
            if (extent > 1 && stride(view, dimension) != expected) return false;
            expected *= extent;
        }
        return true;
    }

    /** {@code PyBuffer_GetPointer}: the address of the item at {@code indices}. */
    public static long pointer(long view, long indices) {
        long item = Memory.getLong(view + Py_buffer.buf);
        long suboffsets = Memory.getLong(view + Py_buffer.suboffsets);
        for (int i = 0; i < dimensions(view); i++) {
            item += stride(view, i) * Memory.getLong(indices + 8L * i);
            item = follow(item, suboffsets, i);
        }
        return item;
    }

    /** A suboffset that isn't negative says that a pointer stands there, to be followed and then offset. */
    static long follow(long item, long suboffsets, int dimension) {
        long suboffset = suboffsets == NULL ? -1 : Memory.getLong(suboffsets + 8L * dimension);
        return suboffset < 0 ? item : Memory.getLong(item) + suboffset;
    }

    /** {@code PyBuffer_FillContiguousStrides}. */
    public static void fillStrides(int ndim, long shape, long strides, long itemSize, char order) {
        long stride = itemSize;
        for (int i = 0; i < ndim; i++) {
            int dimension = order == 'F' ? i : ndim - 1 - i;
            Memory.putLong(strides + 8L * dimension, stride);
            stride *= Memory.getLong(shape + 8L * dimension);
        }
    }

    /** {@code PyBuffer_ToContiguous}: the items of {@code view} one after the other in C or Fortran order. */
    public static void toContiguous(long target, long view, long length, char order) {
        if (length != length(view)) throw PyError.valueError("PyBuffer_ToContiguous: len != view->len");
        if (isContiguous(view, order)) Memory.copy(Memory.getLong(view + Py_buffer.buf), target, length);
        else copyItems(target, view, order, false);
    }

    /** {@code PyBuffer_FromContiguous}: writes items one after the other into {@code view}. */
    public static void fromContiguous(long view, long source, long length, char order) {
        long size = Math.min(length, length(view));
        if (isContiguous(view, order)) Memory.copy(source, Memory.getLong(view + Py_buffer.buf), size);
        else copyItems(source, view, order, true);
    }

    /** Copies every item between {@code view} and contiguous memory. */
    private static void copyItems(long contiguous, long view, char order, boolean into) {
        int ndim = dimensions(view);
        long[] index = new long[ndim];
        long itemSize = itemSize(view);
        long items = length(view) / Math.max(1, itemSize);
        for (long i = 0; i < items; i++) {
            long item = pointer(view, index);
            long at = contiguous + i * itemSize;
            if (into) Memory.copy(at, item, itemSize);
            else Memory.copy(item, at, itemSize);
            advance(view, index, order == 'F');
        }
    }

    static long pointer(long view, long[] index) {
        long item = Memory.getLong(view + Py_buffer.buf);
        long suboffsets = Memory.getLong(view + Py_buffer.suboffsets);
        boolean strided = Memory.getLong(view + Py_buffer.strides) != NULL;
        for (int i = 0; i < index.length; i++) {
            item += (strided ? stride(view, i) : itemSize(view)) * index[i];
            item = follow(item, suboffsets, i);
        }
        return item;
    }

    static void advance(long view, long[] index, boolean fortran) {
        for (int i = 0; i < index.length; i++) {
            int dimension = fortran ? i : index.length - 1 - i;
            if (++index[dimension] < extent(view, dimension)) return;
            index[dimension] = 0;
        }
    }
}
