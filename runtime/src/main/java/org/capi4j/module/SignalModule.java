package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.util.Set;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Call;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Arguments;
import org.capi4j.type.DictType;
import org.capi4j.type.KeywordArguments;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.SetType;
import org.capi4j.type.Singletons;

/** {@code _signal} and {@code signal}: the process's signals. {@link SignalTimes} has what waits for them. */
@BuiltinModule("_signal")
public final class SignalModule {
    private static final String CONSTANTS =
            """
            ITIMER_PROF=2 ITIMER_REAL=0 ITIMER_VIRTUAL=1 NSIG=65 SIGABRT=6 SIGALRM=14 SIGBUS=7 SIGCHLD=17 SIGCLD=17 SIGCONT=18 SIGFPE=8
            SIGHUP=1 SIGILL=4 SIGINT=2 SIGIO=29 SIGIOT=6 SIGKILL=9 SIGPIPE=13 SIGPOLL=29 SIGPROF=27 SIGPWR=30 SIGQUIT=3 SIGRTMAX=64
            SIGRTMIN=34 SIGSEGV=11 SIGSTKFLT=16 SIGSTOP=19 SIGSYS=31 SIGTERM=15 SIGTRAP=5 SIGTSTP=20 SIGTTIN=21 SIGTTOU=22 SIGURG=23
            SIGUSR1=10 SIGUSR2=12 SIGVTALRM=26 SIGWINCH=28 SIGXCPU=24 SIGXFSZ=25 SIG_BLOCK=0 SIG_DFL=0 SIG_IGN=1 SIG_SETMASK=2 SIG_UNBLOCK=1
            """;

    /** Those that the virtual machine lives by: SIGQUIT, SIGILL, SIGBUS, SIGFPE, SIGSEGV, SIGUSR2. */
    private static final Set<Integer> MACHINES = Set.of(3, 4, 7, 8, 11, 12);

    private static final long SET = Shim.symbol("c4j_signal_set");
    private static final long GET = Shim.symbol("c4j_signal_get");
    private static final long WAKEUP = Shim.symbol("c4j_signal_wakeup");
    private static final int DEFAULT = 0;
    private static final int IGNORE = 1;
    private static final int PYTHONS = 2;

    private SignalModule() {}

    static void fill(long dict) {
        NamedNumbers.fill(dict, CONSTANTS);
        DictType.set(dict, "ItimerError", ItimerErrorType.TYPE);
        DictType.set(dict, "struct_siginfo", StructSequences.type(SignalTimes.SIGINFO));
    }

    static int number(long object) {
        int signal = Arguments.integer(object);
        if (signal < 1 || signal >= Signals.COUNT) throw PyError.valueError("signal number out of range");
        return signal;
    }

    /** The handler that there was; numbers for the system's own and for none. */
    @Method("signal")
    static long signal(long module, long args, long nargs) {
        Arguments.checkPositional("signal", nargs, 2, 2);
        int signal = number(Memory.getLong(args));
        long handler = Memory.getLong(args + 8);
        int kind = kind(handler);
        long old = handlerOf(signal);
        try {
            // the machine's own handlers stay; telling what is there already to stay is no change
            boolean same = LongType.isInstance(old) && LongType.isInstance(handler) && LongType.asLong(old) == kind;
            if (MACHINES.contains(signal) && !same) throw PyError.notImplemented("signal.signal of a signal that the virtual machine uses (" + signal + ")");
            SystemCall.checked(NativeCall.call(SET, signal, kind));
            Signals.current().set(signal, handler);
            return old;
        } catch (Throwable failure) {
            References.decref(old);
            throw failure;
        }
    }

    private static int kind(long handler) {
        if (Objects.isCallable(handler)) return PYTHONS;
        if (LongType.isInstance(handler)) {
            long value = LongType.asMask(handler);
            if (value == DEFAULT || value == IGNORE) return (int) value;
        }
        throw PyError.typeError("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object");
    }

    /** What was set here; else what the system has, None for a handler that isn't Python's: SIGINT's is the virtual machine's. */
    private static long handlerOf(int signal) {
        long known = Signals.current().handler(signal);
        if (known != NULL) return References.newRef(known);
        long kind = NativeCall.call(GET, signal);
        return kind == DEFAULT || kind == IGNORE ? LongType.of(kind) : Singletons.none();
    }

    @Method("getsignal")
    static long getSignal(long module, long signal) {
        return handlerOf(number(signal));
    }

    @Method("default_int_handler")
    static long defaultIntHandler(long module, long args, long nargs) {
        Arguments.checkPositional("default_int_handler", nargs, 2, 2);
        Arguments.integer(Memory.getLong(args));
        throw PyError.ofValue(Exceptions.KeyboardInterrupt, NULL);
    }

    @Method("raise_signal")
    static long raiseSignal(long module, long signal) {
        int number = Arguments.integer(signal);
        boolean deadly = handlerIsSystems(number) && number != 0;
        if (deadly && MACHINES.contains(number)) throw PyError.notImplemented("signal.raise_signal of a signal that the virtual machine uses (" + number + ")");
        SystemCall.require("raise", number);
        Signals.handle();
        return Singletons.none();
    }

    private static boolean handlerIsSystems(int signal) {
        return signal > 0 && signal < Signals.COUNT && Signals.current().handler(signal) == NULL;
    }

    @Method("strsignal")
    static long describe(long module, long signal) {
        int number = number(signal);
        if (SignalSet.isReserved(number)) return Singletons.none();
        return Strings.of(Memory.getString(NativeFunctions.libc("strsignal", number)));
    }

    @Method("valid_signals")
    static long validSignals(long module) {
        long set = SetType.make(NULL);
        for (int signal = 1; signal < Signals.COUNT; signal++) {
            if (SignalSet.isReserved(signal)) continue;
            long number = LongType.of(signal);
            SetType.add(set, number);
            References.decref(number);
        }
        return set;
    }

    @Method("siginterrupt")
    static long siginterrupt(long module, long args, long nargs) {
        Arguments.checkPositional("siginterrupt", nargs, 2, 2);
        int signal = number(Memory.getLong(args));
        SystemCall.require("siginterrupt", signal, Arguments.integer(Memory.getLong(args + 8)));
        return Singletons.none();
    }

    /** {@code set_wakeup_fd(fd, *, warn_on_full_buffer=True)}: the descriptor that there was. */
    @Method(value = "set_wakeup_fd", call = Call.VARARGS_KEYWORDS)
    static long setWakeup(long module, long args, long nargs, long kwnames) {
        long[] values = KeywordArguments.parse("set_wakeup_fd", args, nargs, kwnames, 1, 1, "", "warn_on_full_buffer");
        int descriptor = Arguments.integer(values[0]);
        if (descriptor != -1) {
            long flags = SystemCall.require("fcntl", descriptor, 3);
            if ((flags & 04000) == 0) throw PyError.valueError("the fd " + descriptor + " must be in non-blocking mode");
        }
        return LongType.of(NativeCall.call(WAKEUP, descriptor));
    }

    @Method("pthread_kill")
    static long killThread(long module, long args, long nargs) {
        Arguments.checkPositional("pthread_kill", nargs, 2, 2);
        long thread = LongType.asMask(Memory.getLong(args));
        if (thread == 0) throw PyError.valueError("no thread has the number 0");
        long failure = NativeFunctions.libc("pthread_kill", thread, Arguments.integer(Memory.getLong(args + 8)));
        if ((int) failure != 0) throw FileSystem.error((int) failure, NULL);
        Signals.handle();
        return Singletons.none();
    }

    @Method("pthread_sigmask")
    static long threadMask(long module, long args, long nargs) {
        Arguments.checkPositional("pthread_sigmask", nargs, 2, 2);
        int how = Arguments.integer(Memory.getLong(args));
        try (SignalSet set = SignalSet.of(Memory.getLong(args + 8));
                SignalSet old = new SignalSet()) {
            int failure = (int) NativeFunctions.libc("pthread_sigmask", how, set.address(), old.address());
            if (failure != 0) throw FileSystem.error(failure, NULL);
            Signals.handle();
            return old.toSet();
        }
    }

    @Method("sigpending")
    static long pending(long module) {
        try (SignalSet set = new SignalSet()) {
            SystemCall.require("sigpending", set.address());
            return set.toSet();
        }
    }

    @Method("pidfd_send_signal")
    static long sendSignal(long module, long args, long nargs) {
        Arguments.checkPositional("pidfd_send_signal", nargs, 2, 4);
        boolean info = nargs > 2 && Memory.getLong(args + 16) != Singletons.NONE;
        if (info) throw PyError.typeError("siginfo must be None");
        int flags = nargs > 3 ? Arguments.integer(Memory.getLong(args + 24)) : 0;
        SystemCall.require("syscall", 424, Arguments.integer(Memory.getLong(args)), Arguments.integer(Memory.getLong(args + 8)), NULL, flags);
        return Singletons.none();
    }
}
