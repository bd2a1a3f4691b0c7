package org.capi4j.module.posix;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.module.FileSystem;
import org.capi4j.module.Namespace;
import org.capi4j.module.NativeFunctions;
import org.capi4j.module.StructSequences;
import org.capi4j.object.Allocation;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Arguments;
import org.capi4j.type.BytesType;
import org.capi4j.type.DictType;
import org.capi4j.type.FileNames;
import org.capi4j.type.LongType;
import org.capi4j.type.Singletons;

/** The process and its surroundings. */
@BuiltinModule("posix")
public final class PosixProcess {
    private PosixProcess() {}

    private static final int PROCESSORS = 84;
    private static final int EINVAL = 22;
    private static final int NAME_SIZE = 65;
    private static final StructSequences.Shape UNAME = new StructSequences.Shape(
            "posix.uname_result", "Names of the system.", "sysname", "nodename", "release", "version", "machine");

    static final StructSequences.Shape TERMINAL_SIZE =
            new StructSequences.Shape("os.terminal_size", "A tuple of (columns, lines) for holding terminal window size", "columns", "lines");

    @Method("getpid")
    static long getpid(long module) {
        return LongType.of((int) NativeFunctions.libc("getpid"));
    }

    @Method("getppid")
    static long getppid(long module) {
        return LongType.of((int) NativeFunctions.libc("getppid"));
    }

    @Method("getpgrp")
    static long getpgrp(long module) {
        return LongType.of((int) NativeFunctions.libc("getpgrp"));
    }

    @Method("getuid")
    static long getuid(long module) {
        return LongType.of(NativeFunctions.libc("getuid") & 0xffffffffL);
    }

    @Method("geteuid")
    static long geteuid(long module) {
        return LongType.of(NativeFunctions.libc("geteuid") & 0xffffffffL);
    }

    @Method("getgid")
    static long getgid(long module) {
        return LongType.of(NativeFunctions.libc("getgid") & 0xffffffffL);
    }

    @Method("getegid")
    static long getegid(long module) {
        return LongType.of(NativeFunctions.libc("getegid") & 0xffffffffL);
    }

    @Method("cpu_count")
    static long cpuCount(long module) {
        long count = NativeFunctions.libc("sysconf", PROCESSORS);
        return count < 1 ? Singletons.none() : LongType.of(count);
    }

    @Method("umask")
    static long umask(long module, long mask) {
        return LongType.of((int) NativeFunctions.libc("umask", Arguments.integer(mask)));
    }

    @Method("kill")
    static long kill(long module, long args, long nargs) {
        PosixScheduling.requireCount("kill", nargs, 2);
        int process = Arguments.parsedInt(Memory.getLong(args));
        FileSystem.require("process_kill", process, (int) Arguments.ssize(Memory.getLong(args + 8)));
        return Singletons.none();
    }

    @Method("strerror")
    static long strerror(long module, long errno) {
        return Strings.of(FileSystem.text(Arguments.integer(errno)));
    }

    @Method("fspath")
    static long fspath(long module, long args, long nargs, long kwnames) {
        return FileNames.path(Arguments.unpack("fspath", new String[] {"path"}, 1, 1, args, nargs, kwnames)[0]);
    }

    @Method("urandom")
    static long urandom(long module, long size) {
        long count = Arguments.ssize(size);
        if (count < 0) throw PyError.valueError("negative argument not allowed");
        return random(count, 0);
    }

    @Method("getrandom")
    static long getrandom(long module, long args, long nargs, long kwnames) {
        long[] values = Arguments.unpack("getrandom", new String[] {"size", "flags"}, 2, 1, args, nargs, kwnames);
        long count = Arguments.ssize(values[0]);
        if (count < 0) throw FileSystem.error(EINVAL);
        return random(count, values[1] == NULL ? 0 : Arguments.integer(values[1]));
    }

    /** The system gives few bytes at once when asked for very many. */
    private static long random(long count, int flags) {
        if (count == 0) return BytesType.empty();
        long bytes = BytesType.make(count);
        try {
            for (long done = 0; done < count; ) done += FileSystem.require("random_bytes", BytesType.data(bytes) + done, count - done, flags);
            return bytes;
        } catch (Throwable failure) {
            References.decref(bytes);
            throw failure;
        }
    }

    @Method("uname")
    static long uname(long module) {
        long names = Allocation.allocate(6 * NAME_SIZE);
        try {
            NativeFunctions.libc("uname", names);
            long[] values = new long[UNAME.fields().length];
            for (int i = 0; i < values.length; i++) values[i] = Strings.of(Memory.getString(names + (long) i * NAME_SIZE));
            return StructSequences.make(UNAME, values);
        } finally {
            Allocation.free(names);
        }
    }

    @Method("putenv")
    static long putenv(long module, long args, long nargs) {
        Arguments.checkPositional("putenv", nargs, 2, 2);
        EnvironmentType.put(Memory.getLong(args), Memory.getLong(args + 8));
        return Singletons.none();
    }

    @Method("unsetenv")
    static long unsetenv(long module, long name) {
        EnvironmentType.remove(name);
        return Singletons.none();
    }

    @Method("system")
    static long system(long module, long args, long nargs, long kwnames) {
        long command = Arguments.unpack("system", new String[] {"command"}, 1, 1, args, nargs, kwnames)[0];
        long bytes = FileSystem.bytes(command);
        try {
            long text = BytesType.data(bytes);
            return LongType.of((int) NativeFunctions.withoutGil(() -> NativeFunctions.libc("system", text)));
        } finally {
            References.decref(bytes);
        }
    }

    @Method("_exit")
    static long exit(long module, long args, long nargs, long kwnames) {
        long status = Arguments.unpack("_exit", new String[] {"status"}, 1, 1, args, nargs, kwnames)[0];
        NativeFunctions.libc("_exit", Arguments.integer(status));
        return Singletons.none();
    }

    @Method("abort")
    static long abort(long module) {
        NativeFunctions.libc("abort");
        return Singletons.none();
    }

    private static final String[] CONSTANTS = {
        "F_OK=0", "R_OK=4", "W_OK=2", "X_OK=1", "O_RDONLY=0", "O_WRONLY=1", "O_RDWR=2", "O_CREAT=64", "O_EXCL=128", "O_NOCTTY=256", "O_TRUNC=512",
        "O_APPEND=1024", "O_NONBLOCK=2048", "O_NDELAY=2048", "O_DSYNC=4096", "O_ASYNC=8192", "O_DIRECT=16384", "O_LARGEFILE=0", "O_DIRECTORY=65536",
        "O_NOFOLLOW=131072", "O_NOATIME=262144", "O_CLOEXEC=524288", "O_SYNC=1052672", "O_RSYNC=1052672", "O_PATH=2097152", "O_TMPFILE=4259840",
        "O_ACCMODE=3", "SEEK_DATA=3", "SEEK_HOLE=4", "RTLD_LAZY=1", "RTLD_NOW=2", "RTLD_GLOBAL=256", "RTLD_LOCAL=0", "RTLD_NODELETE=4096",
        "RTLD_NOLOAD=4", "RTLD_DEEPBIND=8", "GRND_NONBLOCK=1", "GRND_RANDOM=2", "EX_OK=0", "WNOHANG=1", "WUNTRACED=2", "TMP_MAX=238328"
    };

    public static void fill(long dict) {
        for (String constant : CONSTANTS) {
            int sign = constant.indexOf('=');
            Namespace.put(dict, constant.substring(0, sign), Long.parseLong(constant.substring(sign + 1)));
        }
        PosixConstants.fill(dict);
        DictType.set(dict, "times_result", StructSequences.type(PosixIdentity.TIMES));
        DictType.set(dict, "statvfs_result", StructSequences.type(PosixSystem.STATVFS));
        Namespace.steal(dict, "_have_functions", Namespace.list(PosixSystem.HAVE));
        DictType.set(dict, "error", Exceptions.OSError);
        DictType.set(dict, "stat_result", StatResult.type());
        DictType.set(dict, "waitid_result", StructSequences.type(PosixWaiting.WAITED));
        DictType.set(dict, "uname_result", StructSequences.type(UNAME));
        DictType.set(dict, "terminal_size", StructSequences.type(TERMINAL_SIZE));
        DictType.set(dict, "sched_param", PosixScheduling.parameterType());
        DictType.set(dict, "DirEntry", DirEntryType.TYPE);
        Namespace.steal(dict, "environ", EnvironmentType.bytes());
    }
}
