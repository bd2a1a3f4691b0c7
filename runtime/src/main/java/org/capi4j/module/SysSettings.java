package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.layout.PyThreadState;
import org.capi4j.memory.Memory;
import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;
import org.capi4j.object.InterpreterState;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.ThreadState;
import org.capi4j.text.IntText;
import org.capi4j.type.Arguments;
import org.capi4j.type.DigitLimit;
import org.capi4j.type.FloatType;
import org.capi4j.type.KeywordArguments;
import org.capi4j.type.LongType;
import org.capi4j.type.Singletons;

/** {@code sys}: pairs of get and set. */
@BuiltinModule("sys")
public final class SysSettings {
    private static final long MICROSECONDS = 1_000_000;

    private SysSettings() {}

    @Method("getrecursionlimit")
    static long getrecursionlimit(long module) {
        return LongType.of((int) NativeCall.call(Shim.symbol("Py_GetRecursionLimit")));
    }

    @Method("setrecursionlimit")
    static long setrecursionlimit(long module, long limit) {
        int value = Arguments.integer(limit);
        if (value < 1) throw PyError.valueError("recursion limit must be greater or equal than 1");
        NativeCall.call(Shim.symbol("Py_SetRecursionLimit"), value);
        return Singletons.none();
    }

    @Method("getswitchinterval")
    static long getswitchinterval(long module) {
        return FloatType.of(NativeCall.call(Shim.symbol("_PyEval_GetSwitchInterval")) / (double) MICROSECONDS);
    }

    @Method("setswitchinterval")
    static long setswitchinterval(long module, long interval) {
        double seconds = FloatType.asDouble(interval);
        if (!(seconds > 0)) throw PyError.valueError("switch interval must be strictly positive");
        NativeCall.call(Shim.symbol("_PyEval_SetSwitchInterval"), (long) (seconds * MICROSECONDS));
        return Singletons.none();
    }

    @Method("get_int_max_str_digits")
    static long getIntMaxStrDigits(long module) {
        return LongType.of(DigitLimit.get());
    }

    @Method("set_int_max_str_digits")
    static long setIntMaxStrDigits(long module, long args, long nargs, long kwnames) {
        int digits = Arguments.integer(KeywordArguments.parse("set_int_max_str_digits", args, nargs, kwnames, 1, 1, "maxdigits")[0]);
        if (digits != 0 && digits < IntText.MAX_STR_DIGITS_THRESHOLD) {
            throw PyError.valueError("maxdigits must be 0 or larger than " + IntText.MAX_STR_DIGITS_THRESHOLD);
        }
        DigitLimit.set(digits);
        return Singletons.none();
    }

    /** Kept for {@link #gettrace}; without Python code there is nothing to trace. */
    @Method("settrace")
    static long settrace(long module, long function) {
        return keep(PyThreadState.c_traceobj, function);
    }

    @Method("setprofile")
    static long setprofile(long module, long function) {
        return keep(PyThreadState.c_profileobj, function);
    }

    private static long keep(long field, long function) {
        References.setRef(ThreadState.current() + field, function == Singletons.NONE ? NULL : References.newRef(function));
        return Singletons.none();
    }

    @Method("gettrace")
    static long gettrace(long module) {
        return kept(PyThreadState.c_traceobj);
    }

    @Method("getprofile")
    static long getprofile(long module) {
        return kept(PyThreadState.c_profileobj);
    }

    private static long kept(long field) {
        long function = Memory.getLong(ThreadState.current() + field);
        return function == NULL ? Singletons.none() : References.newRef(function);
    }

    @Method("getallocatedblocks")
    static long getallocatedblocks(long module) {
        return LongType.of(NativeCall.critical(Shim.symbol("c4j_blocks"), InterpreterState.current().address()));
    }
}
