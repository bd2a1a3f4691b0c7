package org.capi4j.text;

/** The latin-1 and ascii codecs. */
public final class Latin1 {
    private Latin1() {}

    /** latin-1: the characters U+0000 to U+00FF of these bytes. */
    public static int[] decode(byte[] input) {
        int[] text = new int[input.length];
        for (int i = 0; i < input.length; i++) {
            text[i] = input[i] & 0xFF;
        }
        return text;
    }

    /** ascii. */
    public static int[] decodeAscii(byte[] input, ErrorHandler handler) {
        Decoding decoding = new Decoding("ascii", input, handler);
        for (int at = 0; at < input.length; ) {
            if (input[at] >= 0) {
                decoding.out.append(input[at++]);
            } else {
                at = decoding.fail(at, at + 1, "ordinal not in range(128)");
            }
        }
        return decoding.out.toArray();
    }

    /** latin-1. */
    public static byte[] encode(int[] text, ErrorHandler handler) {
        return encode(text, handler, "latin-1", 256);
    }

    /** ascii. */
    public static byte[] encodeAscii(int[] text, ErrorHandler handler) {
        return encode(text, handler, "ascii", 128);
    }

    private static byte[] encode(int[] text, ErrorHandler handler, String name, int limit) {
        Encoding encoding = new Encoding(name, text, handler, 1, (out, c) -> {
            out.append(c);
            return c < limit;
        });
        for (int at = 0; at < text.length; ) {
            if (text[at] < limit) {
                encoding.out.append(text[at++]);
                continue;
            }
            int end = at + 1;
            while (end < text.length && text[end] >= limit) {
                end++;
            }
            at = encoding.fail(at, end, "ordinal not in range(" + limit + ")");
        }
        return encoding.out.toArray();
    }
}
