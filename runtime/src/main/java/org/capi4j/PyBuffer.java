package org.capi4j;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.capi4j.layout.Constants;
import org.capi4j.layout.Py_buffer;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.type.Buffers;

/**
 * The memory of a Python object, borrowed through the buffer protocol until {@link #close()}: contiguous, in the object's own
 * format. While it is open the object can't move or resize the memory. After close, segments and buffers made from it must not be used.
 */
public final class PyBuffer implements AutoCloseable {
    private final PyObject exporter;
    private long view;

    private PyBuffer(PyObject exporter, long view) {
        this.exporter = exporter;
        this.view = view;
    }

    static PyBuffer of(PyObject exporter) {
        return exporter.interpreter().locked(() -> {
            long view = Allocation.allocate(Py_buffer.SIZEOF);
            try {
                Buffers.get(exporter.address(), view, Constants.PyBUF_FORMAT | Constants.PyBUF_C_CONTIGUOUS);
            } catch (Throwable failure) {
                Allocation.free(view);
                throw failure;
            }
            return new PyBuffer(exporter, view);
        });
    }

    private long view() {
        if (view == Memory.NULL) throw new IllegalStateException("this buffer is closed");
        return view;
    }

    /** Bytes in all. */
    public long byteSize() {
        return Memory.getLong(view() + Py_buffer.len);
    }

    /** Bytes per item. */
    public long itemSize() {
        return Memory.getLong(view() + Py_buffer.itemsize);
    }

    /** The items' format in the syntax of Python's struct module; {@code B} where the exporter gives none. */
    public String format() {
        long format = Memory.getLong(view() + Py_buffer.format);
        return format == Memory.NULL ? "B" : Memory.getString(format);
    }

    /** Whether writing is forbidden. */
    public boolean isReadOnly() {
        return Memory.getInt(view() + Py_buffer.readonly) != 0;
    }

    /** The lengths of the dimensions. */
    public long[] shape() {
        long[] shape = new long[Memory.getInt(view() + Py_buffer.ndim)];
        long lengths = Memory.getLong(view() + Py_buffer.shape);
        for (int i = 0; i < shape.length; i++) shape[i] = Memory.getLong(lengths + 8L * i);
        return shape;
    }

    /** The memory itself, not a copy. */
    public MemorySegment segment() {
        MemorySegment segment = Memory.segment(Memory.getLong(view() + Py_buffer.buf), byteSize());
        return isReadOnly() ? segment.asReadOnly() : segment;
    }

    /** The memory itself as a buffer in native byte order, not a copy. */
    public ByteBuffer byteBuffer() {
        return segment().asByteBuffer().order(ByteOrder.nativeOrder());
    }

    /** Gives the memory back. Closing twice is harmless. */
    @Override
    public void close() {
        exporter.interpreter().locked(() -> {
            if (view != Memory.NULL) {
                Buffers.release(view);
                Allocation.free(view);
                view = Memory.NULL;
            }
            return null;
        });
    }
}
