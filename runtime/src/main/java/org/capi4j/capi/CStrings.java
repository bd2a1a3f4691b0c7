package org.capi4j.capi;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;

/** C strings made in Java: those that functions return for good, and those that the caller frees. */
final class CStrings {
    private static final Map<String, Long> NARROW = new ConcurrentHashMap<>();
    private static final Map<String, Long> WIDE = new ConcurrentHashMap<>();

    private CStrings() {}

    /** A {@code const char *} in UTF-8, always the same for the same text. */
    static long forever(String text) {
        Long known = NARROW.get(text);
        if (known != null) return known;
        long made = narrow(text);
        Long other = NARROW.putIfAbsent(text, made);
        return other != null ? other : made;
    }

    /** A {@code wchar_t *}, always the same for the same text. */
    static long wideForever(String text) {
        return WIDE.computeIfAbsent(text, CStrings::wide);
    }

    private static long narrow(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long string = Memory.allocateForever(bytes.length + 1L);
        Memory.putBytes(string, bytes);
        return string;
    }

    private static long wide(String text) {
        int[] points = text.codePoints().toArray();
        long string = Memory.allocateForever(4L * (points.length + 1));
        Memory.putInts(string, points);
        return string;
    }

    /** A {@code char *} that the caller frees with {@code PyMem_Free}. */
    static long owned(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long string = Allocation.allocateMemory(bytes.length + 1L);
        Memory.putBytes(string, bytes);
        Memory.putByte(string + bytes.length, (byte) 0);
        return string;
    }

    /** The text of a {@code const wchar_t *}. */
    static String wideText(long string) {
        StringBuilder text = new StringBuilder();
        for (long at = string; Memory.getInt(at) != 0; at += 4) text.appendCodePoint(Memory.getInt(at));
        return text.toString();
    }
}
