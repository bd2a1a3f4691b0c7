package org.capi4j.text;

/** An encoding in progress: the input, the output so far, and what to do about failures. */
final class Encoding {
    final String encoding;
    final int[] input;
    final ByteBuilder out;
    private final ErrorHandler handler;
    private final Target target;

    /** How a codec writes one character that an error handler gave. */
    interface Target {
        /** Appends {@code c}; false when the codec can't. */
        boolean append(ByteBuilder out, int c);
    }

    private final int unit;

    /** {@code unit}: the bytes that a replacement by bytes must be a multiple of. */
    Encoding(String encoding, int[] input, ErrorHandler handler, int unit, Target target) {
        this.encoding = encoding;
        this.input = input;
        this.handler = handler;
        this.unit = unit;
        this.target = target;
        this.out = new ByteBuilder(input.length * unit);
    }

    /** Asks the handler about {@code input[start:end]}; gives the index where to go on. */
    int fail(int start, int end, String reason) {
        UnicodeException failure =
                UnicodeException.encode(encoding, input, start, escapedEnd(start, end), reason);
        ErrorHandler.Replacement replacement = handler.handle(failure);
        int position = Decoding.position(replacement.position(), input.length);
        if (replacement.bytes() != null) {
            if (replacement.bytes().length % unit != 0) {
                throw failure;
            }
            out.append(replacement.bytes());
            return position;
        }
        for (int c : replacement.text()) {
            if (!target.append(out, c)) {
                throw failure;
            }
        }
        return position;
    }

    /**
     * The utf-8, latin-1 and ascii encoders do surrogateescape themselves, and then write the bytes they can before they
     * fail; the handler proper, which charmap calls, fails at once.
     */
    private int escapedEnd(int start, int end) {
        if (handler != ErrorHandlers.SURROGATEESCAPE || encoding.equals("charmap") || !ErrorHandlers.isEscaped(input[start])) {
            return end;
        }
        int at = start;
        while (at < end && ErrorHandlers.isEscaped(input[at])) {
            at++;
        }
        return at;
    }
}
