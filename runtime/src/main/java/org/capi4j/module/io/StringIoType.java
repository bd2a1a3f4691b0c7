package org.capi4j.module.io;

import static org.capi4j.memory.Memory.NULL;

import java.util.Arrays;
import org.capi4j.export.BuiltinType;
import org.capi4j.export.Getter;
import org.capi4j.export.Method;
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
import org.capi4j.type.DictType;
import org.capi4j.type.LongType;
import org.capi4j.type.Singletons;
import org.capi4j.type.StrType;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/**
 * {@code io.StringIO}: a text file in memory, as UCS-4.
 *
 * <pre>
 * 32 data, a block of memory; NULL when nothing was written yet
 * 40 size in characters
 * 48 allocated characters
 * 56 position
 * 64 line end: 0 LF, 1 all three, read as they are, 2 all three, read as LF, 3 CR, 4 CR LF
 * 72 line ends that were seen
 * 80 state: 0 not initialised, 1 open, 2 closed
 * </pre>
 */
@BuiltinType(
        value = "c4j_StringIoType",
        name = "_io.StringIO",
        base = "c4j_TextIoBaseType",
        basicsize = 88,
        dictoffset = Streams.DICT_OFFSET,
        weaklistoffset = Streams.WEAK_OFFSET,
        flags = Fields.FLAGS)
public final class StringIoType {
    static final long TYPE = Shim.symbol("c4j_StringIoType");
    private static final int DATA = 2;
    private static final int SIZE = 3;
    private static final int ALLOCATED = 4;
    private static final int POSITION = 5;
    private static final int ENDS = 6;
    private static final int SEEN = 7;
    private static final int STATE = 8;
    private static final int REFERENCES = 0;

    private StringIoType() {}

    @Slot("tp_new")
    static long create(long type, long args, long kwargs) {
        return Allocation.instance(type, 0);
    }

    private static final String[] NEWLINES = {"\n", "", null, "\r", "\r\n"};
    private static final int UNIVERSAL = 1;
    private static final int TRANSLATED = 2;
    private static final int OPEN = 1;
    private static final int SHUT = 2;

    @Slot("tp_init")
    static void init(long self, long args, long kwargs) {
        long[] values = Arguments.unpack("StringIO", new String[] {"initial_value", "newline"}, 2, 0, args, kwargs);
        long initial = values[0] == Singletons.NONE ? NULL : values[0];
        String newline = "\n";
        if (values[1] != NULL) {
            if (values[1] != Singletons.NONE && !StrType.isInstance(values[1])) {
                throw PyError.typeError("newline must be str or None, not " + TypeLookup.nameOf(values[1]));
            }
            newline = LineEnds.argument(values[1], true);
        }
        if (initial != NULL && !StrType.isInstance(initial)) {
            throw PyError.typeError("initial_value must be str or None, not " + TypeLookup.nameOf(initial));
        }
        start(self, newline);
        if (initial != NULL) write(self, StrType.points(StrType.ready(initial)));
        Fields.setNumber(self, POSITION, 0);
    }

    private static void start(long self, String newline) {
        Fields.setNumber(self, SIZE, 0);
        Fields.setNumber(self, POSITION, 0);
        Fields.setNumber(self, ENDS, Arrays.asList(NEWLINES).indexOf(newline));
        Fields.setNumber(self, SEEN, 0);
        Fields.setNumber(self, STATE, OPEN);
    }

    private static void requireOpen(long self) {
        long state = Fields.number(self, STATE);
        if (state == 0) throw PyError.valueError("I/O operation on uninitialized object");
        if (state == SHUT) throw PyError.valueError("I/O operation on closed file");
    }

    private static long data(long self) {
        return Fields.number(self, DATA);
    }

    private static long size(long self) {
        return Fields.number(self, SIZE);
    }

    private static void reserve(long self, long size) {
        if (size <= Fields.number(self, ALLOCATED)) return;
        long larger = size + (size >> 3) + 16;
        Fields.setNumber(self, DATA, Allocation.reallocate(data(self), 4 * larger));
        Fields.setNumber(self, ALLOCATED, larger);
    }

    private static void write(long self, int[] text) {
        int ends = (int) Fields.number(self, ENDS);
        if (ends == UNIVERSAL || ends == TRANSLATED) Fields.setNumber(self, SEEN, Fields.number(self, SEEN) | LineEnds.seen(text));
        int[] points = ends == TRANSLATED ? LineEnds.translated(text) : ends > TRANSLATED ? LineEnds.replaced(text, NEWLINES[ends]) : text;
        if (points.length == 0) return;
        long position = Fields.number(self, POSITION);
        long end = position + points.length;
        reserve(self, end);
        if (position > size(self)) Memory.fill(data(self) + 4 * size(self), 4 * (position - size(self)), (byte) 0);
        Memory.putInts(data(self) + 4 * position, points);
        Fields.setNumber(self, POSITION, end);
        Fields.setNumber(self, SIZE, Math.max(size(self), end));
    }

    @Method("write")
    static long write(long self, long text) {
        if (!StrType.isInstance(text)) throw PyError.typeError("string argument expected, got '" + TypeLookup.nameOf(text) + "'");
        requireOpen(self);
        write(self, StrType.points(StrType.ready(text)));
        return LongType.of(Strings.length(text));
    }

    private static long take(long self, long count) {
        int[] points = new int[Math.toIntExact(count)];
        if (count > 0) Memory.getInts(data(self) + 4 * Fields.number(self, POSITION), points);
        Fields.setNumber(self, POSITION, Fields.number(self, POSITION) + count);
        return StrType.of(points);
    }

    private static long left(long self) {
        return Math.max(size(self) - Fields.number(self, POSITION), 0);
    }

    @Method("read")
    static long read(long self, long args, long nargs) {
        Arguments.checkPositional("read", nargs, 0, 1);
        long size = Streams.size(args, nargs, 0, -1);
        requireOpen(self);
        return take(self, size < 0 ? left(self) : Math.min(size, left(self)));
    }

    private static long line(long self, long limit) {
        long start = Fields.number(self, POSITION);
        int ends = (int) Fields.number(self, ENDS);
        String newline = ends == TRANSLATED ? "\n" : NEWLINES[ends];
        long stop = limit < 0 ? size(self) : Math.min(size(self), start + limit);
        long end = start >= stop ? start : LineEnds.find(4, data(self), start, stop, ends == UNIVERSAL, newline);
        return take(self, (end < 0 ? stop : end) - start);
    }

    @Method("readline")
    static long readline(long self, long args, long nargs) {
        Arguments.checkPositional("readline", nargs, 0, 1);
        long limit = Streams.size(args, nargs, 0, -1);
        requireOpen(self);
        return line(self, limit);
    }

    @Slot("tp_iternext")
    static long next(long self) {
        requireOpen(self);
        if (References.type(self) == TYPE) return left(self) == 0 ? NULL : line(self, -1);
        return IoBaseType.next(self);
    }

    @Method("getvalue")
    static long getvalue(long self) {
        requireOpen(self);
        int[] points = new int[Math.toIntExact(size(self))];
        if (points.length > 0) Memory.getInts(data(self), points);
        return StrType.of(points);
    }

    @Method("tell")
    static long tell(long self) {
        requireOpen(self);
        return LongType.of(Fields.number(self, POSITION));
    }

    @Method("seek")
    static long seek(long self, long args, long nargs) {
        Arguments.checkPositional("seek", nargs, 1, 2);
        long offset = Arguments.ssize(Memory.getLong(args));
        int whence = nargs > 1 ? Arguments.integer(Memory.getLong(args + 8)) : 0;
        requireOpen(self);
        if (whence < 0 || whence > 2) throw PyError.valueError("Invalid whence (" + whence + ", should be 0, 1 or 2)");
        if (whence == 0 && offset < 0) throw PyError.valueError("Negative seek position " + offset);
        if (whence != 0 && offset != 0) throw PyError.of(Exceptions.OSError, "Can't do nonzero cur-relative seeks");
        Fields.setNumber(self, POSITION, whence == 0 ? offset : whence == 1 ? Fields.number(self, POSITION) : size(self));
        return tell(self);
    }

    @Method("truncate")
    static long truncate(long self, long args, long nargs) {
        Arguments.checkPositional("truncate", nargs, 0, 1);
        long size = Streams.size(args, nargs, 0, Fields.number(self, POSITION));
        requireOpen(self);
        if (size < 0) throw PyError.valueError("Negative size value " + size);
        if (size < size(self)) Fields.setNumber(self, SIZE, size);
        return LongType.of(size);
    }

    @Method("close")
    static long close(long self) {
        Fields.setNumber(self, STATE, SHUT);
        Fields.setNumber(self, SIZE, 0);
        return Singletons.none();
    }

    @Getter("closed")
    static long closed(long self) {
        if (Fields.number(self, STATE) == 0) requireOpen(self);
        return BoolType.of(Fields.number(self, STATE) == SHUT);
    }

    @Getter("line_buffering")
    static long lineBuffering(long self) {
        requireOpen(self);
        return BoolType.of(false);
    }

    @Getter("newlines")
    static long newlines(long self) {
        requireOpen(self);
        return Streams.newlines((int) Fields.number(self, SEEN));
    }

    @Method({"readable", "writable", "seekable"})
    static long able(long self) {
        requireOpen(self);
        return BoolType.of(true);
    }

    @Method("__getstate__")
    static long getState(long self) {
        long value = getvalue(self);
        String newline = NEWLINES[(int) Fields.number(self, ENDS)];
        long dict = Fields.get(self, 0);
        return TupleType.steal(
                value,
                newline == null ? Singletons.none() : Strings.of(newline),
                LongType.of(Fields.number(self, POSITION)),
                dict == NULL ? Singletons.none() : DictType.copy(dict));
    }

    /** The text goes in as it is: its line ends were translated before. */
    @Method("__setstate__")
    static long setState(long self, long state) {
        requireState(self, state);
        long text = TupleType.get(state, 0);
        start(self, LineEnds.argument(TupleType.get(state, 1)));
        int[] points = StrType.points(StrType.ready(text));
        reserve(self, points.length);
        if (points.length > 0) Memory.putInts(data(self), points);
        Fields.setNumber(self, SIZE, points.length);
        long position = TupleType.get(state, 2);
        if (!LongType.isInstance(position)) {
            throw PyError.typeError("third item of state must be an integer, got " + TypeLookup.nameOf(position));
        }
        if (LongType.asSsize(position) < 0) throw PyError.valueError("position value cannot be negative");
        Fields.setNumber(self, POSITION, LongType.asSsize(position));
        StreamState.setDict(self, TupleType.get(state, 3), "fourth item of state should be a dict, got a ");
        return Singletons.none();
    }

    private static void requireState(long self, long state) {
        if (Fields.number(self, STATE) == SHUT) requireOpen(self);
        if (TupleType.isInstance(state) && TupleType.size(state) >= 4) return;
        throw PyError.typeError(TypeLookup.fullNameOf(self) + ".__setstate__ argument should be 4-tuple, got " + TypeLookup.nameOf(state));
    }

    @Slot("tp_traverse")
    static int traverse(long self, long visit, long argument) {
        return Streams.traverse(self, REFERENCES, visit, argument);
    }

    @Slot("tp_clear")
    static void clear(long self) {
        Streams.clear(self, REFERENCES);
    }

    @Slot("tp_dealloc")
    static void dealloc(long self) {
        Streams.release(self, REFERENCES, DATA);
    }
}
