package org.capi4j.text;

/** A {@code UnicodeDecodeError} or {@code UnicodeEncodeError}: what could not be decoded or encoded, where and why. */
public final class UnicodeException extends TextException {
    private static final long serialVersionUID = 1L;

    private final String encoding;
    private final transient byte[] bytes;
    private final transient int[] text;
    private final int start;
    private final int end;
    private final String reason;

    private UnicodeException(String encoding, byte[] bytes, int[] text, int start, int end, String reason) {
        super(bytes != null ? Kind.UNICODE_DECODE_ERROR : Kind.UNICODE_ENCODE_ERROR, null);
        this.encoding = encoding;
        this.bytes = bytes;
        this.text = text;
        this.start = start;
        this.end = end;
        this.reason = reason;
    }

    /** A UnicodeDecodeError for {@code input[start:end]}. */
    public static UnicodeException decode(String encoding, byte[] input, int start, int end, String reason) {
        return new UnicodeException(encoding, input, null, start, end, reason);
    }

    /** A UnicodeEncodeError for {@code input[start:end]}. */
    public static UnicodeException encode(String encoding, int[] input, int start, int end, String reason) {
        return new UnicodeException(encoding, null, input, start, end, reason);
    }

    /** Whether it is a UnicodeDecodeError. */
    public boolean isDecode() {
        return bytes != null;
    }

    /** The attribute {@code encoding}. */
    public String encoding() {
        return encoding;
    }

    /** The attribute {@code object} of a UnicodeDecodeError; not a copy. */
    public byte[] bytes() {
        return bytes;
    }

    /** The attribute {@code object} of a UnicodeEncodeError; not a copy. */
    public int[] text() {
        return text;
    }

    /** The attribute {@code start}. */
    public int start() {
        return start;
    }

    /** The attribute {@code end}. */
    public int end() {
        return end;
    }

    /** The attribute {@code reason}. */
    public String reason() {
        return reason;
    }

    /** {@code str()} of the exception. */
    @Override
    public String getMessage() {
        return isDecode()
                ? decodeMessage(encoding, start < bytes.length ? bytes[start] & 0xFF : -1, start, end, reason)
                : encodeMessage(encoding, start < text.length ? text[start] : -1, start, end, reason);
    }

    /** {@code str(UnicodeDecodeError)}; {@code first} is the byte at {@code start}, -1 when that is not in the object. */
    public static String decodeMessage(String encoding, int first, long start, long end, String reason) {
        String what = end == start + 1 && first >= 0
                ? "byte " + CodePoints.hex("0x", first, 2) + " in position " + start
                : "bytes in position " + start + "-" + (end - 1);
        return "'" + encoding + "' codec can't decode " + what + ": " + reason;
    }

    /** {@code str(UnicodeEncodeError)}; {@code first} is the character at {@code start}, -1 when that is not in the object. */
    public static String encodeMessage(String encoding, int first, long start, long end, String reason) {
        return "'" + encoding + "' codec can't encode " + characters(first, start, end) + ": " + reason;
    }

    /** {@code str(UnicodeTranslateError)}. */
    public static String translateMessage(int first, long start, long end, String reason) {
        return "can't translate " + characters(first, start, end) + ": " + reason;
    }

    private static String characters(int first, long start, long end) {
        return end == start + 1 && first >= 0
                ? "character '" + CodePoints.escaped(first) + "' in position " + start
                : "characters in position " + start + "-" + (end - 1);
    }
}
