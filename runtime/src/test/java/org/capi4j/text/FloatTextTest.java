package org.capi4j.text;

import static org.capi4j.text.Recorded.bits;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class FloatTextTest {
    @Test
    void floatsReadAndWriteAsInCPython() {
        Recorded.check("floats", FloatTextTest::answer);
    }

    private static String answer(String[] row) {
        return switch (row[0]) {
            case "repr" -> FloatText.repr(bits(row[1]));
            case "hex" -> FloatHex.hex(bits(row[1]));
            case "ratio" -> {
                BigInteger[] ratio = FloatText.asIntegerRatio(bits(row[1]));
                yield ratio[0] + "/" + ratio[1];
            }
            case "format" ->
                FloatText.toText(bits(row[1]), row[2].charAt(0), Integer.parseInt(row[3]), Integer.parseInt(row[4]));
            case "parse" -> {
                int[] text = Recorded.text(row[1]);
                yield FloatText.repr(FloatParser.parse(UnicodeText.toAsciiDecimal(text), () -> TextRepr.reprString(text)));
            }
            case "fromhex" -> FloatText.repr(FloatHex.fromHex(CodePoints.toString(Recorded.text(row[1]))));
            default -> throw new IllegalArgumentException(row[0]);
        };
    }

    @Test
    void aPrefixIsReadAsFarAsItIsANumber() {
        assertEquals(new FloatParser.Parsed(1.0, 1), FloatParser.parsePrefix("1e+x", 0));
        assertEquals(new FloatParser.Parsed(-25.0, 6), FloatParser.parsePrefix("-2.5e1e", 0));
        assertEquals(new FloatParser.Parsed(1.0, 3), FloatParser.parsePrefix("  1 ", 2));
        assertEquals(0, FloatParser.parsePrefix(" 1", 0).end());
        assertEquals(3, FloatParser.parsePrefix("infinit", 0).end());
    }
}
