package org.capi4j.module.source;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.module.ClassContents;
import org.capi4j.module.Definitions;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.BytesType;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.Objects;
import org.capi4j.type.Sequences;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/** {@code codecs.StreamReaderWriter} and {@code StreamRecoder}: a reader and a writer of one stream; and the functions that open files by them or code items of an iterable. */
@BuiltinModule("codecs.stream pairs")
public final class CodecStreamPairs {
    private CodecStreamPairs() {}

    public static void fill(long dict) {
        Definitions definitions = new Definitions(dict, "CodecStreamPairs");
        definitions.enter("open(filename, mode='r', encoding=None, errors='strict', buffering=-1)", "EncodedFile(file, data_encoding, file_encoding=None, errors='strict')");
        definitions.enter("yield iterencode(iterator, encoding, errors='strict', **kwargs)", "yield iterdecode(iterator, encoding, errors='strict', **kwargs)");
    }

    private static ClassContents pair(long dict, String name) {
        return CodecStreams.stream(dict, name).returningSelf("__iter__(self)");
    }

    static long makePair(long dict) {
        Definitions definitions = new Definitions(dict, "CodecStreamPairs");
        ClassContents pair = pair(dict, "StreamReaderWriter").put("encoding", Strings.of("unknown"));
        pair.delegating("reader", "read(self, size=-1)", "readline(self, size=None)", "readlines(self, sizehint=None)", "__next__(self)");
        pair.delegating("writer", "write(self, data)", "writelines(self, list)");
        for (String function : new String[] {"__init__(self, stream, Reader, Writer, errors='strict')", "reset(self)", "seek(self, offset, whence=0)"}) {
            enter(definitions, pair, "StreamReaderWriter", function);
        }
        return pair.make(BuiltinTypes.TYPE);
    }

    private static void enter(Definitions definitions, ClassContents contents, String cls, String function) {
        contents.put(function.substring(0, function.indexOf('(')), definitions.function(cls + "." + function));
    }

    static long makeRecoder(long dict) {
        Definitions definitions = new Definitions(dict, "CodecStreamPairs");
        ClassContents recoder = pair(dict, "StreamRecoder").put("data_encoding", Strings.of("unknown")).put("file_encoding", Strings.of("unknown"));
        String[] functions = {
            "__init__(self, stream, encode, decode, Reader, Writer, errors='strict')", "read(self, size=-1)", "readline(self, size=None)", "readlines(self, sizehint=None)", "__next__(self)",
            "write(self, data)", "writelines(self, list)", "reset(self)", "seek(self, offset, whence=0)"
        };
        for (String function : functions) enter(definitions, recoder, "StreamRecoder", function);
        return recoder.make(BuiltinTypes.TYPE);
    }

    private static long reader(Activation call) {
        return call.get(call.arg(0), "reader");
    }

    private static long writer(Activation call) {
        return call.get(call.arg(0), "writer");
    }

    private static void open(Activation call, long stream, long reader, long writer, long errors) {
        call.set(call.arg(0), "stream", stream);
        call.set(call.arg(0), "reader", call.invoke(reader, stream, errors));
        call.set(call.arg(0), "writer", call.invoke(writer, stream, errors));
        call.set(call.arg(0), "errors", errors);
    }

    @Method("StreamReaderWriter.__init__")
    static long initPair(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            open(call, call.arg(1), call.arg(2), call.arg(3), call.arg(4));
            return Activation.none();
        }
    }

    @Method({"StreamReaderWriter.reset", "StreamRecoder.reset"})
    static long reset(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            call.call(reader(call), "reset");
            call.call(writer(call), "reset");
            return Activation.none();
        }
    }

    @Method("StreamReaderWriter.seek")
    static long seekPair(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            call.call(call.get(call.arg(0), "stream"), "seek", call.arg(1), call.arg(2));
            call.call(reader(call), "reset");
            if (CodecStreams.isStart(call)) call.call(writer(call), "reset");
            return Activation.none();
        }
    }

    @Method("StreamRecoder.__init__")
    static long initRecoder(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            call.set(call.arg(0), "encode", call.arg(2));
            call.set(call.arg(0), "decode", call.arg(3));
            open(call, call.arg(1), call.arg(4), call.arg(5), call.arg(6));
            return Activation.none();
        }
    }

    private static long recoded(Activation call, String coder, long data) {
        long pair = CodecStreams.coded(call, call.get(call.arg(0), coder), data, call.get(call.arg(0), "errors"));
        return TupleType.get(pair, 0);
    }

    @Method("StreamRecoder.read")
    static long read(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Activation.own(recoded(call, "encode", call.call(reader(call), "read", call.arg(1))));
        }
    }

    @Method("StreamRecoder.readline")
    static long readLine(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long line = call.isGiven(1) ? call.call(reader(call), "readline", call.arg(1)) : call.call(reader(call), "readline");
            return Activation.own(recoded(call, "encode", line));
        }
    }

    @Method("StreamRecoder.readlines")
    static long readLines(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long keywords = call.keep(DictType.make());
            DictType.set(keywords, "keepends", Singletons.TRUE);
            return Activation.own(call.apply(call.get(recoded(call, "encode", call.call(reader(call), "read")), "splitlines"), call.tuple(), keywords));
        }
    }

    @Method("StreamRecoder.__next__")
    static long next(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Activation.own(recoded(call, "encode", call.call(reader(call), "__next__")));
        }
    }

    @Method("StreamRecoder.write")
    static long write(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Activation.own(call.call(writer(call), "write", recoded(call, "decode", call.arg(1))));
        }
    }

    @Method("StreamRecoder.writelines")
    static long writeLines(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long data = call.call(call.keep(BytesType.of(new byte[0])), "join", call.arg(1));
            return Activation.own(call.call(writer(call), "write", recoded(call, "decode", data)));
        }
    }

    @Method("StreamRecoder.seek")
    static long seek(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            call.call(reader(call), "seek", call.arg(1), call.arg(2));
            call.call(writer(call), "seek", call.arg(1), call.arg(2));
            return Activation.none();
        }
    }

    private static long info(Activation call, long encoding) {
        return call.invoke(call.global("codecs", "lookup"), encoding);
    }

    /** A file whose bytes are coded on the way; without an encoding an ordinary one. */
    @Method("open")
    static long openFile(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            boolean coded = call.isGiven(2);
            long mode = call.arg(1);
            if (coded && !Sequences.contains(mode, call.text("b"))) mode = call.keep(Sequences.concat(mode, call.text("b")));
            long file = call.invoke(call.imported("builtins", "open"), call.arg(0), mode, call.arg(4));
            if (!coded) return References.newRef(file);
            try {
                long info = info(call, call.arg(2));
                long pair = call.invoke(call.get(call.keep(org.capi4j.module.Imports.importModule("codecs")), "StreamReaderWriter"),
                        file, call.get(info, "streamreader"), call.get(info, "streamwriter"), call.arg(3));
                call.set(pair, "encoding", call.arg(2));
                return References.newRef(pair);
            } catch (PyError error) {
                call.call(file, "close");
                throw error;
            }
        }
    }

    @Method("EncodedFile")
    static long encodedFile(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long encoding = call.isGiven(2) ? call.arg(2) : call.arg(1);
            long data = info(call, call.arg(1));
            long file = info(call, encoding);
            long recoder = call.invoke(call.imported("codecs", "StreamRecoder"), call.arg(0), call.get(data, "encode"), call.get(data, "decode"), call.get(file, "streamreader"),
                    call.get(file, "streamwriter"), call.arg(3));
            call.set(recoder, "data_encoding", call.arg(1));
            call.set(recoder, "file_encoding", encoding);
            return References.newRef(recoder);
        }
    }

    @Method("iterencode")
    static long encodeEach(long closure, long args, long nargs) {
        return codeEach(args, "getincrementalencoder", "encode");
    }

    @Method("iterdecode")
    static long decodeEach(long closure, long args, long nargs) {
        return codeEach(args, "getincrementaldecoder", "decode");
    }

    /** An iterator over what the coder makes of each item, and of the end, where that isn't empty. */
    private static long codeEach(long args, String getter, String method) {
        try (Activation call = new Activation(args)) {
            long coder = call.apply(call.invoke(call.global("codecs", getter), call.arg(1)), call.tuple(call.arg(2)), call.arg(3));
            long code = call.get(coder, method);
            long end = method.equals("encode") ? call.text("") : call.keep(BytesType.of(new byte[0]));
            long last = call.invoke(call.imported("itertools", "starmap"), code, call.tuple(call.tuple(end, Singletons.TRUE)));
            long all = call.invoke(call.imported("itertools", "chain"), call.invoke(BuiltinTypes.MAP, code, call.arg(0)), last);
            return Calls.callWith(BuiltinTypes.FILTER, Singletons.NONE, all);
        }
    }
}
