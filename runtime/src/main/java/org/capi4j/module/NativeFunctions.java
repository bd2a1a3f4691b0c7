package org.capi4j.module;

import java.util.function.LongSupplier;
import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;
import org.capi4j.object.ErrorIndicator;

/** Functions of the shim and of the C library that modules in Java call by name. */
public final class NativeFunctions {
    private static final long DEFAULT_SCOPE = 0;

    private NativeFunctions() {}

    /** Calls a function of the C API that may leave an error, as its {@code int} or {@code long} result says. */
    public static long api(String name, long... arguments) {
        long result = call(Shim.symbol(name), arguments);
        ErrorIndicator.throwIfSet();
        return result;
    }

    /** Calls a function of the C library. */
    public static long libc(String name, long... arguments) {
        return call(Shim.find(DEFAULT_SCOPE, name), arguments);
    }

    private static long call(long function, long... a) {
        return switch (a.length) {
            case 0 -> NativeCall.call(function);
            case 1 -> NativeCall.call(function, a[0]);
            case 2 -> NativeCall.call(function, a[0], a[1]);
            case 3 -> NativeCall.call(function, a[0], a[1], a[2]);
            default -> NativeCall.call(function, a[0], a[1], a[2], a[3]);
        };
    }

    private static final class Threads {
        static final long SAVE = Shim.symbol("PyEval_SaveThread");
        static final long RESTORE = Shim.symbol("PyEval_RestoreThread");
    }

    /** Runs what waits, and touches no Python object, without the GIL. */
    public static long withoutGil(LongSupplier action) {
        long thread = NativeCall.call(Threads.SAVE);
        try {
            return action.getAsLong();
        } finally {
            NativeCall.call(Threads.RESTORE, thread);
        }
    }
}
