package org.capi4j.text;

/** Punycode (RFC 3492): text that isn't ASCII in ASCII characters, as the names of init functions need it. */
public final class Punycode {
    private static final int BASE = 36;
    private static final int LEAST = 1;
    private static final int MOST = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int FIRST_BIAS = 72;
    private static final int FIRST_CODE_POINT = 128;

    private Punycode() {}

    /** The ASCII characters of {@code text}, a hyphen when there are any, and where the others go. */
    public static String encode(String text) {
        int[] points = text.codePoints().toArray();
        StringBuilder out = new StringBuilder();
        for (int point : points) {
            if (point < FIRST_CODE_POINT) out.append((char) point);
        }
        int basic = out.length();
        if (basic > 0) out.append('-');
        int bias = FIRST_BIAS;
        int delta = 0;
        int done = basic;
        for (int least = FIRST_CODE_POINT; done < points.length; least++) {
            int next = smallestFrom(points, least);
            delta += (next - least) * (done + 1);
            least = next;
            for (int point : points) {
                if (point < least) delta++;
                if (point != least) continue;
                append(out, delta, bias);
                bias = adapt(delta, done + 1, done == basic);
                delta = 0;
                done++;
            }
            delta++;
        }
        return out.toString();
    }

    private static int smallestFrom(int[] points, int least) {
        int smallest = Integer.MAX_VALUE;
        for (int point : points) {
            if (point >= least) smallest = Math.min(smallest, point);
        }
        return smallest;
    }

    /** A number of variable length: every digit says by its size whether another follows. */
    private static void append(StringBuilder out, int number, int bias) {
        int rest = number;
        for (int position = BASE; ; position += BASE) {
            int threshold = Math.clamp(position - bias, LEAST, MOST);
            if (rest < threshold) break;
            out.append(digit(threshold + (rest - threshold) % (BASE - threshold)));
            rest = (rest - threshold) / (BASE - threshold);
        }
        out.append(digit(rest));
    }

    private static char digit(int value) {
        return (char) (value < MOST ? 'a' + value : '0' + value - MOST);
    }

    private static int adapt(int delta, int count, boolean first) {
        int rest = first ? delta / DAMP : delta / 2;
        rest += rest / count;
        int bias = 0;
        for (; rest > (BASE - LEAST) * MOST / 2; bias += BASE) rest /= BASE - LEAST;
        return bias + (BASE - LEAST + 1) * rest / (rest + SKEW);
    }
}
