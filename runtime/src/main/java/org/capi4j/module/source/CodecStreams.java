package org.capi4j.module.source;

import static org.capi4j.memory.Memory.NULL;

import java.util.ArrayList;
import java.util.List;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.module.ClassContents;
import org.capi4j.module.Definitions;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.BytesType;
import org.capi4j.type.DictType;
import org.capi4j.type.ExceptionType;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.Numbers;
import org.capi4j.type.Objects;
import org.capi4j.type.Sequences;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/**
 * {@code codecs.StreamWriter} and {@code StreamReader}. A reader keeps bytes that aren't decoded yet in {@code bytebuffer}, and text that nobody has read yet in
 * {@code charbuffer}, or line by line in {@code linebuffer}.
 */
@BuiltinModule("codecs.streams")
public final class CodecStreams {
    private static final int FIRST_READ = 72;
    private static final int LARGEST_READ = 8000;

    private CodecStreams() {}

    /** What all the stream classes have: attributes come from the stream, which is closed at the end of a {@code with} statement. */
    static ClassContents stream(long dict, String name) {
        ClassContents contents = new ClassContents(new Definitions(dict, "CodecStreams"), name).returningSelf("__enter__(self)");
        for (String function : new String[] {"__getattr__(self, name, getattr=getattr)", "__exit__(self, type, value, tb)", "__reduce_ex__(self, proto)"}) {
            contents.closing(function.substring(0, function.indexOf('(')), Singletons.none(), function);
        }
        return contents;
    }

    static long makeWriter(long dict) {
        ClassContents writer = stream(dict, "StreamWriter").define("__init__(self, stream, errors='strict')", "write(self, object)", "writelines(self, list)", "seek(self, offset, whence=0)");
        return writer.answering(Singletons.none(), "reset(self)").make(BuiltinTypes.TYPE, DictType.get(dict, "Codec"));
    }

    static long makeReader(long dict) {
        ClassContents reader = stream(dict, "StreamReader").put("charbuffertype", References.newRef(BuiltinTypes.STR));
        reader.define("__init__(self, stream, errors='strict')", "read(self, size=-1, chars=-1, firstline=False)", "readline(self, size=None, keepends=True)",
                "readlines(self, sizehint=None, keepends=True)", "reset(self)", "seek(self, offset, whence=0)", "__next__(self)");
        reader.raising(Exceptions.NotImplementedError, "decode(self, input, errors='strict')").returningSelf("__iter__(self)");
        return reader.make(BuiltinTypes.TYPE, DictType.get(dict, "Codec"));
    }

    @Method("__getattr__")
    static long reach(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Activation.own(call.invoke(call.arg(2), call.get(call.arg(0), "stream"), call.arg(1)));
        }
    }

    @Method("__exit__")
    static long close(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            call.call(call.get(call.arg(0), "stream"), "close");
            return Activation.none();
        }
    }

    @Method("__reduce_ex__")
    static long refuseReduction(long closure, long args, long nargs) {
        throw PyError.typeError("can't serialize " + TypeLookup.nameOf(Memory.getLong(args)));
    }

    private static void open(Activation call) {
        call.set(call.arg(0), "stream", call.arg(1));
        call.set(call.arg(0), "errors", call.arg(2));
    }

    @Method("StreamWriter.__init__")
    static long initWriter(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            open(call);
            return Activation.none();
        }
    }

    /** A pair of the result and how much of the input went into it. */
    static long coded(Activation call, long coder, long input, long errors) {
        long pair = call.keep(Sequences.tuple(call.invoke(coder, input, errors)));
        if (TupleType.size(pair) > 2) throw PyError.valueError("too many values to unpack (expected 2)");
        if (TupleType.size(pair) < 2) throw PyError.valueError("not enough values to unpack (expected 2, got " + TupleType.size(pair) + ")");
        return pair;
    }

    @Method("StreamWriter.write")
    static long write(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long self = call.arg(0);
            long pair = coded(call, call.get(self, "encode"), call.arg(1), call.get(self, "errors"));
            call.call(call.get(self, "stream"), "write", TupleType.get(pair, 0));
            return Activation.none();
        }
    }

    @Method("StreamWriter.writelines")
    static long writeLines(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            call.call(call.arg(0), "write", call.call(call.text(""), "join", call.arg(1)));
            return Activation.none();
        }
    }

    /** A writer that goes back to the beginning starts anew. */
    @Method("StreamWriter.seek")
    static long seekWriter(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            call.call(call.get(call.arg(0), "stream"), "seek", call.arg(1), call.arg(2));
            if (isStart(call)) call.call(call.arg(0), "reset");
            return Activation.none();
        }
    }

    /** Whether the arguments behind the first are those of a seek to the beginning. */
    static boolean isStart(Activation call) {
        return Objects.equal(call.arg(2), call.number(0)) && Objects.equal(call.arg(1), call.number(0));
    }

    private static void startAnew(Activation call, long self, long empty) {
        call.set(self, "bytebuffer", call.keep(BytesType.of(new byte[0])));
        call.set(self, "charbuffer", empty);
        call.set(self, "linebuffer", Singletons.NONE);
    }

    @Method("StreamReader.__init__")
    static long initReader(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            open(call);
            long empty = call.call(call.arg(0), "charbuffertype");
            call.set(call.arg(0), "_empty_charbuffer", empty);
            startAnew(call, call.arg(0), empty);
            return Activation.none();
        }
    }

    @Method("StreamReader.reset")
    static long reset(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            startAnew(call, call.arg(0), call.get(call.arg(0), "_empty_charbuffer"));
            return Activation.none();
        }
    }

    @Method("StreamReader.seek")
    static long seekReader(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            call.call(call.get(call.arg(0), "stream"), "seek", call.arg(1), call.arg(2));
            call.call(call.arg(0), "reset");
            return Activation.none();
        }
    }

    @Method("StreamReader.read")
    static long read(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long self = call.arg(0);
            if (!call.isNone(self, "linebuffer") && call.isTrue(self, "linebuffer")) {
                call.set(self, "charbuffer", call.call(call.get(self, "_empty_charbuffer"), "join", call.get(self, "linebuffer")));
                call.set(self, "linebuffer", Singletons.NONE);
            }
            long size = LongType.asLong(call.arg(1));
            long chars = LongType.asLong(call.arg(2));
            if (chars < 0) chars = size;
            boolean more = true;
            while (more && (chars < 0 || Objects.length(call.get(self, "charbuffer")) < chars)) more = fill(call, self, size);
            long text = call.get(self, "charbuffer");
            call.set(self, "charbuffer", chars < 0 ? call.get(self, "_empty_charbuffer") : call.keep(Sequences.getSlice(text, chars, Long.MAX_VALUE)));
            return chars < 0 ? References.newRef(text) : Sequences.getSlice(text, 0, chars);
        }
    }

    /** Reads once more, and decodes: whether the stream had anything. */
    private static boolean fill(Activation call, long self, long size) {
        long stream = call.get(self, "stream");
        long news = size < 0 ? call.call(stream, "read") : call.call(stream, "read", call.number(size));
        long data = call.keep(Numbers.add(call.get(self, "bytebuffer"), news));
        if (!Objects.isTrue(data)) return false;
        long pair = decoded(call, self, data);
        call.set(self, "bytebuffer", call.keep(Sequences.getSlice(data, Numbers.asSsize(TupleType.get(pair, 1), Exceptions.OverflowError), Long.MAX_VALUE)));
        call.set(self, "charbuffer", call.keep(Numbers.add(call.get(self, "charbuffer"), TupleType.get(pair, 0))));
        return Objects.isTrue(news);
    }

    /** Where only the first line is wanted, a mistake behind it doesn't matter yet. */
    private static long decoded(Activation call, long self, long data) {
        long decode = call.get(self, "decode");
        long errors = call.get(self, "errors");
        try {
            return coded(call, decode, data, errors);
        } catch (PyError error) {
            boolean mayEndBefore = Objects.isTrue(call.arg(3)) && ExceptionType.matches(error, Exceptions.UnicodeDecodeError);
            if (!mayEndBefore) throw error;
            long exception = call.keep(ExceptionType.instance(error));
            long pair = coded(call, decode, call.keep(Sequences.getSlice(data, 0, call.number(exception, "start"))), errors);
            if (lines(call, TupleType.get(pair, 0)).size() <= 1) throw ExceptionType.raise(exception);
            return pair;
        }
    }

    /** The lines with their ends. */
    private static List<Long> lines(Activation call, long text) {
        List<Long> lines = new ArrayList<>();
        long list = call.call(text, "splitlines", Singletons.TRUE);
        for (long i = 0; i < ListType.size(list); i++) lines.add(ListType.get(list, i));
        return lines;
    }

    /** A line as it is wanted. */
    private static long ended(Activation call, long line) {
        if (Objects.isTrue(call.arg(2)) || !Objects.isTrue(line)) return References.newRef(line);
        return Sequences.getItem(call.call(line, "splitlines", Singletons.FALSE), 0);
    }

    @Method("StreamReader.readline")
    static long readLine(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long self = call.arg(0);
            if (!call.isNone(self, "linebuffer") && call.isTrue(self, "linebuffer")) return ended(call, buffered(call, self));
            long size = call.isGiven(1) ? LongType.asLong(call.arg(1)) : 0;
            long reads = size == 0 ? FIRST_READ : size;
            long line = call.get(self, "_empty_charbuffer");
            while (true) {
                long data = piece(call, self, reads);
                line = call.keep(Numbers.add(line, data));
                List<Long> lines = lines(call, line);
                if (lines.size() > 1 || !lines.isEmpty() && isWhole(call, line)) return ended(call, first(call, self, lines));
                if (!Objects.isTrue(data) || call.isGiven(1)) return ended(call, line);
                if (reads < LARGEST_READ) reads *= 2;
            }
        }
    }

    private static boolean isWhole(Activation call, long line) {
        return !Objects.equal(line, call.keep(Sequences.getItem(call.call(line, "splitlines", Singletons.FALSE), 0)));
    }

    /** The first of the lines that were read before. */
    private static long buffered(Activation call, long self) {
        long lines = call.get(self, "linebuffer");
        long line = call.call(lines, "pop", call.number(0));
        if (Objects.length(lines) == 1) {
            call.set(self, "charbuffer", call.keep(Sequences.getItem(lines, 0)));
            call.set(self, "linebuffer", Singletons.NONE);
        }
        return line;
    }

    /** What a read returns; if that ends in a carriage return, with the character behind it. */
    private static long piece(Activation call, long self, long size) {
        long keywords = call.keep(DictType.make());
        DictType.set(keywords, "firstline", Singletons.TRUE);
        long data = call.apply(call.get(self, "read"), call.tuple(call.number(size)), keywords);
        if (!Objects.isTrue(data)) return data;
        boolean isText = TypeLookup.isInstance(data, BuiltinTypes.STR);
        long end = isText ? call.text("\r") : call.keep(BytesType.of(new byte[] {'\r'}));
        if (!call.asks(data, "endswith", end)) return data;
        return call.keep(Numbers.add(data, call.call(self, "read", call.number(1), call.number(1))));
    }

    /** Keeps the lines behind the first, which may be only begun. */
    private static long first(Activation call, long self, List<Long> lines) {
        long rest = call.get(self, "charbuffer");
        if (lines.size() > 2) {
            long kept = call.keep(ListType.of(lines.subList(1, lines.size() - 1).stream().mapToLong(Long::longValue).toArray()));
            ListType.append(kept, call.keep(Numbers.add(lines.getLast(), rest)));
            call.set(self, "linebuffer", kept);
            call.set(self, "charbuffer", Singletons.NONE);
        } else if (lines.size() == 2) {
            call.set(self, "charbuffer", call.keep(Numbers.add(lines.getLast(), rest)));
        }
        return lines.getFirst();
    }

    @Method("StreamReader.readlines")
    static long readLines(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Activation.own(call.call(call.call(call.arg(0), "read"), "splitlines", call.arg(2)));
        }
    }

    @Method("StreamReader.__next__")
    static long next(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long line = call.call(call.arg(0), "readline");
            if (!Objects.isTrue(line)) throw PyError.ofValue(Exceptions.StopIteration, NULL);
            return References.newRef(line);
        }
    }
}
