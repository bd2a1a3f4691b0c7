package org.capi4j.text;

import java.util.Arrays;

/** A growing array of bytes. */
final class ByteBuilder {
    private byte[] bytes;
    private int length;

    ByteBuilder(int capacity) {
        bytes = new byte[Math.max(16, capacity)];
    }

    ByteBuilder append(int b) {
        ensure(1);
        bytes[length++] = (byte) b;
        return this;
    }

    ByteBuilder append(byte[] more) {
        ensure(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
        return this;
    }

    ByteBuilder ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            append(text.charAt(i));
        }
        return this;
    }

    /** Appends {@code value} in {@code width} bytes. */
    ByteBuilder unit(int value, int width, boolean bigEndian) {
        for (int i = 0; i < width; i++) {
            append(value >> 8 * (bigEndian ? width - 1 - i : i));
        }
        return this;
    }

    private void ensure(int count) {
        long needed = (long) length + count;
        if (needed > bytes.length) {
            if (needed > Integer.MAX_VALUE - 16) {
                throw TextException.memoryError();
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 16, Math.max(needed, bytes.length * 2L)));
        }
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, length);
    }
}
