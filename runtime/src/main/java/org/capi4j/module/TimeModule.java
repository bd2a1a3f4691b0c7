package org.capi4j.module;

import java.util.TimeZone;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.DictType;
import org.capi4j.type.FloatType;
import org.capi4j.type.LongType;
import org.capi4j.type.NamespaceType;
import org.capi4j.type.Singletons;

/** {@code time}: clocks and waiting. {@link CalendarTime} has dates. */
@BuiltinModule("time")
public final class TimeModule {
    private static final long CLOCK_THREAD_CPUTIME_ID = 3;

    private TimeModule() {}

    private static long seconds(long nanoseconds) {
        return FloatType.of(nanoseconds / (double) Timestamps.SECOND);
    }

    @Method("time")
    static long time(long module) {
        return seconds(Timestamps.now());
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

    @Method("get_clock_info")
    static long getClockInfo(long module, long name) {
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
        TimeZone zone = TimeZone.getDefault();
        DictType.set(dict, "struct_time", StructSequences.type(CalendarTime.SHAPE));
        Namespace.put(dict, "timezone", -zone.getRawOffset() / 1000L);
        Namespace.put(dict, "altzone", -(zone.getRawOffset() + zone.getDSTSavings()) / 1000L);
        Namespace.put(dict, "daylight", zone.useDaylightTime() ? 1L : 0L);
        Namespace.steal(dict, "tzname",
                Namespace.tuple(zone.getDisplayName(false, TimeZone.SHORT), zone.getDisplayName(zone.useDaylightTime(), TimeZone.SHORT)));
    }
}
