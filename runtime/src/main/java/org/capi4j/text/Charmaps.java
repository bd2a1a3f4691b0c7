package org.capi4j.text;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The single-byte codecs that CPython's {@code encodings} package defines by a table, and its codec aliases; from the resource
 * {@code charmaps.bin} that {@code record_charmaps.py} writes, loaded when one is first asked for.
 */
public final class Charmaps {
    private static final Map<String, int[]> TABLES = new HashMap<>();
    private static final Map<String, String> ALIASES = new HashMap<>();
    private static final Map<String, Charmap> CODECS = new ConcurrentHashMap<>();

    static {
        RecordedData data = new RecordedData("charmaps.bin");
        for (int codecs = data.varint(); codecs > 0; codecs--) {
            TABLES.put(data.text(), table(data));
        }
        for (int aliases = data.varint(); aliases > 0; aliases--) {
            ALIASES.put(data.text(), data.text());
        }
    }

    private Charmaps() {}

    /** The codec of a normalised name such as {@code cp1252} or {@code iso8859_5}; null when it is no single-byte codec. */
    public static Charmap named(String name) {
        int[] table = TABLES.get(name);
        return table == null ? null : CODECS.computeIfAbsent(name, key -> new Charmap(table));
    }

    /**
     * The name of the codec that {@code encodings.search_function} would import for an encoding's name: lower case, runs of
     * punctuation made an underscore, aliases resolved. {@code utf_8}, {@code latin_1}, {@code ascii}, {@code cp1252}...
     */
    public static String codecName(String encoding) {
        StringBuilder normal = new StringBuilder(encoding.length());
        boolean punctuation = false;
        for (int i = 0; i < encoding.length(); i++) {
            char c = encoding.charAt(i);
            if (c >= 0x80 || !(Character.isLetterOrDigit(c) || c == '.')) {
                punctuation = true;
                continue;
            }
            normal.append(punctuation && !normal.isEmpty() ? "_" : "").append(Character.toLowerCase(c));
            punctuation = false;
        }
        String name = normal.toString();
        String alias = ALIASES.get(name);
        alias = alias == null ? ALIASES.get(name.replace('.', '_')) : alias;
        return alias == null ? name : alias;
    }

    private static int[] table(RecordedData data) {
        int[] table = new int[256];
        for (int b = 0; b < 256; ) {
            int end = b + data.varint();
            int c = data.varint();
            int step = data.varint();
            for (; b < end; b++, c += step) {
                table[b] = c;
            }
        }
        return table;
    }
}
