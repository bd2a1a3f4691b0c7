package org.capi4j.module.posix;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.module.FileSystem;
import org.capi4j.module.NativeFunctions;
import org.capi4j.object.Allocation;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.BoolType;
import org.capi4j.type.ByteView;
import org.capi4j.type.BytesType;
import org.capi4j.type.KeywordArguments;
import org.capi4j.type.LongType;
import org.capi4j.type.Numbers;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/** Descriptors of open files. */
@BuiltinModule("posix")
public final class PosixFiles {
    private PosixFiles() {}

    private static final int MAX = 0x7ffff000;
    private static final int EINVAL = 22;

    private static int descriptor(long object) {
        return Arguments.integer(object);
    }

    @Method("open")
    static long open(long module, long args, long nargs, long kwnames) {
        String[] names = {"path", "flags", "mode", "dir_fd"};
        long[] values = Arguments.unpack("open", names, 3, 2, args, nargs, kwnames);
        int flags = Arguments.integer(values[1]);
        int mode = values[2] == NULL ? 0777 : Arguments.integer(values[2]);
        PathArgument.requireNone("dir_fd", values[3]);
        return LongType.of(PathArgument.run(
                "open", "path", values[0], false, (path, descriptor) -> FileSystem.call("file_open", path, flags, mode)));
    }

    @Method("close")
    static long close(long module, long args, long nargs, long kwnames) {
        long fd = Arguments.unpack("close", new String[] {"fd"}, 1, 1, args, nargs, kwnames)[0];
        FileSystem.require("file_close", descriptor(fd));
        return Singletons.none();
    }

    @Method("read")
    static long read(long module, long args, long nargs) {
        Arguments.checkPositional("read", nargs, 2, 2);
        int fd = descriptor(Memory.getLong(args));
        long length = Arguments.ssize(Memory.getLong(args + 8));
        if (length < 0) throw FileSystem.error(EINVAL);
        long bytes = BytesType.make(Math.min(length, MAX));
        try {
            long count = FileSystem.require("file_read", fd, BytesType.data(bytes), Math.min(length, MAX));
            return count == BytesType.size(bytes) ? References.newRef(bytes) : BytesType.ofData(BytesType.data(bytes), count);
        } finally {
            References.decref(bytes);
        }
    }

    @Method("write")
    static long write(long module, long args, long nargs) {
        Arguments.checkPositional("write", nargs, 2, 2);
        int fd = descriptor(Memory.getLong(args));
        try (ByteView view = ByteView.of(Memory.getLong(args + 8))) {
            return LongType.of(FileSystem.require("file_write", fd, view.data(), Math.min(view.size(), MAX)));
        }
    }

    @Method("lseek")
    static long lseek(long module, long args, long nargs) {
        Arguments.checkPositional("lseek", nargs, 3, 3);
        long position = Arguments.ssize(Memory.getLong(args + 8));
        int whence = Arguments.integer(Memory.getLong(args + 16));
        return LongType.of(FileSystem.require("file_seek", descriptor(Memory.getLong(args)), position, whence));
    }

    @Method("dup")
    static long dup(long module, long fd) {
        return LongType.of(FileSystem.require("file_dup", descriptor(fd)));
    }

    @Method("dup2")
    static long dup2(long module, long args, long nargs, long kwnames) {
        long[] values = Arguments.unpack("dup2", new String[] {"fd", "fd2", "inheritable"}, 3, 2, args, nargs, kwnames);
        boolean inheritable = values[2] == NULL || Objects.isTrue(values[2]);
        int target = descriptor(values[1]);
        FileSystem.require("file_dup2", descriptor(values[0]), target, inheritable ? 1 : 0);
        return LongType.of(target);
    }

    @Method("pipe")
    static long pipe(long module) {
        long ends = Allocation.allocate(8);
        try {
            FileSystem.require("file_pipe", ends);
            return TupleType.steal(LongType.of(Memory.getInt(ends)), LongType.of(Memory.getInt(ends + 4)));
        } finally {
            Allocation.free(ends);
        }
    }

    @Method("isatty")
    static long isTerminal(long module, long fd) {
        return BoolType.of(FileSystem.call("file_is_terminal", descriptor(fd)) > 0);
    }

    @Method("fsync")
    static long fsync(long module, long args, long nargs, long kwnames) {
        return sync("fsync", args, nargs, kwnames);
    }

    @Method("fdatasync")
    static long fdatasync(long module, long args, long nargs, long kwnames) {
        return sync("fdatasync", args, nargs, kwnames);
    }

    private static long sync(String function, long args, long nargs, long kwnames) {
        FileSystem.require("file_sync", fileno(KeywordArguments.parse(function, args, nargs, kwnames, 1, 1, "fd")[0]));
        return Singletons.none();
    }

    /** A descriptor, or the {@code fileno()} of an object. */
    private static int fileno(long object) {
        return (int) NativeFunctions.api("PyObject_AsFileDescriptor", object);
    }

    @Method("ftruncate")
    static long ftruncate(long module, long args, long nargs) {
        Arguments.checkPositional("ftruncate", nargs, 2, 2);
        FileSystem.require("file_truncate", descriptor(Memory.getLong(args)), Arguments.ssize(Memory.getLong(args + 8)));
        return Singletons.none();
    }

    @Method("get_inheritable")
    static long getInheritable(long module, long fd) {
        return BoolType.of(NativeFunctions.api("_Py_get_inheritable", descriptor(fd)) == 1);
    }

    @Method("set_inheritable")
    static long setInheritable(long module, long args, long nargs) {
        Arguments.checkPositional("set_inheritable", nargs, 2, 2);
        NativeFunctions.api("_Py_set_inheritable", descriptor(Memory.getLong(args)), Objects.isTrue(Memory.getLong(args + 8)) ? 1 : 0, NULL);
        return Singletons.none();
    }

    @Method("fstat")
    static long fstat(long module, long args, long nargs, long kwnames) {
        int fd = descriptor(Arguments.unpack("fstat", new String[] {"fd"}, 1, 1, args, nargs, kwnames)[0]);
        long fields = StatResult.allocate();
        try {
            FileSystem.require("file_status", NULL, fd, 1, fields);
            return StatResult.of(fields);
        } finally {
            Allocation.free(fields);
        }
    }

    @Method("stat")
    static long stat(long module, long args, long nargs, long kwnames) {
        long[] values = Arguments.unpack("stat", new String[] {"path", "dir_fd", "follow_symlinks"}, 1, 1, args, nargs, kwnames);
        PathArgument.requireNone("dir_fd", values[1]);
        boolean follow = values[2] == NULL || Objects.isTrue(values[2]);
        if (!follow && Numbers.isIndex(values[0])) throw PyError.valueError("stat: cannot use fd and follow_symlinks together");
        return status("stat", values[0], follow, true);
    }

    @Method("lstat")
    static long lstat(long module, long args, long nargs, long kwnames) {
        long[] values = Arguments.unpack("lstat", new String[] {"path", "dir_fd"}, 1, 1, args, nargs, kwnames);
        PathArgument.requireNone("dir_fd", values[1]);
        return status("lstat", values[0], false, false);
    }

    private static long status(String function, long path, boolean follow, boolean descriptors) {
        long fields = StatResult.allocate();
        try {
            PathArgument.run(function, "path", path, descriptors, (name, descriptor) ->
                    FileSystem.call("file_status", name, descriptor, follow ? 1 : 0, fields));
            return StatResult.of(fields);
        } finally {
            Allocation.free(fields);
        }
    }
}
