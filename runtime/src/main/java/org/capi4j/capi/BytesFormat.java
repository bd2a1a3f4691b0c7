package org.capi4j.capi;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.capi4j.memory.Memory;
import org.capi4j.object.PyError;

/** The format of {@code PyBytes_FromFormatV}: as C's {@code printf}, but only {@code %s} minds its precision, and nothing its width. */
final class BytesFormat {
    private final VaList arguments;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(100);
    private long at;

    private BytesFormat(long format, VaList arguments) {
        this.at = format;
        this.arguments = arguments;
    }

    static byte[] format(long format, VaList arguments) {
        return new BytesFormat(format, arguments).run();
    }

    private int peek() {
        return Memory.getUnsignedByte(at);
    }

    private byte[] run() {
        for (; peek() != 0; at++) {
            if (peek() != '%') out.write(peek());
            else if (!directive()) break;
        }
        return out.toByteArray();
    }

    /** False when the rest of the format was copied, because of an unknown conversion. */
    private boolean directive() {
        long start = at++;
        while (isDigit()) at++;
        long precision = 0;
        if (peek() == '.') {
            for (at++; isDigit(); at++) precision = Math.min(precision * 10 + peek() - '0', Integer.MAX_VALUE);
        }
        while (peek() != 0 && peek() != '%' && !Character.isLetter(peek() & 0x7f)) at++;
        boolean wide = isWide();
        if (wide) at++;
        if (convert(peek(), wide, precision)) return true;
        text(Memory.getBytes(start, Memory.stringLength(start)));
        return false;
    }

    private boolean isDigit() {
        return peek() >= '0' && peek() <= '9';
    }

    private boolean isWide() {
        if (peek() != 'l' && peek() != 'z') return false;
        int conversion = Memory.getUnsignedByte(at + 1);
        return conversion == 'd' || conversion == 'u';
    }

    private boolean convert(int conversion, boolean wide, long precision) {
        switch (conversion) {
            case 'c' -> character(arguments.nextInt());
            case 'd' -> text(Long.toString(wide ? arguments.nextLong() : arguments.nextInt()));
            case 'u' -> text(wide ? Long.toUnsignedString(arguments.nextLong()) : Integer.toUnsignedString(arguments.nextInt()));
            case 'i' -> text(Integer.toString(arguments.nextInt()));
            case 'x' -> text(Integer.toHexString(arguments.nextInt()));
            case 's' -> cString(arguments.nextLong(), precision);
            case 'p' -> text(UnicodeFormat.pointer(arguments.nextLong()));
            case '%' -> out.write('%');
            default -> {
                return false;
            }
        }
        return true;
    }

    private void character(int value) {
        if (value < 0 || value > 0xff) {
            throw PyError.overflowError("PyBytes_FromFormatV(): %c format expects an integer in range [0; 255]");
        }
        out.write(value);
    }

    private void text(String ascii) {
        text(ascii.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void text(byte[] content) {
        out.write(content, 0, content.length);
    }

    private void cString(long string, long precision) {
        long size = 0;
        while ((precision <= 0 || size < precision) && Memory.getByte(string + size) != 0) size++;
        text(Memory.getBytes(string, size));
    }
}
