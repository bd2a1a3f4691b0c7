package org.capi4j.module.posix;

import static org.capi4j.memory.Memory.NULL;

import java.util.function.IntPredicate;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.module.Imports;
import org.capi4j.module.StructSequences;
import org.capi4j.module.SystemCall;
import org.capi4j.object.Allocation;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.BoolType;
import org.capi4j.type.Calls;
import org.capi4j.type.FloatType;
import org.capi4j.type.LongType;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/** Waiting for processes, and what the status of one that ended says. */
@BuiltinModule("posix")
public final class PosixWaiting {
    private static final String[] STATUS = {"status"};
    private static final int STOPPED = 0x7f;
    private static final int CONTINUED = 0xffff;

    static final StructSequences.Shape WAITED = new StructSequences.Shape(
            "posix.waitid_result",
            "waitid_result: Result from waitid.\n\nThis object may be accessed either as a tuple of\n"
                    + "  (si_pid, si_uid, si_signo, si_status, si_code),\nor via the attributes si_pid, si_uid, and so on.\n\nSee os.waitid for more information.",
            "si_pid", "si_uid", "si_signo", "si_status", "si_code");

    private PosixWaiting() {}

    private static int status(String function, long args, long nargs, long kwnames) {
        return Arguments.integer(Arguments.unpack(function, STATUS, 1, 1, args, nargs, kwnames)[0]);
    }

    private static int signal(int status) {
        return status & 0x7f;
    }

    private static boolean exited(int status) {
        return signal(status) == 0;
    }

    private static boolean signaled(int status) {
        return signal(status) != 0 && signal(status) != STOPPED;
    }

    private static boolean stopped(int status) {
        return (status & 0xff) == STOPPED;
    }

    private static long test(int status, IntPredicate question) {
        return BoolType.of(question.test(status));
    }

    @Method("WIFEXITED")
    static long wifexited(long module, long args, long nargs, long kwnames) {
        return test(status("WIFEXITED", args, nargs, kwnames), PosixWaiting::exited);
    }

    @Method("WIFSIGNALED")
    static long wifsignaled(long module, long args, long nargs, long kwnames) {
        return test(status("WIFSIGNALED", args, nargs, kwnames), PosixWaiting::signaled);
    }

    @Method("WIFSTOPPED")
    static long wifstopped(long module, long args, long nargs, long kwnames) {
        return test(status("WIFSTOPPED", args, nargs, kwnames), PosixWaiting::stopped);
    }

    @Method("WIFCONTINUED")
    static long wifcontinued(long module, long args, long nargs, long kwnames) {
        return test(status("WIFCONTINUED", args, nargs, kwnames), s -> s == CONTINUED);
    }

    @Method("WCOREDUMP")
    static long wcoredump(long module, long status) {
        return test(Arguments.integer(status), s -> (s & 0x80) != 0);
    }

    @Method("WEXITSTATUS")
    static long wexitstatus(long module, long args, long nargs, long kwnames) {
        return LongType.of(status("WEXITSTATUS", args, nargs, kwnames) >> 8 & 0xff);
    }

    @Method("WSTOPSIG")
    static long wstopsig(long module, long args, long nargs, long kwnames) {
        return LongType.of(status("WSTOPSIG", args, nargs, kwnames) >> 8 & 0xff);
    }

    @Method("WTERMSIG")
    static long wtermsig(long module, long args, long nargs, long kwnames) {
        return LongType.of(status("WTERMSIG", args, nargs, kwnames) & 0x7f);
    }

    /** The exit code, or a signal's number, negative. */
    @Method("waitstatus_to_exitcode")
    static long exitCode(long module, long args, long nargs, long kwnames) {
        int status = status("waitstatus_to_exitcode", args, nargs, kwnames);
        if (exited(status)) return LongType.of(status >> 8 & 0xff);
        if (signaled(status)) return LongType.of(-signal(status));
        if (stopped(status)) throw PyError.valueError("process stopped by delivery of signal " + (status >> 8 & 0xff));
        throw PyError.valueError("invalid wait status: " + status);
    }

    private static long waitFor(long process, int options) {
        long status = Allocation.allocate(8);
        try {
            Memory.putInt(status, 0);
            int ended = SystemCall.requireWaitingInt("waitpid", process, status, options);
            return TupleType.steal(LongType.of(ended), LongType.of(Memory.getInt(status)));
        } finally {
            Allocation.free(status);
        }
    }

    @Method("waitpid")
    static long waitpid(long module, long args, long nargs) {
        Arguments.checkPositional("waitpid", nargs, 2, 2);
        return waitFor(Arguments.parsedInt(Memory.getLong(args)), Arguments.integer(Memory.getLong(args + 8)));
    }

    @Method("wait")
    static long waitForAny(long module) {
        return waitFor(-1, 0);
    }

    /** C's {@code struct rusage}: two times of seconds and microseconds, then longs. */
    private static final int USAGE_FIELDS = 16;

    private static final int USAGE_SIZE = 144;

    private static long waitWithUsage(int process, int options) {
        long status = Allocation.allocate(8 + USAGE_SIZE);
        try {
            for (int i = 0; i < 8 + USAGE_SIZE; i += 8) Memory.putLong(status + i, 0);
            int ended = SystemCall.requireWaitingInt("wait4", process, status, options, status + 8);
            return TupleType.steal(LongType.of(ended), LongType.of(Memory.getInt(status)), usage(status + 8));
        } finally {
            Allocation.free(status);
        }
    }

    /** {@code resource.struct_rusage}: the module is CPython's own extension, wherever that is. */
    private static long usage(long usage) {
        long module = Imports.importModule("resource");
        try {
            long[] values = new long[USAGE_FIELDS];
            for (int i = 0; i < values.length; i++) {
                long field = usage + (i < 2 ? 16L * i : 16L + 8L * i);
                values[i] = i < 2 ? FloatType.of(Memory.getLong(field) + 1e-6 * Memory.getLong(field + 8)) : LongType.of(Memory.getLong(field));
            }
            long tuple = TupleType.steal(values);
            try {
                return Calls.callMethod(module, "struct_rusage", tuple);
            } finally {
                References.decref(tuple);
            }
        } finally {
            References.decref(module);
        }
    }

    @Method("wait3")
    static long wait3(long module, long args, long nargs, long kwnames) {
        return waitWithUsage(-1, Arguments.integer(Arguments.unpack("wait3", new String[] {"options"}, 1, 1, args, nargs, kwnames)[0]));
    }

    @Method("wait4")
    static long wait4(long module, long args, long nargs, long kwnames) {
        long[] values = Arguments.unpack("wait4", new String[] {"pid", "options"}, 2, 2, args, nargs, kwnames);
        return waitWithUsage(Arguments.parsedInt(values[0]), Arguments.integer(values[1]));
    }

    /** None where nothing has happened to a process. C's {@code siginfo_t} has ints: signal, error, code, a gap, process, user, status. */
    @Method("waitid")
    static long waitid(long module, long args, long nargs) {
        if (nargs != 3) throw PyError.typeError("waitid() takes exactly 3 arguments (" + nargs + " given)");
        int kind = Arguments.parsedInt(Memory.getLong(args));
        int id = Arguments.parsedInt(Memory.getLong(args + 8));
        int options = Arguments.parsedInt(Memory.getLong(args + 16));
        long told = Allocation.allocate(128);
        try {
            Memory.putInt(told + 16, 0);
            SystemCall.requireWaitingInt("waitid", kind, id, told, options);
            if (Memory.getInt(told + 16) == 0) return Singletons.none();
            return StructSequences.make(
                    WAITED, LongType.of(Memory.getInt(told + 16)), LongType.of(Memory.getInt(told + 20) & 0xffffffffL), LongType.of(Memory.getInt(told)),
                    LongType.of(Memory.getInt(told + 24)), LongType.of(Memory.getInt(told + 8)));
        } finally {
            Allocation.free(told);
        }
    }

    private static final int PIDFD_OPEN = 434;

    /** As a system call: C libraries have had the function only since glibc 2.36. */
    @Method("pidfd_open")
    static long pidfdOpen(long module, long args, long nargs, long kwnames) {
        long[] values = Arguments.unpack("pidfd_open", new String[] {"pid", "flags"}, 2, 1, args, nargs, kwnames);
        long flags = values[1] == NULL ? 0 : LongType.asUnsigned(values[1], 32, "unsigned int") & 0xffffffffL;
        return LongType.of(SystemCall.requireLong("syscall", PIDFD_OPEN, Arguments.parsedInt(values[0]), flags));
    }

    /** A copy of the process would have one thread of the virtual machine's many. */
    @Method({"fork", "forkpty"})
    static long fork(long module) {
        throw PyError.notImplemented("fork");
    }

    @Method("register_at_fork")
    static long registerAtFork(long module, long args, long nargs, long kwnames) {
        return fork(module);
    }
}
