package org.capi4j.text;

/** The UnicodeError of a label that, decoded and encoded again, is another one: its arguments are the message and both. */
public final class RoundTripException extends TextException {
    private static final long serialVersionUID = 1L;

    private final transient byte[] given;
    private final transient byte[] again;

    RoundTripException(String message, byte[] given, byte[] again) {
        super(Kind.UNICODE_ERROR, message);
        this.given = given;
        this.again = again;
    }

    /** The label that was decoded; not a copy. */
    public byte[] given() {
        return given;
    }

    /** What its text is when encoded; not a copy. */
    public byte[] again() {
        return again;
    }
}
