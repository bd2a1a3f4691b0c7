package org.capi4j.text;

import java.math.BigInteger;

/** {@code float.hex} and {@code float.fromhex}. */
public final class FloatHex {
    /** Exponents beyond this are as good as infinite; it keeps the sums below inside a long. */
    private static final long HUGE = 1L << 40;

    private FloatHex() {}

    /** {@code x.hex()}. */
    public static String hex(double x) {
        if (!Double.isFinite(x)) {
            return FloatText.repr(x);
        }
        long bits = Double.doubleToRawLongBits(x);
        String sign = bits < 0 ? "-" : "";
        if (x == 0) {
            return sign + "0x0.0p+0";
        }
        boolean normal = Math.getExponent(x) >= Double.MIN_EXPONENT;
        int exponent = normal ? Math.getExponent(x) : Double.MIN_EXPONENT;
        String digits = Long.toHexString((bits & 0xFFFFFFFFFFFFFL) | 1L << 52).substring(1);
        return sign + (normal ? "0x1." : "0x0.") + digits + 'p' + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
    }

    /**
     * {@code float.fromhex(text)}.
     *
     * @throws TextException ValueError for a malformed text, OverflowError for a number beyond the largest double
     */
    public static double fromHex(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && FloatParser.isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && FloatParser.isSpace(text.charAt(end - 1))) {
            end--;
        }
        boolean negative = start < end && text.charAt(start) == '-';
        if (start < end && (negative || text.charAt(start) == '+')) {
            start++;
        }
        double magnitude = magnitude(text.substring(start, end));
        return negative ? -magnitude : magnitude;
    }

    private static double magnitude(String text) {
        String lower = asciiLower(text);
        switch (lower) {
            case "inf", "infinity":
                return Double.POSITIVE_INFINITY;
            case "nan":
                return Double.NaN;
            default:
                return number(lower.startsWith("0x") ? lower.substring(2) : lower);
        }
    }

    private static double number(String text) {
        int p = text.indexOf('p');
        String mantissa = p < 0 ? text : text.substring(0, p);
        int dot = mantissa.indexOf('.');
        String digits = dot < 0 ? mantissa : mantissa.substring(0, dot) + mantissa.substring(dot + 1);
        if (digits.isEmpty() || !digits.chars().allMatch(FloatHex::isHex)) {
            throw TextException.valueError("invalid hexadecimal floating-point string");
        }
        long exponent = p < 0 ? 0 : exponent(text.substring(p + 1));
        BigInteger value = new BigInteger(digits, 16);
        return scale(value, exponent - (dot < 0 ? 0 : 4L * (mantissa.length() - 1 - dot)));
    }

    private static long exponent(String text) {
        boolean signed = text.startsWith("-") || text.startsWith("+");
        String digits = signed ? text.substring(1) : text;
        if (digits.isEmpty() || !digits.chars().allMatch(FloatParser::isDigit)) {
            throw TextException.valueError("invalid hexadecimal floating-point string");
        }
        BigInteger exponent = new BigInteger(digits);
        long magnitude = exponent.bitLength() > 40 ? HUGE : exponent.longValue();
        return text.startsWith("-") ? -magnitude : magnitude;
    }

    /** {@code value * 2**exponent}, rounded half to even once. */
    private static double scale(BigInteger value, long exponent) {
        if (value.signum() == 0) {
            return 0;
        }
        long top = value.bitLength() + exponent;
        if (top < -1074) {
            return 0;
        }
        if (top > 1024) {
            throw tooLarge();
        }
        int kept = (int) Math.min(53, top + 1074);
        int drop = value.bitLength() - kept;
        BigInteger rounded = drop <= 0 ? value : roundedShift(value, drop);
        double result = Math.scalb(rounded.doubleValue(), (int) (exponent + Math.max(0, drop)));
        if (Double.isInfinite(result)) {
            throw tooLarge();
        }
        return result;
    }

    private static BigInteger roundedShift(BigInteger value, int drop) {
        BigInteger quotient = value.shiftRight(drop);
        boolean half = value.testBit(drop - 1);
        boolean sticky = value.getLowestSetBit() < drop - 1;
        return half && (sticky || quotient.testBit(0)) ? quotient.add(BigInteger.ONE) : quotient;
    }

    private static TextException tooLarge() {
        return TextException.overflowError("hexadecimal value too large to represent as a float");
    }

    private static boolean isHex(int c) {
        return c < 0x80 && Character.digit(c, 16) >= 0;
    }

    private static String asciiLower(String text) {
        StringBuilder lower = new StringBuilder(text);
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            lower.setCharAt(i, c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c);
        }
        return lower.toString();
    }
}
