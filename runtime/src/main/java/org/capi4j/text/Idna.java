package org.capi4j.text;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/** The idna codec, RFC 3490: domain names whose labels are in punycode where they aren't ASCII. Java prepares the names. */
public final class Idna {
    private static final int TOO_LONG = 64;
    private static final String PREFIX = "xn--";
    private static final byte[] PREFIX_BYTES = PREFIX.getBytes(StandardCharsets.US_ASCII);

    /** What RFC 3454 maps to nothing: its table B.1, pairs of first and last. */
    private static final int[] LEFT_OUT = {
        0xad, 0xad, 0x34f, 0x34f, 0x1806, 0x1806, 0x180b, 0x180d, 0x200b, 0x200d, 0x2060, 0x2060, 0xfe00, 0xfe0f, 0xfeff, 0xfeff
    };

    /** What it prohibits: its tables C.1.2 and C.2.2 to C.9, non-characters apart. */
    private static final int[] PROHIBITED = {
        0x80, 0xa0, 0x340, 0x341, 0x6dd, 0x6dd, 0x70f, 0x70f, 0x1680, 0x1680, 0x180e, 0x180e, 0x2000, 0x200f, 0x2028, 0x202f,
        0x205f, 0x2063, 0x206a, 0x206f, 0x2ff0, 0x2ffb, 0x3000, 0x3000, 0xd800, 0xf8ff, 0xfdd0, 0xfdef, 0xfeff, 0xfeff, 0xfff9, 0xffff,
        0x1d173, 0x1d17a, 0xe0001, 0xe0001, 0xe0020, 0xe007f, 0xf0000, 0x10ffff
    };

    private Idna() {}

    private static TextException failure(String what) {
        return new TextException(TextException.Kind.UNICODE_ERROR, what);
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(unit -> unit < 0x80);
    }

    private static boolean fits(String label) {
        return !label.isEmpty() && label.length() < TOO_LONG;
    }

    /** The encoded form of a name: an ASCII one stays as it is. */
    public static byte[] encode(int[] text) {
        String name = new String(text, 0, text.length);
        if (!isAscii(name)) name = encoded(name.split("[.\u3002\uff0e\uff61]", -1));
        else checkLengths(name.split("\\.", -1));
        return name.getBytes(StandardCharsets.US_ASCII);
    }

    private static void checkLengths(String[] labels) {
        for (int i = 0; i < labels.length - 1; i++) {
            if (!fits(labels[i])) throw failure("label empty or too long");
        }
        if (labels[labels.length - 1].length() >= TOO_LONG) throw failure("label too long");
    }

    private static String encoded(String[] labels) {
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < labels.length; i++) {
            if (i > 0) result.append('.');
            boolean trailing = i == labels.length - 1 && labels[i].isEmpty();
            if (!trailing) result.append(encoded(labels[i]));
        }
        return result.toString();
    }

    private static String encoded(String label) {
        if (isAscii(label) && fits(label)) return label;
        refuse(prepared(label));
        try {
            String ascii = IDN.toASCII(label, IDN.ALLOW_UNASSIGNED);
            if (fits(ascii)) return ascii;
        } catch (IllegalArgumentException refused) {
            if (startsWithPrefix(prepared(label))) throw failure("Label starts with ACE prefix");
        }
        throw failure("label empty or too long");
    }

    private static boolean startsWithPrefix(String label) {
        return label.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
    }

    // ---- preparing a name, where the reason of a refusal is asked for: RFC 3491

    private static String prepared(String label) {
        int[] kept = label.codePoints().filter(point -> !contains(LEFT_OUT, point)).toArray();
        return Normalizer.normalize(CodePoints.toString(StringCase.casefold(kept)), Normalizer.Form.NFKC);
    }

    private static boolean contains(int[] ranges, int point) {
        for (int i = 0; i < ranges.length; i += 2) if (point >= ranges[i] && point <= ranges[i + 1]) return true;
        return false;
    }

    private static void refuse(String label) {
        int[] points = label.codePoints().toArray();
        for (int point : points) {
            boolean character = (point & 0xfffe) != 0xfffe;
            if (!character || contains(PROHIBITED, point)) throw failure("Invalid character " + TextRepr.reprString(new int[] {point}));
        }
        if (Arrays.stream(points).noneMatch(Idna::isRightToLeft)) return;
        if (Arrays.stream(points).anyMatch(point -> Character.getDirectionality(point) == Character.DIRECTIONALITY_LEFT_TO_RIGHT)) {
            throw failure("Violation of BIDI requirement 2");
        }
        if (!isRightToLeft(points[0]) || !isRightToLeft(points[points.length - 1])) throw failure("Violation of BIDI requirement 3");
    }

    private static boolean isRightToLeft(int point) {
        byte direction = Character.getDirectionality(point);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }

    // ---- decoding

    /** The name that {@code input} stands for. */
    public static int[] decode(byte[] input) {
        if (isPlain(input)) return Latin1.decode(input);
        CodePointBuilder name = new CodePointBuilder(input.length);
        int start = 0;
        for (int end = 0; end <= input.length; end++) {
            if (end < input.length && input[end] != '.') continue;
            if (start > 0) name.append('.');
            name.append(decoded(Arrays.copyOfRange(input, start, end)));
            start = end + 1;
        }
        return name.toArray();
    }

    private static boolean isPlain(byte[] input) {
        for (int i = 0; i < input.length; i++) if (input[i] < 0 || startsWithPrefix(input, i)) return false;
        return true;
    }

    private static boolean startsWithPrefix(byte[] input, int at) {
        return input.length - at >= PREFIX_BYTES.length
                && Arrays.equals(input, at, at + PREFIX_BYTES.length, PREFIX_BYTES, 0, PREFIX_BYTES.length);
    }

    private static int[] decoded(byte[] label) {
        if (!startsWithPrefix(label, 0)) return Latin1.decodeAscii(label, ErrorHandlers.STRICT);
        int[] name = punycode(Arrays.copyOfRange(label, PREFIX_BYTES.length, label.length));
        String again = encoded(CodePoints.toString(name));
        String given = new String(label, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
        if (!again.equals(given)) throw new RoundTripException("IDNA does not round-trip", label, again.getBytes(StandardCharsets.US_ASCII));
        return name;
    }

    private static int[] punycode(byte[] label) {
        try {
            return Punycode.decode(label, ErrorHandlers.STRICT);
        } catch (UnicodeException precise) {
            throw precise;
        } catch (TextException failure) {
            throw failure("decoding with 'punycode' codec failed (UnicodeError: " + failure.getMessage() + ")");
        }
    }
}
