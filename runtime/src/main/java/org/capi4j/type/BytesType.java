package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Slot;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyBytesObject;
import org.capi4j.layout.PyVarObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.text.TextRepr;

/**
 * bytes: an immutable run of bytes with a final NUL that isn't counted.
 *
 * <pre>
 * | PyVarObject (24) | ob_shash (8): the hash or -1 | ob_sval: ob_size bytes | 0 |
 * </pre>
 */
@BuiltinType("PyBytes_Type")
public final class BytesType {
    private static final String[] NEW_NAMES = {"source", "encoding", "errors"};
    /** {@code PyBytes_Type.tp_basicsize}: the header and the NUL. */
    private static final long HEADER = PyBytesObject.ob_sval + 1;

    private BytesType() {}

    /** bytes or an instance of a subclass. */
    public static boolean isInstance(long object) {
        return TypeLookup.hasFlag(References.type(object), Constants.Py_TPFLAGS_BYTES_SUBCLASS);
    }

    public static boolean isExact(long object) {
        return References.type(object) == BuiltinTypes.BYTES;
    }

    // ---- making

    static long allocate(long size) {
        if (size > Long.MAX_VALUE - HEADER) throw PyError.overflowError("byte string is too large");
        long bytes = Allocation.varObject(BuiltinTypes.BYTES, HEADER + size, size);
        Memory.putLong(bytes + PyBytesObject.ob_shash, -1);
        Memory.putByte(bytes + PyBytesObject.ob_sval + size, (byte) 0);
        return bytes;
    }

    /** Content not set; the shared empty bytes for size 0. */
    public static long make(long size) {
        return size == 0 ? empty() : allocate(size);
    }

    /** A new reference to the empty bytes. */
    public static long empty() {
        return StaticObjects.emptyBytes();
    }

    public static long of(byte[] content) {
        if (content.length == 0) return empty();
        if (content.length == 1) return StaticObjects.bytes(content[0] & 0xff);
        long bytes = allocate(content.length);
        Memory.putBytes(data(bytes), content);
        return bytes;
    }

    /** A copy of {@code size} bytes at {@code data}: {@code PyBytes_FromStringAndSize}. */
    public static long ofData(long data, long size) {
        if (size == 0) return empty();
        if (size == 1) return StaticObjects.bytes(Memory.getUnsignedByte(data));
        long bytes = allocate(size);
        Memory.copy(data, data(bytes), size);
        return bytes;
    }

    /** The address of the first byte. */
    public static long data(long bytes) {
        return bytes + PyBytesObject.ob_sval;
    }

    public static long size(long bytes) {
        return Memory.getLong(bytes + PyVarObject.ob_size);
    }

    public static byte[] toJava(long bytes) {
        return Memory.getBytes(data(bytes), size(bytes));
    }

    /** An exact bytes equal to {@code bytes}: itself, or a copy of a subclass's instance. */
    public static long exact(long bytes) {
        return isExact(bytes) ? References.newRef(bytes) : ofData(data(bytes), size(bytes));
    }

    // ---- comparing

    @Slot("tp_hash")
    public static long hash(long bytes) {
        long hash = Memory.getLong(bytes + PyBytesObject.ob_shash);
        if (hash != -1) return hash;
        hash = BytesHash.of(data(bytes), size(bytes));
        Memory.putLong(bytes + PyBytesObject.ob_shash, hash);
        return hash;
    }

    @Slot("tp_richcompare")
    static long richCompare(long left, long right, int op) {
        if (!isInstance(left) || !isInstance(right)) return Singletons.notImplemented();
        return BoolType.of(ByteMethods.compare(data(left), size(left), data(right), size(right), op));
    }

    // ---- sequence

    @Slot({"sq_length", "mp_length"})
    static long length(long bytes) {
        return size(bytes);
    }

    @Slot("sq_concat")
    public static long concat(long left, long right) {
        if (!ByteView.isPossible(left) || !ByteView.isPossible(right)) {
            throw PyError.typeError(
                    "can't concat " + TypeLookup.fullNameOf(right, 100) + " to " + TypeLookup.fullNameOf(left, 100));
        }
        try (ByteView first = ByteView.of(left);
                ByteView second = ByteView.of(right)) {
            if (first.size() == 0 && isExact(right)) return References.newRef(right);
            if (second.size() == 0 && isExact(left)) return References.newRef(left);
            if (first.size() > Long.MAX_VALUE - second.size()) throw PyError.memoryError();
            long bytes = make(first.size() + second.size());
            Memory.copy(first.data(), data(bytes), first.size());
            Memory.copy(second.data(), data(bytes) + first.size(), second.size());
            return bytes;
        }
    }

    @Slot("sq_repeat")
    static long repeat(long bytes, long count) {
        long size = size(bytes);
        if (count < 1 || size == 0) return empty();
        if (size > Long.MAX_VALUE / count) throw PyError.overflowError("repeated bytes are too long");
        if (count == 1 && isExact(bytes)) return References.newRef(bytes);
        if (size * count > Long.MAX_VALUE - HEADER) throw PyError.overflowError("repeated bytes are too long");
        long result = allocate(size * count);
        fillRepeated(data(result), size * count, data(bytes), size);
        return result;
    }

    /** Fills {@code target} with copies of the source: by doubling what is there already. */
    public static void fillRepeated(long target, long size, long source, long sourceSize) {
        if (size == 0) return;
        if (sourceSize == 1) {
            Memory.fill(target, size, Memory.getByte(source));
            return;
        }
        Memory.copy(source, target, sourceSize);
        for (long done = sourceSize; done < size; ) {
            long more = Math.min(done, size - done);
            Memory.copy(target, target + done, more);
            done += more;
        }
    }

    @Slot("sq_item")
    static long item(long bytes, long index) {
        if (index < 0 || index >= size(bytes)) throw PyError.indexError("index out of range");
        return LongType.of(Memory.getUnsignedByte(data(bytes) + index));
    }

    @Slot("mp_subscript")
    static long subscript(long bytes, long key) {
        if (Numbers.isIndex(key)) {
            long index = Numbers.asSsize(key, Exceptions.IndexError);
            return item(bytes, index < 0 ? index + size(bytes) : index);
        }
        if (References.type(key) != BuiltinTypes.SLICE) {
            throw PyError.typeError("byte indices must be integers or slices, not " + TypeLookup.fullNameOf(key));
        }
        long[] range = SliceType.indices(key, size(bytes));
        if (range[3] <= 0) return empty();
        if (range[2] == 1 && range[3] == size(bytes) && isExact(bytes)) return References.newRef(bytes);
        if (range[2] == 1) return ofData(data(bytes) + range[0], range[3]);
        long result = make(range[3]);
        ByteMethods.copyStrided(data(bytes), range, data(result));
        return result;
    }

    @Slot("sq_contains")
    static int contains(long bytes, long item) {
        return ByteMethods.contains(bytes, item) ? 1 : 0;
    }

    @Slot("tp_iter")
    static long iter(long bytes) {
        return IndexIterator.make(BuiltinTypes.BYTES_ITER, bytes, 0);
    }

    @Slot("nb_remainder")
    static long remainder(long left, long right) {
        if (!isInstance(left)) return Singletons.notImplemented();
        return of(BytesFormatting.percent(toJava(left), right));
    }

    /** {@code _PyBytes_Join}. */
    public static long join(long separator, long iterable) {
        return ByteMethods.join(separator, iterable);
    }

    /** {@code _PyBytes_Find}: the first (or last) index in raw memory plus {@code offset}, or -1. */
    public static long find(long data, long size, long sub, long subSize, long offset, boolean last) {
        long at = last
                ? StrData.findLast(1, data, 0, size, 1, sub, subSize)
                : StrData.find(1, data, 0, size, 1, sub, subSize);
        return at < 0 ? -1 : at + offset;
    }

    /** {@code PyBytes_FromObject}: exact bytes of a buffer's content or an iterable's integers. */
    public static long fromObject(long object) {
        return BytesSource.fromObject(object);
    }

    // ---- text

    @Slot({"tp_repr", "tp_str"})
    public static long repr(long bytes) {
        return repr(bytes, true);
    }

    /** The repr; without {@code smartQuotes} always in single quotes. */
    public static long repr(long bytes, boolean smartQuotes) {
        String literal = TextRepr.bytesRepr(toJava(bytes));
        if (!smartQuotes && literal.startsWith("b\"")) {
            literal = "b'" + literal.substring(2, literal.length() - 1).replace("'", "\\'") + "'";
        }
        return Strings.of(literal);
    }

    // ---- buffer

    @Slot("bf_getbuffer")
    static int getBuffer(long bytes, long view, int flags) {
        Buffers.fillInfo(view, bytes, data(bytes), size(bytes), true, flags);
        return 0;
    }

    // ---- life

    @Slot("tp_new")
    static long make(long type, long args, long kwargs) {
        long[] given = Arguments.unpack("bytes", NEW_NAMES, 3, 0, args, kwargs);
        String encoding = StrCodecs.nameArgument("bytes", "encoding", given[1]);
        String errors = StrCodecs.nameArgument("bytes", "errors", given[2]);
        long bytes = BytesSource.bytes(given[0], encoding, errors);
        if (type == BuiltinTypes.BYTES) return bytes;
        try {
            return makeDerived(type, bytes);
        } finally {
            References.decref(bytes);
        }
    }

    private static long makeDerived(long type, long bytes) {
        long size = size(bytes);
        long self = Allocation.instance(type, size);
        Memory.copy(data(bytes), data(self), size + 1);
        Memory.putLong(self + PyBytesObject.ob_shash, Memory.getLong(bytes + PyBytesObject.ob_shash));
        return self;
    }

    @Slot("tp_dealloc")
    static void dealloc(long bytes) {
        Allocation.freeInstance(bytes);
    }

    /**
     * {@code _PyBytes_Resize} of the bytes at {@code field}, whose reference is replaced: {@code bytes} must be nobody else's. On an
     * error the field is NULL.
     */
    public static void resize(long field, long size) {
        long bytes = Memory.getLong(field);
        Memory.putLong(field, NULL);
        if (bytes == NULL || !isInstance(bytes) || size < 0) {
            References.xdecref(bytes);
            throw PyError.badInternalCall();
        }
        if (size(bytes) == size) {
            Memory.putLong(field, bytes);
            return;
        }
        if (size == 0 || size(bytes) == 0) {
            References.decref(bytes);
            Memory.putLong(field, make(size));
            return;
        }
        if (References.count(bytes) != 1) {
            References.decref(bytes);
            throw PyError.badInternalCall();
        }
        long moved = reallocate(bytes, size);
        Memory.putLong(moved + PyVarObject.ob_size, size);
        Memory.putLong(moved + PyBytesObject.ob_shash, -1);
        Memory.putByte(data(moved) + size, (byte) 0);
        Memory.putLong(field, moved);
    }

    private static long reallocate(long bytes, long size) {
        try {
            return Allocation.reallocate(bytes, HEADER + size);
        } catch (PyError failure) {
            References.decref(bytes);
            throw failure;
        }
    }
}
