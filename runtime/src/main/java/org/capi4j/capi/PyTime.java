package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.CApi;
import org.capi4j.layout._Py_clock_info_t;
import org.capi4j.memory.Memory;
import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;
import org.capi4j.module.Timestamps;
import org.capi4j.object.PyError;
import org.capi4j.type.LongType;

/** {@code cpython/pytime.h}: times as {@code _PyTime_t}, nanoseconds. A C {@code timeval} or {@code timespec} is two longs. */
@CApi
public final class PyTime {
    private static final long MICROSECOND = 1_000;
    private static final long MILLISECOND = 1_000_000;
    private static final long DEFAULT_SCOPE = 0;

    private PyTime() {}

    public static long _PyTime_FromSeconds(int seconds) {
        return seconds * Timestamps.SECOND;
    }

    public static long _PyTime_FromNanoseconds(long ns) {
        return ns;
    }

    public static int _PyTime_FromNanosecondsObject(long t, long obj) {
        if (!LongType.isInstance(obj)) throw PyError.typeError("expect int, got " + org.capi4j.type.TypeLookup.fullNameOf(obj));
        Memory.putLong(t, Timestamps.nanoseconds(obj, 0, 1));
        return 0;
    }

    public static int _PyTime_FromSecondsObject(long t, long obj, int round) {
        Memory.putLong(t, Timestamps.nanoseconds(obj, round, Timestamps.SECOND));
        return 0;
    }

    public static int _PyTime_FromMillisecondsObject(long t, long obj, int round) {
        Memory.putLong(t, Timestamps.nanoseconds(obj, round, MILLISECOND));
        return 0;
    }

    public static int _PyTime_FromTimespec(long tp, long ts) {
        Memory.putLong(tp, Memory.getLong(ts) * Timestamps.SECOND + Memory.getLong(ts + 8));
        return 0;
    }

    public static int _PyTime_FromTimeval(long tp, long tv) {
        Memory.putLong(tp, Memory.getLong(tv) * Timestamps.SECOND + Memory.getLong(tv + 8) * MICROSECOND);
        return 0;
    }

    public static double _PyTime_AsSecondsDouble(long t) {
        return t % Timestamps.SECOND == 0 ? t / Timestamps.SECOND : t / (double) Timestamps.SECOND;
    }

    public static long _PyTime_AsNanoseconds(long t) {
        return t;
    }

    public static long _PyTime_AsMicroseconds(long t, int round) {
        return Timestamps.divide(t, MICROSECOND, round);
    }

    public static long _PyTime_AsMilliseconds(long t, int round) {
        return Timestamps.divide(t, MILLISECOND, round);
    }

    public static long _PyTime_AsNanosecondsObject(long t) {
        return LongType.of(t);
    }

    public static int _PyTime_AsTimespec(long t, long ts) {
        _PyTime_AsTimespec_clamp(t, ts);
        return 0;
    }

    public static void _PyTime_AsTimespec_clamp(long t, long ts) {
        putPair(ts, t, Timestamps.SECOND);
    }

    private static void putPair(long pair, long value, long parts) {
        Memory.putLong(pair, Math.floorDiv(value, parts));
        Memory.putLong(pair + 8, Math.floorMod(value, parts));
    }

    public static int _PyTime_AsTimeval(long t, long tv, int round) {
        _PyTime_AsTimeval_clamp(t, tv, round);
        return 0;
    }

    public static void _PyTime_AsTimeval_clamp(long t, long tv, int round) {
        putPair(tv, Timestamps.divide(t, MICROSECOND, round), MILLISECOND);
    }

    public static int _PyTime_AsTimevalTime_t(long t, long secs, long us, int round) {
        long microseconds = Timestamps.divide(t, MICROSECOND, round);
        Memory.putLong(secs, Math.floorDiv(microseconds, MILLISECOND));
        Memory.putInt(us, (int) Math.floorMod(microseconds, MILLISECOND));
        return 0;
    }

    public static long _PyTime_Add(long t1, long t2) {
        return Timestamps.add(t1, t2);
    }

    public static long _PyTime_MulDiv(long ticks, long mul, long div) {
        return Timestamps.multiplyDivide(ticks, mul, div);
    }

    public static long _PyTime_GetSystemClock() {
        return Timestamps.now();
    }

    public static long _PyTime_GetMonotonicClock() {
        return System.nanoTime();
    }

    public static long _PyTime_GetPerfCounter() {
        return System.nanoTime();
    }

    public static int _PyTime_GetSystemClockWithInfo(long t, long info) {
        Memory.putLong(t, Timestamps.now());
        describe(info, "clock_gettime(CLOCK_REALTIME)", false);
        return 0;
    }

    public static int _PyTime_GetMonotonicClockWithInfo(long t, long info) {
        Memory.putLong(t, System.nanoTime());
        describe(info, "clock_gettime(CLOCK_MONOTONIC)", true);
        return 0;
    }

    public static int _PyTime_GetPerfCounterWithInfo(long t, long info) {
        return _PyTime_GetMonotonicClockWithInfo(t, info);
    }

    private static void describe(long info, String implementation, boolean monotonic) {
        if (info == NULL) return;
        Memory.putLong(info + _Py_clock_info_t.implementation, CStrings.forever(implementation));
        Memory.putInt(info + _Py_clock_info_t.monotonic, monotonic ? 1 : 0);
        Memory.putInt(info + _Py_clock_info_t.adjustable, monotonic ? 0 : 1);
        Memory.putDouble(info + _Py_clock_info_t.resolution, 1e-9);
    }

    public static long _PyDeadline_Init(long timeout) {
        return Timestamps.add(System.nanoTime(), timeout);
    }

    public static long _PyDeadline_Get(long deadline) {
        return deadline - System.nanoTime();
    }

    public static int _PyTime_ObjectToTime_t(long obj, long sec, int round) {
        Memory.putLong(sec, Timestamps.seconds(obj, round));
        return 0;
    }

    public static int _PyTime_ObjectToTimespec(long obj, long sec, long nsec, int round) {
        return split(obj, sec, nsec, round, Timestamps.SECOND);
    }

    public static int _PyTime_ObjectToTimeval(long obj, long sec, long usec, int round) {
        return split(obj, sec, usec, round, MILLISECOND);
    }

    private static int split(long object, long seconds, long fraction, int round, long parts) {
        long[] pair = Timestamps.split(object, round, parts);
        Memory.putLong(seconds, pair[0]);
        Memory.putLong(fraction, pair[1]);
        return 0;
    }

    public static int _PyTime_gmtime(long t, long tm) {
        return breakDown("gmtime_r", t, tm);
    }

    public static int _PyTime_localtime(long t, long tm) {
        return breakDown("localtime_r", t, tm);
    }

    /** The C library's, which knows the process's time zone. */
    private static int breakDown(String function, long seconds, long tm) {
        Memory.getInt(tm); // before the C library writes there with its lock held
        long argument = org.capi4j.object.Allocation.allocate(8);
        try {
            Memory.putLong(argument, seconds);
            if (NativeCall.call(Shim.find(DEFAULT_SCOPE, function), argument, tm) != NULL) return 0;
            throw PyError.overflowError("timestamp out of range for platform time_t");
        } finally {
            org.capi4j.object.Allocation.free(argument);
        }
    }
}
