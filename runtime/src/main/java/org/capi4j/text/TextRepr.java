package org.capi4j.text;

/** {@code repr} of str and bytes, and {@code ascii}. */
public final class TextRepr {
    private TextRepr() {}

    /** {@code repr(str)}. */
    public static int[] repr(int[] text) {
        return quoted(text, false).toArray();
    }

    /** {@code repr(str)} as a Java string: exact, since surrogates are escaped. */
    public static String reprString(int[] text) {
        return quoted(text, false).toString();
    }

    /** {@code ascii(str)}. */
    public static String ascii(int[] text) {
        return quoted(text, true).toString();
    }

    /** {@code ascii(object)} from {@code repr(object)}: escapes what is not ASCII, adds no quotes. */
    public static String asciiOfRepr(int[] repr) {
        CodePointBuilder out = new CodePointBuilder(repr.length);
        for (int c : repr) {
            if (c < 0x80) {
                out.append(c);
            } else {
                out.append(CodePoints.escaped(c));
            }
        }
        return out.toString();
    }

    private static CodePointBuilder quoted(int[] text, boolean ascii) {
        int quote = '\'';
        for (int c : text) {
            if (c == '"') {
                quote = '\'';
                break;
            }
            quote = c == '\'' ? '"' : quote;
        }
        CodePointBuilder out = new CodePointBuilder(text.length + 2).append(quote);
        for (int c : text) {
            appendEscaped(out, c, quote, ascii);
        }
        return out.append(quote);
    }

    private static void appendEscaped(CodePointBuilder out, int c, int quote, boolean ascii) {
        if (c == quote || c == '\\') {
            out.append('\\').append(c);
        } else if (c == '\t') {
            out.append("\\t");
        } else if (c == '\n') {
            out.append("\\n");
        } else if (c == '\r') {
            out.append("\\r");
        } else if (c < 0x80 ? c >= ' ' && c < 0x7F : !ascii && UnicodeText.isPrintable(c)) {
            out.append(c);
        } else {
            out.append(CodePoints.escaped(c));
        }
    }

    /** {@code repr(bytes)}, with the {@code b}. */
    public static String bytesRepr(byte[] bytes) {
        return "b" + bytesLiteral(bytes);
    }

    /** The quoted part of a bytes repr, which bytearray's repr has too. */
    public static String bytesLiteral(byte[] bytes) {
        int[] text = new int[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            text[i] = bytes[i] & 0xFF;
        }
        return quoted(text, true).toString();
    }
}
