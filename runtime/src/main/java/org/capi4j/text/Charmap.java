package org.capi4j.text;

import java.util.HashMap;
import java.util.Map;

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
        Decoding result = new Decoding("charmap", input, handler);
        for (int at = 0; at < input.length; ) {
            int b = input[at] & 0xFF;
            int c = b < decoding.length ? decoding[b] : -1;
            if (c >= 0 && c != 0xFFFE) {
                result.out.append(c);
                at++;
            } else {
                at = result.fail(at, at + 1, REASON);
            }
        }
        return result.out.toArray();
    }

    /** Encodes. */
    public byte[] encode(int[] text, ErrorHandler handler) {
        Encoding result = new Encoding("charmap", text, handler, 1, this::append);
        for (int at = 0; at < text.length; ) {
            if (append(result.out, text[at])) {
                at++;
                continue;
            }
            int end = at + 1;
            while (end < text.length && !encoding.containsKey(text[end])) {
                end++;
            }
            at = result.fail(at, end, REASON);
        }
        return result.out.toArray();
    }

    private boolean append(ByteBuilder out, int c) {
        Integer b = encoding.get(c);
        if (b != null) {
            out.append(b);
        }
        return b != null;
    }
}
