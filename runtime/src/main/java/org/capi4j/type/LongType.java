package org.capi4j.type;

import java.math.BigInteger;
import org.capi4j.export.BuiltinType;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyLongObject;
import org.capi4j.layout.PyVarObject;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.text.IntText;
import org.capi4j.text.TextException;
import org.capi4j.text.UnicodeText;

/**
 * int: making ints and reading their values. {@link LongArithmetic} has the operators, {@link LongMethods} the methods.
 *
 * <pre>
 * 0  PyVarObject  ob_base     ob_size: digits in use, negative for a negative int, 0 for 0
 * 24 digit[]      ob_digit    30 bits each, least significant first
 * </pre>
 */
@BuiltinType("PyLong_Type")
public final class LongType {
    static final int SHIFT = 30;
    static final int MASK = (1 << SHIFT) - 1;
    private static final int SMALL_MIN = -5;
    private static final int SMALL_MAX = 256;
    private static final long SMALL = Shim.symbol("c4j_small_ints");
    private static final long SMALL_SIZE = 32;
    private static final BigInteger UNSIGNED_MASK = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    private LongType() {}

    /** A new reference to an int; -5 to 256 are shared. */
    public static long of(long value) {
        if (value >= SMALL_MIN && value <= SMALL_MAX) return References.newRef(SMALL + (value - SMALL_MIN) * SMALL_SIZE);
        long magnitude = Math.abs(value);
        if (magnitude >>> SHIFT == 0) {
            long integer = make(1);
            putDigit(integer, 0, (int) magnitude);
            if (value < 0) putSize(integer, -1);
            return integer;
        }
        return ofMagnitude(magnitude, value < 0);
    }

    /** As {@link #of(long)} of {@code value} read as unsigned. */
    public static long ofUnsigned(long value) {
        return value >= 0 ? of(value) : ofMagnitude(value, false);
    }

    private static long ofMagnitude(long magnitude, boolean negative) {
        int digits = (Long.SIZE - Long.numberOfLeadingZeros(magnitude) + SHIFT - 1) / SHIFT;
        long integer = make(digits);
        for (int i = 0; i < digits; i++) putDigit(integer, i, (int) (magnitude >>> i * SHIFT) & MASK);
        if (negative) putSize(integer, -digits);
        return integer;
    }

    public static long of(BigInteger value) {
        if (value.bitLength() < Long.SIZE) return of(value.longValue());
        int digits = (value.abs().bitLength() + SHIFT - 1) / SHIFT;
        long integer = make(digits);
        byte[] bytes = value.abs().toByteArray();
        long bits = 0;
        int available = 0;
        int digit = 0;
        for (int i = bytes.length - 1; i >= 0; i--) {
            bits |= (bytes[i] & 0xffL) << available;
            available += 8;
            if (available >= SHIFT && digit < digits) {
                putDigit(integer, digit++, (int) bits & MASK);
                bits >>>= SHIFT;
                available -= SHIFT;
            }
        }
        if (digit < digits) putDigit(integer, digit, (int) bits);
        if (value.signum() < 0) putSize(integer, -digits);
        return integer;
    }

    /** A positive int with room for {@code digits} digits, their values not set: {@code _PyLong_New}. */
    public static long make(long digits) {
        if (digits > Integer.MAX_VALUE) throw PyError.overflowError("too many digits in integer");
        return Allocation.varObject(BuiltinTypes.INT, PyLongObject.ob_digit + 4 * Math.max(digits, 1), digits);
    }

    /** {@code True} and {@code False} are ints too. */
    public static boolean isInstance(long object) {
        return TypeLookup.hasFlag(References.type(object), Constants.Py_TPFLAGS_LONG_SUBCLASS);
    }

    public static boolean isExact(long object) {
        return References.type(object) == BuiltinTypes.INT;
    }

    static long size(long integer) {
        return Memory.getLong(integer + PyVarObject.ob_size);
    }

    private static void putSize(long integer, long size) {
        Memory.putLong(integer + PyVarObject.ob_size, size);
    }

    static int digit(long integer, long index) {
        return Memory.getInt(integer + PyLongObject.ob_digit + 4 * index);
    }

    private static void putDigit(long integer, long index, int digit) {
        Memory.putInt(integer + PyLongObject.ob_digit + 4 * index, digit);
    }

    public static boolean isNegative(long integer) {
        return size(integer) < 0;
    }

    /** -1, 0 or 1. */
    public static int sign(long integer) {
        return Long.signum(size(integer));
    }

    /** True where one or two digits hold the value, which {@link #small} then reads. */
    static boolean isSmall(long integer) {
        long size = size(integer);
        return size >= -2 && size <= 2;
    }

    /** The value of an int of at most two digits. */
    static long small(long integer) {
        long size = size(integer);
        if (size == 0) return 0;
        long magnitude = digit(integer, 0);
        if (size == 2 || size == -2) magnitude |= (long) digit(integer, 1) << SHIFT;
        return size < 0 ? -magnitude : magnitude;
    }

    /** Whether an int's value fits a signed 64-bit long. */
    public static boolean fitsLong(long integer) {
        return isSmall(integer) || asBigInteger(integer).bitLength() < Long.SIZE;
    }

    /** The value of an int or an instance of a subclass. */
    public static BigInteger asBigInteger(long integer) {
        if (isSmall(integer)) return BigInteger.valueOf(small(integer));
        long size = size(integer);
        int digits = (int) Math.abs(size);
        byte[] bytes = new byte[(digits * SHIFT + 7) / 8 + 1];
        long bits = 0;
        int available = 0;
        int at = bytes.length - 1;
        for (int i = 0; i < digits; i++) {
            bits |= (long) digit(integer, i) << available;
            available += SHIFT;
            for (; available >= 8; available -= 8, bits >>>= 8) bytes[at--] = (byte) bits;
        }
        if (at >= 0) bytes[at] = (byte) bits;
        return new BigInteger(size < 0 ? -1 : 1, bytes);
    }

    /** An int from {@code __index__} where {@code object} isn't one: {@code action} reads it, the reference is given up after. */
    private static <T> T withInt(long object, java.util.function.LongFunction<T> action) {
        if (isInstance(object)) return action.apply(object);
        long integer = Numbers.indexOrSubclass(object);
        try {
            return action.apply(integer);
        } finally {
            References.decref(integer);
        }
    }

    private static PyError tooLarge(String type) {
        return PyError.overflowError("Python int too large to convert to C " + type);
    }

    /** {@code PyLong_AsLong}: takes anything with {@code __index__}. */
    public static long asLong(long object) {
        return asSigned(object, "long");
    }

    /** {@code PyLong_AsLongLong}. */
    public static long asLongLong(long object) {
        if (isInstance(object) && !fitsLong(object)) throw PyError.overflowError("int too big to convert");
        return asSigned(object, "long long");
    }

    private static long asSigned(long object, String type) {
        if (isInstance(object) && isSmall(object)) return small(object);
        return withInt(object, integer -> {
            if (isSmall(integer)) return small(integer);
            BigInteger value = asBigInteger(integer);
            if (value.bitLength() >= Long.SIZE) throw tooLarge(type);
            return value.longValue();
        });
    }

    /** {@code PyLong_AsLongAndOverflow}: the value, or 0 with the sign stored into {@code overflow}[0]. */
    public static long asLongAndOverflow(long object, int[] overflow) {
        if (isInstance(object) && isSmall(object)) {
            overflow[0] = 0;
            return small(object);
        }
        return withInt(object, integer -> {
            overflow[0] = fitsLong(integer) ? 0 : sign(integer);
            return overflow[0] == 0 ? asLong(integer) : -1L;
        });
    }

    /** {@code PyLong_AsSsize_t}: ints only. */
    public static long asSsize(long integer) {
        requireInt(integer);
        if (!fitsLong(integer)) throw tooLarge("ssize_t");
        return asLong(integer);
    }

    private static void requireInt(long object) {
        if (!isInstance(object)) throw PyError.typeError("an integer is required");
    }

    /** {@code _PyLong_AsInt}. */
    public static int asInt(long object) {
        int[] overflow = {0};
        long value = asLongAndOverflow(object, overflow);
        if (overflow[0] != 0 || value != (int) value) throw tooLarge("int");
        return (int) value;
    }

    /** {@code PyLong_AsUnsignedLong} and {@code PyLong_AsSize_t}: ints only; {@code type} is how the message calls the C type. */
    public static long asUnsigned(long integer, String type) {
        requireInt(integer);
        if (isNegative(integer)) throw PyError.overflowError("can't convert negative value to " + (type.equals("size_t") ? type : "unsigned int"));
        BigInteger value = asBigInteger(integer);
        if (value.bitLength() > Long.SIZE) {
            if (type.equals("size_t")) throw tooLarge("size_t");
            throw tooLarge(type);
        }
        return value.longValue();
    }

    /** {@code PyLong_AsUnsignedLongLong}: ints only. */
    public static long asUnsignedLongLong(long integer) {
        requireInt(integer);
        if (isNegative(integer)) throw PyError.overflowError("can't convert negative int to unsigned");
        BigInteger value = asBigInteger(integer);
        if (value.bitLength() > Long.SIZE) throw PyError.overflowError("int too big to convert");
        return value.longValue();
    }

    /** {@code PyLong_AsUnsignedLongMask}: the low 64 bits of anything with {@code __index__}. */
    public static long asMask(long object) {
        return withInt(object, integer -> asBigInteger(integer).and(UNSIGNED_MASK).longValue());
    }

    /** {@code PyLong_AsVoidPtr}. */
    public static long asPointer(long integer) {
        return isInstance(integer) && isNegative(integer) ? asLongLong(integer) : asUnsignedLongLong(integer);
    }

    /** {@code PyLong_AsDouble}: ints only. */
    public static double asDouble(long integer) {
        requireInt(integer);
        if (isSmall(integer)) return (double) small(integer);
        double value = asBigInteger(integer).doubleValue();
        if (Double.isInfinite(value)) throw PyError.overflowError("int too large to convert to float");
        return value;
    }

    /** {@code PyLong_FromDouble}: truncates. */
    public static long fromDouble(double value) {
        if (Double.isNaN(value)) throw PyError.valueError("cannot convert float NaN to integer");
        if (Double.isInfinite(value)) throw PyError.overflowError("cannot convert float infinity to integer");
        if (Math.abs(value) < 0x1p63) return of((long) value);
        return of(new java.math.BigDecimal(value).toBigInteger());
    }

    /** A new exact int of the same value. */
    public static long copy(long integer) {
        if (isExact(integer)) return References.newRef(integer);
        return isSmall(integer) ? of(small(integer)) : of(asBigInteger(integer));
    }

    /** {@code PyLong_FromUnicodeObject} of a Java string; {@code base} 0 reads the prefix. */
    public static long fromString(String text, int base) {
        long str = Strings.of(text);
        try {
            return fromStr(str, base);
        } finally {
            References.decref(str);
        }
    }

    /** {@code PyLong_FromUnicodeObject}. */
    public static long fromStr(long str, int base) {
        if (!StrType.isInstance(str)) throw PyError.badInternalCall();
        if (base != 0 && (base < 2 || base > 36)) throw PyError.valueError("int() arg 2 must be >= 2 and <= 36"); // as the C API says it
        int[] points = Strings.toJava(str).codePoints().toArray();
        return parse(UnicodeText.toAsciiDecimal(points), base, str);
    }

    /** {@code int(object)} of a bytes-like object, in the last place where {@code int} looks. */
    static long fromBytesLike(long object) {
        boolean bytes = TypeLookup.hasFlag(References.type(object), Constants.Py_TPFLAGS_BYTES_SUBCLASS);
        if (bytes) return fromBytes(object, 10);
        long copy = BytesType.of(content(object));
        try {
            return fromBytes(copy, 10);
        } finally {
            References.decref(copy);
        }
    }

    private static byte[] content(long object) {
        try (ByteView view = ByteView.ofOrNull(object)) {
            if (view != null) return Memory.getBytes(view.data(), view.size());
        }
        throw PyError.typeError("int() argument must be a string, a bytes-like object or a real number, not '" + TypeLookup.fullNameOf(object) + "'");
    }

    /** {@code int(bytes, base)}. */
    static long fromBytes(long object, int base) {
        long copy = Objects.bytes(object);
        try {
            return parse(new String(BytesType.toJava(copy), java.nio.charset.StandardCharsets.ISO_8859_1), base, copy);
        } finally {
            References.decref(copy);
        }
    }

    /** {@code PyLong_FromString}: messages name the base that the prefix gave. {@code end} receives where the number ends. */
    public static long fromPrefix(String text, int base, int[] end) {
        try {
            IntText.Parsed parsed = IntText.parsePrefix(text, 0, base, maxStrDigits());
            end[0] = parsed.end();
            if (parsed.value() != null && parsed.end() == text.length()) return of(parsed.value());
            throw IntText.invalidLiteral(IntText.effectiveBase(text, base), org.capi4j.text.TextRepr.reprString(text.codePoints().toArray()));
        } catch (TextException wrong) {
            throw TextErrors.of(wrong);
        }
    }

    private static long parse(String ascii, int base, long shown) {
        try {
            return of(IntText.parse(ascii == null ? "" : ascii, base, maxStrDigits(), Objects.reprString(shown)));
        } catch (TextException wrong) {
            throw TextErrors.of(wrong);
        }
    }

    private static long of(Number value) {
        return value instanceof BigInteger big ? of(big) : of(value.longValue());
    }

    /** {@code sys.get_int_max_str_digits()}. */
    static int maxStrDigits() {
        return DigitLimit.get();
    }

    /** {@code _PyLong_Format}: a str with the prefix of the base. */
    public static long format(long integer, int base) {
        if (isSmall(integer)) return Strings.of(IntText.toText(small(integer), base, base != 10));
        try {
            if (base == 10) return Strings.of(IntText.toText(asBigInteger(integer), maxStrDigits()));
        } catch (TextException tooLong) {
            throw TextErrors.of(tooLong);
        }
        return Strings.of(IntText.toText(asBigInteger(integer), base, true));
    }

    /** {@code _PyLong_FromByteArray}. */
    public static long fromByteArray(long bytes, long count, boolean littleEndian, boolean signed) {
        return of(fromByteArray(Memory.getBytes(bytes, count), littleEndian, signed));
    }

    static BigInteger fromByteArray(byte[] bytes, boolean littleEndian, boolean signed) {
        if (bytes.length == 0) return BigInteger.ZERO;
        if (littleEndian) reverse(bytes);
        return signed ? new BigInteger(bytes) : new BigInteger(1, bytes);
    }

    private static void reverse(byte[] bytes) {
        for (int i = 0, j = bytes.length - 1; i < j; i++, j--) {
            byte swap = bytes[i];
            bytes[i] = bytes[j];
            bytes[j] = swap;
        }
    }

    /** {@code _PyLong_AsByteArray}. */
    static byte[] toByteArray(BigInteger value, int count, boolean littleEndian, boolean signed) {
        if (!signed && value.signum() < 0) throw PyError.overflowError("can't convert negative int to unsigned");
        int bits = signed ? value.bitLength() + 1 : value.bitLength();
        boolean none = value.signum() == 0 || count == 0 && value.equals(BigInteger.ONE.negate()); // -1 has no bits but its sign's
        if (bits > 8L * count && !none) throw PyError.overflowError("int too big to convert");
        byte[] magnitude = value.toByteArray();
        byte[] bytes = new byte[count];
        if (value.signum() < 0) java.util.Arrays.fill(bytes, (byte) -1);
        int length = Math.min(count, magnitude.length);
        System.arraycopy(magnitude, magnitude.length - length, bytes, count - length, length);
        if (littleEndian) reverse(bytes);
        return bytes;
    }

    /** {@code _PyLong_AsByteArray}. */
    public static void asByteArray(long integer, long bytes, long count, boolean littleEndian, boolean signed) {
        Memory.putBytes(bytes, toByteArray(asBigInteger(integer), Math.toIntExact(count), littleEndian, signed));
    }

    /** {@code _PyLong_NumBits}: of the absolute value. */
    public static long bitCount(long integer) {
        return asBigInteger(integer).abs().bitLength();
    }

    /** For converters to a C type of fewer than 64 {@code bits}. */
    public static int asUnsigned(long object, int bits, String type) {
        long value = asUnsigned(requirePositive(object), "unsigned long");
        if (value >>> bits != 0) throw PyError.overflowError("Python int too large for C " + type);
        return (int) value;
    }

    /** The object itself, of whatever type, unless it is a negative int. */
    public static long requirePositive(long object) {
        if (isInstance(object) && isNegative(object)) throw PyError.valueError("value must be positive");
        return object;
    }
}
