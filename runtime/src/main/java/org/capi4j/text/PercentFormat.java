package org.capi4j.text;

import java.util.Arrays;

/** The engine of {@code str % args} and {@code bytes % args}. What objects can do, it asks {@link Arguments}. */
public final class PercentFormat {
    /**
     * The arguments of a format. Objects are opaque longs, owned by this interface's implementation, which keeps them alive
     * until the formatting is over. Its methods may throw whatever the caller wants to see.
     */
    public interface Arguments {
        /** The number of items when the right operand is a tuple, otherwise -1. */
        int size();

        /** An item of the tuple. */
        long item(int index);

        /** The right operand itself, when it is no tuple. */
        long single();

        /** Whether the right operand is a mapping: it has {@code __getitem__} and is neither tuple nor str (bytes, bytearray). */
        boolean isMapping();

        /** The mapping's value of a key, which is a str or (in bytes formats) a bytes. */
        long lookup(int[] key);

        /** {@code str(object)}, {@code repr(object)} or {@code ascii(object)}, by {@code conversion}: {@code s r a}. */
        int[] text(long object, char conversion);

        /**
         * The value of an object for an integer conversion: Long or BigInteger.
         *
         * @param truncate whether a number that is no int may be converted by {@code __int__} ({@code d i u}) or only by
         *     {@code __index__} ({@code o x X})
         * @return null when it is no such number
         */
        Number integer(long object, boolean truncate);

        /** The value of an exact or derived int for {@code *}, null when it is no int. */
        Number width(long object);

        /** The value of an object for a float conversion, null when it is no real number. */
        Double real(long object);

        /** For {@code %c}: the text of a str (in bytes formats: the content of a bytes or bytearray), null for others. */
        int[] characters(long object);

        /** For {@code %b} and {@code %s} in bytes formats: the bytes (0 to 255) of a bytes-like object, null for others. */
        int[] bytesLike(long object);

        /** The name of the object's type. */
        String typeName(long object);

        /** The limit of {@code sys.get_int_max_str_digits()}. */
        default int maxStrDigits() {
            return IntText.DEFAULT_MAX_STR_DIGITS;
        }
    }

    private static final long NOT_GIVEN = Long.MIN_VALUE;

    private static final int LEFT = 1;
    private static final int SIGN = 2;
    private static final int BLANK = 4;
    private static final int ALT = 8;
    private static final int ZERO = 16;

    private final int[] format;
    private final Arguments arguments;
    private final boolean bytes;
    private final CodePointBuilder out;
    private int at;

    /** How many items of the tuple are used; with a single object, whether it is. */
    private int used;
    /** After {@code %(key)}: the value of the key is the one object to use. */
    private boolean keyed;

    private long keyedObject;

    private int flags;
    private long width;
    private long precision;

    private PercentFormat(int[] format, Arguments arguments, boolean bytes) {
        this.format = format;
        this.arguments = arguments;
        this.bytes = bytes;
        this.out = new CodePointBuilder(format.length + 32);
    }

    /**
     * {@code str % args}.
     *
     * @throws TextException TypeError, ValueError, OverflowError
     */
    public static int[] format(int[] format, Arguments arguments) {
        return new PercentFormat(format, arguments, false).run();
    }

    /**
     * {@code bytes % args}.
     *
     * @throws TextException TypeError, ValueError, OverflowError
     */
    public static byte[] formatBytes(byte[] format, Arguments arguments) {
        int[] widened = new int[format.length];
        for (int i = 0; i < format.length; i++) {
            widened[i] = format[i] & 0xFF;
        }
        int[] text = new PercentFormat(widened, arguments, true).run();
        byte[] result = new byte[text.length];
        for (int i = 0; i < text.length; i++) {
            result[i] = (byte) text[i];
        }
        return result;
    }

    private int[] run() {
        while (at < format.length) {
            int c = format[at++];
            if (c != '%') {
                out.append(c);
            } else if (at < format.length && format[at] == '%') {
                out.append(format[at++]);
            } else {
                directive();
            }
        }
        boolean all = keyed || used >= Math.abs(arguments.size());
        if (!all && !arguments.isMapping()) {
            throw TextException.typeError(
                    "not all arguments converted during " + (bytes ? "bytes" : "string") + " formatting");
        }
        return out.toArray();
    }

    private void directive() {
        if (at < format.length && format[at] == '(') {
            key();
        }
        readFlags();
        width = star("width too big", Long.MAX_VALUE, "ssize_t");
        if (width == NOT_GIVEN) {
            width = 0;
        } else if (width < 0) {
            flags |= LEFT;
            width = -width;
        }
        precision = -1;
        if (at < format.length && format[at] == '.') {
            at++;
            precision = star(bytes ? "prec too big" : "precision too big", Integer.MAX_VALUE, "int");
            precision = Math.max(0, precision);
        }
        if (at < format.length && (format[at] == 'h' || format[at] == 'l' || format[at] == 'L')) {
            at++;
        }
        if (at >= format.length) {
            throw TextException.valueError("incomplete format");
        }
        convert(format[at++]);
    }

    private void key() {
        if (!arguments.isMapping()) {
            throw TextException.typeError("format requires a mapping");
        }
        int start = ++at;
        for (int depth = 1; depth > 0; at++) {
            if (at >= format.length) {
                throw TextException.valueError("incomplete format key");
            }
            depth += format[at] == '(' ? 1 : format[at] == ')' ? -1 : 0;
        }
        keyedObject = arguments.lookup(Arrays.copyOfRange(format, start, at - 1));
        keyed = true;
        used = 0;
    }

    private void readFlags() {
        flags = 0;
        while (at < format.length) {
            int flag =
                    switch (format[at]) {
                        case '-' -> LEFT;
                        case '+' -> SIGN;
                        case ' ' -> BLANK;
                        case '#' -> ALT;
                        case '0' -> ZERO;
                        default -> 0;
                    };
            if (flag == 0) {
                return;
            }
            flags |= flag;
            at++;
        }
    }

    /** A number or {@code *}. */
    private long star(String tooBig, long max, String cType) {
        if (at < format.length && format[at] == '*') {
            at++;
            Number value = arguments.width(next());
            if (value == null) {
                throw TextException.typeError("* wants int");
            }
            boolean fits = value instanceof Long && value.longValue() <= max && value.longValue() >= -max - 1;
            if (!fits) {
                throw TextException.overflowError("Python int too large to convert to C " + cType);
            }
            return Math.max(value.longValue(), -Long.MAX_VALUE);
        }
        int start = at;
        long value = 0;
        while (at < format.length && FloatParser.isDigit(format[at])) {
            int digit = format[at++] - '0';
            if (value > (max - digit) / 10) {
                throw TextException.valueError(tooBig);
            }
            value = value * 10 + digit;
        }
        return at == start ? NOT_GIVEN : value;
    }

    private long next() {
        boolean single = keyed || arguments.size() < 0;
        if (used >= (single ? 1 : arguments.size())) {
            throw TextException.typeError("not enough arguments for format string");
        }
        int index = used++;
        return keyed ? keyedObject : single ? arguments.single() : arguments.item(index);
    }

    private void convert(int c) {
        if (bytes && c >= 0x80) {
            // CPython's message formats a signed char here, which is out of %c's range.
            next();
            throw TextException.overflowError("character argument not in range(0x110000)");
        }
        long object = next();
        switch (c) {
            case 's', 'b' -> {
                if (c == 'b' && !bytes) {
                    throw unsupported(c);
                }
                text(bytes ? bytesLike(object) : arguments.text(object, 's'));
            }
            case 'r', 'a' -> text(arguments.text(object, bytes ? 'a' : (char) c));
            case 'd', 'i', 'u', 'o', 'x', 'X' -> integer(object, c);
            case 'e', 'E', 'f', 'F', 'g', 'G' -> real(object, c);
            case 'c' -> {
                precision = -1;
                text(character(object));
            }
            default -> throw unsupported(c);
        }
    }

    private TextException unsupported(int c) {
        String shown = bytes || (c >= 31 && c <= 126) ? Character.toString(c) : "?";
        return TextException.valueError("unsupported format character '" + shown + "' (0x" + Integer.toHexString(c)
                + ") at index " + (at - 1));
    }

    private int[] bytesLike(long object) {
        int[] content = arguments.bytesLike(object);
        if (content == null) {
            throw TextException.typeError("%b requires a bytes-like object, or an object that implements __bytes__, not '"
                    + arguments.typeName(object) + "'");
        }
        return content;
    }

    private int[] character(long object) {
        int[] text = arguments.characters(object);
        if (text != null && text.length == 1) {
            return text;
        }
        Number value = text != null ? null : arguments.integer(object, false);
        if (value == null) {
            throw TextException.typeError(
                    bytes ? "%c requires an integer in range(256) or a single byte" : "%c requires int or char");
        }
        long max = bytes ? 0xFF : 0x10FFFF;
        if (!(value instanceof Long) || value.longValue() < 0 || value.longValue() > max) {
            throw TextException.overflowError("%c arg not in range(" + (bytes ? "256" : "0x110000") + ")");
        }
        return new int[] {value.intValue()};
    }

    private void text(int[] text) {
        pad("", "", precision >= 0 && precision < text.length ? Arrays.copyOf(text, (int) precision) : text, ' ');
    }

    private void integer(long object, int c) {
        boolean decimal = c == 'd' || c == 'i' || c == 'u';
        Number value = arguments.integer(object, decimal);
        if (value == null) {
            char shown = bytes && c == 'i' ? 'd' : (char) c;
            throw TextException.typeError("%" + shown + " format: " + (decimal ? "a real number" : "an integer")
                    + " is required, not " + arguments.typeName(object));
        }
        int base = decimal ? 10 : c == 'o' ? 8 : 16;
        String digits = FormatText.digits(value, base, arguments.maxStrDigits());
        boolean negative = digits.startsWith("-");
        StringBuilder padded = new StringBuilder(negative ? digits.substring(1) : digits);
        if (precision > padded.length()) {
            if (precision > Integer.MAX_VALUE - 64) {
                throw TextException.memoryError();
            }
            padded.insert(0, "0".repeat((int) precision - padded.length()));
        }
        String prefix = (flags & ALT) != 0 ? IntText.prefix(base) : "";
        String body = padded.toString();
        if (c == 'X') {
            prefix = prefix.toUpperCase(java.util.Locale.ROOT);
            body = body.toUpperCase(java.util.Locale.ROOT);
        }
        pad(sign(negative), prefix, CodePoints.of(body), (flags & ZERO) != 0 ? '0' : ' ');
    }

    private void real(long object, int c) {
        Double value = arguments.real(object);
        if (value == null) {
            throw TextException.typeError(
                    (bytes ? "float argument required, not " : "must be real number, not ") + arguments.typeName(object));
        }
        if (precision > Integer.MAX_VALUE - 1000) {
            throw TextException.memoryError();
        }
        int places = precision < 0 ? 6 : (int) precision;
        String text = FloatText.toText(value, (char) c, places, (flags & ALT) != 0 ? FloatText.ALT : 0);
        boolean negative = text.startsWith("-");
        int[] body = CodePoints.of(negative ? text.substring(1) : text);
        pad(sign(negative), "", body, (flags & ZERO) != 0 ? '0' : ' ');
    }

    private String sign(boolean negative) {
        return negative ? "-" : (flags & SIGN) != 0 ? "+" : (flags & BLANK) != 0 ? " " : "";
    }

    private void pad(String sign, String prefix, int[] body, int fill) {
        long missing = Math.max(0, width - sign.length() - prefix.length() - body.length);
        if (missing > Integer.MAX_VALUE - 64) {
            throw TextException.memoryError();
        }
        boolean left = (flags & LEFT) != 0;
        out.fill(' ', left || fill == '0' ? 0 : (int) missing);
        out.append(sign).append(prefix);
        out.fill('0', !left && fill == '0' ? (int) missing : 0);
        out.append(body).fill(' ', left ? (int) missing : 0);
    }
}
