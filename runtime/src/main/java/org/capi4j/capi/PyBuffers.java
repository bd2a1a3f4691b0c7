package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.layout.Constants;
import org.capi4j.layout.Py_buffer;
import org.capi4j.memory.Memory;
import org.capi4j.module.Imports;
import org.capi4j.object.Allocation;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Buffers;
import org.capi4j.type.CText;
import org.capi4j.type.Calls;
import org.capi4j.type.LongType;
import org.capi4j.type.MemoryViewType;
import org.capi4j.type.PickleBufferType;
import org.capi4j.type.TypeLookup;

/** The buffer protocol and memoryview: {@code pybuffer.h}, {@code memoryobject.h}, the old buffer functions of {@code abstract.h}. */
@CApi
public final class PyBuffers {
    private PyBuffers() {}

    public static int PyObject_CheckBuffer(long object) {
        return Buffers.check(object) ? 1 : 0;
    }

    public static int PyObject_GetBuffer(long exporter, long view, int flags) {
        Buffers.get(exporter, view, flags);
        return 0;
    }

    public static void PyBuffer_Release(long view) {
        Buffers.release(view);
    }

    public static int PyBuffer_FillInfo(@Nullable long view, @Nullable long exporter, @Nullable long data, long length, int readonly, int flags) {
        if (view == NULL) throw PyError.bufferError("PyBuffer_FillInfo: view==NULL argument is obsolete");
        Buffers.fillInfo(view, exporter, data, length, readonly != 0, flags);
        return 0;
    }

    public static int PyBuffer_IsContiguous(long view, byte order) {
        return Buffers.isContiguous(view, (char) order) ? 1 : 0;
    }

    public static long PyBuffer_GetPointer(long view, long indices) {
        return Buffers.pointer(view, indices);
    }

    public static void PyBuffer_FillContiguousStrides(int dimensions, long shape, long strides, int itemSize, byte order) {
        Buffers.fillStrides(dimensions, shape, strides, itemSize, (char) order);
    }

    public static int PyBuffer_ToContiguous(long target, long view, long length, byte order) {
        Buffers.toContiguous(target, view, length, (char) order);
        return 0;
    }

    public static int PyBuffer_FromContiguous(long view, long source, long length, byte order) {
        Buffers.fromContiguous(view, source, length, (char) order);
        return 0;
    }

    public static int PyObject_CopyData(long target, long source) {
        if (!Buffers.check(target) || !Buffers.check(source)) throw PyError.typeError("both destination and source must be bytes-like objects");
        long views = Allocation.allocate(2 * Py_buffer.SIZEOF);
        try {
            Buffers.get(target, views, Constants.PyBUF_FULL);
            try {
                Buffers.get(source, views + Py_buffer.SIZEOF, Constants.PyBUF_FULL_RO);
                try {
                    copyData(views, views + Py_buffer.SIZEOF);
                } finally {
                    Buffers.release(views + Py_buffer.SIZEOF);
                }
            } finally {
                Buffers.release(views);
            }
            return 0;
        } finally {
            Allocation.free(views);
        }
    }

    private static void copyData(long target, long source) {
        long length = Memory.getLong(source + Py_buffer.len);
        if (Memory.getLong(target + Py_buffer.len) < length) {
            throw PyError.bufferError("destination is too small to receive data from source");
        }
        long copy = Allocation.allocate(Math.max(1, length));
        try {
            Buffers.toContiguous(copy, source, length, 'C');
            Buffers.fromContiguous(target, copy, length, 'C');
        } finally {
            Allocation.free(copy);
        }
    }

    public static long PyMemoryView_FromObject(long exporter) {
        return MemoryViewType.of(exporter);
    }

    public static long PyMemoryView_FromMemory(long data, long size, int flags) {
        return MemoryViewType.ofMemory(data, size, flags);
    }

    public static long PyMemoryView_FromBuffer(long view) {
        return MemoryViewType.ofView(view);
    }

    public static long PyMemoryView_GetContiguous(long exporter, int bufferType, byte order) {
        return MemoryViewType.contiguous(exporter, bufferType, (char) order);
    }

    public static int PyObject_CheckReadBuffer(long object) {
        if (!Buffers.check(object)) return 0;
        long view = Allocation.allocate(Py_buffer.SIZEOF);
        try {
            Buffers.get(object, view, Constants.PyBUF_SIMPLE);
            Buffers.release(view);
            return 1;
        } catch (PyError unreadable) {
            unreadable.release();
            return 0;
        } finally {
            Allocation.free(view);
        }
    }

    public static int PyObject_AsReadBuffer(long object, long data, long length) {
        return asBuffer(object, data, length, Constants.PyBUF_SIMPLE);
    }

    public static int PyObject_AsCharBuffer(long object, long data, long length) {
        return asBuffer(object, data, length, Constants.PyBUF_SIMPLE);
    }

    public static int PyObject_AsWriteBuffer(long object, long data, long length) {
        try {
            return asBuffer(object, data, length, Constants.PyBUF_WRITABLE);
        } catch (PyError refused) {
            if (data == NULL || length == NULL) throw refused;
            refused.release();
            throw PyError.typeError("expected a writable bytes-like object");
        }
    }

    /** The old protocol: the buffer is released at once, its memory used all the same. */
    private static int asBuffer(long object, long data, long length, int flags) {
        if (data == NULL || length == NULL) throw PyError.systemError("null argument to internal routine");
        long view = Allocation.allocate(Py_buffer.SIZEOF);
        try {
            Buffers.get(object, view, flags);
            Memory.putLong(data, Memory.getLong(view + Py_buffer.buf));
            Memory.putLong(length, Memory.getLong(view + Py_buffer.len));
            Buffers.release(view);
            return 0;
        } finally {
            Allocation.free(view);
        }
    }

    public static long PyPickleBuffer_FromObject(long object) {
        return PickleBufferType.make(object);
    }

    /** The view belongs to the PickleBuffer. */
    public static long PyPickleBuffer_GetBuffer(long object) {
        requirePickleBuffer(object);
        return PickleBufferType.view(object);
    }

    public static int PyPickleBuffer_Release(long object) {
        requirePickleBuffer(object);
        PickleBufferType.release(object);
        return 0;
    }

    private static void requirePickleBuffer(long object) {
        if (!PickleBufferType.isInstance(object)) {
            throw PyError.typeError("expected PickleBuffer, " + TypeLookup.fullNameOf(object) + " found");
        }
    }

    /** What {@code struct.calcsize} says. */
    public static long PyBuffer_SizeFromFormat(long format) {
        long text = Strings.of(CText.of(format));
        long struct = NULL;
        try {
            struct = Imports.importModule("struct");
            long size = Calls.callMethod(struct, "calcsize", text);
            try {
                return LongType.asSsize(size);
            } finally {
                References.decref(size);
            }
        } finally {
            References.decref(text);
            References.xdecref(struct);
        }
    }
}
