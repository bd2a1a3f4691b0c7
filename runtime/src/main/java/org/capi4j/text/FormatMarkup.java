package org.capi4j.text;

import java.util.Arrays;

/** Splits the template of {@code str.format} into literal text and replacement fields: {@code _string.formatter_parser}. */
public final class FormatMarkup {
    /**
     * Literal text, and the replacement field after it if there is one.
     *
     * @param literal the text, with braces unescaped
     * @param hasField whether a field follows; if not, the other components are null, 0 and false
     * @param fieldName what stands before {@code !} and {@code :}
     * @param conversion the character after {@code !}, 0 if none
     * @param spec what stands after {@code :}
     * @param nested whether the spec holds replacement fields itself
     */
    public record Piece(
            int[] literal, boolean hasField, int[] fieldName, int conversion, int[] spec, boolean nested) {}

    private final int[] text;
    private int at;

    /** A parser at the start of a template. */
    public FormatMarkup(int[] text) {
        this(text, 0);
    }

    /** A parser that goes on where another one was. */
    public FormatMarkup(int[] text, int position) {
        this.text = text;
        this.at = position;
    }

    /** How much has been read. */
    public int position() {
        return at;
    }

    /**
     * The next piece, null at the end.
     *
     * @throws TextException ValueError
     */
    public Piece next() {
        if (at >= text.length) {
            return null;
        }
        int start = at;
        while (at < text.length && text[at] != '{' && text[at] != '}') {
            at++;
        }
        if (at == text.length) {
            return literal(start, at);
        }
        int brace = text[at++];
        boolean doubled = at < text.length && text[at] == brace;
        if (doubled) {
            return literal(start, at++);
        }
        if (brace == '}' || at == text.length) {
            throw TextException.valueError("Single '" + (char) brace + "' encountered in format string");
        }
        return field(Arrays.copyOfRange(text, start, at - 1));
    }

    private Piece literal(int start, int end) {
        return new Piece(Arrays.copyOfRange(text, start, end), false, null, 0, null, false);
    }

    private Piece field(int[] literal) {
        int start = at;
        int end = nameEnd();
        int[] name = Arrays.copyOfRange(text, start, end);
        int conversion = 0;
        int c = text[at++];
        if (c == '!') {
            if (at >= text.length) {
                throw TextException.valueError("end of string while looking for conversion specifier");
            }
            conversion = text[at++];
            if (at >= text.length) {
                throw unmatched();
            }
            c = text[at++];
            if (c != ':' && c != '}') {
                throw TextException.valueError("expected ':' after conversion specifier");
            }
        }
        return c == '}'
                ? new Piece(literal, true, name, conversion, CodePoints.EMPTY, false)
                : spec(literal, name, conversion);
    }

    /** Leaves {@code at} on the character that ends the name. */
    private int nameEnd() {
        boolean bracket = false;
        for (; at < text.length; at++) {
            int c = text[at];
            if (c == '[') {
                bracket = true;
            } else if (c == ']') {
                bracket = false;
            } else if (!bracket && c == '{') {
                throw TextException.valueError("unexpected '{' in field name");
            } else if (!bracket && (c == '}' || c == ':' || c == '!')) {
                return at;
            }
        }
        throw TextException.valueError("expected '}' before end of string");
    }

    private Piece spec(int[] literal, int[] name, int conversion) {
        int start = at;
        boolean nested = false;
        for (int depth = 1; at < text.length; at++) {
            if (text[at] == '{') {
                nested = true;
                depth++;
            } else if (text[at] == '}' && --depth == 0) {
                return new Piece(literal, true, name, conversion, Arrays.copyOfRange(text, start, at++), nested);
            }
        }
        throw unmatched();
    }

    private static TextException unmatched() {
        return TextException.valueError("unmatched '{' in format spec");
    }
}
