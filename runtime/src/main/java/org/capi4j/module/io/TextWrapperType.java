package org.capi4j.module.io;

import static org.capi4j.memory.Memory.NULL;

import java.util.Arrays;
import org.capi4j.export.BuiltinType;
import org.capi4j.export.Getter;
import org.capi4j.export.Method;
import org.capi4j.export.Setter;
import org.capi4j.export.Slot;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.module.Fields;
import org.capi4j.object.Allocation;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Arguments;
import org.capi4j.type.BoolType;
import org.capi4j.type.Calls;
import org.capi4j.type.CodecRegistry;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.StrType;
import org.capi4j.type.TypeLookup;

/** {@code io.TextIOWrapper}: text over a buffered stream of bytes. {@link TextState} has its fields. */
@BuiltinType(
        value = "c4j_TextWrapperType",
        name = "_io.TextIOWrapper",
        base = "c4j_TextIoBaseType",
        basicsize = TextState.SIZEOF,
        dictoffset = Streams.DICT_OFFSET,
        weaklistoffset = Streams.WEAK_OFFSET,
        flags = Fields.FLAGS)
public final class TextWrapperType {
    static final long TYPE = Shim.symbol("c4j_TextWrapperType");
    private static final String[] PARAMETERS = {"buffer", "encoding", "errors", "newline", "line_buffering", "write_through"};
    private static final String[] ENDS = {"\n", "", null, "\r", "\r\n"};

    private TextWrapperType() {}

    @Slot("tp_new")
    static long create(long type, long args, long kwargs) {
        return Allocation.instance(type, 0);
    }

    @Slot("tp_init")
    static void init(long self, long args, long kwargs) {
        long[] values = Arguments.unpack("TextIOWrapper", PARAMETERS, 6, 1, args, kwargs);
        String encoding = text("encoding", values[1]);
        String errors = text("errors", values[2]);
        text("newline", values[3]);
        String newline = values[3] == NULL ? null : LineEnds.argument(values[3]);
        Fields.setNumber(self, TextState.STATE, 0);
        Fields.set(self, TextState.ENCODING, Strings.of(encoding == null || encoding.equals("locale") ? "UTF-8" : encoding));
        Fields.set(self, TextState.ERRORS, Strings.of(errors == null ? "strict" : errors));
        Fields.set(self, TextState.BUFFER, References.newRef(values[0]));
        Fields.setNumber(self, TextState.FLAGS, 0);
        TextState.set(self, TextState.LINE_BUFFERING, values[4] != NULL && Objects.isTrue(values[4]));
        TextState.set(self, TextState.WRITE_THROUGH, values[5] != NULL && Objects.isTrue(values[5]));
        Fields.setNumber(self, TextState.CHUNK, IoModule.DEFAULT_BUFFER_SIZE);
        TextState.setDecoded(self, NULL);
        TextState.dropSnapshot(self);
        setNewline(self, newline);
        setCodec(self, values[0]);
        boolean seekable = Streams.test(values[0], "seekable");
        TextState.set(self, TextState.SEEKABLE, seekable);
        TextState.set(self, TextState.TELLING, seekable);
        Fields.setNumber(self, TextState.STATE, 1);
        if (seekable && Fields.get(self, TextState.ENCODER) != NULL && Streams.tell(values[0]) != 0) TextPosition.resetEncoder(self, false);
    }

    private static String text(String name, long value) {
        if (value == NULL || value == Singletons.NONE) return null;
        if (StrType.isInstance(value)) return Strings.toJava(value);
        throw PyError.typeError("TextIOWrapper() argument '" + name + "' must be str or None, not " + TypeLookup.nameOf(value));
    }

    private static void setNewline(long self, String newline) {
        int ends = Arrays.asList(ENDS).indexOf(newline);
        Fields.setNumber(self, TextState.INPUT_ENDS, ends);
        Fields.setNumber(self, TextState.OUTPUT_ENDS, ends > 2 ? ends : 0);
    }

    private static void setCodec(long self, long buffer) {
        String errors = TextState.text(self, TextState.ERRORS);
        long codec = CodecRegistry.lookupText(TextState.text(self, TextState.ENCODING), "codecs.open()");
        try {
            Fields.set(self, TextState.DECODER, NULL);
            Fields.set(self, TextState.ENCODER, NULL);
            if (Streams.test(buffer, "readable")) setDecoder(self, CodecRegistry.incremental(codec, "incrementaldecoder", errors));
            if (Streams.test(buffer, "writable")) {
                Fields.set(self, TextState.ENCODER, CodecRegistry.incremental(codec, "incrementalencoder", errors));
            }
        } finally {
            References.decref(codec);
        }
    }

    /** The reference is consumed. */
    private static void setDecoder(long self, long decoder) {
        int ends = (int) Fields.number(self, TextState.INPUT_ENDS);
        if (ends != 1 && ends != 2) {
            Fields.set(self, TextState.DECODER, decoder);
            return;
        }
        try {
            Fields.set(self, TextState.DECODER, NewlineDecoderType.make(decoder, ends == 2));
        } finally {
            References.decref(decoder);
        }
    }

    @Method("write")
    static long write(long self, long text) {
        TextState.buffer(self);
        return TextWriting.write(self, text);
    }

    @Method("read")
    static long read(long self, long args, long nargs) {
        Arguments.checkPositional("read", nargs, 0, 1);
        return TextReading.read(self, Streams.size(args, nargs, 0, -1));
    }

    @Method("readline")
    static long readline(long self, long args, long nargs) {
        Arguments.checkPositional("readline", nargs, 0, 1);
        long limit = nargs == 0 ? -1 : Arguments.ssize(Memory.getLong(args));
        return TextReading.line(self, limit);
    }

    /** While lines are iterated over nobody keeps snapshots for {@code tell}. */
    @Slot("tp_iternext")
    static long next(long self) {
        TextState.buffer(self);
        TextState.set(self, TextState.TELLING, false);
        long line = References.type(self) == TYPE ? TextReading.line(self, -1) : Calls.callMethod(self, "readline");
        if (!StrType.isInstance(line)) {
            String type = TypeLookup.nameOf(line);
            References.decref(line);
            throw PyError.of(Exceptions.OSError, "readline() should have returned a str object, not '" + type + "'");
        }
        if (Strings.length(line) > 0) return line;
        References.decref(line);
        TextState.dropSnapshot(self);
        TextState.set(self, TextState.TELLING, TextState.has(self, TextState.SEEKABLE));
        return NULL;
    }

    @Method("tell")
    static long tell(long self) {
        return TextPosition.tell(self);
    }

    @Method("seek")
    static long seek(long self, long args, long nargs) {
        Arguments.checkPositional("seek", nargs, 1, 2);
        int whence = nargs > 1 ? Arguments.integer(Memory.getLong(args + 8)) : 0;
        return TextPosition.seek(self, Memory.getLong(args), whence);
    }

    @Method("truncate")
    static long truncate(long self, long args, long nargs) {
        Arguments.checkPositional("truncate", nargs, 0, 1);
        Streams.run(self, "flush");
        long size = nargs == 0 || Memory.getLong(args) == Singletons.NONE ? Calls.callMethod(self, "tell") : References.newRef(Memory.getLong(args));
        try {
            return Calls.callMethod(TextState.buffer(self), "truncate", size);
        } finally {
            References.decref(size);
        }
    }

    @Method("flush")
    static long flush(long self) {
        TextState.requireOpen(self);
        TextState.set(self, TextState.TELLING, TextState.has(self, TextState.SEEKABLE));
        TextWriting.flush(self);
        return Calls.callMethod(TextState.buffer(self), "flush");
    }

    @Method("close")
    static long close(long self) {
        if (Streams.isClosed(TextState.buffer(self))) return Singletons.none();
        try {
            Streams.run(self, "flush");
        } finally {
            Streams.run(TextState.buffer(self), "close");
        }
        return Singletons.none();
    }

    @Method("detach")
    static long detach(long self) {
        TextState.buffer(self);
        Streams.run(self, "flush");
        long buffer = References.newRef(TextState.buffer(self));
        Fields.set(self, TextState.BUFFER, NULL);
        Fields.setNumber(self, TextState.STATE, 2);
        return buffer;
    }

    /** New settings; the encoding can change only before anything was read. */
    @Method("reconfigure")
    static long reconfigure(long self, long args, long nargs, long kwnames) {
        String[] names = {"encoding", "errors", "newline", "line_buffering", "write_through"};
        long[] values = Arguments.unpack("reconfigure", names, 0, 0, args, nargs, kwnames);
        String encoding = reconfigured("encoding", values[0]);
        String errors = reconfigured("errors", values[1]);
        boolean codec = encoding != null || errors != null || values[2] != NULL;
        if (codec && Fields.get(self, TextState.DECODED) != NULL) {
            throw Streams.unsupported("It is not possible to set the encoding or newline of stream after the first read");
        }
        Streams.run(self, "flush");
        if (encoding != null) Fields.set(self, TextState.ENCODING, Strings.of(encoding.equals("locale") ? "UTF-8" : encoding));
        if (errors != null || encoding != null) Fields.set(self, TextState.ERRORS, Strings.of(errors == null ? "strict" : errors));
        if (values[2] != NULL) setNewline(self, values[2] == Singletons.NONE ? null : LineEnds.argument(values[2]));
        if (codec) setCodec(self, TextState.buffer(self));
        if (values[3] != NULL && values[3] != Singletons.NONE) TextState.set(self, TextState.LINE_BUFFERING, Objects.isTrue(values[3]));
        if (values[4] != NULL && values[4] != Singletons.NONE) TextState.set(self, TextState.WRITE_THROUGH, Objects.isTrue(values[4]));
        return Singletons.none();
    }

    private static String reconfigured(String name, long value) {
        if (value == NULL || value == Singletons.NONE) return null;
        if (StrType.isInstance(value)) return Strings.toJava(value);
        throw PyError.typeError("reconfigure() argument '" + name + "' must be str or None, not " + TypeLookup.nameOf(value));
    }

    @Method("fileno")
    static long fileno(long self) {
        return Calls.callMethod(TextState.buffer(self), "fileno");
    }

    @Method("seekable")
    static long seekable(long self) {
        return Calls.callMethod(TextState.buffer(self), "seekable");
    }

    @Method("readable")
    static long readable(long self) {
        return Calls.callMethod(TextState.buffer(self), "readable");
    }

    @Method("writable")
    static long writable(long self) {
        return Calls.callMethod(TextState.buffer(self), "writable");
    }

    @Method("isatty")
    static long isTerminal(long self) {
        return Calls.callMethod(TextState.buffer(self), "isatty");
    }

    @Getter("closed")
    static long closed(long self) {
        return Objects.getAttr(TextState.buffer(self), "closed");
    }

    @Getter("name")
    static long name(long self) {
        return Objects.getAttr(TextState.buffer(self), "name");
    }

    @Getter("buffer")
    static long bufferAttribute(long self) {
        long buffer = Fields.get(self, TextState.BUFFER);
        return buffer == NULL ? Singletons.none() : References.newRef(buffer);
    }

    @Getter("encoding")
    static long encoding(long self) {
        TextState.buffer(self);
        return References.newRef(Fields.get(self, TextState.ENCODING));
    }

    @Getter("errors")
    static long errors(long self) {
        TextState.buffer(self);
        return References.newRef(Fields.get(self, TextState.ERRORS));
    }

    @Getter("newlines")
    static long newlines(long self) {
        TextState.buffer(self);
        long decoder = Fields.get(self, TextState.DECODER);
        long newlines = decoder == NULL ? NULL : Objects.lookupAttr(decoder, "newlines");
        return newlines == NULL ? Singletons.none() : newlines;
    }

    @Getter("line_buffering")
    static long lineBuffering(long self) {
        return BoolType.of(TextState.has(self, TextState.LINE_BUFFERING));
    }

    @Getter("write_through")
    static long writeThrough(long self) {
        return BoolType.of(TextState.has(self, TextState.WRITE_THROUGH));
    }

    @Getter("_CHUNK_SIZE")
    static long chunkSize(long self) {
        TextState.buffer(self);
        return LongType.of(Fields.number(self, TextState.CHUNK));
    }

    @Setter("_CHUNK_SIZE")
    static void setChunkSize(long self, long value) {
        TextState.buffer(self);
        if (value == NULL) throw PyError.attributeError("cannot delete attribute");
        long size = Arguments.ssize(value);
        if (size <= 0) throw PyError.valueError("a strictly positive integer is required");
        Fields.setNumber(self, TextState.CHUNK, size);
    }

    @Method("__getstate__")
    static long getState(long self) {
        throw PyError.typeError("cannot pickle '" + TypeLookup.fullNameOf(self) + "' object");
    }

    @Slot("tp_repr")
    static long repr(long self) {
        TextState.buffer(self);
        long mode = Objects.lookupAttr(self, "mode");
        try {
            String shown = mode == NULL ? "" : " mode=" + Objects.reprString(mode);
            return Streams.repr(self, shown + " encoding=" + Objects.reprString(Fields.get(self, TextState.ENCODING)));
        } finally {
            References.xdecref(mode);
        }
    }

    @Slot("tp_traverse")
    static int traverse(long self, long visit, long argument) {
        return Streams.traverse(self, TextState.REFERENCES, visit, argument);
    }

    @Slot("tp_clear")
    static void clear(long self) {
        Streams.clear(self, TextState.REFERENCES);
    }

    @Slot("tp_dealloc")
    static void dealloc(long self) {
        Streams.dealloc(self, TextState.REFERENCES);
    }
}
