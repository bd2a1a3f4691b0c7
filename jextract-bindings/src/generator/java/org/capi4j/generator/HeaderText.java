package org.capi4j.generator;

import java.util.regex.Pattern;

/** A header's text without what makes no difference to the bindings. */
final class HeaderText {

    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\n]*", Pattern.DOTALL);

    /** The headers' rule of one declaration per line makes this safe. */
    private static final Pattern EXPORT = Pattern.compile("^\\s*PyAPI_(FUNC|DATA)\\(.*;\\s*$", Pattern.MULTILINE);

    private static final Pattern WHITESPACE = Pattern.compile("\\s*\n\\s*|[ \t]+");

    private HeaderText() {}

    /**
     * The text without comments, without the exported functions and data, and with its white space made equal. Whoever adds a
     * function to a header then needs no jextract.
     */
    static String withoutFunctions(String header) {
        String code = COMMENT.matcher(header).replaceAll(" ");
        String types = EXPORT.matcher(code).replaceAll("");
        return WHITESPACE.matcher(types).replaceAll(match -> match.group().contains("\n") ? "\n" : " ");
    }
}
