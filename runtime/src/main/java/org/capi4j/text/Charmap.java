package org.capi4j.text;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;

/** The charmap codec: bytes to characters and back by a table. */
public final class Charmap {
    /** The reason of its errors. */
    private static final String REASON = "character maps to <undefined>";

    private final int[] decoding;
    private final Map<Integer, Integer> encoding = new HashMap<>();

    /**
     * A codec over a table.
     *
     * @param decoding the character of each byte; U+FFFE or -1 where there is none; bytes beyond the table have none
     */
    public Charmap(int[] decoding) {
        this.decoding = decoding.clone();
        for (int b = 0; b < decoding.length; b++) {
            if (decoding[b] >= 0 && decoding[b] != 0xFFFE) {
                encoding.put(decoding[b], b);
            }
        }
    }

    /** Decodes. */
    public int[] decode(byte[] input, ErrorHandler handler) {
        return decode(input, handler, b -> {
            int c = b < decoding.length ? decoding[b] : -1;
            return c >= 0 && c != 0xFFFE ? new int[] {c} : null;
        });
    }

    /** Decodes by any mapping: the characters of a byte, null where there are none. */
    public static int[] decode(byte[] input, ErrorHandler handler, IntFunction<int[]> mapping) {
        Decoding result = new Decoding("charmap", input, handler);
        for (int at = 0; at < input.length; ) {
            int[] text = mapping.apply(input[at] & 0xFF);
            if (text != null) {
                result.out.append(text);
                at++;
            } else {
                at = result.fail(at, at + 1, REASON);
            }
        }
        return result.out.toArray();
    }

    /** Encodes. */
    public byte[] encode(int[] text, ErrorHandler handler) {
        return encode(text, handler, c -> {
            Integer b = encoding.get(c);
            return b == null ? null : new byte[] {b.byteValue()};
        });
    }

    /** Encodes by any mapping: the bytes of a character, null where there are none. */
    public static byte[] encode(int[] text, ErrorHandler handler, IntFunction<byte[]> mapping) {
        Encoding result = new Encoding("charmap", text, handler, 1, (out, c) -> append(out, mapping.apply(c)));
        for (int at = 0; at < text.length; ) {
            if (append(result.out, mapping.apply(text[at]))) {
                at++;
                continue;
            }
            int end = at + 1;
            while (end < text.length && mapping.apply(text[end]) == null) {
                end++;
            }
            at = result.fail(at, end, REASON);
        }
        return result.out.toArray();
    }

    private static boolean append(ByteBuilder out, byte[] bytes) {
        if (bytes == null) {
            return false;
        }
        out.append(bytes);
        return true;
    }
}
