package org.capi4j.type;

/** Placeholder. */
final class TracebackText {
    private TracebackText() {}

    static String of(long traceback) {
        return "";
    }
}
