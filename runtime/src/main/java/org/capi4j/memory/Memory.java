package org.capi4j.memory;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_CHAR_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Raw native memory by address: the only class of the runtime that touches {@link MemorySegment} for object access.
 *
 * <p>An address is a {@code long}; {@link #NULL} is C's NULL. An access to the first page, which is what a NULL and a field's offset add up
 * to, throws (see {@link #isNullAccess}); any other address that is not mapped ends the JVM. Example: {@code Memory.getLong(list + PyListObject.allocated)}.
 */
public final class Memory {
    /** C's null pointer. */
    public static final long NULL = 0L;

    /** Where memory begins: no object is below. The check comes free with the segment's own bounds check. */
    private static final long FIRST = 4096;

    private static final MemorySegment ALL = MemorySegment.ofAddress(FIRST).reinterpret(Long.MAX_VALUE - FIRST);

    /** How the JVM begins to tell of it. */
    private static final String NULL_ACCESS = "Out of bound access on segment";

    /** So many bytes are read sooner than a copy of any size begins. */
    private static final int FEW = 64;

    /** Texts of up to so many chars are written one by one. */
    private static final int SHORT = 24;

    private static final long EACH_BYTE = 0x0101010101010101L;

    private Memory() {}

    /** What the segment's bounds check does, where there is none. */
    private static long accessible(long address) {
        if (address < FIRST) throw new IndexOutOfBoundsException(NULL_ACCESS + ": " + address);
        return address;
    }

    private static long accessible(long address, long size) {
        if (size < 0) throw new IndexOutOfBoundsException("a size of " + size);
        return accessible(address);
    }

    /** Links the access to each type. */
    static void link() {
        try (Arena arena = Arena.ofConfined()) {
            long at = arena.allocate(Long.BYTES).address() - FIRST;
            ALL.set(JAVA_BYTE, at, ALL.get(JAVA_BYTE, at));
            ALL.set(JAVA_SHORT_UNALIGNED, at, ALL.get(JAVA_SHORT_UNALIGNED, at));
            ALL.set(JAVA_CHAR_UNALIGNED, at, ALL.get(JAVA_CHAR_UNALIGNED, at));
            ALL.set(JAVA_INT_UNALIGNED, at, ALL.get(JAVA_INT_UNALIGNED, at));
            ALL.set(JAVA_LONG_UNALIGNED, at, ALL.get(JAVA_LONG_UNALIGNED, at));
            ALL.set(JAVA_FLOAT_UNALIGNED, at, ALL.get(JAVA_FLOAT_UNALIGNED, at));
            ALL.set(JAVA_DOUBLE_UNALIGNED, at, ALL.get(JAVA_DOUBLE_UNALIGNED, at));
        }
    }

    public static byte getByte(long address) {
        return Jni.used ? Jni.getByte(accessible(address)) : ALL.get(JAVA_BYTE, address - FIRST);
    }

    public static void putByte(long address, byte value) {
        if (Jni.used) Jni.putByte(accessible(address), value);
        else ALL.set(JAVA_BYTE, address - FIRST, value);
    }

    /** The byte at {@code address} as 0..255. */
    public static int getUnsignedByte(long address) {
        return getByte(address) & 0xff;
    }

    public static short getShort(long address) {
        return Jni.used ? Jni.getShort(accessible(address)) : ALL.get(JAVA_SHORT_UNALIGNED, address - FIRST);
    }

    public static void putShort(long address, short value) {
        if (Jni.used) Jni.putShort(accessible(address), value);
        else ALL.set(JAVA_SHORT_UNALIGNED, address - FIRST, value);
    }

    public static char getChar(long address) {
        return Jni.used ? Jni.getChar(accessible(address)) : ALL.get(JAVA_CHAR_UNALIGNED, address - FIRST);
    }

    public static void putChar(long address, char value) {
        if (Jni.used) Jni.putChar(accessible(address), value);
        else ALL.set(JAVA_CHAR_UNALIGNED, address - FIRST, value);
    }

    public static int getInt(long address) {
        return Jni.used ? Jni.getInt(accessible(address)) : ALL.get(JAVA_INT_UNALIGNED, address - FIRST);
    }

    public static void putInt(long address, int value) {
        if (Jni.used) Jni.putInt(accessible(address), value);
        else ALL.set(JAVA_INT_UNALIGNED, address - FIRST, value);
    }

    public static long getLong(long address) {
        return Jni.used ? Jni.getLong(accessible(address)) : ALL.get(JAVA_LONG_UNALIGNED, address - FIRST);
    }

    public static void putLong(long address, long value) {
        if (Jni.used) Jni.putLong(accessible(address), value);
        else ALL.set(JAVA_LONG_UNALIGNED, address - FIRST, value);
    }

    public static float getFloat(long address) {
        return Jni.used ? Jni.getFloat(accessible(address)) : ALL.get(JAVA_FLOAT_UNALIGNED, address - FIRST);
    }

    public static void putFloat(long address, float value) {
        if (Jni.used) Jni.putFloat(accessible(address), value);
        else ALL.set(JAVA_FLOAT_UNALIGNED, address - FIRST, value);
    }

    public static double getDouble(long address) {
        return Jni.used ? Jni.getDouble(accessible(address)) : ALL.get(JAVA_DOUBLE_UNALIGNED, address - FIRST);
    }

    public static void putDouble(long address, double value) {
        if (Jni.used) Jni.putDouble(accessible(address), value);
        else ALL.set(JAVA_DOUBLE_UNALIGNED, address - FIRST, value);
    }

    /** Copies {@code size} bytes; the ranges may overlap. */
    public static void copy(long source, long target, long size) {
        if (size == 0) return;
        if (Jni.used) Jni.copy(accessible(source, size), accessible(target, size), size);
        else MemorySegment.copy(ALL, source - FIRST, ALL, target - FIRST, size);
    }

    public static void fill(long address, long size, byte value) {
        if (size == 0) return;
        if (Jni.used) Jni.fill(accessible(address, size), size, value);
        else segment(address, size).fill(value);
    }

    /** Copies {@code size} bytes out of native memory. */
    public static byte[] getBytes(long address, long size) {
        if (size > Integer.MAX_VALUE) throw new OutOfMemoryError(size + " bytes are more than an array can have");
        byte[] bytes = new byte[(int) size];
        getBytes(address, bytes, bytes.length);
        return bytes;
    }

    /** Copies {@code size} bytes to the beginning of {@code bytes}. */
    public static void getBytes(long address, byte[] bytes, int size) {
        if (size == 0) return;
        if (Jni.used) Jni.getBytes(accessible(address), bytes, size);
        else if (size <= FEW) getWords(address, bytes, size);
        else MemorySegment.copy(ALL, JAVA_BYTE, address - FIRST, bytes, 0, size);
    }

    private static void getWords(long address, byte[] bytes, int size) {
        int i = 0;
        for (; i <= size - Long.BYTES; i += Long.BYTES) Words.IN_BYTES.set(bytes, i, getLong(address + i));
        for (; i < size; i++) bytes[i] = getByte(address + i);
    }

    /** Apart, because only a process that goes on needs it. */
    private static final class Words {
        static final VarHandle IN_BYTES = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    }

    public static void putBytes(long address, byte[] bytes) {
        putBytes(address, bytes, 0, bytes.length);
    }

    public static void putBytes(long address, byte[] bytes, int offset, int length) {
        if (length == 0) return;
        if (Jni.used) Jni.putBytes(accessible(address), bytes, offset, length);
        else MemorySegment.copy(bytes, offset, ALL, JAVA_BYTE, address - FIRST, length);
    }

    /**
     * Whether {@code text} is plain ASCII; its bytes are then at {@code address}, where three bytes per char and eight more may be written in
     * any case. Up to the first char that isn't ASCII, chars and bytes stand at the same places; that char begins with a high bit, or is a lone
     * surrogate, in whose place Java puts a question mark.
     */
    public static boolean putAscii(long address, String text) {
        int length = text.length();
        if (length <= SHORT) return putShortAscii(address, text, length);
        ALL.setString(address - FIRST, text, StandardCharsets.UTF_8);
        putLong(address + length, 0);
        long high = 0;
        long marks = 0;
        for (int i = 0; i < length; i += Long.BYTES) {
            long bytes = getLong(address + i);
            long other = bytes ^ EACH_BYTE * '?';
            high |= bytes;
            marks |= other - EACH_BYTE & ~other;
        }
        if ((high & EACH_BYTE << 7) != 0) return false;
        return (marks & EACH_BYTE << 7) == 0 || isAscii(text);
    }

    /** Char by char, which is done before a copy of any size has begun. */
    private static boolean putShortAscii(long address, String text, int length) {
        int all = 0;
        int done = 0;
        for (; done <= length - Long.BYTES; done += Long.BYTES) {
            long word = 0;
            for (int i = Long.BYTES - 1; i >= 0; i--) {
                char c = text.charAt(done + i);
                all |= c;
                word = word << Byte.SIZE | c;
            }
            putLong(address + done, word);
        }
        long rest = 0;
        for (int i = length - 1; i >= done; i--) {
            char c = text.charAt(i);
            all |= c;
            rest = rest << Byte.SIZE | c;
        }
        putLong(address + done, rest);
        return all < 0x80;
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) return false;
        }
        return true;
    }

    /** The string of {@code length} bytes, one per char. */
    public static String getLatin1(long address, int length) {
        return latin1(getBytes(address, length), 0, length);
    }

    /** The string of some bytes of {@code bytes}, one per char, by the only constructor that asks for nothing and so is inlined. */
    @SuppressWarnings("deprecation") // because it takes bytes for chars, which is what they are
    public static String latin1(byte[] bytes, int offset, int length) {
        return new String(bytes, 0, offset, length);
    }

    /** Fills {@code target} with native UTF-16 code units. */
    public static void getChars(long address, char[] target) {
        if (target.length != 0) MemorySegment.copy(ALL, JAVA_CHAR_UNALIGNED, address - FIRST, target, 0, target.length);
    }

    public static void putChars(long address, char[] source) {
        if (source.length != 0) MemorySegment.copy(source, 0, ALL, JAVA_CHAR_UNALIGNED, address - FIRST, source.length);
    }

    public static void getInts(long address, int[] target) {
        if (target.length != 0) MemorySegment.copy(ALL, JAVA_INT_UNALIGNED, address - FIRST, target, 0, target.length);
    }

    public static void putInts(long address, int[] source) {
        if (source.length != 0) MemorySegment.copy(source, 0, ALL, JAVA_INT_UNALIGNED, address - FIRST, source.length);
    }

    public static long[] getLongs(long address, int count) {
        long[] longs = new long[count];
        for (int i = 0; i < count; i++) longs[i] = getLong(address + 8L * i);
        return longs;
    }

    /** The length of the NUL-terminated string at {@code address}, in bytes. */
    public static long stringLength(long address) {
        if (Jni.used) return Jni.stringLength(accessible(address));
        long end = address;
        for (; end % Long.BYTES != 0; end++) {
            if (getByte(end) == 0) return end - address;
        }
        long zero = 0; // a whole word is in one page, as its first byte is
        for (; zero == 0; end += Long.BYTES) {
            long bytes = getLong(end);
            zero = bytes - EACH_BYTE & ~bytes & EACH_BYTE << 7;
        }
        return end - Long.BYTES + Long.numberOfTrailingZeros(zero) / Byte.SIZE - address;
    }

    /** The NUL-terminated UTF-8 string at {@code address}; NULL gives null. Malformed bytes become U+FFFD. */
    public static String getString(long address) {
        if (address == NULL) return null;
        return new String(getBytes(address, stringLength(address)), StandardCharsets.UTF_8);
    }

    /** -1, 0 or 1 as C's {@code memcmp} of two byte ranges. */
    public static int compare(long left, long right, long size) {
        if (size == 0) return 0;
        long at = segment(left, size).mismatch(segment(right, size));
        return at < 0 ? 0 : Integer.compare(getUnsignedByte(left + at), getUnsignedByte(right + at));
    }

    /** Memory that is freed some time after this object became unreachable. */
    public static final class Block {
        private final MemorySegment segment;

        private Block(MemorySegment segment) {
            this.segment = segment;
        }

        public long address() {
            return segment.address();
        }
    }

    /** {@code size} zeroed bytes, aligned to 16, owned by the result. */
    public static Block block(long size) {
        return new Block(Arena.ofAuto().allocate(size, 16));
    }

    /** {@code size} zeroed bytes, aligned to 16, that are never freed: for immortal objects. */
    public static long allocateForever(long size) {
        return Arena.global().allocate(size, 16).address();
    }

    /** A NUL-terminated UTF-8 copy of {@code text} that is never freed; null gives NULL. */
    public static long stringForever(String text) {
        return text == null ? NULL : string(Arena.global(), text);
    }

    /** A NUL-terminated UTF-8 copy of {@code text} that lives as long as {@code arena}; without a {@code VarHandle} where JNI is used. */
    static long string(Arena arena, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long copy = arena.allocate(bytes.length + 1L).address();
        putBytes(copy, bytes);
        return copy;
    }

    /** A segment over {@code size} bytes at {@code address}, for handing to Java users; its life is the caller's concern. */
    public static MemorySegment segment(long address, long size) {
        return size == 0 ? MemorySegment.ofAddress(address) : ALL.asSlice(address - FIRST, size);
    }

    /** Whether {@code failure} tells of an access to the first page: C passed a NULL that nobody had checked. */
    public static boolean isNullAccess(Throwable failure) {
        return failure instanceof IndexOutOfBoundsException && String.valueOf(failure.getMessage()).startsWith(NULL_ACCESS);
    }
}
