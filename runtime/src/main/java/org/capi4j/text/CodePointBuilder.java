package org.capi4j.text;

import java.util.Arrays;

/** A growing string of code points. */
public final class CodePointBuilder {
    private int[] items;
    private int length;

    /** An empty builder with room for that many code points. */
    public CodePointBuilder(int capacity) {
        items = new int[Math.max(capacity, 8)];
    }

    /** The number of code points so far. */
    public int length() {
        return length;
    }

    /** Appends one code point. */
    public CodePointBuilder append(int c) {
        ensure(1);
        items[length++] = c;
        return this;
    }

    /** Appends a string. */
    public CodePointBuilder append(int[] text) {
        return append(text, 0, text.length);
    }

    /** Appends {@code text[start:end]}. */
    public CodePointBuilder append(int[] text, int start, int end) {
        ensure(end - start);
        System.arraycopy(text, start, items, length, end - start);
        length += end - start;
        return this;
    }

    /** Appends a Java string. */
    public CodePointBuilder append(String text) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            append(c);
            i += Character.charCount(c);
        }
        return this;
    }

    /** Appends {@code count} times the same code point. */
    public CodePointBuilder fill(int c, int count) {
        ensure(count);
        Arrays.fill(items, length, length + count, c);
        length += count;
        return this;
    }

    void truncate(int newLength) {
        length = newLength;
    }

    int at(int index) {
        return items[index];
    }

    private void ensure(int count) {
        long needed = (long) length + count;
        if (needed > items.length) {
            if (needed > Integer.MAX_VALUE - 16) {
                throw TextException.memoryError();
            }
            items = Arrays.copyOf(items, (int) Math.min(Integer.MAX_VALUE - 16, Math.max(needed, items.length * 2L)));
        }
    }

    /** The code points, in an array of their own. */
    public int[] toArray() {
        return Arrays.copyOf(items, length);
    }

    @Override
    public String toString() {
        return new String(items, 0, length);
    }
}
