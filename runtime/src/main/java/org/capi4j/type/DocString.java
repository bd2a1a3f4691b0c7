package org.capi4j.type;

/**
 * The two halves of a C docstring: {@code "name($self, x, /)\n--\n\nText."} has the signature {@code ($self, x, /)} and the text
 * {@code Text.}; any other string is text alone.
 */
final class DocString {
    private static final String MARKER = ")\n--\n\n";

    private DocString() {}

    /** Where the signature's parenthesis opens, or -1: {@code name} may be {@code module.name}. */
    private static int open(String name, String doc) {
        if (doc == null) return -1;
        String last = name.substring(name.lastIndexOf('.') + 1);
        if (!doc.startsWith(last + "(")) return -1;
        int marker = doc.indexOf(MARKER);
        int blank = doc.indexOf("\n\n");
        return marker < 0 || blank >= 0 && blank < marker ? -1 : last.length();
    }

    /** The text, or null when there is none. */
    static String text(String name, String doc) {
        if (doc == null) return null;
        int open = open(name, doc);
        String text = open < 0 ? doc : doc.substring(doc.indexOf(MARKER) + MARKER.length());
        return text.isEmpty() ? null : text;
    }

    /** The signature with its parentheses, or null. */
    static String signature(String name, String doc) {
        int open = open(name, doc);
        return open < 0 ? null : doc.substring(open, doc.indexOf(MARKER) + 1);
    }
}
