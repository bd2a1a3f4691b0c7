package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.util.function.LongUnaryOperator;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Call;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.Strings;
import org.capi4j.type.Arguments;
import org.capi4j.type.FloatType;
import org.capi4j.type.LongType;
import org.capi4j.type.Singletons;
import org.capi4j.type.StrType;
import org.capi4j.type.TupleType;

/**
 * {@code time}: dates, by the C library's functions on its {@code struct tm}.
 *
 * <pre>
 * 0 int sec | 4 min | 8 hour | 12 mday | 16 mon, 0 to 11 | 20 year - 1900 | 24 wday, 0 Sunday | 28 yday, from 0 | 32 isdst
 * 40 long gmtoff | 48 const char *zone
 * </pre>
 */
@BuiltinModule("time")
public final class CalendarTime {
    static final StructSequences.Shape SHAPE = new StructSequences.Shape(
            "time.struct_time", "A time in parts.", 9,
            "tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst", "tm_zone", "tm_gmtoff");
    private static final long TM_SIZE = 56;
    private static final long GMTOFF = 40;
    private static final long ZONE = 48;
    private static final String[] DAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    private static final String[] MONTHS = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

    private CalendarTime() {}

    private static long withTm(LongUnaryOperator action) {
        long tm = Allocation.allocate(TM_SIZE);
        Memory.fill(tm, TM_SIZE, (byte) 0);
        try {
            return action.applyAsLong(tm);
        } finally {
            Allocation.free(tm);
        }
    }

    @Method(value = "gmtime", call = Call.VARARGS)
    static long gmtime(long module, long args) {
        return brokenDown("gmtime", args);
    }

    @Method(value = "localtime", call = Call.VARARGS)
    static long localtime(long module, long args) {
        return brokenDown("localtime", args);
    }

    private static long brokenDown(String name, long args) {
        boolean now = Arguments.count(name, args, 0, 1) == 0 || TupleType.get(args, 0) == Singletons.NONE;
        long seconds = now ? Timestamps.now() / Timestamps.SECOND : Timestamps.seconds(TupleType.get(args, 0), 0);
        return withTm(tm -> {
            breakDown(name + "_r", seconds, tm);
            return sequence(tm);
        });
    }

    private static void breakDown(String function, long seconds, long tm) {
        long argument = Allocation.allocate(8);
        try {
            Memory.putLong(argument, seconds);
            if (NativeFunctions.libc(function, argument, tm) == NULL) throw PyError.overflowError("timestamp out of range for platform time_t");
        } finally {
            Allocation.free(argument);
        }
    }

    private static int field(long tm, int index) {
        return Memory.getInt(tm + 4L * index);
    }

    private static long sequence(long tm) {
        String zone = Memory.getString(Memory.getLong(tm + ZONE));
        return StructSequences.make(SHAPE,
                LongType.of(field(tm, 5) + 1900L), LongType.of(field(tm, 4) + 1L), LongType.of(field(tm, 3)), LongType.of(field(tm, 2)),
                LongType.of(field(tm, 1)), LongType.of(field(tm, 0)), LongType.of(Math.floorMod(field(tm, 6) + 6, 7)),
                LongType.of(field(tm, 7) + 1L), LongType.of(field(tm, 8)), zone == null ? Singletons.none() : Strings.of(zone),
                LongType.of(Memory.getLong(tm + GMTOFF)));
    }

    /** Fills {@code tm} from a tuple of nine numbers. */
    private static void read(String function, long tuple, long tm) {
        if (!TupleType.isInstance(tuple)) throw PyError.typeError("Tuple or struct_time argument required");
        if (TupleType.size(tuple) != 9) throw PyError.typeError(function + "(): illegal time tuple argument");
        int[] values = new int[9];
        for (int i = 0; i < 9; i++) values[i] = Arguments.parsedInt(TupleType.get(tuple, i));
        int[] inOrder = {values[5], values[4], values[3], values[2], values[1] - 1, values[0] - 1900, (values[6] + 1) % 7, values[7] - 1, values[8]};
        for (int i = 0; i < 9; i++) Memory.putInt(tm + 4L * i, inOrder[i]);
    }

    /** A field of 0 is taken for 1 where that is the first, as old programs pass zeros. */
    private static void check(long tm) {
        if (field(tm, 4) == -1) Memory.putInt(tm + 16, 0);
        if (field(tm, 3) == 0) Memory.putInt(tm + 12, 1);
        if (field(tm, 7) == -1) Memory.putInt(tm + 28, 0);
        require(field(tm, 4), 0, 11, "month");
        require(field(tm, 3), 1, 31, "day of month");
        require(field(tm, 2), 0, 23, "hour");
        require(field(tm, 1), 0, 59, "minute");
        require(field(tm, 0), 0, 61, "seconds");
        require(field(tm, 6), 0, 6, "day of week");
        require(field(tm, 7), 0, 365, "day of year");
    }

    private static void require(int value, int low, int high, String name) {
        if (value < low || value > high) throw PyError.valueError(name + " out of range");
    }

    private static void now(long tm) {
        breakDown("localtime_r", Timestamps.now() / Timestamps.SECOND, tm);
    }

    @Method(value = "strftime", call = Call.VARARGS)
    static long strftime(long module, long args) {
        long nargs = Arguments.count("strftime", args, 1, 2);
        long format = TupleType.get(args, 0);
        if (!Namespace.isStr(format)) throw PyError.typeError("strftime() argument 1 must be str, not " + Arguments.typeName(format));
        return withTm(tm -> {
            if (nargs == 1) {
                now(tm);
            } else {
                read("strftime", TupleType.get(args, 1), tm);
                check(tm);
            }
            return formatted(format, tm);
        });
    }

    /** An empty result and one that is too long look the same to C: the buffer grows only so far. */
    private static long formatted(long format, long tm) {
        long text = StrType.utf8(format);
        for (long size = 1024; ; size *= 2) {
            long buffer = Allocation.allocate(size);
            try {
                long written = NativeFunctions.libc("strftime", buffer, size, text, tm);
                if (written > 0 || size > 256 * (StrType.utf8Size(format) + 4)) return StrType.decodeUtf8(buffer, written, "surrogateescape");
            } finally {
                Allocation.free(buffer);
            }
        }
    }

    @Method("mktime")
    static long mktime(long module, long tuple) {
        return withTm(tm -> {
            read("mktime", tuple, tm);
            Memory.putInt(tm + 24, -1);
            long seconds = NativeFunctions.libc("mktime", tm);
            if (seconds == -1 && field(tm, 6) == -1) throw PyError.of(Exceptions.OverflowError, "mktime argument out of range");
            return FloatType.of(seconds);
        });
    }

    @Method(value = "asctime", call = Call.VARARGS)
    static long asctime(long module, long args) {
        long nargs = TupleType.size(args);
        Arguments.checkPositional("asctime", nargs, 0, 1);
        return withTm(tm -> {
            if (nargs == 0) {
                now(tm);
            } else {
                read("asctime", TupleType.get(args, 0), tm);
                check(tm);
            }
            return Strings.of(text(tm));
        });
    }

    @Method(value = "ctime", call = Call.VARARGS)
    static long ctime(long module, long args) {
        boolean now = Arguments.count("ctime", args, 0, 1) == 0 || TupleType.get(args, 0) == Singletons.NONE;
        return withTm(tm -> {
            if (now) now(tm);
            else breakDown("localtime_r", Timestamps.seconds(TupleType.get(args, 0), 0), tm);
            return Strings.of(text(tm));
        });
    }

    private static String text(long tm) {
        return "%s %s %2d %02d:%02d:%02d %d".formatted(
                DAYS[Math.floorMod(field(tm, 6) + 6, 7)], MONTHS[field(tm, 4)], field(tm, 3), field(tm, 2), field(tm, 1), field(tm, 0), field(tm, 5) + 1900);
    }

    @Method("tzset")
    static long tzset(long module) {
        NativeFunctions.libc("tzset");
        return Singletons.none();
    }

    @Method(value = "strptime", call = Call.VARARGS)
    static long strptime(long module, long args) {
        throw PythonSource.notImplemented("time.strptime");
    }
}
