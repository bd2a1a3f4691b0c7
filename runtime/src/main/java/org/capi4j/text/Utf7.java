package org.capi4j.text;

/** The utf-7 codec. */
public final class Utf7 {
    private static final String BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    /** What the encoder leaves as it is: RFC 2152's sets D and O, and white space. */
    private static final String DIRECT = "'(),-./:? \t\n\r!\"#$%&*;<=>@[]^_`{|}";

    private final Decoding decoding;
    private final byte[] input;
    private int at;

    private boolean shifted;
    private int shiftStart;
    private int shiftOut;
    private int bits;
    private int buffer;
    private int pendingHigh;

    private Utf7(Decoding decoding) {
        this.decoding = decoding;
        this.input = decoding.input;
    }

    /**
     * Decodes.
     *
     * @param isFinal whether a shift sequence open at the end is an error; otherwise it is left for the next call
     */
    public static Decoded decode(byte[] input, ErrorHandler handler, boolean isFinal) {
        return new Utf7(new Decoding("utf7", input, handler)).run(isFinal);
    }

    private Decoded run(boolean isFinal) {
        while (true) {
            while (at < input.length) {
                step(input[at] & 0xFF, isFinal);
                if (at < 0) {
                    at = ~at;
                    return new Decoded(decoding.out.toArray(), at);
                }
            }
            if (!shifted) {
                return new Decoded(decoding.out.toArray(), at);
            }
            if (!isFinal) {
                decoding.out.truncate(shiftOut);
                return new Decoded(decoding.out.toArray(), shiftStart);
            }
            shifted = false;
            if (pendingHigh != 0 || bits >= 6 || (bits > 0 && buffer != 0)) {
                at = decoding.fail(shiftStart, input.length, "unterminated shift sequence");
            }
        }
    }

    private void step(int c, boolean isFinal) {
        if (shifted && c < 0x80 && BASE64.indexOf(c) >= 0) {
            at++;
            sextet(BASE64.indexOf(c));
        } else if (shifted) {
            endShift(c);
        } else if (c == '+') {
            startShift(isFinal);
        } else if (c < 0x80) {
            at++;
            decoding.out.append(c);
        } else {
            at = decoding.fail(at, at + 1, "unexpected special character");
        }
    }

    private void startShift(boolean isFinal) {
        shiftStart = at++;
        if (at >= input.length) {
            // A lone "+" at the very end is an open shift sequence.
            at = isFinal ? at : ~shiftStart;
            if (!isFinal) {
                return;
            }
        } else if (input[at] == '-') {
            at++;
            decoding.out.append('+');
            return;
        } else if (input[at] < 0 || BASE64.indexOf(input[at]) < 0) {
            at = decoding.fail(shiftStart, at + 1, "ill-formed sequence");
            return;
        }
        shifted = true;
        shiftOut = decoding.out.length();
        bits = 0;
        buffer = 0;
        pendingHigh = 0;
    }

    private void sextet(int value) {
        buffer = buffer << 6 | value;
        bits += 6;
        if (bits < 16) {
            return;
        }
        bits -= 16;
        int unit = buffer >> bits & 0xFFFF;
        buffer &= (1 << bits) - 1;
        if (pendingHigh != 0) {
            int high = pendingHigh;
            pendingHigh = 0;
            if (unit >= 0xDC00 && unit <= 0xDFFF) {
                decoding.out.append(Character.toCodePoint((char) high, (char) unit));
                return;
            }
            decoding.out.append(high);
        }
        if (unit >= 0xD800 && unit <= 0xDBFF) {
            pendingHigh = unit;
        } else {
            decoding.out.append(unit);
        }
    }

    private void endShift(int c) {
        shifted = false;
        if (bits >= 6) {
            at = decoding.fail(shiftStart, at + 1, "partial character in shift sequence");
            return;
        }
        if (bits > 0 && buffer != 0) {
            at = decoding.fail(shiftStart, at + 1, "non-zero padding bits in shift sequence");
            return;
        }
        if (pendingHigh != 0 && c < 0x80 && c != '+') {
            decoding.out.append(pendingHigh);
        }
        pendingHigh = 0;
        at += c == '-' ? 1 : 0;
    }

    /** Encodes; can't fail. */
    public static byte[] encode(int[] text) {
        ByteBuilder out = new ByteBuilder(text.length * 2);
        boolean shifted = false;
        int buffer = 0;
        int bits = 0;
        for (int c : text) {
            boolean direct = isDirect(c);
            if (shifted && direct) {
                out.ascii(bits > 0 ? BASE64.charAt(buffer << 6 - bits & 0x3F) + "" : "");
                out.ascii(BASE64.indexOf(c) >= 0 || c == '-' ? "-" : "");
                shifted = false;
                bits = 0;
            }
            if (direct) {
                out.append(c);
                continue;
            }
            if (!shifted && c == '+') {
                out.ascii("+-");
                continue;
            }
            out.ascii(shifted ? "" : "+");
            shifted = true;
            for (char unit : Character.toChars(c)) {
                buffer = (buffer & 0x3F) << 16 | unit;
                for (bits += 16; bits >= 6; bits -= 6) {
                    out.append(BASE64.charAt(buffer >> bits - 6 & 0x3F));
                }
            }
        }
        if (bits > 0) {
            out.append(BASE64.charAt(buffer << 6 - bits & 0x3F));
        }
        return shifted ? out.append('-').toArray() : out.toArray();
    }

    private static boolean isDirect(int c) {
        return c < 0x80 && c != '+' && (DIRECT.indexOf(c) >= 0 || BASE64.indexOf(c) >= 0);
    }
}
