package org.capi4j.module;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.type.FloatType;
import org.capi4j.type.LongType;

/** Times as {@code _PyTime_t}, nanoseconds in 64 bits, and as seconds with a fraction; with CPython's four ways to round. */
public final class Timestamps {
    public static final long SECOND = 1_000_000_000L;
    private static final String TOO_LARGE = "timestamp too large to convert to C _PyTime_t";
    private static final String OUT_OF_RANGE = "timestamp out of range for platform time_t";

    private Timestamps() {}

    /** {@code _PyTime_round_t}: floor, ceiling, half even, away from zero. */
    static RoundingMode mode(int round) {
        return switch (round) {
            case 0 -> RoundingMode.FLOOR;
            case 1 -> RoundingMode.CEILING;
            case 2 -> RoundingMode.HALF_EVEN;
            default -> RoundingMode.UP;
        };
    }

    /** Nanoseconds of an int or float that counts units of {@code unit} nanoseconds. */
    public static long nanoseconds(long object, int round, long unit) {
        if (FloatType.isInstance(object)) {
            // multiplied as a double: CPython rounds what that gives, not the exact product
            BigDecimal product = finite(FloatType.value(object) * unit);
            return fit(product.setScale(0, mode(round)).toBigInteger(), OUT_OF_RANGE);
        }
        return fit(LongType.asBigInteger(requireInt(object)).multiply(BigInteger.valueOf(unit)), TOO_LARGE);
    }

    private static long requireInt(long object) {
        if (LongType.isInstance(object)) return object;
        throw PyError.typeError("'" + org.capi4j.type.TypeLookup.fullNameOf(object) + "' object cannot be interpreted as an integer");
    }

    private static BigDecimal finite(double seconds) {
        if (Double.isNaN(seconds)) throw PyError.valueError("Invalid value NaN (not a number)");
        if (Double.isInfinite(seconds)) throw PyError.overflowError(OUT_OF_RANGE);
        return new BigDecimal(seconds);
    }

    private static long fit(BigInteger value, String message) {
        if (value.bitLength() > 63) throw PyError.overflowError(message);
        return value.longValue();
    }

    /** {@code _PyLong_AsTime_t}. */
    public static long timeT(long object) {
        try {
            return LongType.asLongLong(object);
        } catch (PyError error) {
            if (error.type() != Exceptions.OverflowError) throw error;
            error.release();
            throw PyError.overflowError(OUT_OF_RANGE);
        }
    }

    /** Whole seconds of an int or float, rounded. */
    public static long seconds(long object, int round) {
        if (!FloatType.isInstance(object)) return timeT(object);
        double value = FloatType.value(object);
        if (Double.isNaN(value)) throw PyError.valueError("Invalid value NaN (not a number)");
        if (Double.isInfinite(value)) throw PyError.overflowError(OUT_OF_RANGE);
        return fit(new BigDecimal(value).setScale(0, mode(round)).toBigInteger(), OUT_OF_RANGE);
    }

    /** Seconds and, from 0 on, {@code parts} of one: of an int or float. */
    public static long[] split(long object, int round, long parts) {
        if (!FloatType.isInstance(object)) return new long[] {timeT(object), 0};
        double value = FloatType.value(object);
        if (Double.isNaN(value)) throw PyError.valueError("Invalid value NaN (not a number)");
        if (Double.isInfinite(value)) throw PyError.overflowError(OUT_OF_RANGE);
        double whole = value < 0 ? Math.ceil(value) : Math.floor(value);
        double fraction = (value - whole) * parts;
        BigInteger units = new BigDecimal(fraction).setScale(0, mode(round)).toBigInteger();
        BigInteger total = new BigDecimal(whole).toBigInteger().multiply(BigInteger.valueOf(parts)).add(units);
        BigInteger[] result = floorDivide(total, BigInteger.valueOf(parts));
        return new long[] {fit(result[0], OUT_OF_RANGE), result[1].longValue()};
    }

    private static BigInteger[] floorDivide(BigInteger value, BigInteger divisor) {
        BigInteger[] result = value.divideAndRemainder(divisor);
        if (result[1].signum() >= 0) return result;
        return new BigInteger[] {result[0].subtract(BigInteger.ONE), result[1].add(divisor)};
    }

    /** Nanoseconds in units of {@code unit}, rounded. */
    public static long divide(long nanoseconds, long unit, int round) {
        return BigDecimal.valueOf(nanoseconds).divide(BigDecimal.valueOf(unit), 0, mode(round)).longValueExact();
    }

    /** A sum that stays at the ends of its range. */
    public static long add(long left, long right) {
        long sum = left + right;
        boolean overflow = ((left ^ sum) & (right ^ sum)) < 0;
        return overflow ? (left < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
    }

    /** {@code ticks * multiplier / divisor}, which stays at the ends of its range. */
    public static long multiplyDivide(long ticks, long multiplier, long divisor) {
        BigInteger value = BigInteger.valueOf(ticks).multiply(BigInteger.valueOf(multiplier)).divide(BigInteger.valueOf(divisor));
        if (value.bitLength() <= 63) return value.longValue();
        return value.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    /** Nanoseconds since 1970. */
    public static long now() {
        java.time.Instant instant = java.time.Instant.now();
        return instant.getEpochSecond() * SECOND + instant.getNano();
    }
}
