package org.capi4j.text;

/**
 * What a decoder gives.
 *
 * @param text the text
 * @param consumed how many bytes of the input it stands for; with {@code isFinal} all of them
 * @param byteOrder of UTF-16 and UTF-32: -1 little, 1 big, 0 not known yet; 0 for other codecs
 * @param invalidEscape of unicode_escape: the first character after a backslash that makes no escape, 0 if there is none;
 *     CPython warns {@code invalid escape sequence '\x'} (DeprecationWarning)
 */
public record Decoded(int[] text, int consumed, int byteOrder, int invalidEscape) {
    Decoded(int[] text, int consumed) {
        this(text, consumed, 0, 0);
    }
}
