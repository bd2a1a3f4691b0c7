package org.capi4j.type;

import static org.capi4j.type.LongType.isInstance;
import static org.capi4j.type.LongType.isSmall;
import static org.capi4j.type.LongType.small;

import java.math.BigInteger;
import org.capi4j.export.BuiltinType;
import org.capi4j.export.Slot;
import org.capi4j.layout.Constants;
import org.capi4j.object.PyError;
import org.capi4j.text.NumericHash;

/** int's operators: on {@code long}s where both operands have at most two digits, on BigIntegers otherwise. */
@BuiltinType(value = "PyLong_Type", part = true)
public final class LongArithmetic {
    /** More bits than this can't be allocated anyway: {@code MemoryError} at once, as CPython would find out late. */
    private static final long MAX_SHIFT = 1L << 33;

    private LongArithmetic() {}

    private static boolean areInts(long left, long right) {
        return isInstance(left) && isInstance(right);
    }

    private static boolean areSmall(long left, long right) {
        return isSmall(left) && isSmall(right);
    }

    private static BigInteger big(long integer) {
        return LongType.asBigInteger(integer);
    }

    @Slot("nb_add")
    public static long add(long left, long right) {
        if (!areInts(left, right)) return Singletons.notImplemented();
        if (areSmall(left, right)) return LongType.of(small(left) + small(right));
        return LongType.of(big(left).add(big(right)));
    }

    @Slot("nb_subtract")
    public static long subtract(long left, long right) {
        if (!areInts(left, right)) return Singletons.notImplemented();
        if (areSmall(left, right)) return LongType.of(small(left) - small(right));
        return LongType.of(big(left).subtract(big(right)));
    }

    @Slot("nb_multiply")
    public static long multiply(long left, long right) {
        if (!areInts(left, right)) return Singletons.notImplemented();
        if (areSmall(left, right)) {
            long a = small(left);
            long b = small(right);
            long high = Math.multiplyHigh(a, b);
            long low = a * b;
            if (high == 0 && low >= 0 || high == -1 && low < 0) return LongType.of(low);
        }
        return LongType.of(big(left).multiply(big(right)));
    }

    private static void requireDivisor(long right, String message) {
        if (LongType.sign(right) == 0) throw PyError.zeroDivision(message);
    }

    @Slot("nb_remainder")
    public static long remainder(long left, long right) {
        if (!areInts(left, right)) return Singletons.notImplemented();
        requireDivisor(right, "integer modulo by zero");
        if (areSmall(left, right)) return LongType.of(Math.floorMod(small(left), small(right)));
        return LongType.of(floorDivide(big(left), big(right))[1]);
    }

    @Slot("nb_floor_divide")
    public static long floorDivide(long left, long right) {
        if (!areInts(left, right)) return Singletons.notImplemented();
        requireDivisor(right, "integer division or modulo by zero");
        if (areSmall(left, right)) return LongType.of(Math.floorDiv(small(left), small(right)));
        return LongType.of(floorDivide(big(left), big(right))[0]);
    }

    /** Quotient and remainder, the remainder with the divisor's sign. */
    private static BigInteger[] floorDivide(BigInteger left, BigInteger right) {
        BigInteger[] result = left.divideAndRemainder(right);
        if (result[1].signum() != 0 && result[1].signum() != right.signum()) {
            result[0] = result[0].subtract(BigInteger.ONE);
            result[1] = result[1].add(right);
        }
        return result;
    }

    @Slot("nb_divmod")
    public static long divmod(long left, long right) {
        if (!areInts(left, right)) return Singletons.notImplemented();
        requireDivisor(right, "integer division or modulo by zero");
        BigInteger[] result = floorDivide(big(left), big(right));
        return TupleType.steal(LongType.of(result[0]), LongType.of(result[1]));
    }

    @Slot("nb_true_divide")
    public static long trueDivide(long left, long right) {
        if (!areInts(left, right)) return Singletons.notImplemented();
        requireDivisor(right, "division by zero");
        if (areSmall(left, right)) {
            long a = small(left);
            long b = small(right);
            if (Math.abs(a) <= 1L << 53 && Math.abs(b) <= 1L << 53) return FloatType.of((double) a / b);
        }
        return FloatType.of(trueDivide(big(left), big(right)));
    }

    /** The correctly rounded quotient: 66 or more bits of it with a sticky bit decide as the exact value does. */
    private static double trueDivide(BigInteger left, BigInteger right) {
        if (left.signum() == 0) return right.signum() < 0 ? -0.0 : 0.0;
        int shift = 66 - (left.bitLength() - right.bitLength());
        BigInteger numerator = shift > 0 ? left.abs().shiftLeft(shift) : left.abs();
        BigInteger denominator = shift < 0 ? right.abs().shiftLeft(-shift) : right.abs();
        BigInteger[] result = numerator.divideAndRemainder(denominator);
        BigInteger quotient = result[0].shiftLeft(1);
        if (result[1].signum() != 0) quotient = quotient.setBit(0);
        double value = scale(quotient, -shift - 1);
        if (Double.isInfinite(value)) throw PyError.overflowError("integer division result too large for a float");
        return left.signum() == right.signum() ? value : -value;
    }

    /** {@code value * 2**exponent} rounded once. */
    private static double scale(BigInteger value, int exponent) {
        int lowest = Math.max(exponent + value.bitLength() - 53, -1074);
        int drop = lowest - exponent;
        if (drop <= 0) return Math.scalb(value.doubleValue(), exponent);
        BigInteger kept = value.shiftRight(drop);
        int half = value.testBit(drop - 1) ? 1 : 0;
        boolean sticky = value.getLowestSetBit() < drop - 1;
        if (half == 1 && (sticky || kept.testBit(0))) kept = kept.add(BigInteger.ONE);
        return Math.scalb(kept.doubleValue(), lowest);
    }

    @Slot("nb_power")
    public static long power(long left, long right, long modulus) {
        if (!areInts(left, right)) return Singletons.notImplemented();
        if (modulus != Singletons.NONE) {
            return isInstance(modulus) ? LongType.of(modPower(big(left), big(right), big(modulus))) : Singletons.notImplemented();
        }
        if (LongType.isNegative(right)) {
            return FloatType.of(FloatType.power(LongType.asDouble(left), LongType.asDouble(right)));
        }
        BigInteger base = big(left);
        if (base.abs().bitLength() > 1 && !LongType.fitsLong(right)) throw PyError.memoryError();
        return LongType.of(power(base, big(right)));
    }

    private static BigInteger power(BigInteger base, BigInteger exponent) {
        if (base.abs().bitLength() <= 1) return base.signum() < 0 && !exponent.testBit(0) || exponent.signum() == 0 ? BigInteger.ONE : base;
        if (exponent.bitLength() > 31) throw PyError.memoryError();
        return base.pow(exponent.intValue());
    }

    private static BigInteger modPower(BigInteger base, BigInteger exponent, BigInteger modulus) {
        if (modulus.signum() == 0) throw PyError.valueError("pow() 3rd argument cannot be 0");
        BigInteger positive = modulus.abs();
        BigInteger result;
        try {
            result = positive.equals(BigInteger.ONE) ? BigInteger.ZERO : base.modPow(exponent, positive);
        } catch (ArithmeticException notInvertible) {
            throw PyError.valueError("base is not invertible for the given modulus");
        }
        return modulus.signum() < 0 && result.signum() != 0 ? result.add(modulus) : result;
    }

    @Slot("nb_negative")
    public static long negative(long self) {
        return isSmall(self) ? LongType.of(-small(self)) : LongType.of(big(self).negate());
    }

    @Slot({"nb_positive", "nb_int", "nb_index"})
    public static long positive(long self) {
        return LongType.copy(self);
    }

    @Slot("nb_absolute")
    public static long absolute(long self) {
        return LongType.isNegative(self) ? negative(self) : LongType.copy(self);
    }

    @Slot("nb_bool")
    public static int bool(long self) {
        return LongType.sign(self) != 0 ? 1 : 0;
    }

    @Slot("nb_invert")
    public static long invert(long self) {
        return isSmall(self) ? LongType.of(~small(self)) : LongType.of(big(self).not());
    }

    @Slot("nb_lshift")
    public static long leftShift(long left, long right) {
        if (!areInts(left, right)) return Singletons.notImplemented();
        if (LongType.isNegative(right)) throw PyError.valueError("negative shift count");
        if (LongType.sign(left) == 0) return LongType.of(0);
        if (!LongType.fitsLong(right)) throw tooFar(LongType.asBigInteger(right));
        return leftShiftBy(left, LongType.asLong(right));
    }

    /** CPython's own limit is a size in bytes that no machine has. */
    private static PyError tooFar(BigInteger count) {
        boolean countable = count.compareTo(BigInteger.valueOf(Long.MAX_VALUE / 4 - 10).multiply(BigInteger.valueOf(30))) < 0;
        return countable ? PyError.memoryError() : PyError.overflowError("too many digits in integer");
    }

    /** {@code _PyLong_Lshift}. */
    public static long leftShiftBy(long left, long count) {
        if (count > MAX_SHIFT) throw PyError.memoryError();
        if (isSmall(left) && count < 3) return LongType.of(small(left) << count);
        try {
            return LongType.of(big(left).shiftLeft(Math.toIntExact(count)));
        } catch (ArithmeticException tooBig) {
            throw PyError.memoryError();
        }
    }

    @Slot("nb_rshift")
    public static long rightShift(long left, long right) {
        if (!areInts(left, right)) return Singletons.notImplemented();
        if (LongType.isNegative(right)) throw PyError.valueError("negative shift count");
        return rightShiftBy(left, LongType.fitsLong(right) ? LongType.asLong(right) : Long.MAX_VALUE);
    }

    /** {@code _PyLong_Rshift}. */
    public static long rightShiftBy(long left, long count) {
        int bits = (int) Math.min(count, Integer.MAX_VALUE);
        if (isSmall(left)) return LongType.of(small(left) >> Math.min(bits, 63));
        return LongType.of(big(left).shiftRight(bits));
    }

    @Slot("nb_and")
    public static long and(long left, long right) {
        if (!areInts(left, right)) return Singletons.notImplemented();
        return areSmall(left, right) ? LongType.of(small(left) & small(right)) : LongType.of(big(left).and(big(right)));
    }

    @Slot("nb_or")
    public static long or(long left, long right) {
        if (!areInts(left, right)) return Singletons.notImplemented();
        return areSmall(left, right) ? LongType.of(small(left) | small(right)) : LongType.of(big(left).or(big(right)));
    }

    @Slot("nb_xor")
    public static long xor(long left, long right) {
        if (!areInts(left, right)) return Singletons.notImplemented();
        return areSmall(left, right) ? LongType.of(small(left) ^ small(right)) : LongType.of(big(left).xor(big(right)));
    }

    @Slot("nb_float")
    public static long toFloat(long self) {
        return FloatType.of(LongType.asDouble(self));
    }

    @Slot("tp_hash")
    public static long hash(long self) {
        if (isSmall(self)) return NumericHash.ofInt(small(self));
        return NumericHash.ofInt(big(self));
    }

    @Slot("tp_richcompare")
    public static long richCompare(long left, long right, int op) {
        if (!areInts(left, right)) return Singletons.notImplemented();
        int order = areSmall(left, right) ? Long.compare(small(left), small(right)) : big(left).compareTo(big(right));
        return compared(order, op);
    }

    /** The bool for a comparison's outcome. */
    static long compared(int order, int op) {
        boolean result = switch (op) {
            case Constants.Py_LT -> order < 0;
            case Constants.Py_LE -> order <= 0;
            case Constants.Py_EQ -> order == 0;
            case Constants.Py_NE -> order != 0;
            case Constants.Py_GT -> order > 0;
            case Constants.Py_GE -> order >= 0;
            default -> throw PyError.badInternalCall();
        };
        return BoolType.of(result);
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        return LongType.format(self, 10);
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        DefaultFree.free(self);
    }

    /** {@code _PyLong_DivmodNear}: the nearest quotient, halves to even, and what is left. */
    public static long divmodNear(long left, long right) {
        if (!areInts(left, right)) throw PyError.typeError("non-integer arguments in division");
        requireDivisor(right, "integer division or modulo by zero");
        BigInteger divisor = big(right);
        BigInteger[] result = floorDivide(big(left), divisor);
        int half = result[1].abs().shiftLeft(1).compareTo(divisor.abs());
        if (half > 0 || half == 0 && result[0].testBit(0)) {
            result[0] = result[0].add(BigInteger.ONE);
            result[1] = result[1].subtract(divisor);
        }
        return TupleType.steal(LongType.of(result[0]), LongType.of(result[1]));
    }

    /** {@code _PyLong_Frexp}. */
    public static double frexp(long integer, long exponent) {
        BigInteger value = big(integer);
        int bits = value.abs().bitLength();
        double scaled = scale(value.abs(), -bits);
        if (scaled == 1.0) {
            scaled = 0.5;
            bits++;
        }
        org.capi4j.memory.Memory.putLong(exponent, bits);
        return value.signum() < 0 ? -scaled : scaled;
    }
}
