package org.capi4j.module.posix;

import java.util.function.IntPredicate;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.module.SystemCall;
import org.capi4j.object.Allocation;
import org.capi4j.object.PyError;
import org.capi4j.type.Arguments;
import org.capi4j.type.BoolType;
import org.capi4j.type.LongType;
import org.capi4j.type.TupleType;

/** Waiting for processes, and what the status of one that ended says. */
@BuiltinModule("posix")
public final class PosixWaiting {
    private static final String[] STATUS = {"status"};
    private static final int STOPPED = 0x7f;
    private static final int CONTINUED = 0xffff;

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
            long ended = SystemCall.requireWaiting("waitpid", process, status, options);
            return TupleType.steal(LongType.of((int) ended), LongType.of(Memory.getInt(status)));
        } finally {
            Allocation.free(status);
        }
    }

    @Method("waitpid")
    static long waitpid(long module, long args, long nargs) {
        Arguments.checkPositional("waitpid", nargs, 2, 2);
        return waitFor(Arguments.integer(Memory.getLong(args)), Arguments.integer(Memory.getLong(args + 8)));
    }

    @Method("wait")
    static long waitForAny(long module) {
        return waitFor(-1, 0);
    }

    /** A copy of the process would have one thread of the virtual machine's many. */
    @Method({"fork", "forkpty", "register_at_fork"})
    static long fork(long module, long args, long nargs, long kwnames) {
        throw PyError.notImplemented("fork");
    }
}
