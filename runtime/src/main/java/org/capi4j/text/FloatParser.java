package org.capi4j.text;

import java.util.function.Supplier;

/** Text to doubles: {@code float(text)} and {@code PyOS_string_to_double}. */
public final class FloatParser {
    private FloatParser() {}

    /** A number read from the start of a text, and the index after it; {@code end} equal to the start: nothing read. */
    public record Parsed(double value, int end) {}

    /**
     * {@code float(text)}: surrounding ASCII white space and underscores between digits are allowed. Other Unicode spaces and
     * digits are first made ASCII by {@link UnicodeText#toAsciiDecimal}.
     *
     * @param repr the {@code repr} of the object that is converted, for the message
     * @throws TextException ValueError
     */
    public static double parse(String text, Supplier<String> repr) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        String number = withoutUnderscores(text.substring(start, end));
        Parsed parsed = number == null ? null : parsePrefix(number, 0);
        if (parsed == null || parsed.end == 0 || parsed.end != number.length()) {
            throw invalid(repr.get());
        }
        return parsed.value;
    }

    /** The ValueError for a text that is no float. */
    public static TextException invalid(String repr) {
        return TextException.valueError("could not convert string to float: " + repr);
    }

    /** The longest number at {@code start}; no white space, no underscores; too large is an infinity, as with C's strtod. */
    public static Parsed parsePrefix(String text, int start) {
        int at = start + signWidth(text, start);
        int digits = skipDigits(text, at);
        int end = digits;
        boolean any = digits > at;
        if (end < text.length() && text.charAt(end) == '.') {
            int fraction = skipDigits(text, end + 1);
            any |= fraction > end + 1;
            end = fraction;
        }
        if (!any) {
            return parseName(text, start, at);
        }
        if (end < text.length() && (text.charAt(end) | 0x20) == 'e') {
            int exponent = end + 1 + signWidth(text, end + 1);
            int exponentEnd = skipDigits(text, exponent);
            end = exponentEnd > exponent ? exponentEnd : end;
        }
        return new Parsed(Double.parseDouble(text.substring(start, end)), end);
    }

    /** {@link #parsePrefix} of a text's start, where infinities and NaNs have no names. */
    public static Parsed parseNumber(String text) {
        Parsed parsed = parsePrefix(text, 0);
        boolean number = parsed.end > 0 && isNumber(text.charAt(signWidth(text, 0)));
        return number ? parsed : new Parsed(0, 0);
    }

    private static boolean isNumber(char first) {
        return first == '.' || first >= '0' && first <= '9';
    }

    private static Parsed parseName(String text, int start, int at) {
        boolean negative = at > start && text.charAt(start) == '-';
        double infinity = negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        if (text.regionMatches(true, at, "infinity", 0, 8) && isAscii(text, at, 8)) {
            return new Parsed(infinity, at + 8);
        }
        if (text.regionMatches(true, at, "inf", 0, 3) && isAscii(text, at, 3)) {
            return new Parsed(infinity, at + 3);
        }
        if (text.regionMatches(true, at, "nan", 0, 3)) {
            return new Parsed(negative ? Double.longBitsToDouble(0xFFF8000000000000L) : Double.NaN, at + 3);
        }
        return new Parsed(0, start);
    }

    /** Java's caseless match takes a dotless or dotted I for an i. */
    private static boolean isAscii(String text, int start, int count) {
        return text.chars().skip(start).limit(count).allMatch(c -> c < 0x80);
    }

    private static int signWidth(String text, int at) {
        return at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+') ? 1 : 0;
    }

    private static int skipDigits(String text, int at) {
        int end = at;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static String withoutUnderscores(String text) {
        if (text.indexOf('_') < 0) {
            return text;
        }
        for (int i = 0; i < text.length(); i++) {
            boolean between = i > 0 && i + 1 < text.length() && isDigit(text.charAt(i - 1)) && isDigit(text.charAt(i + 1));
            if (text.charAt(i) == '_' && !between) {
                return null;
            }
        }
        return text.replace("_", "");
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** C's isspace in the C locale, which {@code Py_ISSPACE} is. */
    static boolean isSpace(int c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
}
