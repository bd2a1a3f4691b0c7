package org.capi4j.module.io;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.module.Fields;
import org.capi4j.object.PyError;
import org.capi4j.object.Strings;
import org.capi4j.type.StrType;


/**
 * What a text stream over a buffer knows.
 *
 * <pre>
 * 32 buffer
 * 40 encoding, 48 errors: strs
 * 56 decoder, NULL when the buffer can't be read
 * 64 encoder, NULL when it can't be written
 * 72 decoded, a str of what was read ahead, or NULL
 * 80 snapshot: the decoder's flags and the bytes that {@code decoded} was made of, or NULL when nobody will ask for the position
 * 88 waiting, a list of bytes that are not written yet
 * 96 offset of the next character in {@code decoded}
 * 104 how many bytes wait
 * 112 flags
 * 120 line ends of input, as {@link LineEnds} counts them: 0 LF, 1 all, 2 all and translated, 3 CR, 4 CR LF
 * 128 line ends of output: 0 LF, 3 CR, 4 CR LF
 * 136 how many bytes are read at once
 * 144 state: 0 not initialised, 1 in use, 2 detached
 * </pre>
 */
final class TextState {
    static final int SIZEOF = 152;
    static final int BUFFER = 2;
    static final int ENCODING = 3;
    static final int ERRORS = 4;
    static final int DECODER = 5;
    static final int ENCODER = 6;
    static final int DECODED = 7;
    static final int SNAPSHOT = 8;
    static final int WAITING = 9;
    static final int REFERENCES = 8;
    static final int OFFSET = 10;
    static final int WAITING_BYTES = 11;
    static final int FLAGS = 12;
    static final int INPUT_ENDS = 13;
    static final int OUTPUT_ENDS = 14;
    static final int CHUNK = 15;
    static final int STATE = 16;

    static final int LINE_BUFFERING = 1;
    static final int WRITE_THROUGH = 2;
    static final int SEEKABLE = 4;
    static final int TELLING = 8;

    private TextState() {}

    static boolean has(long self, int flag) {
        return (Fields.number(self, FLAGS) & flag) != 0;
    }

    static void set(long self, int flag, boolean value) {
        long flags = Fields.number(self, FLAGS);
        Fields.setNumber(self, FLAGS, value ? flags | flag : flags & ~flag);
    }

    /** Borrowed; {@code ValueError} where there is none. */
    static long buffer(long self) {
        long state = Fields.number(self, STATE);
        if (state == 2) throw PyError.valueError("underlying buffer has been detached");
        if (state != 1) throw PyError.valueError("I/O operation on uninitialized object");
        return Fields.get(self, BUFFER);
    }

    static void requireOpen(long self) {
        if (Streams.isClosed(buffer(self))) throw Streams.closed();
    }

    static String text(long self, int field) {
        return Strings.toJava(Fields.get(self, field));
    }

    // ---- Decoded text ----

    static long left(long self) {
        long decoded = Fields.get(self, DECODED);
        return decoded == NULL ? 0 : Strings.length(decoded) - Fields.number(self, OFFSET);
    }

    /** The reference to {@code text} (or NULL) is consumed. */
    static void setDecoded(long self, long text) {
        Fields.set(self, DECODED, text);
        Fields.setNumber(self, OFFSET, 0);
    }

    /** A new str of the next {@code count} characters, at most as many as are there. */
    static long take(long self, long count) {
        long decoded = Fields.get(self, DECODED);
        long size = Math.min(count, left(self));
        if (decoded == NULL || size <= 0) return StrType.empty();
        long start = Fields.number(self, OFFSET);
        Fields.setNumber(self, OFFSET, start + size);
        return StrType.substring(decoded, start, start + size);
    }

    static void dropSnapshot(long self) {
        Fields.set(self, SNAPSHOT, NULL);
    }
}
