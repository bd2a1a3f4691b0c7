package org.capi4j.text;

import java.util.Arrays;

/**
 * A replacement field's name, {@code first.attribute[item]...}: {@code _string.formatter_field_name_split}. The accessors
 * after the first part are read one by one, because an error in a later one comes after the earlier ones were looked up.
 */
public final class FieldName {
    /**
     * The first part, or one accessor.
     *
     * @param attribute whether it is {@code .name}; otherwise {@code [index]} or {@code [key]}
     * @param index the number, -1 when it is not all digits
     * @param name its text
     */
    public record Part(boolean attribute, long index, int[] name) {}

    private final int[] text;
    private final Part first;
    private int at;

    /**
     * Splits off the first part.
     *
     * @throws TextException ValueError when the first part is too large a number
     */
    public FieldName(int[] text) {
        this.text = text;
        while (at < text.length && text[at] != '.' && text[at] != '[') {
            at++;
        }
        int[] name = Arrays.copyOf(text, at);
        first = new Part(false, index(name), name);
    }

    /** The first part: an argument's number or keyword, or empty. */
    public Part first() {
        return first;
    }

    /**
     * The next accessor, null after the last.
     *
     * @throws TextException ValueError when it is malformed
     */
    public Part next() {
        if (at >= text.length) {
            return null;
        }
        int c = text[at++];
        if (c != '.' && c != '[') {
            throw TextException.valueError("Only '.' or '[' may follow ']' in format field specifier");
        }
        int[] name = c == '.' ? attribute() : item();
        long index = c == '.' ? -1 : index(name);
        if (name.length == 0) {
            throw TextException.valueError("Empty attribute in format string");
        }
        return new Part(c == '.', index, name);
    }

    private int[] attribute() {
        int start = at;
        while (at < text.length && text[at] != '.' && text[at] != '[') {
            at++;
        }
        return Arrays.copyOfRange(text, start, at);
    }

    private int[] item() {
        int start = at;
        while (at < text.length && text[at] != ']') {
            at++;
        }
        if (at >= text.length) {
            throw TextException.valueError("Missing ']' in format string");
        }
        return Arrays.copyOfRange(text, start, at++);
    }

    private static long index(int[] name) {
        int end = FormatSpec.NumberReader.end(name, 0, name.length);
        if (end == 0) {
            return -1;
        }
        long value = FormatSpec.NumberReader.value(name, 0, end);
        return end == name.length ? value : -1;
    }
}
