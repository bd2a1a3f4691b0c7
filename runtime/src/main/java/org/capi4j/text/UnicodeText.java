package org.capi4j.text;

import static org.capi4j.text.UnicodeData.ALPHA;
import static org.capi4j.text.UnicodeData.ASSIGNED;
import static org.capi4j.text.UnicodeData.CASED;
import static org.capi4j.text.UnicodeData.CASE_IGNORABLE;
import static org.capi4j.text.UnicodeData.DECIMAL;
import static org.capi4j.text.UnicodeData.DIGIT;
import static org.capi4j.text.UnicodeData.LINEBREAK;
import static org.capi4j.text.UnicodeData.LOWER;
import static org.capi4j.text.UnicodeData.NUMERIC;
import static org.capi4j.text.UnicodeData.PRINTABLE;
import static org.capi4j.text.UnicodeData.SPACE;
import static org.capi4j.text.UnicodeData.TITLE;
import static org.capi4j.text.UnicodeData.UPPER;
import static org.capi4j.text.UnicodeData.XID_CONTINUE;
import static org.capi4j.text.UnicodeData.XID_START;

/**
 * What {@code Py_UNICODE_ISALPHA} and its sisters say of one code point, in Unicode 14. Questions about ASCII never load the
 * table. An argument beyond 0x10ffff has no property.
 */
public final class UnicodeText {
    private static final int[] ASCII = asciiFlags();

    private UnicodeText() {}

    private static int[] asciiFlags() {
        int[] flags = new int[128];
        for (int c = 0; c < 128; c++) {
            boolean upper = c >= 'A' && c <= 'Z';
            boolean lower = c >= 'a' && c <= 'z';
            int f = ASSIGNED | (c >= ' ' && c < 127 ? PRINTABLE : 0);
            f |= upper || lower ? ALPHA | CASED | XID_START | XID_CONTINUE : 0;
            f |= (upper ? UPPER : 0) | (lower ? LOWER : 0) | (c == '_' ? XID_CONTINUE : 0);
            f |= c >= '0' && c <= '9' ? DECIMAL | DIGIT | NUMERIC | XID_CONTINUE : 0;
            f |= c == ' ' || (c >= 9 && c <= 13) || (c >= 28 && c <= 31) ? SPACE : 0;
            f |= (c >= 10 && c <= 13) || (c >= 28 && c <= 30) ? LINEBREAK : 0;
            f |= "'.:^`".indexOf(c) >= 0 ? CASE_IGNORABLE : 0;
            flags[c] = f;
        }
        return flags;
    }

    static int flags(int c) {
        if (c < 0x80) {
            return c < 0 ? 0 : ASCII[c];
        }
        return c > 0x10FFFF ? 0 : UnicodeData.get().flags(c);
    }

    private static boolean has(int c, int flag) {
        return (flags(c) & flag) != 0;
    }

    /** {@code Py_UNICODE_ISALPHA}. */
    public static boolean isAlpha(int c) {
        return has(c, ALPHA);
    }

    /** {@code Py_UNICODE_ISDECIMAL}. */
    public static boolean isDecimal(int c) {
        return has(c, DECIMAL);
    }

    /** {@code Py_UNICODE_ISDIGIT}. */
    public static boolean isDigit(int c) {
        return has(c, DIGIT);
    }

    /** {@code Py_UNICODE_ISNUMERIC}. */
    public static boolean isNumeric(int c) {
        return has(c, NUMERIC);
    }

    /** {@code Py_UNICODE_ISALNUM}. */
    public static boolean isAlnum(int c) {
        return has(c, ALPHA | DECIMAL | DIGIT | NUMERIC);
    }

    /** {@code Py_UNICODE_ISSPACE}. */
    public static boolean isSpace(int c) {
        return has(c, SPACE);
    }

    /** {@code Py_UNICODE_ISLINEBREAK}: where {@code splitlines} splits. */
    public static boolean isLinebreak(int c) {
        return has(c, LINEBREAK);
    }

    /** {@code Py_UNICODE_ISPRINTABLE}. */
    public static boolean isPrintable(int c) {
        return has(c, PRINTABLE);
    }

    /** {@code Py_UNICODE_ISUPPER}. */
    public static boolean isUpper(int c) {
        return has(c, UPPER);
    }

    /** {@code Py_UNICODE_ISLOWER}. */
    public static boolean isLower(int c) {
        return has(c, LOWER);
    }

    /** {@code Py_UNICODE_ISTITLE}. */
    public static boolean isTitle(int c) {
        return has(c, TITLE);
    }

    /** Whether an identifier may start with {@code c} (XID_Start; the underscore is apart). */
    public static boolean isXidStart(int c) {
        return has(c, XID_START);
    }

    /** Whether an identifier may go on with {@code c} (XID_Continue). */
    public static boolean isXidContinue(int c) {
        return has(c, XID_CONTINUE);
    }

    /** Whether Unicode 14 assigns {@code c}. */
    public static boolean isAssigned(int c) {
        return has(c, ASSIGNED);
    }

    /** {@code _PyUnicode_IsCased}. */
    public static boolean isCased(int c) {
        return has(c, CASED);
    }

    /** {@code _PyUnicode_IsCaseIgnorable}. */
    public static boolean isCaseIgnorable(int c) {
        return has(c, CASE_IGNORABLE);
    }

    /** {@code Py_UNICODE_TODECIMAL}: 0 to 9, -1 when {@code c} is no decimal digit. */
    public static int toDecimal(int c) {
        return isDecimal(c) ? (int) toNumeric(c) : -1;
    }

    /** {@code Py_UNICODE_TODIGIT}: 0 to 9, -1 when {@code c} is no digit. */
    public static int toDigit(int c) {
        return isDigit(c) ? (int) toNumeric(c) : -1;
    }

    /** {@code Py_UNICODE_TONUMERIC}: the value, -1.0 when {@code c} has none (half of Tibet's -1/2 is the least value). */
    public static double toNumeric(int c) {
        if (c < 0x80) {
            return FloatParser.isDigit(c) ? c - '0' : -1.0;
        }
        double number = isNumeric(c) ? UnicodeData.get().number(c) : Double.NaN;
        return Double.isNaN(number) ? -1.0 : number;
    }

    /** {@code Py_UNICODE_TOUPPER}: the one-to-one mapping. */
    public static int toUpper(int c) {
        if (c < 0x80) {
            return c >= 'a' && c <= 'z' ? c - 32 : c;
        }
        UnicodeData.CaseMaps maps = UnicodeData.caseMaps();
        return maps.simpleUpper().has(c) ? maps.simpleUpper().one(c) : maps.upper().one(c);
    }

    /** {@code Py_UNICODE_TOLOWER}: the one-to-one mapping. */
    public static int toLower(int c) {
        if (c < 0x80) {
            return c >= 'A' && c <= 'Z' ? c + 32 : c;
        }
        UnicodeData.CaseMaps maps = UnicodeData.caseMaps();
        return maps.simpleLower().has(c) ? maps.simpleLower().one(c) : maps.lower().one(c);
    }

    /** {@code Py_UNICODE_TOTITLE}: the one-to-one mapping. */
    public static int toTitle(int c) {
        if (c < 0x80) {
            return toUpper(c);
        }
        UnicodeData.CaseMaps maps = UnicodeData.caseMaps();
        if (maps.simpleTitle().has(c)) {
            return maps.simpleTitle().one(c);
        }
        return maps.title().has(c) ? maps.title().one(c) : maps.upper().one(c);
    }

    /**
     * The text with every decimal digit made ASCII, every space a blank, and other characters beyond ASCII {@code ?}: what
     * {@code int(str)}, {@code float(str)} and {@code complex(str)} parse. CPython stops at the first such question mark.
     */
    public static String toAsciiDecimal(int[] text) {
        StringBuilder ascii = new StringBuilder(text.length);
        for (int c : text) {
            int decimal = c < 0x80 ? -1 : toDecimal(c);
            ascii.append(c < 0x80 ? (char) c : isSpace(c) ? ' ' : decimal < 0 ? '?' : (char) ('0' + decimal));
        }
        return ascii.toString();
    }
}
