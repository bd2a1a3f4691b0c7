package org.capi4j.text;

import java.math.BigInteger;
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
        return settled(rest + rest / points);
    }

    private static int settled(int scaled) {
        int rest = scaled;
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

    /**
     * The text that {@code input} stands for. A handler that isn't strict deals with what isn't ASCII before the last dash; a number that is
     * none then ends the text, and a character that is none is a question mark.
     */
    public static int[] decode(byte[] input, ErrorHandler handler) {
        int dash = input.length - 1;
        while (dash >= 0 && input[dash] != '-') dash--;
        int[] basic = Latin1.decodeAscii(Arrays.copyOf(input, Math.max(dash, 0)), handler);
        byte[] rest = Arrays.copyOfRange(input, dash + 1, input.length);
        return new Insertions(basic, Latin1.decodeAscii(rest, ErrorHandlers.STRICT), handler == ErrorHandlers.STRICT).run();
    }

    /** The characters of {@code numbers} on their way into the text. Numbers have any size: one that is too large is told whole. */
    private static final class Insertions {
        private static final BigInteger MOST = BigInteger.valueOf(Character.MAX_CODE_POINT);

        private final int[] numbers;
        private final boolean strict;
        private int at;
        private int[] text;
        private int length;
        private int bias = FIRST_BIAS;

        Insertions(int[] basic, int[] numbers, boolean strict) {
            this.numbers = numbers;
            this.strict = strict;
            text = Arrays.copyOf(basic, basic.length + numbers.length);
            length = basic.length;
        }

        int[] run() {
            int code = FIRST_CODE;
            int place = 0;
            boolean first = true;
            while (at < numbers.length) {
                BigInteger delta = number();
                if (delta == null) break;
                BigInteger[] steps = delta.add(BigInteger.valueOf(place)).divideAndRemainder(BigInteger.valueOf(length + 1L));
                code = advanced(steps[0].add(BigInteger.valueOf(code)));
                place = steps[1].intValue();
                System.arraycopy(text, place, text, place + 1, length - place);
                text[place++] = code;
                bias = adapt(delta, ++length, first);
                first = false;
            }
            return Arrays.copyOf(text, length);
        }

        private int advanced(BigInteger code) {
            if (code.compareTo(MOST) <= 0) return code.intValue();
            if (strict) throw failure("Invalid character U+" + code.toString(16));
            return '?';
        }

        /** The next number; null when there is none and the errors aren't strict. */
        private BigInteger number() {
            BigInteger number = BigInteger.ZERO;
            BigInteger weight = BigInteger.ONE;
            for (int place = BASE; ; place += BASE) {
                if (at == numbers.length) {
                    if (strict) throw failure("incomplete punicode string");
                    return null;
                }
                int digit = value(Character.toUpperCase(numbers[at++]));
                if (digit < 0) return null;
                number = number.add(weight.multiply(BigInteger.valueOf(digit)));
                int threshold = threshold(place, bias);
                if (digit < threshold) return number;
                weight = weight.multiply(BigInteger.valueOf(BASE - threshold));
            }
        }

        private int value(int letter) {
            if (letter >= 'A' && letter <= 'Z') return letter - 'A';
            if (letter >= '0' && letter <= '9') return letter - '0' + 26;
            if (strict) throw failure("Invalid extended code point '" + (char) letter + "'");
            return -1;
        }

        private static int adapt(BigInteger delta, int points, boolean first) {
            BigInteger rest = delta.divide(BigInteger.valueOf(first ? DAMP : 2));
            rest = rest.add(rest.divide(BigInteger.valueOf(points)));
            int divisions = 0;
            while (rest.bitLength() >= Integer.SIZE) {
                rest = rest.divide(BigInteger.valueOf(BASE - LEAST_THRESHOLD));
                divisions += BASE;
            }
            return divisions + settled(rest.intValue());
        }
    }

    private static TextException failure(String what) {
        return new TextException(TextException.Kind.UNICODE_ERROR, what);
    }
}
