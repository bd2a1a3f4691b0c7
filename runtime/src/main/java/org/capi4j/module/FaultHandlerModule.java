package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Call;
import org.capi4j.export.Method;
import org.capi4j.object.InterpreterState;
import org.capi4j.object.PyError;
import org.capi4j.type.Arguments;
import org.capi4j.type.BoolType;
import org.capi4j.type.KeywordArguments;
import org.capi4j.type.Singletons;
import org.capi4j.type.SysAttributes;

/**
 * {@code faulthandler}: a crash of C code is reported by the virtual machine, in its error file, whether this is enabled or not. What would
 * crash on purpose isn't there.
 */
@BuiltinModule("faulthandler")
public final class FaultHandlerModule {
    private static final class Enabled {
        private boolean value;
    }

    private FaultHandlerModule() {}

    private static Enabled enabled() {
        return InterpreterState.current().attached(Enabled.class, Enabled::new);
    }

    @Method("is_enabled")
    static long isEnabled(long module) {
        return BoolType.of(enabled().value);
    }

    @Method(value = "enable", call = Call.VARARGS_KEYWORDS)
    static long enable(long module, long args, long nargs, long kwnames) {
        KeywordArguments.parse("enable", args, nargs, kwnames, 0, 2, "file", "all_threads");
        enabled().value = true;
        return Singletons.none();
    }

    /** Whether it was enabled. */
    @Method("disable")
    static long disable(long module) {
        boolean was = enabled().value;
        enabled().value = false;
        return BoolType.of(was);
    }

    /** No Python frames stand; to the file, or to standard error. */
    @Method(value = "dump_traceback", call = Call.VARARGS_KEYWORDS)
    static long dumpTraceback(long module, long args, long nargs, long kwnames) {
        long[] values = KeywordArguments.parse("dump_traceback", args, nargs, kwnames, 0, 2, "file", "all_threads");
        String text = "Current thread 0x" + String.format("%016x", NativeFunctions.libc("pthread_self")) + " (most recent call first):\n  <no Python frame>\n";
        boolean given = values[0] != NULL && values[0] != Singletons.NONE;
        if (given) SysAttributes.write(values[0], text);
        else SysAttributes.writeError(text);
        return Singletons.none();
    }

    @Method("cancel_dump_traceback_later")
    static long cancelLater(long module) {
        return Singletons.none();
    }

    @Method(value = "dump_traceback_later", call = Call.VARARGS_KEYWORDS)
    static long later(long module, long args, long nargs, long kwnames) {
        long[] values = KeywordArguments.parse("dump_traceback_later", args, nargs, kwnames, 1, 4, "timeout", "repeat", "file", "exit");
        if (Timestamps.nanoseconds(values[0], 1, Timestamps.SECOND) <= 0) throw PyError.valueError("timeout must be greater than 0");
        throw PyError.notImplemented("faulthandler.dump_traceback_later");
    }

    @Method(value = "register", call = Call.VARARGS_KEYWORDS)
    static long register(long module, long args, long nargs, long kwnames) {
        long[] values = KeywordArguments.parse("register", args, nargs, kwnames, 1, 4, "signum", "file", "all_threads", "chain");
        int signal = userSignal(values[0]);
        throw PyError.notImplemented("faulthandler.register of signal " + signal);
    }

    private static int userSignal(long object) {
        int signal = Arguments.integer(object);
        boolean fatal = signal == 4 || signal == 6 || signal == 7 || signal == 8 || signal == 11;
        if (fatal) throw PyError.runtimeError("signal " + signal + " cannot be registered, use enable() instead");
        return SignalModule.number(object);
    }

    /** Nothing can be registered. */
    @Method(value = "unregister", call = Call.VARARGS_KEYWORDS)
    static long unregister(long module, long args, long nargs, long kwnames) {
        userSignal(KeywordArguments.parse("unregister", args, nargs, kwnames, 1, 1, "signum")[0]);
        return BoolType.of(false);
    }

    @Method({"_read_null", "_sigabrt", "_sigfpe", "_stack_overflow", "_fatal_error_c_thread"})
    static long crash(long module) {
        throw PyError.notImplemented("crashing on purpose");
    }

    @Method(value = "_sigsegv", call = Call.VARARGS)
    static long violate(long module, long args) {
        return crash(module);
    }
}
