package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.Constants;
import org.capi4j.layout.PyByteArrayObject;
import org.capi4j.layout.Py_buffer;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/**
 * The content of a bytes-like object while a method works with it: address and size stay valid until {@link #close}. bytes need
 * no buffer for that, a bytearray only its count of exports.
 */
public final class ByteView implements AutoCloseable {
    private final long exporter;
    private final long view;
    private final long data;
    private final long size;

    private ByteView(long exporter, long view, long data, long size) {
        this.exporter = exporter;
        this.view = view;
        this.data = data;
        this.size = size;
    }

    /** Whether {@link #of} can work: {@code PyObject_CheckBuffer}. */
    public static boolean isPossible(long object) {
        return BytesType.isInstance(object) || ByteArrayType.isInstance(object) || Buffers.check(object);
    }

    /** The view of a bytes-like object; TypeError "a bytes-like object is required, not 'int'" for others. */
    public static ByteView of(long object) {
        if (References.type(object) == BuiltinTypes.BYTES) {
            return new ByteView(NULL, NULL, BytesType.data(object), BytesType.size(object));
        }
        if (References.type(object) == BuiltinTypes.BYTE_ARRAY) return ofByteArray(object);
        if (!Buffers.check(object)) {
            throw PyError.typeError("a bytes-like object is required, not '" + TypeLookup.fullNameOf(object, 100) + "'");
        }
        return ofExporter(object, Allocation.allocate(Py_buffer.SIZEOF));
    }

    /** The view of an object that gives its bytes in one piece, null for any other, whatever its exporter says. */
    static ByteView ofOrNull(long object) {
        if (!isPossible(object)) return null;
        if (References.type(object) == BuiltinTypes.BYTES || References.type(object) == BuiltinTypes.BYTE_ARRAY) return of(object);
        long view = Allocation.allocate(Py_buffer.SIZEOF);
        try {
            return ofExporter(object, view);
        } catch (PyError refused) {
            refused.release();
            return null;
        }
    }

    private static ByteView ofExporter(long object, long view) {
        try {
            Buffers.get(object, view, Constants.PyBUF_SIMPLE);
        } catch (RuntimeException failure) {
            Allocation.free(view);
            throw failure;
        }
        return new ByteView(NULL, view, Memory.getLong(view + Py_buffer.buf), Memory.getLong(view + Py_buffer.len));
    }

    private static ByteView ofByteArray(long bytearray) {
        countExports(bytearray, 1);
        return new ByteView(References.newRef(bytearray), NULL, ByteArrayType.data(bytearray), ByteArrayType.size(bytearray));
    }

    private static void countExports(long bytearray, long change) {
        long exports = bytearray + PyByteArrayObject.ob_exports;
        Memory.putLong(exports, Memory.getLong(exports) + change);
    }

    public long data() {
        return data;
    }

    public long size() {
        return size;
    }

    @Override
    public void close() {
        if (exporter != NULL) {
            countExports(exporter, -1);
            References.decref(exporter);
        }
        if (view != NULL) {
            Buffers.release(view);
            Allocation.free(view);
        }
    }
}
