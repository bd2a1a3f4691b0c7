package org.capi4j.module.io;

import org.capi4j.layout.Constants;
import org.capi4j.layout.Py_buffer;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.type.Buffers;
import org.capi4j.type.ExceptionType;
import org.capi4j.type.TypeLookup;


/** The memory of an object that takes bytes, while something is read into it. */
final class WritableView implements AutoCloseable {
    private final long view;

    private WritableView(long view) {
        this.view = view;
    }

    /** TypeError for objects that can't be written into: "readinto() argument must be read-write bytes-like object, not bytes". */
    static WritableView of(String function, long object) {
        long view = Allocation.allocate(Py_buffer.SIZEOF);
        try {
            Buffers.get(object, view, Constants.PyBUF_WRITABLE);
            return new WritableView(view);
        } catch (PyError error) {
            Allocation.free(view);
            if (!ExceptionType.matches(error, Exceptions.BufferError) && !ExceptionType.matches(error, Exceptions.TypeError)) throw error;
            error.release();
            throw PyError.typeError(function + "() argument must be read-write bytes-like object, not " + TypeLookup.nameOf(object));
        }
    }

    long data() {
        return Memory.getLong(view + Py_buffer.buf);
    }

    long size() {
        return Memory.getLong(view + Py_buffer.len);
    }

    @Override
    public void close() {
        Buffers.release(view);
        Allocation.free(view);
    }
}
