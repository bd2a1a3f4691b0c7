package org.capi4j.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The punycode codec, RFC 3492: the ASCII characters, then where the others stand between them. */
public final class Punycode {
    private static final int BASE = 36;
    private static final int LEAST_THRESHOLD = 1;
    private static final int MOST_THRESHOLD = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int FIRST_BIAS = 72;
    private static final int FIRST_CODE = 0x80;

    private Punycode() {}

    private static int adapt(int delta, int points, boolean first) {
        int rest = first ? delta / DAMP : delta / 2;
        rest += rest / points;
        int divisions = 0;
        while (rest > (BASE - LEAST_THRESHOLD) * MOST_THRESHOLD / 2) {
            rest /= BASE - LEAST_THRESHOLD;
            divisions += BASE;
        }
        return divisions + (BASE - LEAST_THRESHOLD + 1) * rest / (rest + SKEW);
    }

    private static int threshold(int place, int bias) {
        return Math.clamp(place - bias, LEAST_THRESHOLD, MOST_THRESHOLD);
    }

    /** The encoded form of {@code text}: ASCII characters. */
    public static String encode(String text) {
        return new String(encode(text.codePoints().toArray()), StandardCharsets.US_ASCII);
    }

    /** The encoded form of {@code text}. */
    public static byte[] encode(int[] text) {
        ByteBuilder out = new ByteBuilder(text.length + 16);
        int done = 0;
        for (int point : text) {
            if (point >= FIRST_CODE) continue;
            out.append(point);
            done++;
        }
        boolean first = true;
        if (done > 0) out.append('-');
        int bias = FIRST_BIAS;
        int delta = 0;
        for (int code = FIRST_CODE; done < text.length; code++, delta++) {
            int from = code;
            int next = Arrays.stream(text).filter(point -> point >= from).min().orElseThrow();
            delta += (next - code) * (done + 1);
            code = next;
            for (int point : text) {
                if (point < code) delta++;
                if (point != code) continue;
                number(out, delta, bias);
                bias = adapt(delta, ++done, first);
                first = false;
                delta = 0;
            }
        }
        return out.toArray();
    }

    private static void number(ByteBuilder out, int delta, int bias) {
        int rest = delta;
        for (int place = BASE; ; place += BASE) {
            int threshold = threshold(place, bias);
            if (rest < threshold) break;
            out.append(digit(threshold + (rest - threshold) % (BASE - threshold)));
            rest = (rest - threshold) / (BASE - threshold);
        }
        out.append(digit(rest));
    }

    private static int digit(int value) {
        return value < 26 ? 'a' + value : '0' + value - 26;
    }

    /** The text that {@code input} stands for. */
    public static int[] decode(byte[] input) {
        int dash = input.length - 1;
        while (dash >= 0 && input[dash] != '-') dash--;
        int[] text = new int[input.length];
        int length = Math.max(dash, 0);
        for (int i = 0; i < length; i++) text[i] = ascii(input, i);
        int code = FIRST_CODE;
        int bias = FIRST_BIAS;
        int at = dash + 1;
        int place = 0;
        boolean first = true;
        while (at < input.length) {
            long delta = 0;
            long weight = 1;
            for (int k = BASE; ; k += BASE) {
                if (at == input.length) throw failure("incomplete punicode string");
                int digit = value(input, at++);
                delta += digit * weight;
                int threshold = threshold(k, bias);
                if (digit < threshold) break;
                weight *= BASE - threshold;
                if (delta > Integer.MAX_VALUE || weight > Integer.MAX_VALUE) throw failure("Invalid character U+" + Long.toHexString(delta));
            }
            long target = place + delta;
            code += (int) (target / (length + 1));
            if (code > Character.MAX_CODE_POINT || code < 0) throw failure("Invalid character U+" + Integer.toHexString(code));
            place = (int) (target % (length + 1));
            System.arraycopy(text, place, text, place + 1, length - place);
            text[place++] = code;
            length++;
            bias = adapt((int) delta, length, first);
            first = false;
        }
        return Arrays.copyOf(text, length);
    }

    private static int ascii(byte[] input, int at) {
        if (input[at] < 0) throw UnicodeException.decode("ascii", input, at, at + 1, "ordinal not in range(128)");
        return input[at];
    }

    private static int value(byte[] input, int at) {
        int letter = Character.toUpperCase(ascii(input, at));
        if (letter >= 'A' && letter <= 'Z') return letter - 'A';
        if (letter >= '0' && letter <= '9') return letter - '0' + 26;
        throw failure("Invalid extended code point '" + (char) letter + "'");
    }

    private static TextException failure(String what) {
        return new TextException(
                TextException.Kind.UNICODE_ERROR, "decoding with 'punycode' codec failed (UnicodeError: " + what + ")");
    }
}
