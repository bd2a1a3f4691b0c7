package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Arguments;
import org.capi4j.type.Calls;
import org.capi4j.type.ExceptionType;
import org.capi4j.type.FloatType;
import org.capi4j.type.LongType;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/** What of {@code _signal} has to do with time: timers, and waiting for signals. A C {@code timeval} or {@code timespec} is two longs. */
@BuiltinModule("_signal")
public final class SignalTimes {
    static final StructSequences.Shape SIGINFO = new StructSequences.Shape(
            "signal.struct_siginfo",
            "struct_siginfo: Result from sigwaitinfo or sigtimedwait.\n\n"
                    + "This object may be accessed either as a tuple of\n"
                    + "(si_signo, si_code, si_errno, si_pid, si_uid, si_status, si_band),\n"
                    + "or via the attributes si_signo, si_code, and so on.",
            "si_signo", "si_code", "si_errno", "si_pid", "si_uid", "si_status", "si_band");

    private static final long MILLION = 1_000_000;
    private static final int SIGINFO_SIZE = 128;
    private static final int EAGAIN = 11;
    private static final int CEILING = 1;

    private SignalTimes() {}

    @Method("alarm")
    static long alarm(long module, long seconds) {
        return LongType.of(NativeFunctions.libc("alarm", Arguments.integer(seconds)) & 0xffffffffL);
    }

    @Method("pause")
    static long pause(long module) {
        NativeFunctions.withoutGil(() -> SystemCall.ofInt("pause"));
        Signals.handle();
        return Singletons.none();
    }

    private static PyError timerError(long failure) {
        int errno = (int) -failure;
        long arguments = TupleType.steal(LongType.of(errno), Strings.of(FileSystem.text(errno)));
        try {
            return ExceptionType.raiseNew(Calls.call(ItimerErrorType.TYPE, arguments, NULL));
        } finally {
            References.decref(arguments);
        }
    }

    /** The seconds left, and those between the timer's signals. */
    private static long pair(long timer) {
        return TupleType.steal(FloatType.of(seconds(timer + 16)), FloatType.of(seconds(timer)));
    }

    private static double seconds(long time) {
        return Memory.getLong(time) + Memory.getLong(time + 8) / (double) MILLION;
    }

    private static void put(long time, long object) {
        long[] split = object == NULL ? new long[2] : Timestamps.split(object, CEILING, MILLION);
        Memory.putLong(time, split[0]);
        Memory.putLong(time + 8, split[1]);
    }

    @Method("setitimer")
    static long setTimer(long module, long args, long nargs) {
        Arguments.checkPositional("setitimer", nargs, 2, 3);
        int which = Arguments.integer(Memory.getLong(args));
        long timers = Allocation.allocate(64);
        try {
            put(timers + 16, Memory.getLong(args + 8));
            put(timers, nargs > 2 ? Memory.getLong(args + 16) : NULL);
            long result = SystemCall.ofInt("setitimer", which, timers, timers + 32);
            if (result < 0) throw timerError(result);
            return pair(timers + 32);
        } finally {
            Allocation.free(timers);
        }
    }

    @Method("getitimer")
    static long getTimer(long module, long which) {
        long timer = Allocation.allocate(32);
        try {
            long result = SystemCall.ofInt("getitimer", Arguments.integer(which), timer);
            if (result < 0) throw timerError(result);
            return pair(timer);
        } finally {
            Allocation.free(timer);
        }
    }

    @Method("sigwait")
    static long wait(long module, long signals) {
        long signal = Allocation.allocate(8);
        try (SignalSet set = SignalSet.of(signals)) {
            long failure = NativeFunctions.withoutGil(() -> NativeFunctions.libc("sigwait", set.address(), signal));
            if ((int) failure != 0) throw FileSystem.error((int) failure, NULL);
            Signals.handle();
            return LongType.of(Memory.getInt(signal));
        } finally {
            Allocation.free(signal);
        }
    }

    @Method("sigwaitinfo")
    static long waitInfo(long module, long signals) {
        return waitFor(signals, NULL);
    }

    /** None when the time is up. */
    @Method("sigtimedwait")
    static long timedWait(long module, long args, long nargs) {
        Arguments.checkPositional("sigtimedwait", nargs, 2, 2);
        long nanoseconds = Timestamps.nanoseconds(Memory.getLong(args + 8), CEILING, Timestamps.SECOND);
        if (nanoseconds < 0) throw PyError.valueError("timeout must be non-negative");
        long time = Allocation.allocate(16);
        try {
            Memory.putLong(time, nanoseconds / Timestamps.SECOND);
            Memory.putLong(time + 8, nanoseconds % Timestamps.SECOND);
            return waitFor(Memory.getLong(args), time);
        } finally {
            Allocation.free(time);
        }
    }

    private static long waitFor(long signals, long time) {
        long info = Allocation.allocate(SIGINFO_SIZE);
        try (SignalSet set = SignalSet.of(signals)) {
            long result = NativeFunctions.withoutGil(() -> SystemCall.ofInt("sigtimedwait", set.address(), info, time));
            if (result == -EAGAIN && time != NULL) return Singletons.none();
            SystemCall.checked(result);
            return siginfo(info);
        } finally {
            Allocation.free(info);
        }
    }

    /** C's {@code siginfo_t}: number, errno, code; from 16 on pid, uid, status; the band where pid stands. */
    private static long siginfo(long info) {
        return StructSequences.make(
                SIGINFO,
                LongType.of(Memory.getInt(info)),
                LongType.of(Memory.getInt(info + 8)),
                LongType.of(Memory.getInt(info + 4)),
                LongType.of(Memory.getInt(info + 16)),
                LongType.of(Integer.toUnsignedLong(Memory.getInt(info + 20))),
                LongType.of(Memory.getInt(info + 24)),
                LongType.of(Memory.getLong(info + 16)));
    }
}
