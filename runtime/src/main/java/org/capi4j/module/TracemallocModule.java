package org.capi4j.module;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.object.PyError;
import org.capi4j.type.Arguments;
import org.capi4j.type.BoolType;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/** {@code _tracemalloc}: never tracing. A trace is of Python code that allocates, and no Python code runs here. */
@BuiltinModule("_tracemalloc")
public final class TracemallocModule {
    private static final int MOST_FRAMES = 65535;

    private TracemallocModule() {}

    @Method("is_tracing")
    static long isTracing(long module) {
        return BoolType.of(false);
    }

    @Method("start")
    static long start(long module, long args, long nargs) {
        Arguments.checkPositional("start", nargs, 0, 1);
        int frames = nargs == 0 ? 1 : Arguments.integer(Memory.getLong(args));
        if (frames < 1 || frames > MOST_FRAMES) throw PyError.valueError("the number of frames must be in range [1; " + MOST_FRAMES + "]");
        throw PyError.notImplemented("tracemalloc.start");
    }

    @Method({"stop", "clear_traces", "reset_peak"})
    static long nothing(long module) {
        return Singletons.none();
    }

    @Method("get_traceback_limit")
    static long tracebackLimit(long module) {
        return LongType.of(1);
    }

    /** Now and at its peak. */
    @Method("get_traced_memory")
    static long tracedMemory(long module) {
        return TupleType.steal(LongType.of(0), LongType.of(0));
    }

    @Method("get_tracemalloc_memory")
    static long ownMemory(long module) {
        return LongType.of(0);
    }

    @Method("_get_traces")
    static long traces(long module) {
        return ListType.make(0);
    }

    @Method("_get_object_traceback")
    static long objectTraceback(long module, long object) {
        return Singletons.none();
    }
}
