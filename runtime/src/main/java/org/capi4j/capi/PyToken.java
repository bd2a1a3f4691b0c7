package org.capi4j.capi;

import java.util.Map;
import org.capi4j.export.CApi;

/** {@code token.h}: which token characters are; what is none is an {@code OP}. */
@CApi
public final class PyToken {
    private static final int OP = 54;

    private static final Map<String, Integer> TOKENS = Map.ofEntries(
            Map.entry("(", 7), Map.entry(")", 8), Map.entry("[", 9), Map.entry("]", 10), Map.entry(":", 11), Map.entry(",", 12),
            Map.entry(";", 13), Map.entry("+", 14), Map.entry("-", 15), Map.entry("*", 16), Map.entry("/", 17), Map.entry("|", 18),
            Map.entry("&", 19), Map.entry("<", 20), Map.entry(">", 21), Map.entry("=", 22), Map.entry(".", 23), Map.entry("%", 24),
            Map.entry("{", 25), Map.entry("}", 26), Map.entry("==", 27), Map.entry("!=", 28), Map.entry("<>", 28), Map.entry("<=", 29),
            Map.entry(">=", 30), Map.entry("~", 31), Map.entry("^", 32), Map.entry("<<", 33), Map.entry(">>", 34), Map.entry("**", 35),
            Map.entry("+=", 36), Map.entry("-=", 37), Map.entry("*=", 38), Map.entry("/=", 39), Map.entry("%=", 40), Map.entry("&=", 41),
            Map.entry("|=", 42), Map.entry("^=", 43), Map.entry("<<=", 44), Map.entry(">>=", 45), Map.entry("**=", 46), Map.entry("//", 47),
            Map.entry("//=", 48), Map.entry("@", 49), Map.entry("@=", 50), Map.entry("->", 51), Map.entry("...", 52), Map.entry(":=", 53));

    private PyToken() {}

    private static int token(int... characters) {
        StringBuilder text = new StringBuilder();
        for (int character : characters) text.append((char) character);
        return TOKENS.getOrDefault(text.toString(), OP);
    }

    public static int PyToken_OneChar(int c1) {
        return token(c1);
    }

    public static int PyToken_TwoChars(int c1, int c2) {
        return token(c1, c2);
    }

    public static int PyToken_ThreeChars(int c1, int c2, int c3) {
        return token(c1, c2, c3);
    }
}
