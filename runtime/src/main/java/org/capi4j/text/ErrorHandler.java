package org.capi4j.text;

/** What a codec asks when it cannot decode or encode something: an error handler as {@code codecs.register_error} knows it. */
@FunctionalInterface
public interface ErrorHandler {
    /**
     * What to write instead, and where to go on.
     *
     * @param text the replacement, null when it is bytes
     * @param bytes the replacement as bytes, which only an encoder takes; null when it is text
     * @param position where to go on in the input; negative counts from the end
     */
    record Replacement(int[] text, byte[] bytes, long position) {
        /** A replacement by text. */
        public static Replacement of(int[] text, long position) {
            return new Replacement(text, null, position);
        }

        /** A replacement by bytes. */
        public static Replacement of(byte[] bytes, long position) {
            return new Replacement(null, bytes, position);
        }
    }

    /** Handles a failure, or throws: the failure itself to be strict. */
    Replacement handle(UnicodeException failure);
}
