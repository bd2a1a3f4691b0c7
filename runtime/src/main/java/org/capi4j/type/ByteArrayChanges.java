package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.layout.PyByteArrayObject;
import org.capi4j.layout.PyVarObject;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/** What changes a bytearray, and how it is pickled. */
@BuiltinType(value = "PyByteArray_Type", part = true)
public final class ByteArrayChanges {
    private ByteArrayChanges() {}

    // ---- slices

    /** Puts {@code count} bytes at {@code source} in place of {@code [low, high)}; the source is not in the bytearray. */
    private static void replace(long self, long low, long high, long source, long count) {
        long growth = count - (high - low);
        long size = ByteArrayType.size(self);
        if (growth < 0) {
            ByteArrayType.requireNoExports(self);
            if (low == 0) {
                long start = self + PyByteArrayObject.ob_start;
                Memory.putLong(start, Memory.getLong(start) - growth);
            } else {
                long data = ByteArrayType.data(self);
                Memory.copy(data + high, data + low + count, size - high);
            }
            // the offset of a cut-off front counts against the block's room: resize sees it in ob_start
            shrink(self, size + growth);
        } else if (growth > 0) {
            if (size > Long.MAX_VALUE - growth) throw PyError.memoryError();
            ByteArrayType.resize(self, size + growth);
            long data = ByteArrayType.data(self);
            Memory.copy(data + high, data + low + count, size - high);
        }
        if (count > 0) Memory.copy(source, ByteArrayType.data(self) + low, count);
    }

    private static void shrink(long self, long size) {
        try {
            ByteArrayType.resize(self, size);
        } catch (PyError noMemory) {
            // a smaller block can't be had: stay in the larger one
            Memory.putLong(self + PyVarObject.ob_size, size);
            Memory.putByte(Memory.getLong(self + PyByteArrayObject.ob_start) + size, (byte) 0);
            noMemory.release();
        }
    }

    private static void setSlice(long self, long low, long high, long values) {
        if (values == NULL) {
            replace(self, low, high, NULL, 0);
            return;
        }
        if (values == self) {
            long copy = BytesType.of(ByteArrayType.toJava(self));
            try {
                setSlice(self, low, high, copy);
            } finally {
                References.decref(copy);
            }
            return;
        }
        try (ByteView view = ByteView.of(values)) {
            replace(self, low, high, view.data(), view.size());
        }
    }

    /** {@code self += bytesLike}. */
    static void append(long self, long bytesLike) {
        long size = ByteArrayType.size(self);
        setSlice(self, size, size, bytesLike);
    }

    @Slot("sq_ass_item")
    static int setItem(long self, long index, long value) {
        if (index < 0 || index >= ByteArrayType.size(self)) throw PyError.indexError("bytearray index out of range");
        if (value == NULL) setSlice(self, index, index + 1, NULL);
        else Memory.putByte(ByteArrayType.data(self) + index, (byte) BytesSource.value(value));
        return 0;
    }

    @Slot("mp_ass_subscript")
    static int setSubscript(long self, long key, long value) {
        if (Numbers.isIndex(key)) {
            long index = Numbers.asSsize(key, Exceptions.IndexError);
            int item = value == NULL ? 0 : BytesSource.value(value);
            if (index < 0) index += ByteArrayType.size(self);
            if (index < 0 || index >= ByteArrayType.size(self)) throw PyError.indexError("bytearray index out of range");
            if (value == NULL) setSlice(self, index, index + 1, NULL);
            else Memory.putByte(ByteArrayType.data(self) + index, (byte) item);
        } else if (References.type(key) == BuiltinTypes.SLICE) {
            assignSlice(self, SliceType.indices(key, ByteArrayType.size(self)), value);
        } else {
            throw PyError.typeError("bytearray indices must be integers or slices, not " + TypeLookup.fullNameOf(key));
        }
        return 0;
    }

    private static void assignSlice(long self, long[] range, long value) {
        if (value != NULL && (value == self || !ByteArrayType.isInstance(value))) {
            long copy = sliceSource(value);
            try {
                assignSlice(self, range, copy);
            } finally {
                References.decref(copy);
            }
            return;
        }
        long start = range[0];
        long step = range[2];
        long count = range[3];
        if (step == 1) {
            long stop = step < 0 && start < range[1] || step > 0 && start > range[1] ? start : range[1];
            setSlice(self, start, stop, value);
        } else if (value == NULL || ByteArrayType.size(value) == 0) {
            deleteStrided(self, start, step, count);
        } else {
            long given = ByteArrayType.size(value);
            if (given != count) {
                throw PyError.valueError(
                        "attempt to assign bytes of size " + given + " to extended slice of size " + count);
            }
            long from = ByteArrayType.data(value);
            long to = ByteArrayType.data(self);
            for (long i = 0; i < count; i++) Memory.putByte(to + start + i * step, Memory.getByte(from + i));
        }
    }

    /** A new bytearray of what is assigned to a slice. */
    private static long sliceSource(long value) {
        if (StrType.isInstance(value) || Numbers.isIndex(value)) {
            throw PyError.typeError("can assign only bytes, buffers, or iterables of ints in range(0, 256)");
        }
        return Calls.callOneArg(BuiltinTypes.BYTE_ARRAY, value);
    }

    private static void deleteStrided(long self, long start, long step, long count) {
        ByteArrayType.requireNoExports(self);
        if (count == 0) return;
        if (step < 0) {
            start += step * (count - 1);
            step = -step;
        }
        long data = ByteArrayType.data(self);
        long size = ByteArrayType.size(self);
        long to = start;
        long gone = 0;
        for (long at = start; at < size; at++) {
            if (gone < count && at == start + gone * step) gone++;
            else Memory.putByte(data + to++, Memory.getByte(data + at));
        }
        ByteArrayType.resize(self, size - count);
    }

    @Slot("sq_inplace_concat")
    static long concatInPlace(long self, long other) {
        if (!ByteView.isPossible(other)) {
            throw PyError.typeError("can't concat " + TypeLookup.fullNameOf(other, 100) + " to " + TypeLookup.fullNameOf(self, 100));
        }
        try (ByteView view = ByteView.of(other)) {
            // a bytearray that is added to itself has an export now, and can't grow: so it is in CPython
            long size = ByteArrayType.size(self);
            replace(self, size, size, view.data(), view.size());
        }
        return References.newRef(self);
    }

    @Slot("sq_inplace_repeat")
    static long repeatInPlace(long self, long count) {
        long size = ByteArrayType.size(self);
        long times = Math.max(0, count);
        if (times > 0 && size > Long.MAX_VALUE / times) throw PyError.memoryError();
        ByteArrayType.resize(self, size * times);
        long data = ByteArrayType.data(self);
        for (long done = size; done < size * times; done += size) Memory.copy(data, data + done, size);
        return References.newRef(self);
    }

    // ---- methods of a list

    @Method("append")
    static long appendMethod(long self, long item) {
        int value = BytesSource.value(item);
        long size = ByteArrayType.size(self);
        if (size == Long.MAX_VALUE) throw PyError.overflowError("cannot add more objects to bytearray");
        ByteArrayType.resize(self, size + 1);
        Memory.putByte(ByteArrayType.data(self) + size, (byte) value);
        return Singletons.none();
    }

    @Method("extend")
    static long extend(long self, long iterable) {
        if (ByteView.isPossible(iterable)) {
            append(self, iterable);
            return Singletons.none();
        }
        byte[] items = BytesSource.items(iterable, "can't extend bytearray with %s", "byte must be in range(0, 256)");
        long size = ByteArrayType.size(self);
        ByteArrayType.resize(self, size + items.length);
        Memory.putBytes(ByteArrayType.data(self) + size, items);
        return Singletons.none();
    }

    @Method("insert")
    static long insert(long self, long args, long nargs) {
        Arguments.checkPositional("insert", nargs, 2, 2);
        long index = Arguments.ssize(Memory.getLong(args));
        int value = BytesSource.value(Memory.getLong(args + 8));
        long size = ByteArrayType.size(self);
        if (size == Long.MAX_VALUE) throw PyError.overflowError("cannot add more objects to bytearray");
        ByteArrayType.resize(self, size + 1);
        long at = Math.min(index < 0 ? Math.max(0, index + size) : index, size);
        long data = ByteArrayType.data(self);
        Memory.copy(data + at, data + at + 1, size - at);
        Memory.putByte(data + at, (byte) value);
        return Singletons.none();
    }

    @Method("pop")
    static long pop(long self, long args, long nargs) {
        Arguments.checkPositional("pop", nargs, 0, 1);
        long index = nargs == 0 ? -1 : Arguments.ssize(Memory.getLong(args));
        long size = ByteArrayType.size(self);
        if (size == 0) throw PyError.indexError("pop from empty bytearray");
        if (index < 0) index += size;
        if (index < 0 || index >= size) throw PyError.indexError("pop index out of range");
        ByteArrayType.requireNoExports(self);
        long item = LongType.of(Memory.getUnsignedByte(ByteArrayType.data(self) + index));
        removeAt(self, index);
        return item;
    }

    private static void removeAt(long self, long index) {
        long size = ByteArrayType.size(self);
        long data = ByteArrayType.data(self);
        Memory.copy(data + index + 1, data + index, size - index - 1);
        ByteArrayType.resize(self, size - 1);
    }

    @Method("remove")
    static long remove(long self, long item) {
        int value = BytesSource.value(item);
        long at = StrData.findChar(1, ByteArrayType.data(self), value, 0, ByteArrayType.size(self));
        if (at < 0) throw PyError.valueError("value not found in bytearray");
        ByteArrayType.requireNoExports(self);
        removeAt(self, at);
        return Singletons.none();
    }

    @Method("reverse")
    static long reverse(long self) {
        long low = ByteArrayType.data(self);
        for (long high = low + ByteArrayType.size(self) - 1; low < high; low++, high--) {
            byte swapped = Memory.getByte(low);
            Memory.putByte(low, Memory.getByte(high));
            Memory.putByte(high, swapped);
        }
        return Singletons.none();
    }

    @Method("clear")
    static long clear(long self) {
        ByteArrayType.resize(self, 0);
        return Singletons.none();
    }

    @Method("copy")
    static long copy(long self) {
        return ByteArrayType.ofData(ByteArrayType.data(self), ByteArrayType.size(self));
    }

    // ---- size and pickling

    @Method("__alloc__")
    static long allocated(long self) {
        return LongType.of(Memory.getLong(self + PyByteArrayObject.ob_alloc));
    }

    @Method("__sizeof__")
    static long sizeof(long self) {
        long basic = Memory.getLong(References.type(self) + PyTypeObject.tp_basicsize);
        return LongType.of(basic + Memory.getLong(self + PyByteArrayObject.ob_alloc));
    }

    @Method("__reduce__")
    static long reduce(long self) {
        return reduce(self, 2);
    }

    @Method("__reduce_ex__")
    static long reduceEx(long self, long args, long nargs) {
        Arguments.checkPositional("__reduce_ex__", nargs, 0, 1);
        return reduce(self, nargs == 0 ? 0 : Arguments.integer(Memory.getLong(args)));
    }

    private static long reduce(long self, int protocol) {
        return OwnedObjects.tuple(
                () -> References.newRef(References.type(self)),
                () -> reduceArguments(self, protocol),
                () -> Calls.callMethod(self, "__getstate__"));
    }

    private static long reduceArguments(long self, int protocol) {
        long data = ByteArrayType.data(self);
        long size = ByteArrayType.size(self);
        if (size == 0) return TupleType.empty();
        if (protocol >= 3) return OwnedObjects.tuple(() -> BytesType.ofData(data, size));
        return OwnedObjects.tuple(() -> StrType.ofData(1, data, size), () -> StrType.intern("latin-1"));
    }
}
