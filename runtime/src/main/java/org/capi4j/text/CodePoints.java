package org.capi4j.text;

import java.util.Arrays;

/** Conversions between Java strings and arrays of code points. */
public final class CodePoints {
    /** The empty string. */
    public static final int[] EMPTY = {};

    private CodePoints() {}

    /** The code points of a Java string; surrogate pairs become one code point, lone surrogates stay. */
    public static int[] of(CharSequence text) {
        int length = text.length();
        int[] result = new int[length];
        int count = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(text.charAt(i + 1))) {
                result[count++] = Character.toCodePoint(c, text.charAt(++i));
            } else {
                result[count++] = c;
            }
        }
        return count == length ? result : Arrays.copyOf(result, count);
    }

    /** The Java string of these code points. Two adjacent lone surrogates become a pair, numbers beyond the last code point U+FFFD: only then is it not reversible. */
    public static String toString(int... text) {
        int[] points = max(text) == bound(max(text)) ? text : Arrays.stream(text).map(c -> c == bound(c) ? c : 0xFFFD).toArray();
        return new String(points, 0, points.length);
    }

    /** The largest code point, or 0 for the empty string: what decides between the 1, 2 and 4 byte kinds. */
    public static int max(int[] text) {
        int max = 0;
        for (int c : text) {
            if (Integer.compareUnsigned(c, max) > 0) max = c;
        }
        return max;
    }

    /** {@code point}, or the last code point for a number beyond it, which a str made by C code may hold. */
    public static int bound(int point) {
        return Integer.compareUnsigned(point, Character.MAX_CODE_POINT) > 0 ? Character.MAX_CODE_POINT : point;
    }

    static boolean isSurrogate(int c) {
        return c >= 0xD800 && c <= 0xDFFF;
    }

    /** A character as CPython's messages write it: {@code \x81}, {@code \u20ac} or {@code \U0001f600}. */
    static String escaped(int c) {
        return c < 0x100 ? hex("\\x", c, 2) : c < 0x10000 ? hex("\\u", c, 4) : hex("\\U", c, 8);
    }

    static String hex(String prefix, int value, int width) {
        String digits = Integer.toHexString(value);
        return prefix + "0".repeat(Math.max(0, width - digits.length())) + digits;
    }
}
