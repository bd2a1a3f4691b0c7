package org.capi4j.module.io;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.module.Fields;
import org.capi4j.module.Namespace;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.BytesType;
import org.capi4j.type.Calls;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.StrType;
import org.capi4j.type.TypeLookup;


/** Writing to a text stream. */
final class TextWriting {
    private static final String[] ENDS = {"\n", "", "\n", "\r", "\r\n"};

    private TextWriting() {}

    static long write(long self, long text) {
        if (!StrType.isInstance(text)) throw PyError.typeError("write() argument must be str, not " + TypeLookup.nameOf(text));
        TextState.requireOpen(self);
        long encoder = Fields.get(self, TextState.ENCODER);
        if (encoder == NULL) throw Streams.unsupported("not writable");
        long length = Strings.length(StrType.ready(text));
        int seen = LineEnds.seen(StrType.points(text));
        boolean flushes = TextState.has(self, TextState.LINE_BUFFERING) && seen != 0;
        keep(self, encoded(self, encoder, text, seen));
        boolean full = Fields.number(self, TextState.WAITING_BYTES) >= Fields.number(self, TextState.CHUNK);
        if (full || flushes || TextState.has(self, TextState.WRITE_THROUGH)) flush(self);
        if (flushes) Streams.run(TextState.buffer(self), "flush");
        TextState.setDecoded(self, NULL);
        TextState.dropSnapshot(self);
        if (Fields.get(self, TextState.DECODER) != NULL) Streams.run(Fields.get(self, TextState.DECODER), "reset");
        return LongType.of(length);
    }

    private static long encoded(long self, long encoder, long text, int seen) {
        int ends = (int) Fields.number(self, TextState.OUTPUT_ENDS);
        boolean translates = ends != 0 && (seen & (LineEnds.LF | LineEnds.CRLF)) != 0;
        long shown = translates ? StrType.of(LineEnds.replaced(StrType.points(text), ENDS[ends])) : References.newRef(text);
        long bytes;
        try {
            bytes = Calls.callMethod(encoder, "encode", shown);
        } finally {
            References.decref(shown);
        }
        if (BytesType.isInstance(bytes)) return bytes;
        String type = TypeLookup.nameOf(bytes);
        References.decref(bytes);
        throw PyError.typeError("encoder should return a bytes object, not '" + type + "'");
    }

    /** The reference is consumed. */
    private static void keep(long self, long bytes) {
        if (Fields.get(self, TextState.WAITING) == NULL) Fields.set(self, TextState.WAITING, ListType.make(0));
        Fields.setNumber(self, TextState.WAITING_BYTES, Fields.number(self, TextState.WAITING_BYTES) + BytesType.size(bytes));
        Namespace.append(Fields.get(self, TextState.WAITING), bytes);
    }

    /** Hands what waits to the buffer. */
    static void flush(long self) {
        long waiting = Fields.get(self, TextState.WAITING);
        if (waiting == NULL) return;
        References.incref(waiting);
        Fields.set(self, TextState.WAITING, NULL);
        Fields.setNumber(self, TextState.WAITING_BYTES, 0);
        long nothing = BytesType.empty();
        long all = NULL;
        try {
            all = BytesType.join(nothing, waiting);
            Streams.run(TextState.buffer(self), "write", all);
        } finally {
            References.xdecref(all);
            References.decref(nothing);
            References.decref(waiting);
        }
    }
}
