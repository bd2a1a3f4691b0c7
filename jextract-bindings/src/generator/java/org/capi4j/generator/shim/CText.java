package org.capi4j.generator.shim;

import java.nio.charset.StandardCharsets;

/** C string literals. */
final class CText {

    private CText() {}

    static String literalOrNull(String text) {
        return text.isEmpty() ? "NULL" : literal(text);
    }

    /** The text in UTF-8. */
    static String literal(String text) {
        StringBuilder literal = new StringBuilder("\"");
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            switch (b) {
                case '"' -> literal.append("\\\"");
                case '\\' -> literal.append("\\\\");
                case '\n' -> literal.append("\\n");
                default -> {
                    if (b < ' ') {
                        literal.append("\\%03o".formatted(b & 0xff));
                    } else {
                        literal.append((char) b);
                    }
                }
            }
        }
        return literal.append('"').toString();
    }
}
