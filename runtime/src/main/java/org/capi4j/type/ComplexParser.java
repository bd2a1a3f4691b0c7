package org.capi4j.type;

import org.capi4j.object.PyError;
import org.capi4j.object.Strings;
import org.capi4j.text.FloatParser;
import org.capi4j.text.TextException;
import org.capi4j.text.UnicodeText;

/** Reads {@code complex("(1+2j)")}: spaces, optional parentheses, one or two parts, the imaginary one with j or J at its end. */
final class ComplexParser {
    private final String text;
    private int at;

    private ComplexParser(String text) {
        this.text = text;
    }

    /** Real and imaginary part; a {@code ValueError} for anything malformed. */
    static double[] parse(long str) {
        String ascii = UnicodeText.toAsciiDecimal(Strings.toJava(str).codePoints().toArray());
        double[] value = ascii == null ? null : new ComplexParser(withoutUnderscores(ascii)).parse();
        if (isMisplaced(ascii == null ? Strings.toJava(str) : ascii)) {
            throw PyError.valueError("could not convert string to complex: " + Objects.reprString(str));
        }
        if (value == null) throw PyError.valueError("complex() arg is a malformed string");
        return value;
    }

    /** Whether an underscore is the first thing that CPython finds wrong. It sees no more than what comes before a character that is no ASCII. */
    private static boolean isMisplaced(String text) {
        int end = 0;
        while (end < text.length() && text.charAt(end) < 0x80 && text.charAt(end) != '?') end++;
        String seen = text.substring(0, end);
        int nul = seen.indexOf('\0');
        String first = nul < 0 ? seen : seen.substring(0, nul);
        return first.indexOf('_') >= 0 && (nul >= 0 || withoutUnderscores(first).indexOf('_') >= 0);
    }

    /** Underscores count only between digits; elsewhere they stay and make the string malformed. */
    private static String withoutUnderscores(String text) {
        return text.replaceAll("(?<=[0-9])_(?=[0-9])", "");
    }

    private char current() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private void skipSpaces() {
        while (Character.isWhitespace(current())) at++;
    }

    private double[] parse() {
        skipSpaces();
        boolean parenthesis = current() == '(';
        if (parenthesis) {
            at++;
            skipSpaces();
        }
        double[] value = parts();
        if (value == null) return null;
        skipSpaces();
        if (parenthesis) {
            if (current() != ')') return null;
            at++;
            skipSpaces();
        }
        return at == text.length() ? value : null;
    }

    private double[] parts() {
        int start = at;
        Double first = number();
        if (first == null) {
            at = start;
            return unitImaginary(0);
        }
        if (isJ()) return new double[] {0, first};
        if (current() != '+' && current() != '-') return new double[] {first, 0};
        int signAt = at;
        Double second = number();
        if (second == null) {
            at = signAt;
            return unitImaginary(first);
        }
        return isJ() ? new double[] {first, second} : null;
    }

    /** A sign, or nothing, before j alone. */
    private double[] unitImaginary(double real) {
        double sign = 1;
        if (current() == '+' || current() == '-') sign = text.charAt(at++) == '-' ? -1 : 1;
        return isJ() ? new double[] {real, sign} : null;
    }

    private boolean isJ() {
        if (current() != 'j' && current() != 'J') return false;
        at++;
        return true;
    }

    private Double number() {
        try {
            FloatParser.Parsed parsed = FloatParser.parsePrefix(text, at);
            if (parsed == null || parsed.end() == at) return null;
            at = parsed.end();
            return parsed.value();
        } catch (TextException none) {
            return null;
        }
    }
}
