package org.capi4j.text;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The idna codec, RFC 3490: domain names whose labels are in punycode where they aren't ASCII. Java prepares the names. */
public final class Idna {
    private static final int TOO_LONG = 64;
    private static final String PREFIX = "xn--";

    private Idna() {}

    private static TextException failure(String verb, String what) {
        return new TextException(
                TextException.Kind.UNICODE_ERROR, verb + "ing with 'idna' codec failed (UnicodeError: " + what + ")");
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(unit -> unit < 0x80);
    }

    /** The encoded form of a name: an ASCII one stays as it is. */
    public static byte[] encode(int[] text) {
        String name = new String(text, 0, text.length);
        if (!isAscii(name)) name = String.join(".", encoded(name.split("[.\u3002\uff0e\uff61]", -1)));
        else checkLengths(name.split("\\.", -1));
        return name.getBytes(StandardCharsets.US_ASCII);
    }

    private static void checkLengths(String[] labels) {
        for (int i = 0; i < labels.length - 1; i++) {
            if (labels[i].isEmpty() || labels[i].length() >= TOO_LONG) throw failure("encod", "label empty or too long");
        }
        if (labels[labels.length - 1].length() >= TOO_LONG) throw failure("encod", "label too long");
    }

    private static List<String> encoded(String[] labels) {
        List<String> result = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) {
            boolean trailing = i == labels.length - 1 && labels[i].isEmpty();
            result.add(trailing ? "" : encoded(labels[i]));
        }
        return result;
    }

    private static String encoded(String label) {
        label.codePoints().filter(code -> code >= 0xD800 && code < 0xE000).findFirst().ifPresent(surrogate -> {
            throw failure("encod", String.format("Invalid character '\\u%04x'", surrogate));
        });
        if (isAscii(label) && !label.isEmpty() && label.length() < TOO_LONG) return label;
        int surrogate = label.codePoints().filter(point -> point >= 0xd800 && point <= 0xdfff).findFirst().orElse(-1);
        if (surrogate >= 0) throw failure("encod", "Invalid character '\\u%04x'".formatted(surrogate));
        try {
            return IDN.toASCII(label, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException refused) {
            boolean prefixed = label.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
            throw failure("encod", prefixed ? "Label starts with ACE prefix" : "label empty or too long");
        }
    }

    /** The name that {@code input} stands for. */
    public static int[] decode(byte[] input) {
        for (int i = 0; i < input.length; i++) {
            if (input[i] < 0) throw UnicodeException.decode("ascii", input, i, i + 1, "ordinal not in range(128)");
        }
        String name = new String(input, StandardCharsets.US_ASCII);
        if (!name.contains(PREFIX)) return name.codePoints().toArray();
        List<String> labels = new ArrayList<>();
        for (String label : name.split("\\.", -1)) labels.add(decoded(label));
        return String.join(".", labels).codePoints().toArray();
    }

    private static String decoded(String label) {
        if (!label.startsWith(PREFIX)) return label;
        String name = IDN.toUnicode(label, IDN.ALLOW_UNASSIGNED);
        if (name.equals(label)) throw failure("decod", "label empty or too long");
        return name;
    }
}
