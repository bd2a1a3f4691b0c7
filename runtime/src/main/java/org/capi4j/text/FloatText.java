package org.capi4j.text;

import java.math.BigInteger;

/** Doubles to text, as {@code PyOS_double_to_string} documents it. */
public final class FloatText {
    /** Flag: a sign also before positive numbers. */
    public static final int SIGN = 1;
    /** Flag: {@code .0} after what would look like an integer. */
    public static final int ADD_DOT_0 = 2;
    /** Flag: the alternate form, which keeps the decimal point and, for {@code g}, trailing zeros. */
    public static final int ALT = 4;
    /** Flag: a result that rounds to zero has no minus sign (the {@code z} of format specs). */
    public static final int NO_NEGATIVE_ZERO = 8;

    private FloatText() {}

    /** {@code repr(x)}: the shortest text that reads back as {@code x}. */
    public static String repr(double x) {
        return toText(x, 'r', 0, ADD_DOT_0);
    }

    /** What {@code PyOS_double_to_string} calls the type of its result. */
    public enum Category {
        FINITE,
        INFINITE,
        NAN;

        /** The category of {@code x}; its ordinal is {@code Py_DTST_*}. */
        public static Category of(double x) {
            return Double.isNaN(x) ? NAN : Double.isInfinite(x) ? INFINITE : FINITE;
        }
    }

    /**
     * Formats {@code x}.
     *
     * @param code one of {@code e E f F g G r}
     * @param precision digits after the point (e, f) or significant digits (g); 0 for r
     * @param flags or of {@link #SIGN}, {@link #ADD_DOT_0}, {@link #ALT}, {@link #NO_NEGATIVE_ZERO}
     * @throws TextException SystemError for another code, or for r with a precision
     */
    public static String toText(double x, char code, int precision, int flags) {
        char lower = Character.toLowerCase(code);
        if ("efgr".indexOf(lower) < 0 || code == 'R' || (code == 'r' && precision != 0)) {
            throw new TextException(TextException.Kind.SYSTEM_ERROR, "bad argument to internal function");
        }
        String text = Double.isFinite(x) ? finite(x, lower, precision, flags) : notFinite(x, flags);
        return Character.isUpperCase(code) ? upper(text) : text;
    }

    private static String notFinite(double x, int flags) {
        String sign = x == Double.NEGATIVE_INFINITY ? "-" : (flags & SIGN) != 0 ? "+" : "";
        return sign + (Double.isNaN(x) ? "nan" : "inf");
    }

    private static String finite(double x, char code, int precision, int flags) {
        int wanted = code == 'g' && precision == 0 ? 1 : precision;
        Decimal decimal =
                switch (code) {
                    case 'r' -> Decimal.shortest(x);
                    case 'e' -> Decimal.significant(x, Math.addExact(wanted, 1));
                    case 'g' -> Decimal.significant(x, wanted);
                    default -> Decimal.places(x, wanted);
                };
        boolean exponent = usesExponent(decimal.point(), code, wanted, flags);
        StringBuilder out = new StringBuilder(24);
        boolean negative = Double.doubleToRawLongBits(x) < 0;
        if (negative && !((flags & NO_NEGATIVE_ZERO) != 0 && decimal.isZero())) {
            out.append('-');
        } else if ((flags & SIGN) != 0) {
            out.append('+');
        }
        appendDigits(out, decimal, exponent ? 1 : decimal.point(), minimumDigits(decimal, code, wanted, flags), flags, exponent);
        if (exponent) {
            appendExponent(out, decimal.point() - 1);
        }
        return out.toString();
    }

    private static boolean usesExponent(int point, char code, int precision, int flags) {
        return switch (code) {
            case 'e' -> true;
            case 'f' -> false;
            case 'r' -> point <= -4 || point > 16;
            // With a ".0" to come, a number that fills the precision would show one digit too many.
            default -> point <= -4 || point > precision - ((flags & ADD_DOT_0) != 0 ? 1 : 0);
        };
    }

    /** How many digits to show, padding with zeros, counted from the first digit of {@code decimal}. */
    private static int minimumDigits(Decimal decimal, char code, int precision, int flags) {
        return switch (code) {
            case 'e' -> precision + 1;
            case 'f' -> Math.addExact(decimal.point(), precision);
            case 'g' -> (flags & ALT) != 0 ? precision : 0;
            default -> 0;
        };
    }

    /** The digits with the point after the first {@code point} of them. */
    private static void appendDigits(
            StringBuilder out, Decimal decimal, int point, int minimum, int flags, boolean exponent) {
        String digits = decimal.digits();
        if (point <= 0) {
            out.append("0.").repeat('0', -point);
            out.append(digits).repeat('0', Math.max(0, minimum - digits.length()));
            trimTo(out, flags, exponent);
            return;
        }
        int whole = Math.min(point, digits.length());
        out.append(digits, 0, whole).repeat('0', point - whole).append('.');
        out.append(digits, whole, digits.length());
        out.repeat('0', Math.max(0, minimum - Math.max(digits.length(), point)));
        trimTo(out, flags, exponent);
    }

    private static void trimTo(StringBuilder out, int flags, boolean exponent) {
        if (out.charAt(out.length() - 1) != '.') {
            return;
        }
        if ((flags & ADD_DOT_0) != 0 && !exponent) {
            out.append('0');
        } else if ((flags & ALT) == 0) {
            out.setLength(out.length() - 1);
        }
    }

    private static void appendExponent(StringBuilder out, int exponent) {
        int magnitude = Math.abs(exponent);
        out.append('e').append(exponent < 0 ? '-' : '+');
        out.append(magnitude < 10 ? "0" : "").append(magnitude);
    }

    private static String upper(String ascii) {
        return ascii.toUpperCase(java.util.Locale.ROOT);
    }

    /**
     * {@code float.as_integer_ratio}: numerator and denominator in lowest terms.
     *
     * @throws TextException OverflowError for an infinity, ValueError for NaN
     */
    public static BigInteger[] asIntegerRatio(double x) {
        if (Double.isInfinite(x)) {
            throw TextException.overflowError("cannot convert Infinity to integer ratio");
        }
        if (Double.isNaN(x)) {
            throw TextException.valueError("cannot convert NaN to integer ratio");
        }
        if (x == 0) {
            return new BigInteger[] {BigInteger.ZERO, BigInteger.ONE};
        }
        int exponent = Math.max(Math.getExponent(x), Double.MIN_EXPONENT) - 52;
        long mantissa = Double.doubleToRawLongBits(x) & 0xFFFFFFFFFFFFFL;
        mantissa |= Math.getExponent(x) >= Double.MIN_EXPONENT ? 1L << 52 : 0;
        int zeros = Math.min(Long.numberOfTrailingZeros(mantissa), Math.max(0, -exponent));
        BigInteger numerator = BigInteger.valueOf(x < 0 ? -(mantissa >> zeros) : mantissa >> zeros);
        int power = exponent + zeros;
        return power >= 0
                ? new BigInteger[] {numerator.shiftLeft(power), BigInteger.ONE}
                : new BigInteger[] {numerator, BigInteger.ONE.shiftLeft(-power)};
    }
}
