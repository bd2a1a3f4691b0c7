package org.capi4j.text;

/** A failure of a text algorithm: the kind of Python exception to raise, and CPython's message. Has no stack trace. */
public class TextException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The Python exception types that this package asks for. */
    public enum Kind {
        VALUE_ERROR("ValueError"),
        TYPE_ERROR("TypeError"),
        OVERFLOW_ERROR("OverflowError"),
        INDEX_ERROR("IndexError"),
        LOOKUP_ERROR("LookupError"),
        MEMORY_ERROR("MemoryError"),
        SYSTEM_ERROR("SystemError"),
        UNICODE_ERROR("UnicodeError"),
        UNICODE_DECODE_ERROR("UnicodeDecodeError"),
        UNICODE_ENCODE_ERROR("UnicodeEncodeError");

        private final String pythonName;

        Kind(String pythonName) {
            this.pythonName = pythonName;
        }

        /** The name of the Python exception type, e.g. {@code ValueError}. */
        public String pythonName() {
            return pythonName;
        }
    }

    private final Kind kind;

    /** An exception of that kind with that message. */
    public TextException(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    /** The kind of Python exception to raise. */
    public Kind kind() {
        return kind;
    }

    static TextException valueError(String message) {
        return new TextException(Kind.VALUE_ERROR, message);
    }

    static TextException typeError(String message) {
        return new TextException(Kind.TYPE_ERROR, message);
    }

    static TextException overflowError(String message) {
        return new TextException(Kind.OVERFLOW_ERROR, message);
    }

    static TextException memoryError() {
        return new TextException(Kind.MEMORY_ERROR, "");
    }
}
