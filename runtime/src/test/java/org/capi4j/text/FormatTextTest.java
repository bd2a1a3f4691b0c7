package org.capi4j.text;

import static org.capi4j.text.Recorded.bits;
import static org.capi4j.text.Recorded.text;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class FormatTextTest {
    @Test
    void specsFormatAsInCPython() {
        Recorded.check("formatting", FormatTextTest::answer);
    }

    private static int[] answer(String[] row) {
        return switch (row[0]) {
            case "int" -> FormatText.formatInt(
                    IntText.narrow(new BigInteger(row[1], 16)), text(row[2]), "int", IntText.DEFAULT_MAX_STR_DIGITS);
            case "float" -> FormatText.formatFloat(bits(row[1]), text(row[2]), "float");
            case "complex" -> FormatText.formatComplex(bits(row[1]), bits(row[2]), text(row[3]), "complex");
            case "str" -> FormatText.formatStr(text(row[1]), text(row[2]), "str");
            default -> throw new IllegalArgumentException(row[0]);
        };
    }
}
