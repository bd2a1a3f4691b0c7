package org.capi4j.text;

/** The utf-16, utf-16-le and utf-16-be codecs. */
public final class Utf16 {
    private Utf16() {}

    /**
     * Decodes.
     *
     * @param byteOrder -1 little, 1 big, 0 by the byte order mark, little without one
     * @param isFinal whether a sequence cut off at the end is an error; otherwise it is left for the next call
     */
    public static Decoded decode(byte[] input, ErrorHandler handler, int byteOrder, boolean isFinal) {
        int order = byteOrder;
        int at = 0;
        if (byteOrder == 0 && input.length >= 2) {
            int mark = ErrorHandlers.unit(input, 0, 2, true);
            order = mark == 0xFEFF ? 1 : mark == 0xFFFE ? -1 : 0;
            at = order == 0 ? 0 : 2;
        }
        boolean big = order > 0;
        Decoding decoding = new Decoding(big ? "utf-16-be" : "utf-16-le", input, handler);
        while (at < input.length) {
            int next = step(decoding, at, big, isFinal);
            if (next < 0) {
                break;
            }
            at = next;
        }
        return new Decoded(decoding.out.toArray(), at, order, 0);
    }

    /** Decodes at {@code at}; gives where to go on, -1 where more input is needed. */
    private static int step(Decoding decoding, int at, boolean big, boolean isFinal) {
        byte[] input = decoding.input;
        if (at + 2 > input.length) {
            return isFinal ? decoding.fail(at, input.length, "truncated data") : -1;
        }
        int c = ErrorHandlers.unit(input, at, 2, big);
        if (!CodePoints.isSurrogate(c)) {
            decoding.out.append(c);
            return at + 2;
        }
        if (c >= 0xDC00) {
            return decoding.fail(at, at + 2, "illegal encoding");
        }
        if (at + 4 > input.length) {
            return isFinal ? decoding.fail(at, input.length, "unexpected end of data") : -1;
        }
        int low = ErrorHandlers.unit(input, at + 2, 2, big);
        if (low < 0xDC00 || low > 0xDFFF) {
            return decoding.fail(at, at + 2, "illegal UTF-16 surrogate");
        }
        decoding.out.append(Character.toCodePoint((char) c, (char) low));
        return at + 4;
    }

    /** Encodes; {@code byteOrder} 0 writes a byte order mark, little-endian. */
    public static byte[] encode(int[] text, ErrorHandler handler, int byteOrder) {
        boolean big = byteOrder > 0;
        String name = byteOrder == 0 ? "utf-16" : big ? "utf-16-be" : "utf-16-le";
        Encoding encoding = new Encoding(name, text, handler, 2, (out, c) -> {
            out.unit(c, 2, big);
            return c < 0x80;
        });
        if (byteOrder == 0) {
            encoding.out.unit(0xFEFF, 2, false);
        }
        for (int at = 0; at < text.length; ) {
            int c = text[at];
            if (CodePoints.isSurrogate(c)) {
                at = encoding.fail(at, at + 1, "surrogates not allowed");
                continue;
            }
            if (c < 0x10000) {
                encoding.out.unit(c, 2, big);
            } else {
                encoding.out.unit(Character.highSurrogate(c), 2, big).unit(Character.lowSurrogate(c), 2, big);
            }
            at++;
        }
        return encoding.out.toArray();
    }
}
