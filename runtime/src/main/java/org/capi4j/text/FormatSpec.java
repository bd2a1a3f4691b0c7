package org.capi4j.text;

import java.util.Arrays;

/**
 * A parsed format spec, {@code [[fill]align][sign][z][#][0][width][,_][.precision][type]}.
 *
 * @param fill the fill character, a blank by default
 * @param align one of {@code < > = ^}
 * @param sign {@code + -} or a blank, 0 if not given
 * @param noNegativeZero the {@code z} flag
 * @param alternate the {@code #} flag
 * @param width the least width, -1 if not given
 * @param separator {@code ,} or {@code _}, 0 if not given
 * @param precision -1 if not given
 * @param type the presentation type, the default type if not given
 */
public record FormatSpec(
        int fill,
        char align,
        boolean alignGiven,
        char sign,
        boolean noNegativeZero,
        boolean alternate,
        long width,
        char separator,
        long precision,
        int type) {

    /**
     * Parses a spec.
     *
     * @param defaultType the type if none is given, 0 for none
     * @param defaultAlign {@code >} for numbers, {@code <} for text
     * @param typeName the Python type, for messages
     * @throws TextException ValueError
     */
    public static FormatSpec parse(int[] spec, int defaultType, char defaultAlign, String typeName) {
        return new Parser(spec).parse(defaultType, defaultAlign, typeName);
    }

    /** The ValueError for a type that {@code typeName} doesn't know. */
    static TextException unknownType(int type, String typeName) {
        return TextException.valueError(
                "Unknown format code '" + shown(type) + "' for object of type '" + typeName + "'");
    }

    private static String shown(int c) {
        return c > 32 && c < 128 ? Character.toString(c) : "\\x" + Integer.toHexString(c);
    }

    /** {@code text} padded to the width, by {@code align}; {@code =} counts as {@code >}. */
    int[] pad(int[] text) {
        if (width <= text.length) {
            return text;
        }
        if (width > Integer.MAX_VALUE - 64) {
            throw TextException.memoryError();
        }
        int total = (int) width - text.length;
        int left =
                switch (align) {
                    case '<' -> 0;
                    case '^' -> total / 2;
                    default -> total;
                };
        return new CodePointBuilder((int) width).fill(fill, left).append(text).fill(fill, total - left).toArray();
    }

    /** Reads one decimal number of a format; any Unicode digits. Stops at the first other character. */
    static final class NumberReader {
        private NumberReader() {}

        /** The end of the digits that start at {@code at}. */
        static int end(int[] text, int at, int limit) {
            int end = at;
            while (end < limit && UnicodeText.isDecimal(text[end])) {
                end++;
            }
            return end;
        }

        /** The value of the digits {@code text[start:end]}. */
        static long value(int[] text, int start, int end) {
            long value = 0;
            for (int i = start; i < end; i++) {
                int digit = UnicodeText.toDecimal(text[i]);
                if (value > (Long.MAX_VALUE - digit) / 10) {
                    throw TextException.valueError("Too many decimal digits in format string");
                }
                value = value * 10 + digit;
            }
            return value;
        }
    }

    private static final class Parser {
        private final int[] spec;
        private int at;

        Parser(int[] spec) {
            this.spec = spec;
        }

        FormatSpec parse(int defaultType, char defaultAlign, String typeName) {
            boolean fillGiven = spec.length >= 2 && isAlign(spec[1]);
            boolean alignGiven = fillGiven || (spec.length >= 1 && isAlign(spec[0]));
            int fill = fillGiven ? spec[0] : ' ';
            char align = fillGiven ? (char) spec[1] : alignGiven ? (char) spec[0] : defaultAlign;
            at = fillGiven ? 2 : alignGiven ? 1 : 0;
            char sign = peek() == '+' || peek() == '-' || peek() == ' ' ? (char) spec[at++] : 0;
            boolean noNegativeZero = take('z');
            boolean alternate = take('#');
            if (!fillGiven && take('0')) {
                fill = '0';
                align = !alignGiven && defaultAlign == '>' ? '=' : align;
            }
            long width = number();
            char separator = separator();
            long precision = -1;
            if (take('.')) {
                precision = number();
                if (precision < 0) {
                    throw TextException.valueError("Format specifier missing precision");
                }
            }
            int type = type(defaultType, typeName);
            checkSeparator(separator, type);
            return new FormatSpec(
                    fill, align, alignGiven, sign, noNegativeZero, alternate, width, separator, precision, type);
        }

        private static boolean isAlign(int c) {
            return c == '<' || c == '>' || c == '=' || c == '^';
        }

        private int peek() {
            return at < spec.length ? spec[at] : -1;
        }

        private boolean take(int c) {
            boolean found = peek() == c;
            at += found ? 1 : 0;
            return found;
        }

        private long number() {
            int start = at;
            at = NumberReader.end(spec, at, spec.length);
            return at == start ? -1 : NumberReader.value(spec, start, at);
        }

        private char separator() {
            boolean comma = take(',');
            boolean underscore = take('_');
            if (underscore && (comma || peek() == ',')) {
                throw TextException.valueError("Cannot specify both ',' and '_'.");
            }
            return comma ? ',' : underscore ? '_' : 0;
        }

        private int type(int defaultType, String typeName) {
            if (spec.length - at > 1) {
                throw TextException.valueError("Invalid format specifier '" + CodePoints.toString(spec)
                        + "' for object of type '" + typeName + "'");
            }
            return at < spec.length ? spec[at] : defaultType;
        }

        private static void checkSeparator(char separator, int type) {
            boolean allowed = separator == 0
                    || type == 0
                    || "defgEG%F".indexOf(type) >= 0
                    || (separator == '_' && "boxX".indexOf(type) >= 0);
            if (!allowed) {
                throw TextException.valueError("Cannot specify '" + separator + "' with '" + shown(type) + "'.");
            }
        }
    }

    /** Formats {@code str} objects: {@code str.__format__}. */
    static int[] formatText(int[] text, FormatSpec spec, String typeName) {
        if (spec.type != 's') {
            throw unknownType(spec.type, typeName);
        }
        if (spec.sign != 0) {
            String what = spec.sign == ' ' ? "Space" : "Sign";
            throw TextException.valueError(what + " not allowed in string format specifier");
        }
        if (spec.noNegativeZero) {
            throw TextException.valueError("Negative zero coercion (z) not allowed in string format specifier");
        }
        if (spec.alternate) {
            throw TextException.valueError("Alternate form (#) not allowed in string format specifier");
        }
        if (spec.align == '=') {
            throw TextException.valueError("'=' alignment not allowed in string format specifier");
        }
        boolean cut = spec.precision >= 0 && spec.precision < text.length;
        return spec.pad(cut ? Arrays.copyOf(text, (int) spec.precision) : text);
    }
}
