package org.capi4j.text;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class IntTextTest {
    @Test
    void intsReadAndWriteAsInCPython() {
        Recorded.check("ints", IntTextTest::answer);
    }

    private static String answer(String[] row) {
        int limit = IntText.DEFAULT_MAX_STR_DIGITS;
        if (row[0].equals("parse")) {
            int[] text = Recorded.text(row[1]);
            Number value = IntText.parse(
                    UnicodeText.toAsciiDecimal(text), Integer.parseInt(row[2]), limit, TextRepr.reprString(text));
            return new BigInteger(value.toString()).toString(16);
        }
        BigInteger value = new BigInteger(row[1], 16);
        return switch (row[0]) {
            case "str" -> IntText.toText(value, limit);
            case "bin" -> both(value, 2);
            case "oct" -> both(value, 8);
            case "hex" -> both(value, 16);
            default -> throw new IllegalArgumentException(row[0]);
        };
    }

    private static String both(BigInteger value, int base) {
        return value.bitLength() < 64 ? IntText.toText(value.longValue(), base, true) : IntText.toText(value, base, true);
    }
}
