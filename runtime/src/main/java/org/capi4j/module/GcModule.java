package org.capi4j.module;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Call;
import org.capi4j.export.Method;
import org.capi4j.layout.PyGC_Head;
import org.capi4j.memory.Memory;
import org.capi4j.object.Collector;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.BoolType;
import org.capi4j.type.DictType;
import org.capi4j.type.Finalizers;
import org.capi4j.type.KeywordArguments;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.Numbers;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/** {@code gc}: the cycle collector's switches and questions. */
@BuiltinModule("gc")
public final class GcModule {
    private static final int OLDEST = Collector.GENERATIONS - 1;

    private GcModule() {}

    /** Adds the lists and the debugging flags. */
    static void fill(long dict) {
        Namespace.steal(dict, "garbage", Collector.garbage());
        Namespace.steal(dict, "callbacks", Collector.callbacks());
        Namespace.put(dict, "DEBUG_STATS", 1);
        Namespace.put(dict, "DEBUG_COLLECTABLE", 2);
        Namespace.put(dict, "DEBUG_UNCOLLECTABLE", 4);
        Namespace.put(dict, "DEBUG_SAVEALL", 32);
        Namespace.put(dict, "DEBUG_LEAK", 38);
    }

    private static long none() {
        return References.newRef(Singletons.NONE);
    }

    private static long integers(long... values) {
        long tuple = TupleType.make(values.length);
        for (int i = 0; i < values.length; i++) TupleType.init(tuple, i, LongType.of(values[i]));
        return tuple;
    }

    @Method("enable")
    static long enable(long module) {
        Collector.setEnabled(true);
        return none();
    }

    @Method("disable")
    static long disable(long module) {
        Collector.setEnabled(false);
        return none();
    }

    @Method("isenabled")
    static long isEnabled(long module) {
        return BoolType.of(Collector.isEnabled());
    }

    @Method("collect")
    static long collect(long module, long args, long nargs, long kwnames) {
        long[] given = KeywordArguments.parse("collect", args, nargs, kwnames, 0, 1, "generation");
        int generation = given[0] == Memory.NULL ? OLDEST : LongType.asInt(given[0]);
        if (generation < 0 || generation > OLDEST) throw PyError.valueError("invalid generation");
        return LongType.of(generation == OLDEST ? Collector.collectBothHeaps() : Collector.collect(generation));
    }

    @Method("set_debug")
    static long setDebug(long module, long flags) {
        Collector.setDebug(LongType.asInt(flags));
        return none();
    }

    @Method("get_debug")
    static long getDebug(long module) {
        return LongType.of(Collector.debug());
    }

    @Method(value = "set_threshold", call = Call.VARARGS)
    static long setThreshold(long module, long args) {
        long nargs = Arguments.count("set_threshold", args, 1, Collector.GENERATIONS);
        for (int i = 0; i < nargs; i++) Collector.setThreshold(i, LongType.asInt(TupleType.get(args, i)));
        return none();
    }

    @Method("get_threshold")
    static long getThreshold(long module) {
        return integers(Collector.threshold(0), Collector.threshold(1), Collector.threshold(2));
    }

    @Method("get_count")
    static long getCount(long module) {
        return integers(Collector.count(0), Collector.count(1), Collector.count(2));
    }

    @Method("get_stats")
    static long getStats(long module) {
        long list = ListType.make(0);
        for (int i = 0; i < Collector.GENERATIONS; i++) Namespace.append(list, statistics(Collector.statistics(i)));
        return list;
    }

    private static long statistics(long[] values) {
        long dict = DictType.make();
        Namespace.put(dict, "collections", values[0]);
        Namespace.put(dict, "collected", values[1]);
        Namespace.put(dict, "uncollectable", values[2]);
        return dict;
    }

    @Method("get_objects")
    static long getObjects(long module, long args, long nargs, long kwnames) {
        long given = KeywordArguments.parse("get_objects", args, nargs, kwnames, 0, 1, "generation")[0];
        if (given == Memory.NULL || given == Singletons.NONE) return Collector.objects(-1);
        if (!Numbers.isIndex(given)) {
            throw PyError.typeError("argument should be integer or None, not '" + TypeLookup.fullNameOf(given) + "'");
        }
        long generation = Arguments.ssize(given);
        if (generation > OLDEST) {
            throw PyError.valueError("generation parameter must be less than the number of available generations (" + Collector.GENERATIONS + ")");
        }
        if (generation < -1) throw PyError.valueError("generation parameter cannot be negative");
        return Collector.objects((int) generation);
    }

    @Method(value = "get_referrers", call = Call.VARARGS)
    static long getReferrers(long module, long args) {
        return Collector.referrers(args);
    }

    @Method(value = "get_referents", call = Call.VARARGS)
    static long getReferents(long module, long args) {
        return Collector.referents(args);
    }

    @Method("is_tracked")
    static long isTracked(long module, long object) {
        return BoolType.of(Finalizers.isCollected(object) && Finalizers.isTracked(object));
    }

    @Method("is_finalized")
    static long isFinalized(long module, long object) {
        return BoolType.of(Finalizers.isCollected(object) && (Memory.getLong(object - PyGC_Head.SIZEOF + PyGC_Head._gc_prev) & 1) != 0);
    }

    @Method("freeze")
    static long freeze(long module) {
        Collector.freeze();
        return none();
    }

    @Method("unfreeze")
    static long unfreeze(long module) {
        Collector.unfreeze();
        return none();
    }

    @Method("get_freeze_count")
    static long getFreezeCount(long module) {
        return LongType.of(Collector.frozen());
    }
}
