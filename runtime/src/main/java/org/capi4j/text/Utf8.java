package org.capi4j.text;

/** The utf-8 codec. */
public final class Utf8 {
    private Utf8() {}

    /**
     * Decodes.
     *
     * @param isFinal whether a sequence cut off at the end is an error; otherwise it is left for the next call
     */
    public static Decoded decode(byte[] input, ErrorHandler handler, boolean isFinal) {
        Decoding decoding = new Decoding("utf-8", input, handler);
        int at = 0;
        while (at < input.length) {
            if (input[at] >= 0) {
                decoding.out.append(input[at++]);
                continue;
            }
            int length = length(input[at] & 0xFF);
            int good = good(input, at, length);
            if (good == length && length > 0) {
                decoding.out.append(value(input, at, length));
                at += length;
            } else if (length > 0 && at + good == input.length) {
                if (!isFinal) {
                    break;
                }
                at = decoding.fail(at, input.length, "unexpected end of data");
            } else if (!isFinal && isCutSurrogate(input, at)) {
                break;
            } else {
                String reason = length == 0 ? "invalid start byte" : "invalid continuation byte";
                at = decoding.fail(at, at + Math.max(1, good), reason);
            }
        }
        return new Decoded(decoding.out.toArray(), at);
    }

    /** An encoded surrogate without its last byte: it must not be torn apart before surrogatepass sees all of it. */
    private static boolean isCutSurrogate(byte[] input, int at) {
        return (input[at] & 0xFF) == 0xED && at + 2 == input.length && (input[at + 1] & 0xE0) == 0xA0;
    }

    /** The bytes of the sequence that {@code lead} starts; 0 when it starts none. */
    private static int length(int lead) {
        return lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    }

    /** How many bytes from {@code at} on are as they should be. */
    private static int good(byte[] input, int at, int length) {
        int good = 1;
        while (good < length && at + good < input.length && fits(input[at] & 0xFF, input[at + good] & 0xFF, good)) {
            good++;
        }
        return good;
    }

    private static boolean fits(int lead, int b, int index) {
        int low = 0x80;
        int high = 0xBF;
        if (index == 1) {
            // No overlong forms, no surrogates, nothing beyond U+10FFFF.
            low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : low;
            high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : high;
        }
        return b >= low && b <= high;
    }

    private static int value(byte[] input, int at, int length) {
        int value = input[at] & (0x7F >> length);
        for (int i = 1; i < length; i++) {
            value = value << 6 | input[at + i] & 0x3F;
        }
        return value;
    }

    /** Encodes; surrogates are the handler's. */
    public static byte[] encode(int[] text, ErrorHandler handler) {
        Encoding encoding = new Encoding("utf-8", text, handler, 1, (out, c) -> {
            out.append(c);
            return c < 0x80;
        });
        for (int at = 0; at < text.length; ) {
            if (!CodePoints.isSurrogate(text[at])) {
                append(encoding.out, text[at++]);
                continue;
            }
            int end = at + 1;
            while (end < text.length && CodePoints.isSurrogate(text[end])) {
                end++;
            }
            at = encoding.fail(at, end, "surrogates not allowed");
        }
        return encoding.out.toArray();
    }

    private static void append(ByteBuilder out, int c) {
        if (c < 0x80) {
            out.append(c);
        } else if (c < 0x800) {
            out.append(0xC0 | c >> 6).append(0x80 | c & 0x3F);
        } else if (c < 0x10000) {
            out.append(0xE0 | c >> 12).append(0x80 | c >> 6 & 0x3F).append(0x80 | c & 0x3F);
        } else {
            out.append(0xF0 | c >> 18).append(0x80 | c >> 12 & 0x3F);
            out.append(0x80 | c >> 6 & 0x3F).append(0x80 | c & 0x3F);
        }
    }
}
