package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.PyByteArrayObject;
import org.capi4j.layout.PyVarObject;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.text.TextRepr;

/**
 * bytearray: bytes in a block of their own, with room to grow and a final NUL.
 *
 * <pre>
 * ob_bytes -> | deleted | ob_start -> content, ob_size bytes | 0 | room |   ob_alloc bytes in all
 * </pre>
 *
 * While somebody has a buffer of it ({@code ob_exports} > 0), the size can't change. The methods that change it are in {@link
 * ByteArrayChanges}.
 */
@BuiltinType("PyByteArray_Type")
@SlotRef(slot = "tp_hash", function = "PyObject_HashNotImplemented")
public final class ByteArrayType {
    private static final String[] INIT_NAMES = {"source", "encoding", "errors"};
    private static final long NOTHING = Shim.symbol("_PyByteArray_empty_string");

    private ByteArrayType() {}

    /** bytearray or an instance of a subclass. */
    public static boolean isInstance(long object) {
        return TypeLookup.isInstance(object, BuiltinTypes.BYTE_ARRAY);
    }

    // ---- making

    /** Content not set but for the final NUL. */
    public static long make(long size) {
        if (size == Long.MAX_VALUE) throw PyError.memoryError();
        long bytearray = Allocation.genericAlloc(BuiltinTypes.BYTE_ARRAY, 0);
        if (size == 0) return bytearray;
        try {
            long block = Allocation.allocate(size + 1);
            Memory.putByte(block + size, (byte) 0);
            setBlock(bytearray, block, size, size + 1);
        } catch (PyError failure) {
            References.decref(bytearray);
            throw failure;
        }
        return bytearray;
    }

    private static void setBlock(long bytearray, long block, long size, long allocated) {
        Memory.putLong(bytearray + PyByteArrayObject.ob_bytes, block);
        Memory.putLong(bytearray + PyByteArrayObject.ob_start, block);
        Memory.putLong(bytearray + PyByteArrayObject.ob_alloc, allocated);
        Memory.putLong(bytearray + PyVarObject.ob_size, size);
    }

    public static long of(byte[] content) {
        long bytearray = make(content.length);
        Memory.putBytes(data(bytearray), content);
        return bytearray;
    }

    /** A copy of {@code size} bytes at {@code data}. */
    public static long ofData(long data, long size) {
        long bytearray = make(size);
        Memory.copy(data, data(bytearray), size);
        return bytearray;
    }

    /** The address of the first byte; of a NUL when there is none. Changes with the size. */
    public static long data(long bytearray) {
        return size(bytearray) == 0 ? NOTHING : Memory.getLong(bytearray + PyByteArrayObject.ob_start);
    }

    public static long size(long bytearray) {
        return Memory.getLong(bytearray + PyVarObject.ob_size);
    }

    // ---- growing

    static void requireNoExports(long bytearray) {
        if (Memory.getLong(bytearray + PyByteArrayObject.ob_exports) > 0) {
            throw PyError.bufferError("Existing exports of data: object cannot be re-sized");
        }
    }

    /** {@code PyByteArray_Resize}: new bytes are not set. */
    public static void resize(long bytearray, long size) {
        long oldSize = size(bytearray);
        if (size == oldSize) return;
        requireNoExports(bytearray);
        long allocated = Memory.getLong(bytearray + PyByteArrayObject.ob_alloc);
        long start = Memory.getLong(bytearray + PyByteArrayObject.ob_start);
        long offset = start - Memory.getLong(bytearray + PyByteArrayObject.ob_bytes);
        if (size > Long.MAX_VALUE - offset - 1) throw PyError.memoryError();
        long room;
        if (size + offset + 1 <= allocated) {
            if (size >= allocated / 2) {
                Memory.putLong(bytearray + PyVarObject.ob_size, size);
                Memory.putByte(start + size, (byte) 0);
                return;
            }
            room = size + 1;
        } else {
            room = size <= allocated + allocated / 8 ? size + (size >> 3) + (size < 9 ? 3 : 6) : size + 1;
        }
        long block = move(bytearray, offset, start, Math.min(size, oldSize), room);
        setBlock(bytearray, block, size, room);
        Memory.putByte(block + size, (byte) 0);
    }

    private static long move(long bytearray, long offset, long start, long kept, long room) {
        long old = Memory.getLong(bytearray + PyByteArrayObject.ob_bytes);
        if (offset == 0) return Allocation.reallocate(old, room);
        long block = Allocation.allocate(room);
        Memory.copy(start, block, kept);
        Allocation.free(old);
        return block;
    }

    // ---- comparing

    @Slot("tp_richcompare")
    static long richCompare(long left, long right, int op) {
        if (!ByteView.isPossible(left) || !ByteView.isPossible(right)) return Singletons.notImplemented();
        try (ByteView first = ByteView.of(left);
                ByteView second = ByteView.of(right)) {
            return BoolType.of(ByteMethods.compare(first.data(), first.size(), second.data(), second.size(), op));
        }
    }

    // ---- sequence

    @Slot({"sq_length", "mp_length"})
    static long length(long bytearray) {
        return size(bytearray);
    }

    /** {@code PyByteArray_Concat}: any two bytes-like objects. */
    @Slot("sq_concat")
    public static long concat(long left, long right) {
        if (!ByteView.isPossible(left) || !ByteView.isPossible(right)) {
            throw PyError.typeError("can't concat " + TypeLookup.fullNameOf(right, 100) + " to " + TypeLookup.fullNameOf(left, 100));
        }
        try (ByteView first = ByteView.of(left);
                ByteView second = ByteView.of(right)) {
            if (first.size() > Long.MAX_VALUE - second.size()) throw PyError.memoryError();
            long bytearray = make(first.size() + second.size());
            Memory.copy(first.data(), data(bytearray), first.size());
            Memory.copy(second.data(), data(bytearray) + first.size(), second.size());
            return bytearray;
        }
    }

    @Slot("sq_repeat")
    static long repeat(long bytearray, long count) {
        long size = size(bytearray);
        if (count < 0) count = 0;
        if (count > 0 && size > Long.MAX_VALUE / count) throw PyError.memoryError();
        long result = make(size * count);
        BytesType.fillRepeated(data(result), size * count, data(bytearray), size);
        return result;
    }

    @Slot("sq_item")
    static long item(long bytearray, long index) {
        if (index < 0 || index >= size(bytearray)) throw PyError.indexError("bytearray index out of range");
        return LongType.of(Memory.getUnsignedByte(data(bytearray) + index));
    }

    @Slot("mp_subscript")
    static long subscript(long bytearray, long key) {
        if (Numbers.isIndex(key)) {
            long index = Numbers.asSsize(key, Exceptions.IndexError);
            return item(bytearray, index < 0 ? index + size(bytearray) : index);
        }
        if (References.type(key) != BuiltinTypes.SLICE) {
            throw PyError.typeError("bytearray indices must be integers or slices, not " + TypeLookup.fullNameOf(key));
        }
        long[] range = SliceType.indices(key, size(bytearray));
        long result = make(Math.max(0, range[3]));
        if (range[3] > 0) ByteMethods.copyStrided(data(bytearray), range, data(result));
        return result;
    }

    @Slot("sq_contains")
    static int contains(long bytearray, long item) {
        return ByteMethods.contains(bytearray, item) ? 1 : 0;
    }

    @Slot("tp_iter")
    static long iter(long bytearray) {
        return IndexIterator.make(BuiltinTypes.BYTE_ARRAY_ITER, bytearray, 0);
    }

    @Slot("nb_remainder")
    static long remainder(long left, long right) {
        if (!isInstance(left)) return Singletons.notImplemented();
        return of(BytesFormatting.percent(toJava(left), right));
    }

    static byte[] toJava(long bytearray) {
        return Memory.getBytes(data(bytearray), size(bytearray));
    }

    // ---- text

    /** Unlike in the repr of bytes, a single quote is escaped also between double ones. */
    @Slot({"tp_repr", "tp_str"})
    static long repr(long bytearray) {
        String literal = TextRepr.bytesRepr(toJava(bytearray));
        if (literal.startsWith("b\"")) literal = literal.replace("'", "\\'");
        return Strings.of(TypeLookup.name(References.type(bytearray)) + "(" + literal + ")");
    }

    // ---- buffer

    @Slot("bf_getbuffer")
    static int getBuffer(long bytearray, long view, int flags) {
        if (view == NULL) throw PyError.bufferError("bytearray_getbuffer: view==NULL argument is obsolete");
        Buffers.fillInfo(view, bytearray, data(bytearray), size(bytearray), false, flags);
        countExports(bytearray, 1);
        return 0;
    }

    @Slot("bf_releasebuffer")
    static void releaseBuffer(long bytearray, long view) {
        countExports(bytearray, -1);
    }

    private static void countExports(long bytearray, long change) {
        long exports = bytearray + PyByteArrayObject.ob_exports;
        Memory.putLong(exports, Memory.getLong(exports) + change);
    }

    // ---- life

    @Slot("tp_new")
    static long make(long type, long args, long kwargs) {
        return Allocation.instance(type, 0);
    }

    @Slot("tp_init")
    static int init(long self, long args, long kwargs) {
        long[] given = Arguments.unpack("bytearray", INIT_NAMES, 3, 0, args, kwargs);
        String encoding = StrCodecs.nameArgument("bytearray", "encoding", given[1]);
        String errors = StrCodecs.nameArgument("bytearray", "errors", given[2]);
        if (size(self) != 0) resize(self, 0);
        if (given[0] == NULL) BytesSource.checkNoCodec(encoding, errors);
        else fill(self, given[0], encoding, errors);
        return 0;
    }

    private static void fill(long self, long source, String encoding, String errors) {
        if (StrType.isInstance(source) || encoding != null || errors != null) {
            long bytes = BytesSource.encoded(source, encoding, errors);
            try {
                ByteArrayChanges.append(self, bytes);
            } finally {
                References.decref(bytes);
            }
            return;
        }
        long count = BytesSource.count(source);
        if (count >= 0) {
            resize(self, count);
            Memory.fill(data(self), count, (byte) 0);
        } else if (ByteView.isPossible(source)) {
            long bytes = BytesSource.fromObject(source);
            try {
                ByteArrayChanges.append(self, bytes);
            } finally {
                References.decref(bytes);
            }
        } else {
            String notIterable = "cannot convert '%s' object to bytearray";
            byte[] items = BytesSource.items(source, notIterable, "byte must be in range(0, 256)");
            resize(self, items.length);
            Memory.putBytes(data(self), items);
        }
    }

    @Slot("tp_dealloc")
    static void dealloc(long bytearray) {
        if (Memory.getLong(bytearray + PyByteArrayObject.ob_exports) > 0) {
            System.err.println("SystemError: deallocated bytearray object has exported buffers");
        }
        Allocation.free(Memory.getLong(bytearray + PyByteArrayObject.ob_bytes));
        Allocation.freeInstance(bytearray);
    }
}
