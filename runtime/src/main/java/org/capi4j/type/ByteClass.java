package org.capi4j.type;

/** What bytes methods call whitespace, letters and so on: ASCII only, whatever the locale. */
final class ByteClass {
    private ByteClass() {}

    static boolean isSpace(int c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    static boolean isLineBreak(int c) {
        return c == '\n' || c == '\r';
    }

    static boolean isUpper(int c) {
        return c >= 'A' && c <= 'Z';
    }

    static boolean isLower(int c) {
        return c >= 'a' && c <= 'z';
    }

    static boolean isAlpha(int c) {
        return isUpper(c) || isLower(c);
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isAlnum(int c) {
        return isAlpha(c) || isDigit(c);
    }

    static int toUpper(int c) {
        return isLower(c) ? c - 0x20 : c;
    }

    static int toLower(int c) {
        return isUpper(c) ? c + 0x20 : c;
    }
}
