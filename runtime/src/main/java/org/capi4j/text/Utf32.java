package org.capi4j.text;

/** The utf-32, utf-32-le and utf-32-be codecs. */
public final class Utf32 {
    private Utf32() {}

    /**
     * Decodes.
     *
     * @param byteOrder -1 little, 1 big, 0 by the byte order mark, little without one
     * @param isFinal whether a character cut off at the end is an error; otherwise it is left for the next call
     */
    public static Decoded decode(byte[] input, ErrorHandler handler, int byteOrder, boolean isFinal) {
        int order = byteOrder;
        int at = 0;
        if (byteOrder == 0 && input.length >= 4) {
            int mark = ErrorHandlers.unit(input, 0, 4, true);
            order = mark == 0xFEFF ? 1 : mark == 0xFFFE0000 ? -1 : 0;
            at = order == 0 ? 0 : 4;
        }
        boolean big = order > 0;
        Decoding decoding = new Decoding(big ? "utf-32-be" : "utf-32-le", input, handler);
        while (at < input.length) {
            if (at + 4 > input.length) {
                if (!isFinal) {
                    break;
                }
                at = decoding.fail(at, input.length, "truncated data");
                continue;
            }
            int c = ErrorHandlers.unit(input, at, 4, big);
            if (CodePoints.isSurrogate(c)) {
                at = decoding.fail(at, at + 4, "code point in surrogate code point range(0xd800, 0xe000)");
            } else if (c < 0 || c > 0x10FFFF) {
                at = decoding.fail(at, at + 4, "code point not in range(0x110000)");
            } else {
                decoding.out.append(c);
                at += 4;
            }
        }
        return new Decoded(decoding.out.toArray(), at, order, 0);
    }

    /** Encodes; {@code byteOrder} 0 writes a byte order mark, little-endian. */
    public static byte[] encode(int[] text, ErrorHandler handler, int byteOrder) {
        boolean big = byteOrder > 0;
        String name = byteOrder == 0 ? "utf-32" : big ? "utf-32-be" : "utf-32-le";
        Encoding encoding = new Encoding(name, text, handler, 4, (out, c) -> {
            out.unit(c, 4, big);
            return c < 0x80;
        });
        if (byteOrder == 0) {
            encoding.out.unit(0xFEFF, 4, false);
        }
        for (int at = 0; at < text.length; ) {
            if (CodePoints.isSurrogate(text[at])) {
                at = encoding.fail(at, at + 1, "surrogates not allowed");
            } else {
                encoding.out.unit(text[at++], 4, big);
            }
        }
        return encoding.out.toArray();
    }
}
