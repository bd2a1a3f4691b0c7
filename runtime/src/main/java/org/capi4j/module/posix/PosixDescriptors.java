package org.capi4j.module.posix;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.layout.Constants;
import org.capi4j.layout.Py_buffer;
import org.capi4j.memory.Memory;
import org.capi4j.module.FileSystem;
import org.capi4j.module.NativeFunctions;
import org.capi4j.module.StructSequences;
import org.capi4j.module.SystemCall;
import org.capi4j.object.Allocation;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Arguments;
import org.capi4j.type.BoolType;
import org.capi4j.type.Buffers;
import org.capi4j.type.ByteView;
import org.capi4j.type.BytesType;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.Sequences;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/** More of what can be done with descriptors of open files. */
@BuiltinModule("posix")
public final class PosixDescriptors {
    private static final int F_GETFL = 3;
    private static final int F_SETFL = 4;
    private static final int O_NONBLOCK = 04000;
    private static final int TIOCGWINSZ = 0x5413;
    private static final int EINVAL = 22;

    private PosixDescriptors() {}

    private static long argument(long args, int index) {
        return Memory.getLong(args + 8L * index);
    }

    private static int number(long args, int index) {
        return Arguments.integer(argument(args, index));
    }

    private static long done(String function, long... arguments) {
        SystemCall.require(function, arguments);
        return Singletons.none();
    }

    @Method("pread")
    static long pread(long module, long args, long nargs) {
        Arguments.checkPositional("pread", nargs, 3, 3);
        long length = Arguments.ssize(argument(args, 1));
        if (length < 0) throw FileSystem.error(EINVAL, NULL);
        long bytes = BytesType.make(length);
        try {
            long read = SystemCall.requireWaiting("pread", number(args, 0), BytesType.data(bytes), length, LongType.asLongLong(argument(args, 2)));
            return read == length ? References.newRef(bytes) : BytesType.of(Memory.getBytes(BytesType.data(bytes), read));
        } finally {
            References.decref(bytes);
        }
    }

    @Method("pwrite")
    static long pwrite(long module, long args, long nargs) {
        Arguments.checkPositional("pwrite", nargs, 3, 3);
        try (ByteView view = ByteView.of(argument(args, 1))) {
            return LongType.of(SystemCall.requireWaiting("pwrite", number(args, 0), view.data(), view.size(), LongType.asLongLong(argument(args, 2))));
        }
    }

    /** Runs a call on C's array of {@code struct iovec}, made of the buffers of a sequence. */
    private static long vectored(String function, long fd, long buffers, boolean writable, long... more) {
        long items = Sequences.tuple(buffers);
        int count = (int) TupleType.size(items);
        long views = Allocation.allocate(count * (Py_buffer.SIZEOF + 16) + 8);
        int taken = 0;
        try {
            long vector = views + count * Py_buffer.SIZEOF;
            for (; taken < count; taken++) {
                long view = views + taken * Py_buffer.SIZEOF;
                Buffers.get(TupleType.get(items, taken), view, writable ? Constants.PyBUF_WRITABLE : Constants.PyBUF_SIMPLE);
                Memory.putLong(vector + 16L * taken, Memory.getLong(view + Py_buffer.buf));
                Memory.putLong(vector + 16L * taken + 8, Memory.getLong(view + Py_buffer.len));
            }
            return LongType.of(more.length == 0
                    ? SystemCall.requireWaiting(function, fd, vector, count)
                    : SystemCall.requireWaiting(function, fd, vector, count, more[0], more[1]));
        } finally {
            for (int i = 0; i < taken; i++) Buffers.release(views + i * Py_buffer.SIZEOF);
            Allocation.free(views);
            References.decref(items);
        }
    }

    @Method("readv")
    static long readv(long module, long args, long nargs) {
        Arguments.checkPositional("readv", nargs, 2, 2);
        return vectored("readv", number(args, 0), argument(args, 1), true);
    }

    @Method("writev")
    static long writev(long module, long args, long nargs) {
        Arguments.checkPositional("writev", nargs, 2, 2);
        return vectored("writev", number(args, 0), argument(args, 1), false);
    }

    @Method("preadv")
    static long preadv(long module, long args, long nargs) {
        Arguments.checkPositional("preadv", nargs, 3, 4);
        return vectored("preadv2", number(args, 0), argument(args, 1), true, LongType.asLongLong(argument(args, 2)), nargs > 3 ? number(args, 3) : 0);
    }

    @Method("pwritev")
    static long pwritev(long module, long args, long nargs) {
        Arguments.checkPositional("pwritev", nargs, 3, 4);
        return vectored("pwritev2", number(args, 0), argument(args, 1), false, LongType.asLongLong(argument(args, 2)), nargs > 3 ? number(args, 3) : 0);
    }

    @Method("get_blocking")
    static long getBlocking(long module, long fd) {
        return BoolType.of((SystemCall.require("fcntl", Arguments.integer(fd), F_GETFL) & O_NONBLOCK) == 0);
    }

    @Method("set_blocking")
    static long setBlocking(long module, long args, long nargs) {
        Arguments.checkPositional("set_blocking", nargs, 2, 2);
        long flags = SystemCall.require("fcntl", number(args, 0), F_GETFL);
        long wanted = Objects.isTrue(argument(args, 1)) ? flags & ~O_NONBLOCK : flags | O_NONBLOCK;
        return done("fcntl", number(args, 0), F_SETFL, wanted);
    }

    @Method("get_terminal_size")
    static long terminalSize(long module, long args, long nargs) {
        Arguments.checkPositional("get_terminal_size", nargs, 0, 1);
        long size = Allocation.allocate(8);
        try {
            SystemCall.require("ioctl", nargs > 0 ? number(args, 0) : 1, TIOCGWINSZ, size);
            return StructSequences.make(
                    PosixProcess.TERMINAL_SIZE, LongType.of(Memory.getShort(size + 2) & 0xffff), LongType.of(Memory.getShort(size) & 0xffff));
        } finally {
            Allocation.free(size);
        }
    }

    @Method("pipe2")
    static long pipe2(long module, long flags) {
        long ends = Allocation.allocate(8);
        try {
            SystemCall.require("pipe2", ends, Arguments.integer(flags));
            return TupleType.steal(LongType.of(Memory.getInt(ends)), LongType.of(Memory.getInt(ends + 4)));
        } finally {
            Allocation.free(ends);
        }
    }

    private static final int F_SETFD = 2;
    private static final int FD_CLOEXEC = 1;

    /** Both ends of a new pseudo-terminal, closed in programs that the process starts. */
    @Method("openpty")
    static long openpty(long module) {
        long ends = Allocation.allocate(8);
        try {
            SystemCall.require("openpty", ends, ends + 4, NULL, NULL, NULL);
            SystemCall.require("fcntl", Memory.getInt(ends), F_SETFD, FD_CLOEXEC);
            SystemCall.require("fcntl", Memory.getInt(ends + 4), F_SETFD, FD_CLOEXEC);
            return TupleType.steal(LongType.of(Memory.getInt(ends)), LongType.of(Memory.getInt(ends + 4)));
        } finally {
            Allocation.free(ends);
        }
    }

    @Method("login_tty")
    static long loginTty(long module, long fd) {
        return done("login_tty", (int) NativeFunctions.api("PyObject_AsFileDescriptor", fd));
    }

    /** {@code sendfile(out_fd, in_fd, offset, count)}: None for the offset reads where {@code in_fd} is, and moves it. */
    @Method("sendfile")
    static long sendfile(long module, long args, long nargs, long kwnames) {
        long[] values = Arguments.unpack("sendfile", new String[] {"out_fd", "in_fd", "offset", "count"}, 4, 4, args, nargs, kwnames);
        int out = Arguments.integer(values[0]);
        int in = Arguments.integer(values[1]);
        long count = Arguments.ssize(values[3]);
        if (values[2] == Singletons.NONE) return LongType.of(SystemCall.requireWaiting("sendfile", out, in, NULL, count));
        long offset = Allocation.allocate(8);
        try {
            Memory.putLong(offset, LongType.asLongLong(values[2]));
            return LongType.of(SystemCall.requireWaiting("sendfile", out, in, offset, count));
        } finally {
            Allocation.free(offset);
        }
    }

    @Method("closerange")
    static long closeRange(long module, long args, long nargs) {
        Arguments.checkPositional("closerange", nargs, 2, 2);
        int high = number(args, 1);
        for (int fd = Math.max(number(args, 0), 0); fd < high; fd++) SystemCall.ofInt("close", fd);
        return Singletons.none();
    }

    @Method("fchdir")
    static long fchdir(long module, long args, long nargs, long kwnames) {
        return done("fchdir", Arguments.integer(Arguments.unpack("fchdir", new String[] {"fd"}, 1, 1, args, nargs, kwnames)[0]));
    }

    @Method("fchmod")
    static long fchmod(long module, long args, long nargs, long kwnames) {
        long[] values = Arguments.unpack("fchmod", new String[] {"fd", "mode"}, 2, 2, args, nargs, kwnames);
        return done("fchmod", Arguments.integer(values[0]), Arguments.integer(values[1]));
    }

    @Method("fchown")
    static long fchown(long module, long args, long nargs, long kwnames) {
        long[] values = Arguments.unpack("fchown", new String[] {"fd", "uid", "gid"}, 3, 3, args, nargs, kwnames);
        return done("fchown", Arguments.integer(values[0]), PosixIdentity.user(values[1]), PosixIdentity.group(values[2]));
    }

    /** {@code lockf(fd, command, length)}. */
    @Method("lockf")
    static long lockf(long module, long args, long nargs) {
        Arguments.checkPositional("lockf", nargs, 3, 3);
        SystemCall.requireWaitingInt("lockf", number(args, 0), number(args, 1), LongType.asLongLong(argument(args, 2)));
        return Singletons.none();
    }

    private static long failing(int errno) {
        if (errno != 0) throw FileSystem.error(errno, NULL);
        return Singletons.none();
    }

    @Method("posix_fallocate")
    static long fallocate(long module, long args, long nargs) {
        Arguments.checkPositional("posix_fallocate", nargs, 3, 3);
        return failing((int) SystemCall.ofInt("posix_fallocate", number(args, 0), LongType.asLongLong(argument(args, 1)), LongType.asLongLong(argument(args, 2))));
    }

    @Method("posix_fadvise")
    static long fadvise(long module, long args, long nargs) {
        Arguments.checkPositional("posix_fadvise", nargs, 4, 4);
        return failing((int) SystemCall.ofInt(
                "posix_fadvise", number(args, 0), LongType.asLongLong(argument(args, 1)), LongType.asLongLong(argument(args, 2)), number(args, 3)));
    }

    @Method("eventfd")
    static long eventfd(long module, long args, long nargs, long kwnames) {
        long[] values = Arguments.unpack("eventfd", new String[] {"initval", "flags"}, 2, 1, args, nargs, kwnames);
        int flags = values[1] == NULL ? 02000000 : Arguments.integer(values[1]);
        return LongType.of(SystemCall.require("eventfd", Arguments.integer(values[0]), flags));
    }

    @Method("eventfd_read")
    static long eventfdRead(long module, long args, long nargs, long kwnames) {
        int fd = Arguments.integer(Arguments.unpack("eventfd_read", new String[] {"fd"}, 1, 1, args, nargs, kwnames)[0]);
        long value = Allocation.allocate(8);
        try {
            SystemCall.requireWaiting("read", fd, value, 8);
            return LongType.ofUnsigned(Memory.getLong(value));
        } finally {
            Allocation.free(value);
        }
    }

    @Method("eventfd_write")
    static long eventfdWrite(long module, long args, long nargs, long kwnames) {
        long[] values = Arguments.unpack("eventfd_write", new String[] {"fd", "value"}, 2, 2, args, nargs, kwnames);
        long value = Allocation.allocate(8);
        try {
            Memory.putLong(value, LongType.asMask(values[1]));
            SystemCall.requireWaiting("write", Arguments.integer(values[0]), value, 8);
            return Singletons.none();
        } finally {
            Allocation.free(value);
        }
    }

    @Method("device_encoding")
    static long deviceEncoding(long module, long args, long nargs, long kwnames) {
        int fd = Arguments.integer(Arguments.unpack("device_encoding", new String[] {"fd"}, 1, 1, args, nargs, kwnames)[0]);
        return SystemCall.ofInt("isatty", fd) > 0 ? Strings.of("UTF-8") : Singletons.none();
    }
}
