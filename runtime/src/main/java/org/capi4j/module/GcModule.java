package org.capi4j.module;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.type.BoolType;
import org.capi4j.type.KeywordArguments;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.Singletons;

/** {@code gc}: the collector of reference cycles. */
@BuiltinModule("gc")
public final class GcModule {
    private GcModule() {}

    /** Whatever generation is asked for, all are collected. */
    @Method("collect")
    static long collect(long module, long args, long nargs, long kwnames) {
        KeywordArguments.parse("collect", args, nargs, kwnames, 0, 1, "generation");
        return LongType.of(NativeFunctions.api("PyGC_Collect"));
    }

    @Method("enable")
    static long enable(long module) {
        NativeFunctions.api("PyGC_Enable");
        return Singletons.none();
    }

    @Method("disable")
    static long disable(long module) {
        NativeFunctions.api("PyGC_Disable");
        return Singletons.none();
    }

    @Method("isenabled")
    static long isEnabled(long module) {
        return BoolType.of((int) NativeFunctions.api("PyGC_IsEnabled") != 0);
    }

    @Method("is_tracked")
    static long isTracked(long module, long object) {
        return BoolType.of((int) NativeFunctions.api("PyObject_IS_GC", object) != 0 && (int) NativeFunctions.api("PyObject_GC_IsTracked", object) != 0);
    }

    @Method("is_finalized")
    static long isFinalized(long module, long object) {
        return BoolType.of((int) NativeFunctions.api("PyObject_IS_GC", object) != 0 && (int) NativeFunctions.api("PyObject_GC_IsFinalized", object) != 0);
    }

    static void fill(long dict) {
        Namespace.steal(dict, "garbage", ListType.make(0));
        Namespace.steal(dict, "callbacks", ListType.make(0));
        String[] flags = {"DEBUG_STATS", "DEBUG_COLLECTABLE", "DEBUG_UNCOLLECTABLE"};
        for (int i = 0; i < flags.length; i++) Namespace.put(dict, flags[i], 1L << i);
        Namespace.put(dict, "DEBUG_SAVEALL", 32L);
        Namespace.put(dict, "DEBUG_LEAK", 38L);
    }
}
