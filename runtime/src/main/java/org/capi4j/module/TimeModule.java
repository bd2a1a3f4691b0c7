package org.capi4j.module;

import java.util.TimeZone;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Call;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.DictType;
import org.capi4j.type.FloatType;
import org.capi4j.type.LongType;
import org.capi4j.type.NamespaceType;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/** {@code time}: clocks and waiting. {@link CalendarTime} has dates. */
@BuiltinModule("time")
public final class TimeModule {
    private static final long CLOCK_THREAD_CPUTIME_ID = 3;

    private static final String CLOCKS =
            """
            CLOCK_BOOTTIME=7 CLOCK_MONOTONIC=1 CLOCK_MONOTONIC_RAW=4 CLOCK_PROCESS_CPUTIME_ID=2 CLOCK_REALTIME=0 CLOCK_TAI=11
            CLOCK_THREAD_CPUTIME_ID=3 _STRUCT_TM_ITEMS=11
            """;

    private TimeModule() {}

    private static long seconds(long nanoseconds) {
        return FloatType.of(nanoseconds / (double) Timestamps.SECOND);
    }

    @Method("time")
    static long time(long module) {
        return seconds(Timestamps.now());
    }

    private static long clock(long id) {
        int clock = Arguments.parsedInt(id);
        long pair = Allocation.allocate(16);
        try {
            SystemCall.require("clock_gettime", clock, pair);
            return Memory.getLong(pair) * Timestamps.SECOND + Memory.getLong(pair + 8);
        } finally {
            Allocation.free(pair);
        }
    }

    private static long only(String function, long args) {
        Arguments.count(function, args, 1, 1);
        return TupleType.get(args, 0);
    }

    @Method(value = "clock_gettime", call = Call.VARARGS)
    static long clockGetTime(long module, long args) {
        return seconds(clock(only("clock_gettime", args)));
    }

    @Method(value = "clock_gettime_ns", call = Call.VARARGS)
    static long clockGetTimeNs(long module, long args) {
        return LongType.of(clock(only("clock_gettime", args)));
    }

    @Method(value = "clock_getres", call = Call.VARARGS)
    static long clockResolution(long module, long args) {
        int clock = Arguments.parsedInt(only("clock_getres", args));
        long pair = Allocation.allocate(16);
        try {
            SystemCall.require("clock_getres", clock, pair);
            return FloatType.of(Memory.getLong(pair) + Memory.getLong(pair + 8) * 1e-9);
        } finally {
            Allocation.free(pair);
        }
    }

    @Method(value = "clock_settime", call = Call.VARARGS)
    static long clockSetTime(long module, long args) {
        Arguments.count("clock_settime", args, 2, 2);
        return setClock(Arguments.parsedInt(TupleType.get(args, 0)), Timestamps.nanoseconds(TupleType.get(args, 1), 0, Timestamps.SECOND));
    }

    @Method(value = "clock_settime_ns", call = Call.VARARGS)
    static long clockSetTimeNs(long module, long args) {
        Arguments.count("clock_settime", args, 2, 2);
        return setClock(Arguments.parsedInt(TupleType.get(args, 0)), LongType.asLongLong(TupleType.get(args, 1)));
    }

    private static long setClock(int clock, long nanoseconds) {
        long pair = Allocation.allocate(16);
        try {
            Memory.putLong(pair, Math.floorDiv(nanoseconds, Timestamps.SECOND));
            Memory.putLong(pair + 8, Math.floorMod(nanoseconds, Timestamps.SECOND));
            SystemCall.require("clock_settime", clock, pair);
            return Singletons.none();
        } finally {
            Allocation.free(pair);
        }
    }

    @Method(value = "pthread_getcpuclockid", call = Call.VARARGS)
    static long cpuClock(long module, long args) {
        long thread = only("pthread_getcpuclockid", args);
        if (!LongType.isInstance(thread)) {
            throw PyError.typeError("pthread_getcpuclockid() argument 1 must be int, not " + Arguments.typeName(thread));
        }
        long id = Allocation.allocate(8);
        try {
            int failure = (int) NativeFunctions.libc("pthread_getcpuclockid", LongType.asMask(thread), id);
            if (failure != 0) throw FileSystem.error(failure, Memory.NULL);
            return LongType.of(Memory.getInt(id));
        } finally {
            Allocation.free(id);
        }
    }

    @Method("time_ns")
    static long timeNs(long module) {
        return LongType.of(Timestamps.now());
    }

    @Method({"monotonic", "perf_counter"})
    static long monotonic(long module) {
        return seconds(System.nanoTime());
    }

    @Method({"monotonic_ns", "perf_counter_ns"})
    static long monotonicNs(long module) {
        return LongType.of(System.nanoTime());
    }

    private static long processTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(java.time.Duration.ZERO).toNanos();
    }

    @Method("process_time")
    static long processTime(long module) {
        return seconds(processTime());
    }

    @Method("process_time_ns")
    static long processTimeNs(long module) {
        return LongType.of(processTime());
    }

    private static long threadTime() {
        long timespec = Allocation.allocateMemory(16);
        try {
            NativeFunctions.libc("clock_gettime", CLOCK_THREAD_CPUTIME_ID, timespec);
            return Memory.getLong(timespec) * Timestamps.SECOND + Memory.getLong(timespec + 8);
        } finally {
            Allocation.freeMemory(timespec);
        }
    }

    @Method("thread_time")
    static long threadTime(long module) {
        return seconds(threadTime());
    }

    @Method("thread_time_ns")
    static long threadTimeNs(long module) {
        return LongType.of(threadTime());
    }

    @Method("sleep")
    static long sleep(long module, long duration) {
        long nanoseconds = Timestamps.nanoseconds(duration, 1, Timestamps.SECOND);
        if (nanoseconds < 0) throw PyError.valueError("sleep length must be non-negative");
        NativeFunctions.withoutGil(() -> {
            try {
                Thread.sleep(java.time.Duration.ofNanos(nanoseconds));
            } catch (InterruptedException woken) {
                Thread.currentThread().interrupt();
            }
            return 0;
        });
        return Singletons.none();
    }

    @Method(value = "get_clock_info", call = Call.VARARGS)
    static long getClockInfo(long module, long args) {
        long name = only("get_clock_info", args);
        if (!Namespace.isStr(name)) throw PyError.typeError("get_clock_info() argument 1 must be str, not " + Arguments.typeName(name));
        String clock = Namespace.text("get_clock_info", name);
        String function = switch (clock) {
            case "time" -> "clock_gettime(CLOCK_REALTIME)";
            case "monotonic", "perf_counter" -> "clock_gettime(CLOCK_MONOTONIC)";
            case "process_time" -> "clock_gettime(CLOCK_PROCESS_CPUTIME_ID)";
            case "thread_time" -> "clock_gettime(CLOCK_THREAD_CPUTIME_ID)";
            default -> throw PyError.valueError("unknown clock");
        };
        long contents = DictType.make();
        try {
            Namespace.put(contents, "implementation", function);
            Namespace.put(contents, "monotonic", !clock.equals("time"));
            Namespace.put(contents, "adjustable", clock.equals("time"));
            Namespace.steal(contents, "resolution", FloatType.of(1e-9));
            return NamespaceType.make(contents);
        } finally {
            References.decref(contents);
        }
    }

    /** Adds the type and the zone. */
    static void fill(long dict) {
        NamedNumbers.fill(dict, CLOCKS);
        TimeZone zone = TimeZone.getDefault();
        DictType.set(dict, "struct_time", StructSequences.type(CalendarTime.SHAPE));
        Namespace.put(dict, "timezone", -zone.getRawOffset() / 1000L);
        Namespace.put(dict, "altzone", -(zone.getRawOffset() + zone.getDSTSavings()) / 1000L);
        Namespace.put(dict, "daylight", zone.useDaylightTime() ? 1L : 0L);
        Namespace.steal(dict, "tzname",
                Namespace.tuple(zone.getDisplayName(false, TimeZone.SHORT), zone.getDisplayName(zone.useDaylightTime(), TimeZone.SHORT)));
    }
}
