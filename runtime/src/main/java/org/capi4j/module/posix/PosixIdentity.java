package org.capi4j.module.posix;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.module.FileSystem;
import org.capi4j.module.Iteration;
import org.capi4j.module.Namespace;
import org.capi4j.module.NativeFunctions;
import org.capi4j.module.StructSequences;
import org.capi4j.module.SystemCall;
import org.capi4j.object.Allocation;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.BytesType;
import org.capi4j.type.FloatType;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.Numbers;
import org.capi4j.type.SetType;
import org.capi4j.type.Singletons;
import org.capi4j.type.StrCodecs;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/** Whose the process is, what it belongs to and how it is scheduled. */
@BuiltinModule("posix")
public final class PosixIdentity {
    private static final int MOST_GROUPS = 65536;
    private static final int AFFINITY_SIZE = 1024;

    static final StructSequences.Shape TIMES = new StructSequences.Shape(
            "posix.times_result",
            "times_result: Result from os.times().\n\nThis object may be accessed either as a tuple of\n"
                    + "  (user, system, children_user, children_system, elapsed),\n"
                    + "or via the attributes user, system, children_user, children_system,\nand elapsed.\n\nSee os.times for more information.",
            "user", "system", "children_user", "children_system", "elapsed");

    private PosixIdentity() {}

    /** A user's number; -1 stands for none. */
    static int user(long object) {
        return id(object, "uid");
    }

    /** A group's number; -1 stands for none. */
    static int group(long object) {
        return id(object, "gid");
    }

    private static int id(long object, String kind) {
        if (!Numbers.isIndex(object)) throw PyError.typeError(kind + " should be integer, not " + TypeLookup.fullNameOf(object));
        long index = Numbers.index(object);
        try {
            boolean fits = LongType.fitsLong(index);
            if (!fits && !LongType.isNegative(index)) throw PyError.overflowError(kind + " is greater than maximum");
            long value = fits ? LongType.asLong(index) : Long.MIN_VALUE;
            if (value < -1 || value > 0xffffffffL) throw PyError.overflowError(kind + " is less than minimum"); // so CPython says it of both
            return (int) value;
        } finally {
            References.decref(index);
        }
    }

    private static long argument(long args, int index) {
        return Memory.getLong(args + 8L * index);
    }

    private static long done(String function, long... arguments) {
        SystemCall.require(function, arguments);
        return Singletons.none();
    }

    @Method("setuid")
    static long setuid(long module, long id) {
        return done("setuid", user(id));
    }

    @Method("setgid")
    static long setgid(long module, long id) {
        return done("setgid", group(id));
    }

    @Method("seteuid")
    static long seteuid(long module, long id) {
        return done("seteuid", user(id));
    }

    @Method("setegid")
    static long setegid(long module, long id) {
        return done("setegid", group(id));
    }

    @Method("setreuid")
    static long setreuid(long module, long args, long nargs) {
        Arguments.checkPositional("setreuid", nargs, 2, 2);
        return done("setreuid", user(argument(args, 0)), user(argument(args, 1)));
    }

    @Method("setregid")
    static long setregid(long module, long args, long nargs) {
        Arguments.checkPositional("setregid", nargs, 2, 2);
        return done("setregid", group(argument(args, 0)), group(argument(args, 1)));
    }

    @Method("setresuid")
    static long setresuid(long module, long args, long nargs) {
        Arguments.checkPositional("setresuid", nargs, 3, 3);
        return done("setresuid", user(argument(args, 0)), user(argument(args, 1)), user(argument(args, 2)));
    }

    @Method("setresgid")
    static long setresgid(long module, long args, long nargs) {
        Arguments.checkPositional("setresgid", nargs, 3, 3);
        return done("setresgid", group(argument(args, 0)), group(argument(args, 1)), group(argument(args, 2)));
    }

    private static long three(String function) {
        long ids = Allocation.allocate(16);
        try {
            SystemCall.require(function, ids, ids + 4, ids + 8);
            return TupleType.steal(number(ids), number(ids + 4), number(ids + 8));
        } finally {
            Allocation.free(ids);
        }
    }

    private static long number(long field) {
        return LongType.of(Integer.toUnsignedLong(Memory.getInt(field)));
    }

    @Method("getresuid")
    static long getresuid(long module) {
        return three("getresuid");
    }

    @Method("getresgid")
    static long getresgid(long module) {
        return three("getresgid");
    }

    @Method("setsid")
    static long setsid(long module) {
        return done("setsid");
    }

    @Method("setpgrp")
    static long setpgrp(long module) {
        return done("setpgrp");
    }

    @Method("setpgid")
    static long setpgid(long module, long args, long nargs) {
        PosixScheduling.requireCount("setpgid", nargs, 2);
        return done("setpgid", Arguments.parsedInt(argument(args, 0)), Arguments.parsedInt(argument(args, 1)));
    }

    @Method("killpg")
    static long killpg(long module, long args, long nargs) {
        PosixScheduling.requireCount("killpg", nargs, 2);
        return done("killpg", Arguments.parsedInt(argument(args, 0)), Arguments.parsedInt(argument(args, 1)));
    }

    @Method("getpgid")
    static long getpgid(long module, long args, long nargs, long kwnames) {
        long pid = Arguments.unpack("getpgid", new String[] {"pid"}, 1, 1, args, nargs, kwnames)[0];
        return LongType.of(SystemCall.require("getpgid", Arguments.parsedInt(pid)));
    }

    @Method("getsid")
    static long getsid(long module, long pid) {
        return LongType.of(SystemCall.require("getsid", Arguments.parsedInt(pid)));
    }

    @Method("tcgetpgrp")
    static long tcgetpgrp(long module, long fd) {
        return LongType.of(SystemCall.require("tcgetpgrp", Arguments.integer(fd)));
    }

    @Method("tcsetpgrp")
    static long tcsetpgrp(long module, long args, long nargs) {
        PosixScheduling.requireCount("tcsetpgrp", nargs, 2);
        return done("tcsetpgrp", Arguments.parsedInt(argument(args, 0)), Arguments.parsedInt(argument(args, 1)));
    }

    @Method("nice")
    static long nice(long module, long increment) {
        return LongType.of(SystemCall.require("nice", Arguments.integer(increment)));
    }

    @Method("getpriority")
    static long getpriority(long module, long args, long nargs, long kwnames) {
        long[] values = Arguments.unpack("getpriority", new String[] {"which", "who"}, 2, 2, args, nargs, kwnames);
        return LongType.of(SystemCall.require("getpriority", Arguments.integer(values[0]), Arguments.integer(values[1])));
    }

    @Method("setpriority")
    static long setpriority(long module, long args, long nargs, long kwnames) {
        long[] values = Arguments.unpack("setpriority", new String[] {"which", "who", "priority"}, 3, 3, args, nargs, kwnames);
        return done("setpriority", Arguments.integer(values[0]), Arguments.integer(values[1]), Arguments.integer(values[2]));
    }

    private static long groups(long array, long count) {
        long list = ListType.make(0);
        for (long i = 0; i < count; i++) Namespace.append(list, number(array + 4 * i));
        return list;
    }

    @Method("getgroups")
    static long getgroups(long module) {
        long array = Allocation.allocate(4L * MOST_GROUPS);
        try {
            return groups(array, SystemCall.require("getgroups", MOST_GROUPS, array));
        } finally {
            Allocation.free(array);
        }
    }

    @Method("setgroups")
    static long setgroups(long module, long groups) {
        long array = Allocation.allocate(4L * MOST_GROUPS);
        long[] count = new long[1];
        try {
            Iteration.forEach(groups, group -> {
                if (count[0] == MOST_GROUPS) throw PyError.valueError("too many groups");
                Memory.putInt(array + 4 * count[0]++, group(group));
            });
            return done("setgroups", count[0], array);
        } finally {
            Allocation.free(array);
        }
    }

    @Method("getgrouplist")
    static long getgrouplist(long module, long args, long nargs) {
        Arguments.checkPositional("getgrouplist", nargs, 2, 2);
        long array = Allocation.allocate(4L * MOST_GROUPS + 8);
        try {
            Memory.putInt(array, MOST_GROUPS);
            int group = group(argument(args, 1));
            PathArgument.run("getgrouplist", "user", argument(args, 0), false,
                    (name, none) -> SystemCall.ofInt("getgrouplist", name, group, array + 8, array));
            return groups(array + 8, Memory.getInt(array));
        } finally {
            Allocation.free(array);
        }
    }

    @Method("initgroups")
    static long initgroups(long module, long args, long nargs) {
        Arguments.checkPositional("initgroups", nargs, 2, 2);
        long name = FileSystem.bytes(argument(args, 0));
        try {
            return done("initgroups", BytesType.data(name), group(argument(args, 1)));
        } finally {
            References.decref(name);
        }
    }

    @Method("getloadavg")
    static long getloadavg(long module) {
        long loads = Allocation.allocate(24);
        try {
            if ((int) NativeFunctions.libc("getloadavg", loads, 3) != 3) throw PyError.of(Exceptions.OSError, "Load averages are unobtainable");
            return TupleType.steal(
                    FloatType.of(Memory.getDouble(loads)), FloatType.of(Memory.getDouble(loads + 8)), FloatType.of(Memory.getDouble(loads + 16)));
        } finally {
            Allocation.free(loads);
        }
    }

    /** C's {@code struct tms}: four longs of clock ticks, of which there are a hundred in a second. */
    @Method("times")
    static long times(long module) {
        long ticks = Allocation.allocate(32);
        try {
            long elapsed = SystemCall.requireLong("times", ticks);
            return StructSequences.make(
                    TIMES, seconds(Memory.getLong(ticks)), seconds(Memory.getLong(ticks + 8)), seconds(Memory.getLong(ticks + 16)),
                    seconds(Memory.getLong(ticks + 24)), seconds(elapsed));
        } finally {
            Allocation.free(ticks);
        }
    }

    private static long seconds(long ticks) {
        return FloatType.of(ticks / 100.0);
    }

    private static long text(long address, int errno) {
        if (address == NULL) throw FileSystem.error(errno, NULL);
        return StrCodecs.decodeFileName(address, Memory.stringLength(address));
    }

    @Method("getlogin")
    static long getlogin(long module) {
        return text(NativeFunctions.libc("getlogin"), 6);
    }

    @Method("ctermid")
    static long ctermid(long module) {
        return text(NativeFunctions.libc("ctermid", NULL), 6);
    }

    @Method("ttyname")
    static long ttyname(long module, long fd) {
        return text(NativeFunctions.libc("ttyname", Arguments.integer(fd)), 25);
    }

    @Method("sched_yield")
    static long schedYield(long module) {
        return done("sched_yield");
    }

    @Method("sched_get_priority_max")
    static long priorityMax(long module, long args, long nargs, long kwnames) {
        long policy = Arguments.unpack("sched_get_priority_max", new String[] {"policy"}, 1, 1, args, nargs, kwnames)[0];
        return LongType.of(SystemCall.require("sched_get_priority_max", Arguments.integer(policy)));
    }

    @Method("sched_get_priority_min")
    static long priorityMin(long module, long args, long nargs, long kwnames) {
        long policy = Arguments.unpack("sched_get_priority_min", new String[] {"policy"}, 1, 1, args, nargs, kwnames)[0];
        return LongType.of(SystemCall.require("sched_get_priority_min", Arguments.integer(policy)));
    }

    @Method("sched_getscheduler")
    static long getScheduler(long module, long pid) {
        return LongType.of(SystemCall.require("sched_getscheduler", Arguments.integer(pid)));
    }

    /** The time that a process of the round-robin policy has in turn, in seconds. */
    @Method("sched_rr_get_interval")
    static long roundRobinInterval(long module, long pid) {
        long time = Allocation.allocate(16);
        try {
            SystemCall.require("sched_rr_get_interval", Arguments.parsedInt(pid), time);
            return FloatType.of(Memory.getLong(time) + 1e-9 * Memory.getLong(time + 8));
        } finally {
            Allocation.free(time);
        }
    }

    /** The processors that a process may run on: a set. */
    @Method("sched_getaffinity")
    static long getAffinity(long module, long pid) {
        long mask = Allocation.allocate(AFFINITY_SIZE);
        try {
            for (int i = 0; i < AFFINITY_SIZE; i += 8) Memory.putLong(mask + i, 0);
            SystemCall.require("sched_getaffinity", Arguments.integer(pid), AFFINITY_SIZE, mask);
            long set = SetType.make(NULL);
            for (int cpu = 0; cpu < 8 * AFFINITY_SIZE; cpu++) {
                if ((Memory.getByte(mask + cpu / 8) >> cpu % 8 & 1) == 0) continue;
                long number = LongType.of(cpu);
                SetType.add(set, number);
                References.decref(number);
            }
            return set;
        } finally {
            Allocation.free(mask);
        }
    }

    @Method("sched_setaffinity")
    static long setAffinity(long module, long args, long nargs) {
        Arguments.checkPositional("sched_setaffinity", nargs, 2, 2);
        int pid = Arguments.integer(argument(args, 0));
        long mask = Allocation.allocate(AFFINITY_SIZE);
        try {
            for (int i = 0; i < AFFINITY_SIZE; i += 8) Memory.putLong(mask + i, 0);
            Iteration.forEach(argument(args, 1), item -> {
                int cpu = Arguments.integer(item);
                if (cpu < 0) throw PyError.valueError("negative CPU number");
                if (cpu >= 8 * AFFINITY_SIZE) throw PyError.overflowError("CPU number too large");
                Memory.putByte(mask + cpu / 8, (byte) (Memory.getByte(mask + cpu / 8) | 1 << cpu % 8));
            });
            return done("sched_setaffinity", pid, AFFINITY_SIZE, mask);
        } finally {
            Allocation.free(mask);
        }
    }
}
