package org.capi4j.text;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class UnicodeTextTest {
    @Test
    void charactersAreWhatTheyAreInCPython() {
        Recorded.check("characters", row -> row[0].equals("char") ? character(row) : answer(row));
    }

    /** All columns must agree: so all but the last are compared here, and a difference is shown in the last one's place. */
    private static String character(String[] row) {
        int c = Integer.parseInt(row[1]);
        int[] text = {c};
        String[] ours = {
            "char", row[1], tests(c, text),
            Integer.toString(UnicodeText.toUpper(c)), Integer.toString(UnicodeText.toLower(c)),
            Integer.toString(UnicodeText.toTitle(c)), Integer.toString(UnicodeText.toDecimal(c)),
            Integer.toString(UnicodeText.toDigit(c)), FloatText.repr(UnicodeText.toNumeric(c)),
            Recorded.escape(StringCase.upper(text)), Recorded.escape(StringCase.lower(text)),
            Recorded.escape(StringCase.title(text)), Recorded.escape(StringCase.casefold(text)),
            Recorded.escape(StringCase.swapcase(text)), Recorded.escape(TextRepr.repr(text)), ""
        };
        for (int i = 0; i < ours.length - 1; i++) {
            if (!ours[i].equals(row[i])) {
                return "column " + i + ": " + Arrays.toString(ours);
            }
        }
        return TextRepr.ascii(text);
    }

    private static String tests(int c, int[] text) {
        boolean[] answers = {
            UnicodeText.isAlpha(c), UnicodeText.isDecimal(c), UnicodeText.isDigit(c), UnicodeText.isNumeric(c),
            UnicodeText.isAlnum(c), UnicodeText.isSpace(c), UnicodeText.isPrintable(c), StringCase.isIdentifier(text),
            StringCase.isUpper(text), StringCase.isLower(text), StringCase.isTitle(text)
        };
        StringBuilder digits = new StringBuilder();
        for (boolean answer : answers) {
            digits.append(answer ? '1' : '0');
        }
        return digits.toString();
    }

    private static Object answer(String[] row) {
        if (row[0].equals("bytes")) {
            return TextRepr.bytesRepr(Recorded.bytes(row[1]));
        }
        int[] text = Recorded.text(row[1]);
        return switch (row[0]) {
            case "isupper" -> Recorded.bool(StringCase.isUpper(text));
            case "islower" -> Recorded.bool(StringCase.isLower(text));
            case "istitle" -> Recorded.bool(StringCase.isTitle(text));
            case "isidentifier" -> Recorded.bool(StringCase.isIdentifier(text));
            case "isprintable" -> Recorded.bool(StringCase.isPrintable(text));
            case "ascii" -> TextRepr.ascii(text);
            default -> converted(row[0], text);
        };
    }

    private static int[] converted(String method, int[] text) {
        return switch (method) {
            case "upper" -> StringCase.upper(text);
            case "lower" -> StringCase.lower(text);
            case "title" -> StringCase.title(text);
            case "capitalize" -> StringCase.capitalize(text);
            case "swapcase" -> StringCase.swapcase(text);
            case "casefold" -> StringCase.casefold(text);
            case "__repr__" -> TextRepr.repr(text);
            default -> throw new IllegalArgumentException(method);
        };
    }
}
