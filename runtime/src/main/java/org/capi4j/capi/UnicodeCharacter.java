package org.capi4j.capi;

import org.capi4j.export.CApi;
import org.capi4j.memory.Memory;
import org.capi4j.text.StringCase;
import org.capi4j.text.UnicodeText;

/** {@code cpython/unicodeobject.h}: the properties and case mappings of one code point. */
@CApi
public final class UnicodeCharacter {
    private UnicodeCharacter() {}

    private static int flag(boolean value) {
        return value ? 1 : 0;
    }

    public static int _PyUnicode_IsAlpha(int ch) {
        return flag(UnicodeText.isAlpha(ch));
    }

    public static int _PyUnicode_IsDecimalDigit(int ch) {
        return flag(UnicodeText.isDecimal(ch));
    }

    public static int _PyUnicode_IsDigit(int ch) {
        return flag(UnicodeText.isDigit(ch));
    }

    public static int _PyUnicode_IsNumeric(int ch) {
        return flag(UnicodeText.isNumeric(ch));
    }

    public static int _PyUnicode_IsWhitespace(int ch) {
        return flag(UnicodeText.isSpace(ch));
    }

    public static int _PyUnicode_IsLinebreak(int ch) {
        return flag(UnicodeText.isLinebreak(ch));
    }

    public static int _PyUnicode_IsPrintable(int ch) {
        return flag(UnicodeText.isPrintable(ch));
    }

    public static int _PyUnicode_IsUppercase(int ch) {
        return flag(UnicodeText.isUpper(ch));
    }

    public static int _PyUnicode_IsLowercase(int ch) {
        return flag(UnicodeText.isLower(ch));
    }

    public static int _PyUnicode_IsTitlecase(int ch) {
        return flag(UnicodeText.isTitle(ch));
    }

    public static int _PyUnicode_IsCased(int ch) {
        return flag(UnicodeText.isCased(ch));
    }

    public static int _PyUnicode_IsCaseIgnorable(int ch) {
        return flag(UnicodeText.isCaseIgnorable(ch));
    }

    public static int _PyUnicode_IsXidStart(int ch) {
        return flag(UnicodeText.isXidStart(ch));
    }

    public static int _PyUnicode_IsXidContinue(int ch) {
        return flag(UnicodeText.isXidContinue(ch));
    }

    public static int _PyUnicode_ToDecimalDigit(int ch) {
        return UnicodeText.toDecimal(ch);
    }

    public static int _PyUnicode_ToDigit(int ch) {
        return UnicodeText.toDigit(ch);
    }

    public static double _PyUnicode_ToNumeric(int ch) {
        return UnicodeText.toNumeric(ch);
    }

    public static int _PyUnicode_ToLowercase(int ch) {
        return UnicodeText.toLower(ch);
    }

    public static int _PyUnicode_ToUppercase(int ch) {
        return UnicodeText.toUpper(ch);
    }

    public static int _PyUnicode_ToTitlecase(int ch) {
        return UnicodeText.toTitle(ch);
    }

    public static int _PyUnicode_ToLowerFull(int ch, long res) {
        return store(StringCase.lower(new int[] {ch}), res);
    }

    public static int _PyUnicode_ToUpperFull(int ch, long res) {
        return store(StringCase.upper(new int[] {ch}), res);
    }

    public static int _PyUnicode_ToTitleFull(int ch, long res) {
        return store(StringCase.title(new int[] {ch}), res);
    }

    public static int _PyUnicode_ToFoldedFull(int ch, long res) {
        return store(StringCase.casefold(new int[] {ch}), res);
    }

    /** At most three code points. */
    private static int store(int[] mapped, long res) {
        Memory.putInts(res, mapped);
        return mapped.length;
    }
}
