package org.capi4j.object;

import static org.capi4j.memory.Memory.NULL;

import java.nio.charset.StandardCharsets;
import org.capi4j.layout.PyASCIIObject;
import org.capi4j.layout.PyCompactUnicodeObject;
import org.capi4j.layout.PyUnicodeObject;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;

/**
 * Python {@code str} objects to and from Java strings, in CPython's compact PEP 393 layout.
 *
 * <pre>
 * ASCII    | PyASCIIObject (48)          | chars, 1 byte each | 0 |
 * other    | PyCompactUnicodeObject (72) | chars, 1, 2 or 4 bytes each | 0 |
 * </pre>
 *
 * A lone surrogate of Python is a lone {@code char} of Java, both ways; a pair of chars is one code point.
 */
public final class Strings {
    /** As many items as any array may have. */
    private static final int LONGEST = Integer.MAX_VALUE - 8;

    private static final int COMPACT_READY = PyASCIIObject.state$compact$MASK | PyASCIIObject.state$ready$MASK;

    private Strings() {}

    /** A new str equal to {@code text}. */
    public static long of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        // a lone surrogate becomes a question mark
        boolean isAscii = bytes.length == text.length() && new String(bytes, StandardCharsets.ISO_8859_1).equals(text);
        if (!isAscii) return ofAny(text);
        long str = allocate(bytes.length, 0);
        Memory.putBytes(str + PyASCIIObject.SIZEOF, bytes);
        return str;
    }

    private static long ofAny(String text) {
        char[] chars = text.toCharArray();
        int max = 0;
        boolean surrogates = false;
        for (char c : chars) {
            max |= c;
            surrogates |= Character.isSurrogate(c);
        }
        if (surrogates) return withSurrogates(text);
        long str = allocate(chars.length, max < 0x80 || max >= 0x100 ? max : 0xff);
        if (max < 0x100) Memory.putBytes(data(str), text.getBytes(StandardCharsets.ISO_8859_1));
        else Memory.putChars(data(str), chars);
        return str;
    }

    private static long withSurrogates(String text) {
        int[] points = text.codePoints().toArray();
        int max = 0;
        for (int point : points) max = Math.max(max, point);
        long str = allocate(points.length, max);
        int kind = kind(str);
        long data = data(str);
        for (int i = 0; i < points.length; i++) put(kind, data, i, points[i]);
        return str;
    }

    /** A new compact str of {@code length} code points, none greater than {@code maxChar}, content not set: {@code PyUnicode_New}. */
    public static long allocate(long length, int maxChar) {
        boolean ascii = maxChar < 0x80;
        int kind = maxChar < 0x100 ? 1 : maxChar < 0x10000 ? 2 : 4;
        long header = ascii ? PyASCIIObject.SIZEOF : PyCompactUnicodeObject.SIZEOF;
        if (length > (Long.MAX_VALUE - header) / kind - 1) throw PyError.memoryError();
        long str = Allocation.object(BuiltinTypes.STR, header + (length + 1) * kind);
        Memory.putLong(str + PyASCIIObject.length, length);
        Memory.putLong(str + PyASCIIObject.hash, -1);
        int state = kind << PyASCIIObject.state$kind$SHIFT | COMPACT_READY | (ascii ? PyASCIIObject.state$ascii$MASK : 0);
        Memory.putInt(str + PyASCIIObject.state, state);
        Memory.putLong(str + PyASCIIObject.wstr, NULL);
        if (!ascii) {
            Memory.putLong(str + PyCompactUnicodeObject.utf8_length, 0);
            Memory.putLong(str + PyCompactUnicodeObject.utf8, NULL);
            Memory.putLong(str + PyCompactUnicodeObject.wstr_length, 0);
        }
        put(kind, str + header, length, 0);
        return str;
    }

    /** Whether all interpreters share the str: it stands in {@code _PyRuntime}, and what is kept in it outlives each of them. */
    public static boolean isShared(long str) {
        return Long.compareUnsigned(str - Runtime.START, Runtime.SIZE) < 0;
    }

    private static final class Runtime {
        static final long START = Shim.symbol("_PyRuntime");
        static final long SIZE = Memory.getLong(Shim.symbol("c4j_runtime_size"));
    }

    /** Code points in a ready str. */
    public static long length(long str) {
        return Memory.getLong(str + PyASCIIObject.length);
    }

    /** Bytes per code point: 1, 2 or 4 (0: a legacy string that isn't ready). */
    public static int kind(long str) {
        return (Memory.getInt(str + PyASCIIObject.state) & PyASCIIObject.state$kind$MASK) >> PyASCIIObject.state$kind$SHIFT;
    }

    public static boolean isAscii(long str) {
        return (Memory.getInt(str + PyASCIIObject.state) & PyASCIIObject.state$ascii$MASK) != 0;
    }

    /** The address of the first code point: {@code PyUnicode_DATA}. */
    public static long data(long str) {
        int state = Memory.getInt(str + PyASCIIObject.state);
        if ((state & PyASCIIObject.state$compact$MASK) == 0) return Memory.getLong(str + PyUnicodeObject.data);
        return str + ((state & PyASCIIObject.state$ascii$MASK) != 0 ? PyASCIIObject.SIZEOF : PyCompactUnicodeObject.SIZEOF);
    }

    /** {@code PyUnicode_READ}. */
    public static int get(int kind, long data, long index) {
        return switch (kind) {
            case 1 -> Memory.getUnsignedByte(data + index);
            case 2 -> Memory.getChar(data + 2 * index);
            default -> Memory.getInt(data + 4 * index);
        };
    }

    /** {@code PyUnicode_WRITE}. */
    public static void put(int kind, long data, long index, int point) {
        switch (kind) {
            case 1 -> Memory.putByte(data + index, (byte) point);
            case 2 -> Memory.putChar(data + 2 * index, (char) point);
            default -> Memory.putInt(data + 4 * index, point);
        }
    }

    /** A str's length, where an array of as many items is to be made: a MemoryError beyond what one can have. */
    public static int javaLength(long str) {
        long length = length(str);
        if (length > LONGEST) throw PyError.memoryError();
        return (int) length;
    }

    /** The Java string equal to a ready str (of a subclass too). */
    public static String toJava(long str) {
        int length = javaLength(str);
        long data = data(str);
        return switch (kind(str)) {
            case 1 -> Memory.getLatin1(data, length);
            case 2 -> {
                char[] chars = new char[length];
                Memory.getChars(data, chars);
                yield new String(chars);
            }
            default -> {
                int[] points = new int[length];
                Memory.getInts(data, points);
                for (int i = 0; i < length; i++) {
                    if (Integer.compareUnsigned(points[i], Character.MAX_CODE_POINT) > 0) points[i] = 0xFFFD; // C code can make such a str
                }
                yield new String(points, 0, length);
            }
        };
    }
}
