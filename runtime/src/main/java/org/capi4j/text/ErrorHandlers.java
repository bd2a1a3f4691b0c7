package org.capi4j.text;

import java.util.Arrays;
import java.util.Locale;

/** The error handlers that CPython has built in. */
public final class ErrorHandlers {
    /** Raises. */
    public static final ErrorHandler STRICT = failure -> {
        throw failure;
    };
    /** Leaves it out. */
    public static final ErrorHandler IGNORE = failure -> ErrorHandler.Replacement.of(CodePoints.EMPTY, failure.end());
    /** U+FFFD when decoding, a question mark for each character when encoding. */
    public static final ErrorHandler REPLACE = ErrorHandlers::replace;
    /** Python's escapes. */
    public static final ErrorHandler BACKSLASHREPLACE = ErrorHandlers::backslashReplace;
    /** XML's character references; only when encoding. */
    public static final ErrorHandler XMLCHARREFREPLACE = failure -> escaped(failure, c -> "&#" + c + ";");
    /** {@code \N{...}}; only when encoding. */
    public static final ErrorHandler NAMEREPLACE = failure -> escaped(failure, ErrorHandlers::named);
    /** Bytes that can't be decoded become the surrogates U+DC80 to U+DCFF, and back. */
    public static final ErrorHandler SURROGATEESCAPE = ErrorHandlers::surrogateEscape;
    /** Lets lone surrogates through the UTF codecs. */
    public static final ErrorHandler SURROGATEPASS = ErrorHandlers::surrogatePass;

    private ErrorHandlers() {}

    /** The built-in handler of that name, null when there is none; null means strict. */
    public static ErrorHandler named(String name) {
        return switch (name) {
            case null -> STRICT;
            case "strict" -> STRICT;
            case "ignore" -> IGNORE;
            case "replace" -> REPLACE;
            case "backslashreplace" -> BACKSLASHREPLACE;
            case "xmlcharrefreplace" -> XMLCHARREFREPLACE;
            case "namereplace" -> NAMEREPLACE;
            case "surrogateescape" -> SURROGATEESCAPE;
            case "surrogatepass" -> SURROGATEPASS;
            default -> null;
        };
    }

    /** The LookupError for a name that no handler has. */
    public static TextException unknown(String name) {
        return new TextException(TextException.Kind.LOOKUP_ERROR, "unknown error handler name '" + name + "'");
    }

    private static ErrorHandler.Replacement replace(UnicodeException failure) {
        int[] text = {0xFFFD};
        if (!failure.isDecode()) {
            text = new int[Math.max(0, failure.end() - failure.start())];
            Arrays.fill(text, '?');
        }
        return ErrorHandler.Replacement.of(text, failure.end());
    }

    private static ErrorHandler.Replacement backslashReplace(UnicodeException failure) {
        if (!failure.isDecode()) {
            return escaped(failure, CodePoints::escaped);
        }
        StringBuilder out = new StringBuilder();
        for (int i = failure.start(); i < failure.end(); i++) {
            out.append(CodePoints.escaped(failure.bytes()[i] & 0xFF));
        }
        return ErrorHandler.Replacement.of(CodePoints.of(out), failure.end());
    }

    private interface Escape {
        String of(int c);
    }

    private static ErrorHandler.Replacement escaped(UnicodeException failure, Escape escape) {
        if (failure.isDecode()) {
            throw TextException.typeError("don't know how to handle UnicodeDecodeError in error callback");
        }
        StringBuilder out = new StringBuilder();
        for (int i = failure.start(); i < failure.end(); i++) {
            out.append(escape.of(failure.text()[i]));
        }
        return ErrorHandler.Replacement.of(CodePoints.of(out), failure.end());
    }

    private static String named(int c) {
        String name = CharacterNames.name(c);
        return name == null ? CodePoints.escaped(c) : "\\N{" + name + "}";
    }

    private static ErrorHandler.Replacement surrogateEscape(UnicodeException failure) {
        int at = failure.start();
        if (failure.isDecode()) {
            // Never more than four: no codec's malformed sequence is longer.
            int limit = Math.min(failure.end(), at + 4);
            CodePointBuilder out = new CodePointBuilder(4);
            while (at < limit && failure.bytes()[at] < 0) {
                out.append(0xDC00 + (failure.bytes()[at++] & 0xFF));
            }
            return ErrorHandler.Replacement.of(unlessNone(out.toArray(), failure), at);
        }
        byte[] out = new byte[failure.end() - at];
        for (int i = 0; i < out.length; i++) {
            int c = failure.text()[at + i];
            if (!isEscaped(c)) {
                throw failure;
            }
            out[i] = (byte) (c - 0xDC00);
        }
        return ErrorHandler.Replacement.of(out, failure.end());
    }

    /** Whether surrogateescape made this character of a byte. */
    static boolean isEscaped(int c) {
        return c >= 0xDC80 && c <= 0xDCFF;
    }

    private static int[] unlessNone(int[] text, UnicodeException failure) {
        if (text.length == 0) {
            throw failure;
        }
        return text;
    }

    private static ErrorHandler.Replacement surrogatePass(UnicodeException failure) {
        String encoding = failure.encoding().toLowerCase(Locale.ROOT).replace('_', '-');
        int width = encoding.startsWith("utf") ? width(encoding.substring(3)) : 0;
        if (width == 0) {
            throw failure;
        }
        boolean bigEndian = encoding.endsWith("be");
        return failure.isDecode() ? passDecode(failure, width, bigEndian) : passEncode(failure, width, bigEndian);
    }

    /** 3, 2 or 4 bytes for a surrogate in UTF-8, UTF-16 and UTF-32; 0 for any other encoding. */
    private static int width(String suffix) {
        return switch (suffix.startsWith("-") ? suffix.substring(1) : suffix) {
            case "8" -> 3;
            case "16", "16le", "16-le", "16be", "16-be" -> 2;
            case "32", "32le", "32-le", "32be", "32-be" -> 4;
            default -> 0;
        };
    }

    private static ErrorHandler.Replacement passDecode(UnicodeException failure, int width, boolean bigEndian) {
        byte[] bytes = failure.bytes();
        int at = failure.start();
        int c = at + width > bytes.length ? 0 : width == 3 ? utf8(bytes, at) : unit(bytes, at, width, bigEndian);
        if (!CodePoints.isSurrogate(c)) {
            throw failure;
        }
        return ErrorHandler.Replacement.of(new int[] {c}, at + width);
    }

    private static int utf8(byte[] bytes, int at) {
        boolean three = (bytes[at] & 0xF0) == 0xE0 && (bytes[at + 1] & 0xC0) == 0x80 && (bytes[at + 2] & 0xC0) == 0x80;
        return three ? (bytes[at] & 0xF) << 12 | (bytes[at + 1] & 0x3F) << 6 | bytes[at + 2] & 0x3F : 0;
    }

    static int unit(byte[] bytes, int at, int width, boolean bigEndian) {
        int value = 0;
        for (int i = 0; i < width; i++) {
            value = value << 8 | bytes[bigEndian ? at + i : at + width - 1 - i] & 0xFF;
        }
        return value;
    }

    private static ErrorHandler.Replacement passEncode(UnicodeException failure, int width, boolean bigEndian) {
        ByteBuilder out = new ByteBuilder(16);
        for (int i = failure.start(); i < failure.end(); i++) {
            int c = failure.text()[i];
            if (!CodePoints.isSurrogate(c)) {
                throw failure;
            }
            if (width == 3) {
                out.append(0xE0 | c >> 12).append(0x80 | c >> 6 & 0x3F).append(0x80 | c & 0x3F);
            } else {
                out.unit(c, width, bigEndian);
            }
        }
        return ErrorHandler.Replacement.of(out.toArray(), failure.end());
    }
}
