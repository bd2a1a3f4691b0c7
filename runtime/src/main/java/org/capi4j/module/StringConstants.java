package org.capi4j.module;

/** {@code string}: its constants. {@code Template} is made of regular expressions, and not there. */
final class StringConstants {
    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String DIGITS = "0123456789";
    private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
    private static final String WHITESPACE = " \t\n\r\u000b\f";

    private StringConstants() {}

    static void fill(long dict) {
        Namespace.put(dict, "ascii_letters", LOWER + UPPER);
        Namespace.put(dict, "ascii_lowercase", LOWER);
        Namespace.put(dict, "ascii_uppercase", UPPER);
        Namespace.put(dict, "digits", DIGITS);
        Namespace.put(dict, "hexdigits", DIGITS + "abcdefABCDEF");
        Namespace.put(dict, "octdigits", "01234567");
        Namespace.put(dict, "punctuation", PUNCTUATION);
        Namespace.put(dict, "printable", DIGITS + LOWER + UPPER + PUNCTUATION + WHITESPACE);
        Namespace.put(dict, "whitespace", WHITESPACE);
    }
}
