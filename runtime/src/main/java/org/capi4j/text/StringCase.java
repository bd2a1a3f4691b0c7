package org.capi4j.text;

import java.util.function.IntPredicate;

/** The case methods and {@code is...} predicates of {@code str}, over whole strings. */
public final class StringCase {
    private static final int SIGMA = 0x3A3;
    private static final int FINAL_SIGMA = 0x3C2;
    private static final int SMALL_SIGMA = 0x3C3;

    private StringCase() {}

    /** {@code str.upper}. */
    public static int[] upper(int[] text) {
        CodePointBuilder out = new CodePointBuilder(text.length);
        for (int c : text) {
            appendUpper(out, c);
        }
        return out.toArray();
    }

    /** {@code str.lower}, with the final sigma. */
    public static int[] lower(int[] text) {
        CodePointBuilder out = new CodePointBuilder(text.length);
        for (int i = 0; i < text.length; i++) {
            appendLower(out, text, i);
        }
        return out.toArray();
    }

    /** {@code str.casefold}. */
    public static int[] casefold(int[] text) {
        CodePointBuilder out = new CodePointBuilder(text.length);
        for (int c : text) {
            if (c < 0x80) {
                out.append(UnicodeText.toLower(c));
            } else if (UnicodeData.caseMaps().fold().has(c)) {
                UnicodeData.caseMaps().fold().append(out, c);
            } else {
                UnicodeData.caseMaps().lower().append(out, c);
            }
        }
        return out.toArray();
    }

    /** {@code str.title}. */
    public static int[] title(int[] text) {
        CodePointBuilder out = new CodePointBuilder(text.length);
        boolean inWord = false;
        for (int i = 0; i < text.length; i++) {
            if (inWord) {
                appendLower(out, text, i);
            } else {
                appendTitle(out, text[i]);
            }
            inWord = UnicodeText.isCased(text[i]);
        }
        return out.toArray();
    }

    /** {@code str.capitalize}. */
    public static int[] capitalize(int[] text) {
        CodePointBuilder out = new CodePointBuilder(text.length);
        for (int i = 0; i < text.length; i++) {
            if (i == 0) {
                appendTitle(out, text[i]);
            } else {
                appendLower(out, text, i);
            }
        }
        return out.toArray();
    }

    /** {@code str.swapcase}. */
    public static int[] swapcase(int[] text) {
        CodePointBuilder out = new CodePointBuilder(text.length);
        for (int i = 0; i < text.length; i++) {
            if (UnicodeText.isUpper(text[i])) {
                appendLower(out, text, i);
            } else if (UnicodeText.isLower(text[i])) {
                appendUpper(out, text[i]);
            } else {
                out.append(text[i]);
            }
        }
        return out.toArray();
    }

    private static void appendUpper(CodePointBuilder out, int c) {
        if (c < 0x80) {
            out.append(UnicodeText.toUpper(c));
        } else {
            UnicodeData.caseMaps().upper().append(out, c);
        }
    }

    private static void appendTitle(CodePointBuilder out, int c) {
        if (c >= 0x80 && UnicodeData.caseMaps().title().has(c)) {
            UnicodeData.caseMaps().title().append(out, c);
        } else {
            appendUpper(out, c);
        }
    }

    private static void appendLower(CodePointBuilder out, int[] text, int index) {
        int c = text[index];
        if (c < 0x80) {
            out.append(UnicodeText.toLower(c));
        } else if (c == SIGMA) {
            out.append(isFinal(text, index) ? FINAL_SIGMA : SMALL_SIGMA);
        } else {
            UnicodeData.caseMaps().lower().append(out, c);
        }
    }

    /** Whether a cased letter stands before and none after, case-ignorable characters aside. */
    private static boolean isFinal(int[] text, int index) {
        int before = index - 1;
        while (before >= 0 && UnicodeText.isCaseIgnorable(text[before])) {
            before--;
        }
        if (before < 0 || !UnicodeText.isCased(text[before])) {
            return false;
        }
        int after = index + 1;
        while (after < text.length && UnicodeText.isCaseIgnorable(text[after])) {
            after++;
        }
        return after == text.length || !UnicodeText.isCased(text[after]);
    }

    /** {@code str.isupper}: an upper case letter, and neither lower nor title case ones. */
    public static boolean isUpper(int[] text) {
        boolean any = false;
        for (int c : text) {
            if (UnicodeText.isLower(c) || UnicodeText.isTitle(c)) {
                return false;
            }
            any |= UnicodeText.isUpper(c);
        }
        return any;
    }

    /** {@code str.islower}: a lower case letter, and neither upper nor title case ones. */
    public static boolean isLower(int[] text) {
        boolean any = false;
        for (int c : text) {
            if (UnicodeText.isUpper(c) || UnicodeText.isTitle(c)) {
                return false;
            }
            any |= UnicodeText.isLower(c);
        }
        return any;
    }

    /** {@code str.istitle}. */
    public static boolean isTitle(int[] text) {
        boolean any = false;
        boolean inWord = false;
        for (int c : text) {
            boolean start = UnicodeText.isUpper(c) || UnicodeText.isTitle(c);
            boolean lower = UnicodeText.isLower(c);
            if ((start && inWord) || (lower && !inWord)) {
                return false;
            }
            inWord = start || lower;
            any |= inWord;
        }
        return any;
    }

    /** {@code str.isidentifier}. */
    public static boolean isIdentifier(int[] text) {
        if (text.length == 0 || !(text[0] == '_' || UnicodeText.isXidStart(text[0]))) {
            return false;
        }
        for (int c : text) {
            if (!UnicodeText.isXidContinue(c)) {
                return false;
            }
        }
        return true;
    }

    /** {@code str.isprintable}: true for the empty string. */
    public static boolean isPrintable(int[] text) {
        for (int c : text) {
            if (!UnicodeText.isPrintable(c)) {
                return false;
            }
        }
        return true;
    }

    /** {@code isalpha}, {@code isdigit} and the like: not empty, and {@code test}, a method of UnicodeText, holds for every character. */
    public static boolean all(int[] text, IntPredicate test) {
        for (int c : text) {
            if (!test.test(c)) {
                return false;
            }
        }
        return text.length > 0;
    }
}
