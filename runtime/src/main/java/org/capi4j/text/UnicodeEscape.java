package org.capi4j.text;

/** The unicode_escape and raw_unicode_escape codecs. */
public final class UnicodeEscape {
    private final Decoding decoding;
    private final byte[] input;
    private final boolean isFinal;
    private int invalidEscape;

    private UnicodeEscape(Decoding decoding, boolean isFinal) {
        this.decoding = decoding;
        this.input = decoding.input;
        this.isFinal = isFinal;
    }

    /** unicode_escape: the escapes of Python's string literals, everything else latin-1. */
    public static Decoded decode(byte[] input, ErrorHandler handler, boolean isFinal) {
        return new UnicodeEscape(new Decoding("unicodeescape", input, handler), isFinal).run(false);
    }

    /** raw_unicode_escape: only {@code \}{@code uXXXX} and {@code \UXXXXXXXX}, everything else latin-1. */
    public static Decoded decodeRaw(byte[] input, ErrorHandler handler, boolean isFinal) {
        return new UnicodeEscape(new Decoding("rawunicodeescape", input, handler), isFinal).run(true);
    }

    private Decoded run(boolean raw) {
        int at = 0;
        while (at < input.length) {
            int next = at + 1;
            if (input[at] != '\\') {
                decoding.out.append(input[at] & 0xFF);
            } else {
                next = raw ? rawEscape(at) : escape(at);
            }
            if (next < 0) {
                break;
            }
            at = next;
        }
        return new Decoded(decoding.out.toArray(), at, 0, invalidEscape);
    }

    /** Decodes the escape at {@code at}; gives where to go on, -1 where more input is needed. */
    private int escape(int at) {
        if (at + 1 >= input.length) {
            return isFinal ? decoding.fail(at, input.length, "\\ at end of string") : -1;
        }
        int c = input[at + 1] & 0xFF;
        int simple = "\\'\"bftnrva".indexOf(c);
        if (simple >= 0) {
            decoding.out.append("\\'\"\b\f\t\n\r\013\007".charAt(simple));
            return at + 2;
        }
        return switch (c) {
            case '\n' -> at + 2;
            case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(at);
            case 'x' -> hex(at, 2, "truncated \\xXX escape");
            case 'u' -> hex(at, 4, "truncated \\uXXXX escape");
            case 'U' -> hex(at, 8, "truncated \\UXXXXXXXX escape");
            case 'N' -> name(at);
            default -> {
                invalidEscape = invalidEscape == 0 ? c : invalidEscape;
                decoding.out.append('\\').append(c);
                yield at + 2;
            }
        };
    }

    private int rawEscape(int at) {
        if (at + 1 >= input.length) {
            decoding.out.append(isFinal ? "\\" : "");
            return isFinal ? at + 1 : -1;
        }
        int c = input[at + 1] & 0xFF;
        if (c == 'u' || c == 'U') {
            return hex(at, c == 'u' ? 4 : 8, c == 'u' ? "truncated \\uXXXX escape" : "truncated \\UXXXXXXXX escape");
        }
        decoding.out.append('\\').append(c);
        return at + 2;
    }

    private int octal(int at) {
        int end = at + 1;
        int value = 0;
        while (end < input.length && end < at + 4 && input[end] >= '0' && input[end] <= '7') {
            value = value * 8 + input[end++] - '0';
        }
        // Even at the end of a part: CPython doesn't wait for more octal digits.
        decoding.out.append(value);
        return end;
    }

    private int hex(int at, int count, String truncated) {
        int end = at + 2;
        long value = 0;
        while (end < input.length && end < at + 2 + count && input[end] > 0 && Character.digit(input[end], 16) >= 0) {
            value = value * 16 + Character.digit(input[end++], 16);
        }
        if (end < at + 2 + count) {
            return end == input.length && !isFinal ? -1 : decoding.fail(at, end, truncated);
        }
        if (value > 0x10FFFF) {
            boolean raw = decoding.encoding.startsWith("raw");
            return decoding.fail(at, end, raw ? "\\Uxxxxxxxx out of range" : "illegal Unicode character");
        }
        decoding.out.append((int) value);
        return end;
    }

    private int name(int at) {
        int end = at + 2;
        boolean open = end < input.length && input[end] == '{';
        int start = open ? ++end : end;
        while (open && end < input.length && input[end] != '}') {
            end++;
        }
        if (end >= input.length && !isFinal) {
            return -1;
        }
        if (!open || end >= input.length || end == start) {
            return decoding.fail(at, end, "malformed \\N character escape");
        }
        int c = CharacterNames.lookup(new String(input, start, end - start, java.nio.charset.StandardCharsets.ISO_8859_1));
        if (c < 0) {
            return decoding.fail(at, end + 1, "unknown Unicode character name");
        }
        decoding.out.append(c);
        return end + 1;
    }

    /** unicode_escape: ASCII with escapes; can't fail. */
    public static byte[] encode(int[] text) {
        ByteBuilder out = new ByteBuilder(text.length);
        for (int c : text) {
            switch (c) {
                case '\\' -> out.ascii("\\\\");
                case '\t' -> out.ascii("\\t");
                case '\n' -> out.ascii("\\n");
                case '\r' -> out.ascii("\\r");
                default -> out.ascii(c >= ' ' && c < 0x7F ? Character.toString(c) : CodePoints.escaped(c));
            }
        }
        return out.toArray();
    }

    /** raw_unicode_escape: latin-1, with escapes for what is beyond; can't fail. */
    public static byte[] encodeRaw(int[] text) {
        ByteBuilder out = new ByteBuilder(text.length);
        for (int c : text) {
            if (c < 0x100) {
                out.append(c);
            } else {
                out.ascii(CodePoints.escaped(c));
            }
        }
        return out.toArray();
    }
}
