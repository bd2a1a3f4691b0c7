package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.memory.Memory;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.text.CodePointBuilder;
import org.capi4j.type.Objects;
import org.capi4j.type.StrType;

/**
 * The format of {@code PyUnicode_FromFormatV}: {@code %[0][width][.precision][l|ll|z]conversion}, where an unknown conversion makes
 * the rest of the format literal text.
 */
public final class UnicodeFormat {
    private final long format;
    private final VaList arguments;
    private final CodePointBuilder out = new CodePointBuilder(100);
    private long at;

    private boolean zeroes;
    private int width;
    private int precision;

    private UnicodeFormat(long format, VaList arguments) {
        this.format = format;
        this.arguments = arguments;
    }

    /** A new str; {@code format} is the address of a C string. */
    public static long format(long format, VaList arguments) {
        return StrType.of(points(format, arguments));
    }

    /** The text itself, for the functions that raise an exception with it. */
    public static int[] points(long format, VaList arguments) {
        return new UnicodeFormat(format, arguments).run();
    }

    private int peek() {
        return Memory.getUnsignedByte(at);
    }

    private int[] run() {
        at = format;
        for (int c; (c = peek()) != 0; ) {
            if (c >= 0x80) {
                throw PyError.valueError("PyUnicode_FromFormatV() expects an ASCII-encoded format string, got a non-ASCII byte: 0x"
                        + Integer.toHexString(c));
            }
            if (c == '%') {
                directive();
            } else {
                out.append(c);
                at++;
            }
        }
        return out.toArray();
    }

    private void directive() {
        long start = at++;
        zeroes = peek() == '0';
        width = Math.max(0, number("width too big"));
        precision = -1;
        if (peek() == '.') {
            at++;
            precision = number("precision too big");
        }
        if (peek() == '%') {
            out.append('%');
            at++;
            return;
        }
        String modifier = modifier();
        at += modifier.length();
        if (!convert(peek(), modifier)) {
            at = start;
            for (; peek() != 0; at++) out.append(peek());
            return;
        }
        at++;
    }

    private int number(String tooBig) {
        int value = -1;
        for (; peek() >= '0' && peek() <= '9'; at++) {
            int digit = peek() - '0';
            value = Math.max(0, value);
            if (value > (Integer.MAX_VALUE - digit) / 10) throw PyError.valueError(tooBig);
            value = value * 10 + digit;
        }
        return value;
    }

    /** {@code l}, {@code ll} or {@code z} in front of an integer conversion. */
    private String modifier() {
        String found = peek() == 'z' ? "z" : peek() != 'l' ? "" : Memory.getByte(at + 1) == 'l' ? "ll" : "l";
        int conversion = Memory.getUnsignedByte(at + found.length());
        return conversion == 'd' || conversion == 'i' || conversion == 'u' ? found : "";
    }

    private boolean convert(int conversion, String modifier) {
        switch (conversion) {
            case 'd', 'i' -> integer(Long.toString(modifier.isEmpty() ? arguments.nextInt() : arguments.nextLong()));
            case 'u' -> integer(
                    modifier.isEmpty()
                            ? Integer.toUnsignedString(arguments.nextInt())
                            : Long.toUnsignedString(arguments.nextLong()));
            case 'x' -> integer(Integer.toHexString(arguments.nextInt()));
            case 'c' -> character(arguments.nextInt());
            case 'p' -> out.append(pointer(arguments.nextLong()));
            case 's' -> cString(arguments.nextLong());
            case 'U' -> borrowed(arguments.nextLong());
            case 'V' -> {
                long object = arguments.nextLong();
                long string = arguments.nextLong();
                if (object != NULL) borrowed(object);
                else cString(string);
            }
            case 'S' -> owned(Objects.str(arguments.nextLong()));
            case 'R' -> owned(Objects.repr(arguments.nextLong()));
            case 'A' -> owned(Objects.ascii(arguments.nextLong()));
            default -> {
                return false;
            }
        }
        return true;
    }

    /** The sign counts as a digit, as in CPython 3.11: {@code %05d} of -3 is {@code 000-3}. */
    private void integer(String digits) {
        int length = Math.max(digits.length(), precision);
        out.fill(zeroes ? '0' : ' ', Math.max(0, width - length));
        out.fill('0', length - digits.length());
        out.append(digits);
    }

    private void character(int point) {
        if (point < 0 || point > 0x10ffff) throw PyError.overflowError("character argument not in range(0x110000)");
        out.append(point);
    }

    /** glibc's {@code %p}, with the prefix that CPython puts in front of {@code (nil)}. */
    static String pointer(long address) {
        return "0x" + (address == NULL ? "(nil)" : Long.toHexString(address));
    }

    private void cString(long string) {
        long size = 0;
        while ((precision < 0 || size < precision) && Memory.getByte(string + size) != 0) size++;
        precision = -1;
        owned(StrType.decodeUtf8(string, size, "replace"));
    }

    private void owned(long str) {
        try {
            borrowed(str);
        } finally {
            References.decref(str);
        }
    }

    private void borrowed(long str) {
        int[] text = StrType.points(StrType.ready(str));
        int length = precision < 0 ? text.length : Math.min(precision, text.length);
        out.fill(' ', Math.max(0, width - length));
        out.append(text, 0, length);
    }
}
