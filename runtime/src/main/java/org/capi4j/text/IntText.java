package org.capi4j.text;

import java.math.BigInteger;

/** Integers to text and back: {@code int(text, base)}, {@code PyLong_FromString}, {@code str(int)}, {@code hex}, {@code oct}. */
public final class IntText {
    /** The default of {@code sys.get_int_max_str_digits()}. */
    public static final int DEFAULT_MAX_STR_DIGITS = 4300;
    /** The least limit but 0 that {@code sys.set_int_max_str_digits} takes. */
    public static final int MAX_STR_DIGITS_THRESHOLD = 640;

    private IntText() {}

    /**
     * A number read from the start of a text.
     *
     * @param value a {@link Long} where it fits, otherwise a {@link BigInteger}; null when there is no valid number
     * @param end the index after the number and the white space that follows; where reading stopped if there is none
     */
    public record Parsed(Number value, int end) {}

    /**
     * {@code int(text, base)}: the whole text must be one number.
     *
     * @param base 2 to 36, or 0 to go by the prefix
     * @param maxStrDigits the limit of {@code sys.get_int_max_str_digits()}, 0 for none
     * @param repr the {@code repr} of the object that is converted, for the message; CPython cuts it at 200 characters
     * @return a {@link Long} where it fits, otherwise a {@link BigInteger}
     * @throws TextException ValueError
     */
    public static Number parse(String text, int base, int maxStrDigits, String repr) {
        if (base != 0 && (base < 2 || base > 36)) {
            throw TextException.valueError("int() base must be >= 2 and <= 36, or 0");
        }
        Parsed parsed = parsePrefix(text, 0, base, maxStrDigits);
        if (parsed.value == null || parsed.end != text.length()) {
            throw invalidLiteral(base, repr);
        }
        return parsed.value;
    }

    /** The ValueError for a text that is no integer. */
    public static TextException invalidLiteral(int base, String repr) {
        int end = repr.offsetByCodePoints(0, Math.min(200, repr.codePointCount(0, repr.length())));
        return TextException.valueError("invalid literal for int() with base " + base + ": " + repr.substring(0, end));
    }

    /**
     * Reads the longest number at {@code start}, after and before white space, as {@code PyLong_FromString} with an end pointer.
     *
     * @throws TextException ValueError for a bad base or too many digits
     */
    public static Parsed parsePrefix(String text, int start, int base, int maxStrDigits) {
        if (base != 0 && (base < 2 || base > 36)) {
            throw TextException.valueError("int() arg 2 must be >= 2 and <= 36");
        }
        int at = skipSpace(text, start);
        boolean negative = at < text.length() && text.charAt(at) == '-';
        if (negative || (at < text.length() && text.charAt(at) == '+')) {
            at++;
        }
        int actual = base == 0 ? baseOfPrefix(text, at) : base;
        // A literal such as 012 is an error in base 0, 00 is not.
        boolean onlyZero = base == 0 && actual == 10 && at < text.length() && text.charAt(at) == '0';
        int prefix = prefixWidth(text, at, actual);
        int digits = at + prefix + (prefix > 0 && charAt(text, at + prefix) == '_' ? 1 : 0);
        int end = skipDigits(text, digits, actual);
        if (end < 0) {
            return new Parsed(null, ~end);
        }
        Number value = value(text.substring(digits, end), actual, negative, maxStrDigits);
        if (onlyZero && value.longValue() != 0) {
            return new Parsed(null, at);
        }
        return new Parsed(value, skipSpace(text, end));
    }

    /** The base that {@code PyLong_FromString} names in messages: the prefix's, and 0 still for 0 followed by digits. */
    public static int effectiveBase(String text, int base) {
        if (base != 0) return base;
        int at = skipSpace(text, 0);
        if (charAt(text, at) == '-' || charAt(text, at) == '+') at++;
        int actual = baseOfPrefix(text, at);
        return actual == 10 && charAt(text, at) == '0' ? 0 : actual;
    }

    private static int baseOfPrefix(String text, int at) {
        if (charAt(text, at) != '0') {
            return 10;
        }
        return switch (charAt(text, at + 1)) {
            case 'x', 'X' -> 16;
            case 'o', 'O' -> 8;
            case 'b', 'B' -> 2;
            default -> 10;
        };
    }

    private static int prefixWidth(String text, int at, int base) {
        char letter = base == 16 ? 'x' : base == 8 ? 'o' : base == 2 ? 'b' : 0;
        return letter != 0 && charAt(text, at) == '0' && (charAt(text, at + 1) | 0x20) == letter ? 2 : 0;
    }

    /** The end of the digits, single underscores between them allowed; complemented where the digits are malformed. */
    private static int skipDigits(String text, int start, int base) {
        int at = start;
        char previous = '_';
        while (at < text.length() && (text.charAt(at) == '_' || digit(text.charAt(at), base) >= 0)) {
            if (text.charAt(at) == '_' && previous == '_') {
                return ~at;
            }
            previous = text.charAt(at++);
        }
        return previous == '_' ? ~at : at;
    }

    private static Number value(String digits, int base, boolean negative, int maxStrDigits) {
        String plain = digits.indexOf('_') < 0 ? digits : digits.replace("_", "");
        if (Integer.bitCount(base) != 1 && maxStrDigits > 0 && plain.length() > maxStrDigits) {
            throw TextException.valueError("Exceeds the limit (" + maxStrDigits
                    + " digits) for integer string conversion: value has " + plain.length()
                    + " digits; use sys.set_int_max_str_digits() to increase the limit");
        }
        if (plain.length() <= 12) {
            long value = Long.parseLong(plain, base);
            return negative ? -value : value;
        }
        BigInteger value = new BigInteger(plain, base);
        return narrow(negative ? value.negate() : value);
    }

    /** {@code value} as a Long where it fits. */
    public static Number narrow(BigInteger value) {
        return value.bitLength() < 64 ? (Number) value.longValue() : value;
    }

    private static int digit(char c, int base) {
        return c < 0x80 ? Character.digit(c, base) : -1;
    }

    private static int skipSpace(String text, int start) {
        int at = start;
        while (at < text.length() && FloatParser.isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static char charAt(String text, int at) {
        return at < text.length() ? text.charAt(at) : 0;
    }

    /** {@code str(value)}; no limit applies, a long has 19 digits. */
    public static String toText(long value) {
        return Long.toString(value);
    }

    /**
     * {@code str(value)}.
     *
     * @throws TextException ValueError when there are more than {@code maxStrDigits} digits (0: no limit)
     */
    public static String toText(BigInteger value, int maxStrDigits) {
        // 2**3.321928 < 10: beyond this many bits the number is over the limit for sure, so don't convert it.
        if (maxStrDigits > 0 && value.bitLength() > maxStrDigits * 3.3220 + 4) {
            throw tooManyDigits(maxStrDigits);
        }
        String text = value.toString();
        if (maxStrDigits > 0 && text.length() - (value.signum() < 0 ? 1 : 0) > maxStrDigits) {
            throw tooManyDigits(maxStrDigits);
        }
        return text;
    }

    private static TextException tooManyDigits(int maxStrDigits) {
        return TextException.valueError("Exceeds the limit (" + maxStrDigits
                + " digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit");
    }

    /** The digits of {@code value} in a base from 2 to 36, lower case, with a minus sign and with the 0b, 0o, 0x of bases 2, 8, 16 if asked. */
    public static String toText(BigInteger value, int base, boolean prefix) {
        String digits = value.toString(base);
        return prefix ? withPrefix(digits, base) : digits;
    }

    /** As {@link #toText(BigInteger, int, boolean)}. */
    public static String toText(long value, int base, boolean prefix) {
        String digits = Long.toString(value, base);
        return prefix ? withPrefix(digits, base) : digits;
    }

    private static String withPrefix(String digits, int base) {
        String prefix = prefix(base);
        return digits.startsWith("-") ? "-" + prefix + digits.substring(1) : prefix + digits;
    }

    static String prefix(int base) {
        return switch (base) {
            case 2 -> "0b";
            case 8 -> "0o";
            case 16 -> "0x";
            default -> "";
        };
    }
}
