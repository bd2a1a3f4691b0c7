package org.capi4j.module.io;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Getter;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.module.Fields;
import org.capi4j.module.Iteration;
import org.capi4j.module.Namespace;
import org.capi4j.object.Allocation;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.BoolType;
import org.capi4j.type.ByteView;
import org.capi4j.type.BytesType;
import org.capi4j.type.DictType;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.MemoryViewType;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/**
 * {@code io.BytesIO}: a file in memory. {@link BytesIoBufferType} gives out its memory, which then can't change its size.
 *
 * <pre>
 * 32 data, a block of memory; NULL when nothing was written yet
 * 40 size
 * 48 allocated
 * 56 position
 * 64 exports: views of the data
 * 72 whether it is closed
 * </pre>
 */
@BuiltinType(
        value = "c4j_BytesIoType",
        name = "_io.BytesIO",
        base = "c4j_BufferedIoBaseType",
        basicsize = 80,
        dictoffset = Streams.DICT_OFFSET,
        weaklistoffset = Streams.WEAK_OFFSET,
        flags = Fields.FLAGS)
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class BytesIoType {
    static final long TYPE = Shim.symbol("c4j_BytesIoType");
    private static final int DATA = 2;
    private static final int SIZE = 3;
    private static final int ALLOCATED = 4;
    private static final int POSITION = 5;
    private static final int EXPORTS = 6;
    private static final int CLOSED = 7;
    private static final int REFERENCES = 0;

    private BytesIoType() {}

    @Slot("tp_new")
    static long create(long type, long args, long kwargs) {
        return Allocation.instance(type, 0);
    }

    @Slot("tp_init")
    static void init(long self, long args, long kwargs) {
        long initial = Arguments.unpack("BytesIO", new String[] {"initial_bytes"}, 1, 0, args, kwargs)[0];
        requireNoExports(self);
        Fields.setNumber(self, SIZE, 0);
        Fields.setNumber(self, POSITION, 0);
        Fields.setNumber(self, CLOSED, 0);
        if (initial == NULL || initial == Singletons.NONE) return;
        try (ByteView view = ByteView.of(initial)) {
            write(self, view.data(), view.size());
        }
        Fields.setNumber(self, POSITION, 0);
    }

    static long data(long self) {
        return Fields.number(self, DATA);
    }

    static long size(long self) {
        return Fields.number(self, SIZE);
    }

    static void countExports(long self, long change) {
        Fields.setNumber(self, EXPORTS, Fields.number(self, EXPORTS) + change);
    }

    private static void requireNoExports(long self) {
        if (Fields.number(self, EXPORTS) > 0) throw PyError.bufferError("Existing exports of data: object cannot be re-sized");
    }

    private static void requireOpen(long self) {
        if (Fields.number(self, CLOSED) != 0) throw Streams.closed();
    }

    /** At least one byte, so that there is an address to give out. */
    private static void reserve(long self, long size) {
        if (size <= Fields.number(self, ALLOCATED) && data(self) != NULL) return;
        long larger = Math.max(size + (size >> 3) + 16, 64);
        Fields.setNumber(self, DATA, Allocation.reallocate(data(self), larger));
        Fields.setNumber(self, ALLOCATED, larger);
    }

    private static long write(long self, long source, long count) {
        if (count == 0) return 0;
        long position = Fields.number(self, POSITION);
        long end = position + count;
        if (end < 0) throw PyError.overflowError("new position too large");
        reserve(self, end);
        if (position > size(self)) Memory.fill(data(self) + size(self), position - size(self), (byte) 0);
        Memory.copy(source, data(self) + position, count);
        Fields.setNumber(self, POSITION, end);
        Fields.setNumber(self, SIZE, Math.max(size(self), end));
        return count;
    }

    @Method("write")
    static long write(long self, long data) {
        requireOpen(self);
        requireNoExports(self);
        try (ByteView view = ByteView.of(data)) {
            return LongType.of(write(self, view.data(), view.size()));
        }
    }

    @Method("writelines")
    static long writelines(long self, long lines) {
        requireOpen(self);
        Iteration.forEach(lines, line -> References.decref(write(self, line)));
        return Singletons.none();
    }

    /** New bytes of at most {@code limit} bytes from the position on, which are passed; all when it is negative. */
    private static long take(long self, long limit) {
        long left = Math.max(size(self) - Fields.number(self, POSITION), 0);
        long count = limit < 0 || limit > left ? left : limit;
        long bytes = count == 0 ? BytesType.empty() : BytesType.ofData(data(self) + Fields.number(self, POSITION), count);
        Fields.setNumber(self, POSITION, Fields.number(self, POSITION) + count);
        return bytes;
    }

    @Method("read")
    static long read(long self, long args, long nargs) {
        Arguments.checkPositional("read", nargs, 0, 1);
        long size = Streams.size(args, nargs, 0, -1);
        requireOpen(self);
        return take(self, size);
    }

    @Method("read1")
    static long read1(long self, long args, long nargs) {
        Arguments.checkPositional("read1", nargs, 0, 1);
        return read(self, args, nargs);
    }

    /** The length of the line at the position, at most {@code limit}. */
    private static long lineLength(long self, long limit) {
        long start = Fields.number(self, POSITION);
        long end = limit < 0 ? size(self) : Math.min(size(self), start + limit);
        for (long at = start; at < end; at++) {
            if (Memory.getByte(data(self) + at) == '\n') return at + 1 - start;
        }
        return Math.max(end - start, 0);
    }

    @Method("readline")
    static long readline(long self, long args, long nargs) {
        Arguments.checkPositional("readline", nargs, 0, 1);
        long limit = Streams.size(args, nargs, 0, -1);
        requireOpen(self);
        return take(self, lineLength(self, limit));
    }

    @Method("readlines")
    static long readlines(long self, long args, long nargs) {
        Arguments.checkPositional("readlines", nargs, 0, 1);
        requireOpen(self);
        long hint = hint(Arguments.get(args, nargs, 0));
        long lines = ListType.make(0);
        long length = 0;
        try {
            for (long line = lineLength(self, -1); line > 0 && (hint <= 0 || length < hint); line = lineLength(self, -1)) {
                Namespace.append(lines, take(self, line));
                length += line;
            }
            return lines;
        } catch (Throwable failure) {
            References.decref(lines);
            throw failure;
        }
    }

    /** Only an int will do, unlike for the other methods. */
    private static long hint(long object) {
        if (object == NULL || object == Singletons.NONE) return -1;
        if (!LongType.isInstance(object)) throw PyError.typeError("integer argument expected, got '" + TypeLookup.nameOf(object) + "'");
        return LongType.asSsize(object);
    }

    @Slot("tp_iternext")
    static long next(long self) {
        requireOpen(self);
        long length = lineLength(self, -1);
        return length == 0 ? NULL : take(self, length);
    }

    @Method("readinto")
    static long readinto(long self, long target) {
        try (WritableView view = WritableView.of("readinto", target)) {
            requireOpen(self);
            long position = Fields.number(self, POSITION);
            long count = Math.min(view.size(), Math.max(size(self) - position, 0));
            if (count > 0) Memory.copy(data(self) + position, view.data(), count);
            Fields.setNumber(self, POSITION, position + count);
            return LongType.of(count);
        }
    }

    @Method("getvalue")
    static long getvalue(long self) {
        requireOpen(self);
        return size(self) == 0 ? BytesType.empty() : BytesType.ofData(data(self), size(self));
    }

    @Method("getbuffer")
    static long getbuffer(long self) {
        requireOpen(self);
        reserve(self, 1);
        long buffer = BytesIoBufferType.make(self);
        try {
            return MemoryViewType.of(buffer);
        } finally {
            References.decref(buffer);
        }
    }

    @Method("tell")
    static long tell(long self) {
        requireOpen(self);
        return LongType.of(Fields.number(self, POSITION));
    }

    @Method("seek")
    static long seek(long self, long args, long nargs) {
        Arguments.checkPositional("seek", nargs, 1, 2);
        long offset = Arguments.ssize(Memory.getLong(args));
        int whence = nargs > 1 ? Arguments.integer(Memory.getLong(args + 8)) : 0;
        requireOpen(self);
        if (whence == 0 && offset < 0) throw PyError.valueError("negative seek value " + offset);
        if (whence < 0 || whence > 2) throw PyError.valueError("invalid whence (" + whence + ", should be 0, 1 or 2)");
        long origin = whence == 0 ? 0 : whence == 1 ? Fields.number(self, POSITION) : size(self);
        if (offset > Long.MAX_VALUE - origin) throw PyError.overflowError("new position too large");
        Fields.setNumber(self, POSITION, Math.max(origin + offset, 0));
        return tell(self);
    }

    @Method("truncate")
    static long truncate(long self, long args, long nargs) {
        Arguments.checkPositional("truncate", nargs, 0, 1);
        long size = Streams.size(args, nargs, 0, Fields.number(self, POSITION));
        requireOpen(self);
        requireNoExports(self);
        if (size < 0) throw PyError.valueError("negative size value " + size);
        if (size < size(self)) Fields.setNumber(self, SIZE, size);
        return LongType.of(size);
    }

    @Method("close")
    static long close(long self) {
        requireNoExports(self);
        Fields.setNumber(self, CLOSED, 1);
        Fields.setNumber(self, SIZE, 0);
        return Singletons.none();
    }

    @Getter("closed")
    static long closed(long self) {
        return BoolType.of(Fields.number(self, CLOSED) != 0);
    }

    @Method({"readable", "writable", "seekable"})
    static long able(long self) {
        requireOpen(self);
        return BoolType.of(true);
    }

    @Method("isatty")
    static long isTerminal(long self) {
        requireOpen(self);
        return BoolType.of(false);
    }

    @Method("flush")
    static long flush(long self) {
        requireOpen(self);
        return Singletons.none();
    }

    @Method("__getstate__")
    static long getState(long self) {
        long value = getvalue(self);
        long dict = Fields.get(self, 0);
        long state = dict == NULL ? Singletons.none() : DictType.copy(dict);
        return TupleType.steal(value, LongType.of(Fields.number(self, POSITION)), state);
    }

    @Method("__setstate__")
    static long setState(long self, long state) {
        String name = TypeLookup.fullNameOf(self);
        if (!TupleType.isInstance(state) || TupleType.size(state) < 3) {
            throw PyError.typeError(name + ".__setstate__ argument should be 3-tuple, got " + TypeLookup.nameOf(state));
        }
        requireNoExports(self);
        Fields.setNumber(self, SIZE, 0);
        Fields.setNumber(self, POSITION, 0);
        References.decref(write(self, TupleType.get(state, 0)));
        long position = TupleType.get(state, 1);
        if (!LongType.isInstance(position)) {
            throw PyError.typeError("second item of state must be an integer, not " + TypeLookup.nameOf(position));
        }
        if (LongType.asSsize(position) < 0) throw PyError.valueError("position value cannot be negative");
        Fields.setNumber(self, POSITION, LongType.asSsize(position));
        StreamState.setDict(self, TupleType.get(state, 2), "third item of state should be a dict, got a ");
        return Singletons.none();
    }

    @Method("__sizeof__")
    static long sizeOf(long self) {
        return LongType.of(Memory.getLong(References.type(self) + PyTypeObject.tp_basicsize) + Fields.number(self, ALLOCATED));
    }

    @Slot("tp_traverse")
    static int traverse(long self, long visit, long argument) {
        return Streams.traverse(self, REFERENCES, visit, argument);
    }

    @Slot("tp_clear")
    static void clear(long self) {
        Streams.clear(self, REFERENCES);
    }

    @Slot("tp_dealloc")
    static void dealloc(long self) {
        Streams.release(self, REFERENCES, DATA);
    }
}
