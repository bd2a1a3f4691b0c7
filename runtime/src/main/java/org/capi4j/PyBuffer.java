package org.capi4j;

import static org.capi4j.memory.Memory.NULL;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicReference;
import org.capi4j.layout.Constants;
import org.capi4j.layout.Py_buffer;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.type.Buffers;

/**
 * The memory of a Python object, borrowed through the buffer protocol until {@link #close()}: contiguous, in the object's own
 * format. While it is open the object can't move or resize the memory. After {@code close()}, and after the interpreter's end, every access to
 * segments and buffers made from it is an {@link IllegalStateException}. A buffer that is forgotten gives the memory back some time after
 * it and all that was made from it became unreachable.
 */
public final class PyBuffer implements AutoCloseable {
    private final Interpreter interpreter;
    private final Access access;
    private final View view;
    private final long byteSize;
    private final long itemSize;
    private final String format;
    private final boolean readOnly;
    private final long[] shape;

    /**
     * The way from Java to the memory. Segments hold on to it through the action that their arena runs at its end, so that the memory is
     * not given back while a segment is reachable.
     */
    private static final class Access {
        /** No buffer's own: it tells that there is no way any more. */
        private static final Arena ENDED = Arena.global();

        /** Null until there is a segment. There is no lock that a thread with the GIL could wait for. */
        private final AtomicReference<Arena> arena = new AtomicReference<>();

        MemorySegment segment(long address, long size) {
            if (arena.get() == null) begin(Arena.ofShared());
            Arena current = arena.get();
            if (current == ENDED) throw closed();
            return MemorySegment.ofAddress(address).reinterpret(size, current, segment -> Reference.reachabilityFence(this));
        }

        private void begin(Arena fresh) {
            if (!arena.compareAndSet(null, fresh)) fresh.close();
        }

        /** Throws {@link IllegalStateException} while another thread is in the middle of an access that can't be broken off. */
        void end() {
            if (arena.compareAndSet(null, ENDED)) return;
            Arena current = arena.get();
            try {
                if (current != ENDED) current.close();
            } catch (IllegalStateException used) {
                if (current.scope().isAlive()) throw used;
            }
            arena.set(ENDED);
        }

        boolean isEnded() {
            return arena.get() == ENDED;
        }
    }

    /** The {@code Py_buffer}, which holds the exporter. */
    private static final class View extends Handles.Handle {
        private final Reference<Access> access;

        View(Access access, long view, ReferenceQueue<Object> forgotten) {
            super(access, view, forgotten);
            this.access = new java.lang.ref.WeakReference<>(access);
        }

        @Override
        boolean isFree() {
            Access open = access.get();
            if (open == null) return true;
            try {
                open.end();
                return true;
            } catch (IllegalStateException busy) {
                return false;
            }
        }

        @Override
        void giveUp(long view) {
            Buffers.release(view);
            Allocation.free(view);
        }
    }

    /** Reads all there is to know now: the view may be gone when somebody asks. The GIL is held. */
    private PyBuffer(Interpreter interpreter, long view) {
        this.interpreter = interpreter;
        this.byteSize = Memory.getLong(view + Py_buffer.len);
        this.itemSize = Memory.getLong(view + Py_buffer.itemsize);
        long format = Memory.getLong(view + Py_buffer.format);
        this.format = format == NULL ? "B" : Memory.getString(format);
        this.readOnly = Memory.getInt(view + Py_buffer.readonly) != 0;
        this.shape = new long[Memory.getInt(view + Py_buffer.ndim)];
        long lengths = Memory.getLong(view + Py_buffer.shape);
        for (int i = 0; i < shape.length; i++) shape[i] = Memory.getLong(lengths + 8L * i);
        this.access = new Access();
        this.view = interpreter.handles().add(new View(access, view, interpreter.handles().forgotten()));
    }

    static PyBuffer of(PyObject exporter) {
        Interpreter interpreter = exporter.interpreter();
        return interpreter.locked(() -> {
            long view = Allocation.allocate(Py_buffer.SIZEOF);
            try {
                Buffers.get(exporter.address(), view, Constants.PyBUF_FORMAT | Constants.PyBUF_C_CONTIGUOUS);
            } catch (Throwable failure) {
                Allocation.free(view);
                throw failure;
            }
            return new PyBuffer(interpreter, view);
        });
    }

    private static IllegalStateException closed() {
        return new IllegalStateException("this buffer is closed");
    }

    private void requireOpen() {
        if (access.isEnded()) throw closed();
    }

    /** Bytes in all. */
    public long byteSize() {
        requireOpen();
        return byteSize;
    }

    /** Bytes per item. */
    public long itemSize() {
        requireOpen();
        return itemSize;
    }

    /** The items' format in the syntax of Python's struct module; {@code B} where the exporter gives none. */
    public String format() {
        requireOpen();
        return format;
    }

    /** Whether writing is forbidden. */
    public boolean isReadOnly() {
        requireOpen();
        return readOnly;
    }

    /** The lengths of the dimensions. */
    public long[] shape() {
        requireOpen();
        return shape.clone();
    }

    /** The memory itself, not a copy. Any thread may use it; nothing but {@link #close()} and the interpreter's end invalidates it. */
    public MemorySegment segment() {
        MemorySegment segment = interpreter.locked(() -> {
            if (view.address() == NULL) throw closed();
            return access.segment(Memory.getLong(view.address() + Py_buffer.buf), byteSize);
        });
        return readOnly ? segment.asReadOnly() : segment;
    }

    /** The memory itself as a buffer in native byte order, not a copy. */
    public ByteBuffer byteBuffer() {
        return segment().asByteBuffer().order(ByteOrder.nativeOrder());
    }

    /**
     * Gives the memory back. Closing twice is harmless, as is closing after the interpreter's end.
     *
     * @throws IllegalStateException while another thread is in the middle of input or output with a buffer made from this; it stays open then
     */
    @Override
    public void close() {
        access.end();
        interpreter.release(view);
    }
}
