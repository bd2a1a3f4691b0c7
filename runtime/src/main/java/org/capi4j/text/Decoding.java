package org.capi4j.text;

/** A decoding in progress: the input, the output so far, and what to do about failures. */
final class Decoding {
    final String encoding;
    final byte[] input;
    final CodePointBuilder out;
    private final ErrorHandler handler;

    Decoding(String encoding, byte[] input, ErrorHandler handler) {
        this.encoding = encoding;
        this.input = input;
        this.handler = handler;
        this.out = new CodePointBuilder(input.length);
    }

    /** Asks the handler about {@code input[start:end]}; gives the index where to go on. */
    int fail(int start, int end, String reason) {
        ErrorHandler.Replacement replacement =
                handler.handle(UnicodeException.decode(encoding, input, start, end, reason));
        if (replacement.text() == null) {
            throw TextException.typeError("decoding error handler must return (str, int) tuple");
        }
        out.append(replacement.text());
        return position(replacement.position(), input.length);
    }

    static int position(long position, int length) {
        long index = position < 0 ? position + length : position;
        if (index < 0 || index > length) {
            throw new TextException(
                    TextException.Kind.INDEX_ERROR, "position " + position + " from error handler out of bounds");
        }
        return (int) index;
    }
}
