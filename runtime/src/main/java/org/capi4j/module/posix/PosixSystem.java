package org.capi4j.module.posix;

import static org.capi4j.memory.Memory.NULL;

import java.util.List;
import java.util.function.LongUnaryOperator;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.module.FileSystem;
import org.capi4j.module.Namespace;
import org.capi4j.module.NativeFunctions;
import org.capi4j.module.StructSequences;
import org.capi4j.module.SystemCall;
import org.capi4j.module.Timestamps;
import org.capi4j.object.Allocation;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Arguments;
import org.capi4j.type.ByteView;
import org.capi4j.type.BytesType;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.StrCodecs;
import org.capi4j.type.TupleType;

/** What the system says of itself and of its files: limits, owners, extended attributes, times. */
@BuiltinModule("posix")
public final class PosixSystem {
    static final StructSequences.Shape STATVFS = new StructSequences.Shape(
            "os.statvfs_result",
            "statvfs_result: Result from statvfs or fstatvfs.\n\nThis object may be accessed either as a tuple of\n"
                    + "  (bsize, frsize, blocks, bfree, bavail, files, ffree, favail, flag, namemax),\n"
                    + "or via the attributes f_bsize, f_frsize, f_blocks, f_bfree, and so on.\n\nSee os.statvfs for more information.",
            10,
            "f_bsize", "f_frsize", "f_blocks", "f_bfree", "f_bavail", "f_files", "f_ffree", "f_favail", "f_flag", "f_namemax", "f_fsid");

    static final List<String> HAVE = List.of(
            "HAVE_EVENTFD", "HAVE_FACCESSAT", "HAVE_FCHDIR", "HAVE_FCHMOD", "HAVE_FCHMODAT", "HAVE_FCHOWN", "HAVE_FCHOWNAT", "HAVE_FEXECVE",
            "HAVE_FDOPENDIR", "HAVE_FPATHCONF", "HAVE_FSTATAT", "HAVE_FSTATVFS", "HAVE_FTRUNCATE", "HAVE_FUTIMENS", "HAVE_FUTIMES",
            "HAVE_FUTIMESAT", "HAVE_LINKAT", "HAVE_LCHOWN", "HAVE_LSTAT", "HAVE_LUTIMES", "HAVE_MEMFD_CREATE", "HAVE_MKDIRAT",
            "HAVE_MKFIFOAT", "HAVE_MKNODAT", "HAVE_OPENAT", "HAVE_READLINKAT", "HAVE_RENAMEAT", "HAVE_SYMLINKAT", "HAVE_UNLINKAT",
            "HAVE_UTIMENSAT");

    private static final int AT_FDCWD = -100;
    private static final int AT_SYMLINK_NOFOLLOW = 0x100;
    private static final int EINVAL = 22;
    private static final int MOST_ATTRIBUTE = 65536;

    private PosixSystem() {}

    private static long argument(long args, int index) {
        return Memory.getLong(args + 8L * index);
    }

    /** A number, or one of the names' numbers. */
    private static int named(long object, String names) {
        if (LongType.isInstance(object)) return Arguments.integer(object);
        if (!Namespace.isStr(object)) throw PyError.typeError("configuration names must be strings or integers");
        String prefix = Strings.toJava(object) + "=";
        for (String entry : names.strip().split("\\s+")) {
            if (entry.startsWith(prefix)) return Integer.parseInt(entry.substring(prefix.length()));
        }
        throw PyError.valueError("unrecognized configuration name");
    }

    @Method("sysconf")
    static long sysconf(long module, long name) {
        return LongType.of(SystemCall.requireLong("sysconf", named(name, PosixConstants.SYSCONF)));
    }

    @Method("fpathconf")
    static long fpathconf(long module, long args, long nargs) {
        Arguments.checkPositional("fpathconf", nargs, 2, 2);
        int name = named(argument(args, 1), PosixConstants.PATHCONF);
        return LongType.of(SystemCall.requireLong("fpathconf", Arguments.integer(argument(args, 0)), name));
    }

    @Method("pathconf")
    static long pathconf(long module, long args, long nargs, long kwnames) {
        long[] values = Arguments.unpack("pathconf", new String[] {"path", "name"}, 2, 2, args, nargs, kwnames);
        int name = named(values[1], PosixConstants.PATHCONF);
        return LongType.of(PathArgument.run("pathconf", "path", values[0], true, (path, fd) -> path != NULL
                ? SystemCall.ofLong("pathconf", path, name)
                : SystemCall.ofLong("fpathconf", fd, name)));
    }

    @Method("confstr")
    static long confstr(long module, long name) {
        int number = named(name, PosixConstants.CONFSTR);
        long length = SystemCall.requireLong("confstr", number, NULL, 0);
        if (length == 0) throw FileSystem.error(EINVAL, NULL);
        long text = Allocation.allocate(length);
        try {
            NativeFunctions.libc("confstr", number, text, length);
            return StrCodecs.decodeFileName(text, length - 1);
        } finally {
            Allocation.free(text);
        }
    }

    // ---- device numbers, in glibc's order of bits

    @Method("makedev")
    static long makedev(long module, long args, long nargs) {
        Arguments.checkPositional("makedev", nargs, 2, 2);
        return LongType.ofUnsigned(NativeFunctions.libc("gnu_dev_makedev", Arguments.integer(argument(args, 0)), Arguments.integer(argument(args, 1))));
    }

    @Method("major")
    static long major(long module, long device) {
        return LongType.of(NativeFunctions.libc("gnu_dev_major", LongType.asMask(device)) & 0xffffffffL);
    }

    @Method("minor")
    static long minor(long module, long device) {
        return LongType.of(NativeFunctions.libc("gnu_dev_minor", LongType.asMask(device)) & 0xffffffffL);
    }

    // ---- making and owning files

    @Method("mkfifo")
    static long mkfifo(long module, long args, long nargs, long kwnames) {
        long[] values = Arguments.unpack("mkfifo", new String[] {"path", "mode", "dir_fd"}, 2, 1, args, nargs, kwnames);
        int mode = values[1] == NULL ? 0666 : Arguments.integer(values[1]);
        int folder = folder(values[2]);
        return unnamed(values[0], path -> SystemCall.ofInt("mkfifoat", folder, path, mode), "mkfifo");
    }

    @Method("mknod")
    static long mknod(long module, long args, long nargs, long kwnames) {
        long[] values = Arguments.unpack("mknod", new String[] {"path", "mode", "device", "dir_fd"}, 3, 1, args, nargs, kwnames);
        int mode = values[1] == NULL ? 0600 : Arguments.integer(values[1]);
        long device = values[2] == NULL ? 0 : LongType.asMask(values[2]);
        int folder = folder(values[3]);
        return unnamed(values[0], path -> SystemCall.ofInt("mknodat", folder, path, mode, device), "mknod");
    }

    /** A call whose error names no file. */
    private static long unnamed(long object, LongUnaryOperator call, String function) {
        long[] failure = new long[1];
        PathArgument.run(function, "path", object, false, (path, fd) -> {
            failure[0] = call.applyAsLong(path);
            return 0;
        });
        SystemCall.checked(failure[0]);
        return Singletons.none();
    }

    private static int folder(long descriptor) {
        return descriptor == NULL || descriptor == Singletons.NONE ? AT_FDCWD : Arguments.integer(descriptor);
    }

    private static boolean follows(long flag) {
        return flag == NULL || Objects.isTrue(flag);
    }

    @Method("chown")
    static long chown(long module, long args, long nargs, long kwnames) {
        String[] names = {"path", "uid", "gid", "dir_fd", "follow_symlinks"};
        long[] values = Arguments.unpack("chown", names, 3, 3, args, nargs, kwnames);
        int uid = PosixIdentity.user(values[1]);
        int gid = PosixIdentity.group(values[2]);
        int folder = folder(values[3]);
        int flags = follows(values[4]) ? 0 : AT_SYMLINK_NOFOLLOW;
        PathArgument.run("chown", "path", values[0], true, (path, fd) -> path != NULL
                ? SystemCall.ofInt("fchownat", folder, path, uid, gid, flags)
                : SystemCall.ofInt("fchown", fd, uid, gid));
        return Singletons.none();
    }

    @Method("lchown")
    static long lchown(long module, long args, long nargs, long kwnames) {
        long[] values = Arguments.unpack("lchown", new String[] {"path", "uid", "gid"}, 3, 3, args, nargs, kwnames);
        int uid = PosixIdentity.user(values[1]);
        int gid = PosixIdentity.group(values[2]);
        PathArgument.run("lchown", "path", values[0], false, (path, fd) -> SystemCall.ofInt("lchown", path, uid, gid));
        return Singletons.none();
    }

    @Method("chroot")
    static long chroot(long module, long args, long nargs, long kwnames) {
        long path = Arguments.unpack("chroot", new String[] {"path"}, 1, 1, args, nargs, kwnames)[0];
        PathArgument.run("chroot", "path", path, false, (bytes, fd) -> SystemCall.ofInt("chroot", bytes));
        return Singletons.none();
    }

    @Method("sync")
    static long sync(long module) {
        NativeFunctions.withoutGil(() -> NativeFunctions.libc("sync"));
        return Singletons.none();
    }

    @Method("memfd_create")
    static long memfdCreate(long module, long args, long nargs, long kwnames) {
        long[] values = Arguments.unpack("memfd_create", new String[] {"name", "flags"}, 2, 1, args, nargs, kwnames);
        int flags = values[1] == NULL ? 1 : Arguments.integer(values[1]);
        return LongType.of(PathArgument.run("memfd_create", "name", values[0], false, (name, fd) -> SystemCall.ofInt("memfd_create", name, flags)));
    }

    /** {@code utime(path, times=None, *, ns, dir_fd=None, follow_symlinks=True)}: access and modification. */
    @Method("utime")
    static long utime(long module, long args, long nargs, long kwnames) {
        String[] names = {"path", "times", "ns", "dir_fd", "follow_symlinks"};
        long[] values = Arguments.unpack("utime", names, 2, 1, args, nargs, kwnames);
        boolean given = values[1] != NULL && values[1] != Singletons.NONE;
        if (given && values[2] != NULL) throw PyError.valueError("utime: you may specify either 'times' or 'ns' but not both");
        long times = Allocation.allocate(32);
        try {
            if (given) putTimes(times, values[1], false);
            else if (values[2] != NULL) putTimes(times, values[2], true);
            long pair = given || values[2] != NULL ? times : NULL;
            int folder = folder(values[3]);
            int flags = follows(values[4]) ? 0 : AT_SYMLINK_NOFOLLOW;
            return unnamed(values[0], path -> SystemCall.ofInt("utimensat", folder, path, pair, flags), "utime");
        } finally {
            Allocation.free(times);
        }
    }

    private static void putTimes(long times, long pair, boolean nanoseconds) {
        boolean isPair = TupleType.isInstance(pair) && TupleType.size(pair) == 2;
        if (!isPair && nanoseconds) throw PyError.typeError("utime: 'ns' must be a tuple of two ints");
        if (!isPair) throw PyError.typeError("utime: 'times' must be either a tuple of two ints or None");
        for (int i = 0; i < 2; i++) {
            long item = TupleType.get(pair, i);
            long[] split = nanoseconds ? whole(LongType.asLongLong(item)) : Timestamps.split(item, 0, Timestamps.SECOND);
            Memory.putLong(times + 16L * i, split[0]);
            Memory.putLong(times + 16L * i + 8, split[1]);
        }
    }

    private static long[] whole(long nanoseconds) {
        return new long[] {Math.floorDiv(nanoseconds, 1_000_000_000L), Math.floorMod(nanoseconds, 1_000_000_000L)};
    }

    // ---- file systems

    /** C's {@code struct statvfs}: longs, with the id behind the eight counts. */
    private static long statvfs(long buffer) {
        long[] values = new long[11];
        int[] offsets = {0, 8, 16, 24, 32, 40, 48, 56, 72, 80, 64};
        for (int i = 0; i < values.length; i++) values[i] = LongType.ofUnsigned(Memory.getLong(buffer + offsets[i]));
        return StructSequences.make(STATVFS, values);
    }

    @Method("statvfs")
    static long statvfs(long module, long args, long nargs, long kwnames) {
        long object = Arguments.unpack("statvfs", new String[] {"path"}, 1, 1, args, nargs, kwnames)[0];
        long buffer = Allocation.allocate(128);
        try {
            PathArgument.run("statvfs", "path", object, true, (path, fd) -> path != NULL
                    ? SystemCall.ofInt("statvfs", path, buffer)
                    : SystemCall.ofInt("fstatvfs", fd, buffer));
            return statvfs(buffer);
        } finally {
            Allocation.free(buffer);
        }
    }

    @Method("fstatvfs")
    static long fstatvfs(long module, long fd) {
        long buffer = Allocation.allocate(128);
        try {
            SystemCall.require("fstatvfs", Arguments.integer(fd), buffer);
            return statvfs(buffer);
        } finally {
            Allocation.free(buffer);
        }
    }

    // ---- extended attributes

    private static String variant(String function, long path, boolean follow) {
        return path == NULL ? "f" + function : follow ? function : "l" + function;
    }

    @Method("getxattr")
    static long getxattr(long module, long args, long nargs, long kwnames) {
        long[] values = Arguments.unpack("getxattr", new String[] {"path", "attribute", "follow_symlinks"}, 2, 2, args, nargs, kwnames);
        boolean follow = follows(values[2]);
        long buffer = Allocation.allocate(MOST_ATTRIBUTE);
        long[] size = new long[1];
        try {
            PathArgument.run("getxattr", "attribute", values[1], false, (attribute, none) -> {
                size[0] = PathArgument.run("getxattr", "path", values[0], true,
                        (path, fd) -> SystemCall.ofLong(variant("getxattr", path, follow), path == NULL ? fd : path, attribute, buffer, MOST_ATTRIBUTE));
                return 0;
            });
            return BytesType.of(Memory.getBytes(buffer, size[0]));
        } finally {
            Allocation.free(buffer);
        }
    }

    @Method("setxattr")
    static long setxattr(long module, long args, long nargs, long kwnames) {
        String[] names = {"path", "attribute", "value", "flags", "follow_symlinks"};
        long[] values = Arguments.unpack("setxattr", names, 4, 3, args, nargs, kwnames);
        int flags = values[3] == NULL ? 0 : Arguments.integer(values[3]);
        boolean follow = follows(values[4]);
        try (ByteView value = ByteView.of(values[2])) {
            PathArgument.run("setxattr", "attribute", values[1], false, (attribute, none) -> PathArgument.run("setxattr", "path", values[0], true,
                    (path, fd) -> SystemCall.ofInt(variant("setxattr", path, follow), path == NULL ? fd : path, attribute, value.data(), value.size(), flags)));
        }
        return Singletons.none();
    }

    @Method("removexattr")
    static long removexattr(long module, long args, long nargs, long kwnames) {
        long[] values = Arguments.unpack("removexattr", new String[] {"path", "attribute", "follow_symlinks"}, 2, 2, args, nargs, kwnames);
        boolean follow = follows(values[2]);
        PathArgument.run("removexattr", "attribute", values[1], false, (attribute, none) -> PathArgument.run("removexattr", "path", values[0], true,
                (path, fd) -> SystemCall.ofInt(variant("removexattr", path, follow), path == NULL ? fd : path, attribute)));
        return Singletons.none();
    }

    @Method("listxattr")
    static long listxattr(long module, long args, long nargs, long kwnames) {
        long[] values = Arguments.unpack("listxattr", new String[] {"path", "follow_symlinks"}, 1, 0, args, nargs, kwnames);
        boolean follow = follows(values[1]);
        long here = values[0] == NULL || values[0] == Singletons.NONE ? Strings.of(".") : References.newRef(values[0]);
        long buffer = Allocation.allocate(MOST_ATTRIBUTE);
        try {
            long size = PathArgument.run("listxattr", "path", here, true,
                    (path, fd) -> SystemCall.ofLong(variant("listxattr", path, follow), path == NULL ? fd : path, buffer, MOST_ATTRIBUTE));
            long list = ListType.make(0);
            for (long at = buffer; at < buffer + size; at += Memory.stringLength(at) + 1) {
                Namespace.append(list, StrCodecs.decodeFileName(at, Memory.stringLength(at)));
            }
            return list;
        } finally {
            Allocation.free(buffer);
            References.decref(here);
        }
    }
}
