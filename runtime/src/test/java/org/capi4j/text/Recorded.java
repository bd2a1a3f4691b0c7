package org.capi4j.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Cases recorded from CPython by {@code src/test/python/record_text.py}: a row holds a function, its arguments, the answer. */
final class Recorded {
    private static final int SHOWN = 12;

    private Recorded() {}

    /** What we answer to a row. */
    interface Answer {
        /** The answer as a String or an int[] of code points, not escaped; a TextException is an answer too. */
        Object to(String[] row);
    }

    /** Compares our answer to every row of {@code area} with the row's last column. */
    static void check(String area, Answer answer) {
        List<String> failures = new ArrayList<>();
        int number = 0;
        for (String line : lines(area)) {
            number++;
            String[] row = line.split("\t", -1);
            String expected = row[row.length - 1];
            String actual = answered(answer, row);
            if (!actual.equals(expected)) {
                failures.add(area + ".tsv:" + number + ": " + shorten(line) + "\n   CPython " + shorten(expected) + "\n   ours    "
                        + shorten(actual));
            }
        }
        assertTrue(number > 0, area + ".tsv is empty");
        assertEquals(0, failures.size(), () -> failures.size() + " rows differ\n"
                + String.join("\n", failures.subList(0, Math.min(SHOWN, failures.size()))) + "\n");
    }

    private static String answered(Answer answer, String[] row) {
        try {
            Object result = answer.to(row);
            return escape(result instanceof int[] text ? text : CodePoints.of((String) result));
        } catch (TextException e) {
            return escape(CodePoints.of("!" + e.kind().pythonName() + ": " + e.getMessage()));
        } catch (RuntimeException e) {
            StackTraceElement[] trace = e.getStackTrace();
            return "crash: " + e + (trace.length > 0 ? " at " + trace[0] : "");
        }
    }

    private static String shorten(String text) {
        return text.length() <= 300 ? text : text.substring(0, 300) + "...";
    }

    private static List<String> lines(String area) {
        try (InputStream in = Recorded.class.getResourceAsStream(area + ".tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String escape(int[] text) {
        StringBuilder out = new StringBuilder();
        for (int c : text) {
            if (c >= ' ' && c <= '~' && c != '\\') {
                out.append((char) c);
            } else {
                out.append(String.format(c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", c));
            }
        }
        return out.toString();
    }

    /** The text of an escaped column. */
    static int[] text(String column) {
        CodePointBuilder out = new CodePointBuilder(column.length());
        for (int i = 0; i < column.length(); i++) {
            char c = column.charAt(i);
            if (c == '\\') {
                char kind = column.charAt(++i);
                int width = kind == 'x' ? 2 : kind == 'u' ? 4 : 8;
                out.append(Integer.parseInt(column, i + 1, i + 1 + width, 16));
                i += width;
            } else {
                out.append(c);
            }
        }
        return out.toArray();
    }

    /** The float of a column of 16 hexadecimal digits. */
    static double bits(String column) {
        return Double.longBitsToDouble(Long.parseUnsignedLong(column, 16));
    }

    static byte[] bytes(String column) {
        return HexFormat.of().parseHex(column);
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** Python's spelling of a boolean. */
    static String bool(boolean value) {
        return value ? "True" : "False";
    }
}
