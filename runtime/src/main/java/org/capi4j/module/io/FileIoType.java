package org.capi4j.module.io;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Getter;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.module.Fields;
import org.capi4j.module.FileSystem;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Arguments;
import org.capi4j.type.BoolType;
import org.capi4j.type.ByteView;
import org.capi4j.type.BytesType;
import org.capi4j.type.Calls;
import org.capi4j.type.FileNames;
import org.capi4j.type.LongType;
import org.capi4j.type.Numbers;
import org.capi4j.type.Objects;
import org.capi4j.type.ReprGuard;
import org.capi4j.type.Singletons;
import org.capi4j.type.StrType;
import org.capi4j.type.TypeLookup;

/**
 * {@code io.FileIO}: a file descriptor.
 *
 * <pre>
 * 32 descriptor, -1 when it is closed
 * 40 mode: its letter, and bit 8 for '+'
 * 48 whether closing the object closes the descriptor
 * 56 whether the file can be sought in: -1 when nobody has asked
 * </pre>
 */
@BuiltinType(
        value = "c4j_FileIoType",
        name = "_io.FileIO",
        base = "c4j_RawIoBaseType",
        basicsize = 64,
        dictoffset = Streams.DICT_OFFSET,
        weaklistoffset = Streams.WEAK_OFFSET,
        flags = Fields.FLAGS)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
public final class FileIoType {
    static final long TYPE = Shim.symbol("c4j_FileIoType");
    private static final int DESCRIPTOR = 2;
    private static final int MODE = 3;
    private static final int CLOSES = 4;
    private static final int SEEKABLE = 5;
    private static final int REFERENCES = 0;

    private FileIoType() {}

    private static final int EAGAIN = 11;
    private static final int EISDIR = 21;
    private static final int PLUS = 0x100;
    private static final int O_CLOEXEC = 0x80000;
    private static final int STATUS_SIZE = 13 * 8;
    private static final int STATUS_MODE = 0;
    private static final int STATUS_LENGTH = 6;

    @Slot("tp_new")
    static long create(long type, long args, long kwargs) {
        long file = Allocation.instance(type, 0);
        Fields.setNumber(file, DESCRIPTOR, -1);
        Fields.setNumber(file, CLOSES, 1);
        Fields.setNumber(file, SEEKABLE, -1);
        Fields.setNumber(file, MODE, 'r');
        return file;
    }

    @Slot("tp_init")
    static void init(long self, long args, long kwargs) {
        long[] values = Arguments.unpack("FileIO", new String[] {"file", "mode", "closefd", "opener"}, 4, 1, args, kwargs);
        if (values[1] != NULL && !StrType.isInstance(values[1])) {
            throw PyError.typeError("FileIO() argument 'mode' must be str, not " + Arguments.typeName(values[1]));
        }
        FileMode mode = FileMode.of(values[1] == NULL ? "r" : Strings.toJava(values[1]));
        boolean closes = values[2] == NULL || Objects.isTrue(values[2]);
        if (descriptor(self) >= 0 && Fields.number(self, CLOSES) != 0) closeDescriptor(self);
        Fields.setNumber(self, DESCRIPTOR, -1);
        open(self, values[0], mode, closes, values[3] == Singletons.NONE ? NULL : values[3]);
    }

    private static void open(long self, long file, FileMode mode, boolean closes, long opener) {
        boolean given = Numbers.isIndex(file);
        Fields.setNumber(self, MODE, mode.kind() | (mode.updating() ? PLUS : 0));
        Fields.setNumber(self, SEEKABLE, -1);
        if (given) {
            int descriptor = Arguments.integer(file);
            if (descriptor < 0) throw PyError.valueError("negative file descriptor");
            Fields.setNumber(self, CLOSES, closes ? 1 : 0);
            Fields.setNumber(self, DESCRIPTOR, descriptor);
        } else {
            if (!closes) {
                References.decref(FileNames.path(file));
                throw PyError.valueError("Cannot use closefd=False with file name");
            }
            Fields.setNumber(self, CLOSES, 1);
            Fields.setNumber(self, DESCRIPTOR, opener == NULL ? openPath(file, mode) : openBy(opener, file, mode));
        }
        try {
            requireFile(self, file);
            Objects.setAttr(self, "name", file);
            if (mode.kind() == 'a') FileSystem.call("file_seek", descriptor(self), 0, 2);
        } catch (Throwable failure) {
            if (!given) closeDescriptor(self);
            Fields.setNumber(self, DESCRIPTOR, -1);
            throw failure;
        }
    }

    private static long openPath(long file, FileMode mode) {
        return FileSystem.onPath(file, path -> FileSystem.call("file_open", path, mode.flags(), 0666));
    }

    private static long openBy(long opener, long file, FileMode mode) {
        long flags = LongType.of(mode.flags() | O_CLOEXEC);
        long result;
        try {
            result = Calls.callWith(opener, file, flags);
        } finally {
            References.decref(flags);
        }
        try {
            if (!LongType.isInstance(result)) throw PyError.typeError("expected integer from opener");
            long descriptor = LongType.asInt(result);
            if (descriptor < 0) throw PyError.valueError("opener returned " + descriptor);
            return descriptor;
        } finally {
            References.decref(result);
        }
    }

    private static long status(long self, int field) {
        long fields = Allocation.allocate(STATUS_SIZE);
        try {
            FileSystem.require("file_status", NULL, descriptor(self), 1, fields);
            return Memory.getLong(fields + 8L * field);
        } finally {
            Allocation.free(fields);
        }
    }

    private static void requireFile(long self, long file) {
        long mode = status(self, STATUS_MODE);
        if ((mode & 0170000) == 0040000) throw FileSystem.error(EISDIR, file);
    }

    static int descriptor(long self) {
        return (int) Fields.number(self, DESCRIPTOR);
    }

    private static FileMode mode(long self) {
        long mode = Fields.number(self, MODE);
        return new FileMode((char) (mode & 0xFF), (mode & PLUS) != 0);
    }

    private static void requireOpen(long self) {
        if (descriptor(self) < 0) throw PyError.valueError("I/O operation on closed file");
    }

    private static void requireReadable(long self) {
        requireOpen(self);
        if (!mode(self).readable()) throw Streams.unsupported("File not open for reading");
    }

    private static void requireWritable(long self) {
        requireOpen(self);
        if (!mode(self).writable()) throw Streams.unsupported("File not open for writing");
    }

    private static void closeDescriptor(long self) {
        int descriptor = descriptor(self);
        Fields.setNumber(self, DESCRIPTOR, -1);
        if (descriptor >= 0) FileSystem.require("file_close", descriptor);
    }

    @Method("close")
    static long close(long self) {
        try {
            References.decref(IoBaseType.close(self));
        } finally {
            if (Fields.number(self, CLOSES) != 0) closeDescriptor(self);
            else Fields.setNumber(self, DESCRIPTOR, -1);
        }
        return Singletons.none();
    }

    @Getter("closed")
    static long closed(long self) {
        return BoolType.of(descriptor(self) < 0);
    }

    @Getter("closefd")
    static long closesDescriptor(long self) {
        return BoolType.of(Fields.number(self, CLOSES) != 0);
    }

    @Getter("mode")
    static long modeText(long self) {
        return Strings.of(mode(self).shown());
    }

    @Method("fileno")
    static long fileno(long self) {
        requireOpen(self);
        return LongType.of(descriptor(self));
    }

    @Method("readable")
    static long readable(long self) {
        requireOpen(self);
        return BoolType.of(mode(self).readable());
    }

    @Method("writable")
    static long writable(long self) {
        requireOpen(self);
        return BoolType.of(mode(self).writable());
    }

    @Method("seekable")
    static long seekable(long self) {
        requireOpen(self);
        if (Fields.number(self, SEEKABLE) < 0) {
            Fields.setNumber(self, SEEKABLE, FileSystem.call("file_seek", descriptor(self), 0, 1) >= 0 ? 1 : 0);
        }
        return BoolType.of(Fields.number(self, SEEKABLE) == 1);
    }

    @Method("isatty")
    static long isTerminal(long self) {
        requireOpen(self);
        return BoolType.of(FileSystem.call("file_is_terminal", descriptor(self)) > 0);
    }

    /** How many bytes came, or -1 when none would come without waiting. */
    static long readMemory(long self, long target, long count) {
        requireReadable(self);
        long read = FileSystem.call("file_read", descriptor(self), target, Math.min(count, Integer.MAX_VALUE));
        if (read == -EAGAIN) return -1;
        if (read < 0) throw FileSystem.error((int) -read, NULL);
        return read;
    }

    /** How many bytes went, or -1 when none would go without waiting. */
    static long writeMemory(long self, long source, long count) {
        requireWritable(self);
        long written = FileSystem.call("file_write", descriptor(self), source, Math.min(count, Integer.MAX_VALUE));
        if (written == -EAGAIN) return -1;
        if (written < 0) throw FileSystem.error((int) -written, NULL);
        return written;
    }

    @Method("readinto")
    static long readinto(long self, long target) {
        requireReadable(self);
        try (WritableView view = WritableView.of("readinto", target)) {
            long count = readMemory(self, view.data(), view.size());
            return count < 0 ? Singletons.none() : LongType.of(count);
        }
    }

    @Method("read")
    static long read(long self, long args, long nargs) {
        Arguments.checkPositional("read", nargs, 0, 1);
        requireReadable(self);
        long size = Streams.size(args, nargs, 0, -1);
        if (size < 0) return readall(self);
        long block = Allocation.allocate(Math.max(size, 1));
        try {
            long count = readMemory(self, block, size);
            return count < 0 ? Singletons.none() : BytesType.ofData(block, count);
        } finally {
            Allocation.free(block);
        }
    }

    @Method("readall")
    static long readall(long self) {
        requireReadable(self);
        long room = Math.max(room(self), 1);
        long block = Allocation.allocate(room);
        long size = 0;
        try {
            while (true) {
                if (size == room) {
                    room += Math.max(room, IoModule.DEFAULT_BUFFER_SIZE);
                    block = Allocation.reallocate(block, room);
                }
                long count = readMemory(self, block + size, room - size);
                if (count < 0 && size == 0) return Singletons.none();
                if (count <= 0) return BytesType.ofData(block, size);
                size += count;
            }
        } finally {
            Allocation.free(block);
        }
    }

    /** One byte more than is probably left, so that the end is seen without growing. */
    private static long room(long self) {
        long position = FileSystem.call("file_seek", descriptor(self), 0, 1);
        long left = position < 0 ? 0 : status(self, STATUS_LENGTH) - position + 1;
        return left > 1 ? left : IoModule.DEFAULT_BUFFER_SIZE;
    }

    @Method("write")
    static long write(long self, long data) {
        requireWritable(self);
        try (ByteView view = ByteView.of(data)) {
            long count = writeMemory(self, view.data(), view.size());
            return count < 0 ? Singletons.none() : LongType.of(count);
        }
    }

    @Method("seek")
    static long seek(long self, long args, long nargs) {
        Arguments.checkPositional("seek", nargs, 1, 2);
        requireOpen(self);
        if (References.type(Memory.getLong(args)) == BuiltinTypes.FLOAT) throw PyError.typeError("an integer is required");
        long offset = Arguments.ssize(Memory.getLong(args));
        int whence = nargs > 1 ? Arguments.integer(Memory.getLong(args + 8)) : 0;
        return LongType.of(FileSystem.require("file_seek", descriptor(self), offset, whence));
    }

    @Method("tell")
    static long tell(long self) {
        requireOpen(self);
        return LongType.of(FileSystem.require("file_seek", descriptor(self), 0, 1));
    }

    @Method("truncate")
    static long truncate(long self, long args, long nargs) {
        Arguments.checkPositional("truncate", nargs, 0, 1);
        requireWritable(self);
        long given = Arguments.get(args, nargs, 0);
        long size = given == NULL || given == Singletons.NONE
                ? FileSystem.require("file_seek", descriptor(self), 0, 1)
                : Arguments.ssize(given);
        FileSystem.require("file_truncate", descriptor(self), size);
        return LongType.of(size);
    }

    @Slot("tp_repr")
    static long repr(long self) {
        if (descriptor(self) < 0) return Strings.of("<_io.FileIO [closed]>");
        boolean closes = Fields.number(self, CLOSES) != 0;
        String more = " mode='" + mode(self).shown() + "' closefd=" + (closes ? "True" : "False") + ">";
        long name = Objects.lookupAttr(self, "name");
        if (name == NULL) return Strings.of("<_io.FileIO fd=" + descriptor(self) + more);
        if (ReprGuard.enter(self)) {
            References.decref(name);
            throw PyError.runtimeError("reentrant call inside " + TypeLookup.nameOf(self) + ".__repr__");
        }
        try {
            return Strings.of("<_io.FileIO name=" + Objects.reprString(name) + more);
        } finally {
            ReprGuard.leave(self);
            References.decref(name);
        }
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
        Streams.dealloc(self, REFERENCES);
    }
}
