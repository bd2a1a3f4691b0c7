package org.capi4j.module.io;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.module.Fields;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.ByteView;
import org.capi4j.type.BytesType;
import org.capi4j.type.Calls;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.StrType;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;


/** Reading from a text stream. */
final class TextReading {
    private static final String[] ENDS = {"\n", "", "\n", "\r", "\r\n"};

    private TextReading() {}

    static void requireReadable(long self) {
        TextState.requireOpen(self);
        if (Fields.get(self, TextState.DECODER) == NULL) throw Streams.unsupported("not readable");
        TextWriting.flush(self);
    }

    /** Decodes one chunk more; false at the end. */
    static boolean chunk(long self, long hint) {
        long decoder = Fields.get(self, TextState.DECODER);
        long state = TextState.has(self, TextState.TELLING) ? Calls.callMethod(decoder, "getstate") : NULL;
        long input = NULL;
        try {
            if (state != NULL) checkState(state);
            input = input(self, Math.max(hint, Fields.number(self, TextState.CHUNK)));
            boolean end = Objects.length(input) == 0;
            TextState.setDecoded(self, decode(self, input, end));
            if (Strings.length(Fields.get(self, TextState.DECODED)) > 0) end = false;
            if (state != NULL) Fields.set(self, TextState.SNAPSHOT, snapshot(state, input));
            return !end;
        } finally {
            References.xdecref(input);
            References.xdecref(state);
        }
    }

    private static void checkState(long state) {
        if (!TupleType.isInstance(state)) throw PyError.typeError("illegal decoder state");
        if (TupleType.size(state) == 2 && BytesType.isInstance(TupleType.get(state, 0))) return;
        throw PyError.typeError("illegal decoder state");
    }

    /** The decoder's flags, and all bytes that it had not decoded before. */
    private static long snapshot(long state, long input) {
        long bytes = BytesType.concat(TupleType.get(state, 0), input);
        return TupleType.steal(References.newRef(TupleType.get(state, 1)), bytes);
    }

    private static long input(long self, long size) {
        long buffer = TextState.buffer(self);
        String method = Objects.hasAttr(buffer, "read1") ? "read1" : "read";
        long input = Streams.callWithNumber(buffer, method, size);
        if (ByteView.isPossible(input)) return input;
        String type = TypeLookup.nameOf(input);
        References.decref(input);
        throw PyError.typeError("underlying " + method + "() should have returned a bytes-like object, not '" + type + "'");
    }

    /** A new str. */
    static long decode(long self, long input, boolean last) {
        long decoder = Fields.get(self, TextState.DECODER);
        if (References.type(decoder) == NewlineDecoderType.TYPE) return NewlineDecoderType.decode(decoder, input, last);
        long text = Calls.callMethod(decoder, "decode", input, last ? Singletons.TRUE : Singletons.FALSE);
        if (StrType.isInstance(text)) return text;
        String type = TypeLookup.nameOf(text);
        References.decref(text);
        throw PyError.typeError("decoder should return a string result, not '" + type + "'");
    }

    static long read(long self, long size) {
        requireReadable(self);
        return size < 0 ? readAll(self) : readUpTo(self, size);
    }

    private static long readAll(long self) {
        long rest = Calls.callMethod(TextState.buffer(self), "read");
        long text = NULL;
        long ahead = NULL;
        try {
            if (rest == Singletons.NONE) throw PyError.typeError("a bytes-like object is required, not 'NoneType'");
            text = decode(self, rest, true);
            ahead = TextState.take(self, Long.MAX_VALUE);
            TextState.setDecoded(self, NULL);
            TextState.dropSnapshot(self);
            return StrType.concat(ahead, text);
        } finally {
            References.xdecref(ahead);
            References.xdecref(text);
            References.decref(rest);
        }
    }

    private static long readUpTo(long self, long size) {
        long text = TextState.take(self, size);
        while (Strings.length(text) < size) {
            if (!more(self, text, size - Strings.length(text))) break;
            text = joined(text, TextState.take(self, size - Strings.length(text)));
        }
        return text;
    }

    /** Another chunk; {@code text} is given up when that fails. */
    private static boolean more(long self, long text, long hint) {
        try {
            return chunk(self, hint);
        } catch (Throwable failure) {
            References.decref(text);
            throw failure;
        }
    }

    /** Both references are consumed. */
    private static long joined(long left, long right) {
        try {
            return StrType.concat(left, right);
        } finally {
            References.decref(right);
            References.decref(left);
        }
    }

    /** A line with its end, at most {@code limit} characters. */
    static long line(long self, long limit) {
        requireReadable(self);
        long line = StrType.empty();
        while (true) {
            if (TextState.left(self) == 0 && !more(self, line, 0)) {
                TextState.setDecoded(self, NULL);
                TextState.dropSnapshot(self);
                return line;
            }
            if (TextState.left(self) == 0) continue;
            boolean waiting = Strings.length(line) > 0 && endsInCr(self, line);
            long room = limit < 0 ? Long.MAX_VALUE : limit - Strings.length(line);
            long end = waiting && first(self) == '\n' ? 1 : end(self);
            long count = Math.min(end < 0 ? TextState.left(self) : end, room);
            line = joined(line, TextState.take(self, count));
            if ((end >= 0 && end <= room) || count == room) return line;
        }
    }

    /** Whether a CR LF may be split between two chunks. */
    private static boolean endsInCr(long self, long line) {
        if (Fields.number(self, TextState.INPUT_ENDS) != 4) return false;
        return Strings.get(Strings.kind(line), Strings.data(line), Strings.length(line) - 1) == '\r';
    }

    private static int first(long self) {
        long decoded = Fields.get(self, TextState.DECODED);
        return Strings.get(Strings.kind(decoded), Strings.data(decoded), Fields.number(self, TextState.OFFSET));
    }

    /** How many of the characters ahead belong to the line, or -1 when its end is not there. */
    private static long end(long self) {
        long decoded = Fields.get(self, TextState.DECODED);
        int ends = (int) Fields.number(self, TextState.INPUT_ENDS);
        long start = Fields.number(self, TextState.OFFSET);
        long end = LineEnds.find(Strings.kind(decoded), Strings.data(decoded), start, Strings.length(decoded), ends == 1, ENDS[ends]);
        return end < 0 ? -1 : end - start;
    }
}
