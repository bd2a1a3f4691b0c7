package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.memory.Memory;
import org.capi4j.object.PyError;
import org.capi4j.object.Strings;

/** Bytes as hexadecimal text, with a separator between groups: {@code bytes.hex} and {@code _Py_strhex}. */
public final class HexText {
    private static final byte[] DIGITS = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    private HexText() {}

    /**
     * A str (or bytes) of {@code size} bytes at {@code data}; {@code separator} is a str or bytes of one ASCII character or NULL,
     * {@code group} the bytes between two, counted from the right, from the left when negative.
     */
    public static long of(long data, long size, long separator, int group, boolean bytes) {
        int mark = separator == NULL ? -1 : mark(separator);
        long width = mark < 0 ? 0 : Math.abs((long) group);
        long marks = width == 0 || size == 0 ? 0 : (size - 1) / width;
        if (size >= (Long.MAX_VALUE - marks) / 2) throw PyError.memoryError();
        long length = 2 * size + marks;
        long result = bytes ? BytesType.make(length) : StrType.make(length, 0x7f);
        write(data, size, mark, width, group > 0, bytes ? BytesType.data(result) : Strings.data(result));
        return result;
    }

    private static void write(long data, long size, int mark, long width, boolean fromRight, long to) {
        for (long i = 0; i < size; i++) {
            if (width > 0 && i > 0 && (fromRight ? size - i : i) % width == 0) Memory.putByte(to++, (byte) mark);
            int value = Memory.getUnsignedByte(data + i);
            Memory.putByte(to++, DIGITS[value >> 4]);
            Memory.putByte(to++, DIGITS[value & 15]);
        }
    }

    private static int mark(long separator) {
        if (Objects.length(separator) != 1) throw PyError.valueError("sep must be length 1.");
        int mark;
        if (StrType.isInstance(separator)) {
            StrType.ready(separator);
            mark = Strings.get(Strings.kind(separator), Strings.data(separator), 0);
        } else if (BytesType.isInstance(separator)) {
            mark = Memory.getUnsignedByte(BytesType.data(separator));
        } else {
            throw PyError.typeError("sep must be str or bytes.");
        }
        if (mark > 0x7f) throw PyError.valueError("sep must be ASCII.");
        return mark;
    }

    /** The bytes that a str of hexadecimal digits stands for: {@code bytes.fromhex}. */
    public static byte[] parse(long text) {
        return BytesSource.fromHex(text);
    }
}
