package org.capi4j.module.io;

import java.util.Arrays;
import org.capi4j.object.PyError;
import org.capi4j.object.Strings;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;


/** Where lines end: at a line feed, at all three usual ends, or at one that was chosen. */
final class LineEnds {
    /** Bits of what {@code newlines} tells. */
    static final int CR = 1;
    static final int LF = 2;
    static final int CRLF = 4;

    private LineEnds() {}

    /**
     * The end of the line that begins at {@code start}, behind its line end, or -1 when there is none before {@code end}.
     *
     * @param universal whether CR, LF and CR LF all end lines
     * @param newline   what ends a line otherwise
     */
    static long find(int kind, long data, long start, long end, boolean universal, String newline) {
        int first = universal ? '\r' : newline.charAt(0);
        boolean pair = !universal && newline.length() > 1;
        for (long at = start; at < end; at++) {
            int point = Strings.get(kind, data, at);
            if (universal && point == '\n') return at + 1;
            if (point != first) continue;
            boolean followed = at + 1 < end && Strings.get(kind, data, at + 1) == '\n';
            if (universal) return followed ? at + 2 : at + 1;
            if (!pair) return at + 1;
            if (followed) return at + 2;
        }
        return -1;
    }

    /** Which of the usual ends a text has. */
    static int seen(int[] text) {
        int seen = 0;
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '\n') seen |= LF;
            if (text[i] != '\r') continue;
            boolean pair = i + 1 < text.length && text[i + 1] == '\n';
            seen |= pair ? CRLF : CR;
            if (pair) i++;
        }
        return seen;
    }

    /** The text with LF for every usual end. */
    static int[] translated(int[] text) {
        int[] result = new int[text.length];
        int length = 0;
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '\n' && i > 0 && text[i - 1] == '\r') continue;
            result[length++] = text[i] == '\r' ? '\n' : text[i];
        }
        return Arrays.copyOf(result, length);
    }

    /** The text with {@code newline} for every LF. */
    static int[] replaced(int[] text, String newline) {
        int[] end = newline.codePoints().toArray();
        return Arrays.stream(text).flatMap(point -> point == '\n' ? Arrays.stream(end) : java.util.stream.IntStream.of(point)).toArray();
    }

    /** The argument {@code newline}: null for None; {@code ValueError} for what isn't one. */
    static String argument(long newline) {
        return argument(newline, false);
    }

    /** With the argument's repr in the error where {@code quoted}. */
    static String argument(long newline, boolean quoted) {
        if (newline == Singletons.NONE) return null;
        String text = Strings.toJava(newline);
        if (text.isEmpty() || text.equals("\n") || text.equals("\r") || text.equals("\r\n")) return text;
        throw PyError.valueError("illegal newline value: " + (quoted ? Objects.reprString(newline) : text));
    }
}
