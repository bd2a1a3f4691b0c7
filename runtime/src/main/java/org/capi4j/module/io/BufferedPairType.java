package org.capi4j.module.io;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Call;
import org.capi4j.export.Getter;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.memory.Shim;
import org.capi4j.module.Fields;
import org.capi4j.object.Allocation;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.BoolType;
import org.capi4j.type.Calls;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/**
 * {@code io.BufferedRWPair}: a stream that reads from one raw stream and writes to another.
 *
 * <pre>
 * 32 reader
 * 40 writer
 * </pre>
 */
@BuiltinType(
        value = "c4j_BufferedPairType",
        name = "_io.BufferedRWPair",
        base = "c4j_BufferedIoBaseType",
        basicsize = 48,
        dictoffset = Streams.DICT_OFFSET,
        weaklistoffset = Streams.WEAK_OFFSET,
        flags = Fields.FLAGS)
public final class BufferedPairType {
    static final long TYPE = Shim.symbol("c4j_BufferedPairType");
    private static final int READER = 2;
    private static final int WRITER = 3;
    private static final int REFERENCES = 2;

    private BufferedPairType() {}

    @Slot("tp_new")
    static long create(long type, long args, long kwargs) {
        return Allocation.instance(type, 0);
    }

    @Slot("tp_init")
    static void init(long self, long args, long kwargs) {
        if (References.type(self) == TYPE) Arguments.noKeywords("BufferedRWPair", kwargs);
        Arguments.checkPositional("BufferedRWPair", TupleType.size(args), 2, 3);
        long reader = TupleType.get(args, 0);
        long writer = TupleType.get(args, 1);
        IoBaseType.requireAbility(reader, "readable", "File or stream is not readable.");
        IoBaseType.requireAbility(writer, "writable", "File or stream is not writable.");
        long size = TupleType.size(args) > 2 ? References.newRef(TupleType.get(args, 2)) : LongType.of(IoModule.DEFAULT_BUFFER_SIZE);
        try {
            Fields.set(self, READER, Calls.callWith(BufferedReaderType.TYPE, reader, size));
            Fields.set(self, WRITER, Calls.callWith(BufferedWriterType.TYPE, writer, size));
        } finally {
            References.decref(size);
        }
    }

    private static long forward(long self, int side, String method, long args) {
        long stream = Fields.get(self, side);
        if (stream == NULL) throw PyError.valueError("I/O operation on uninitialized object");
        long function = Objects.getAttr(stream, method);
        try {
            return Calls.call(function, args, NULL);
        } finally {
            References.decref(function);
        }
    }

    private static long forward(long self, int side, String method) {
        long none = TupleType.empty();
        try {
            return forward(self, side, method, none);
        } finally {
            References.decref(none);
        }
    }

    @Method(value = "read", call = Call.VARARGS)
    static long read(long self, long args) {
        return forward(self, READER, "read", args);
    }

    @Method(value = "read1", call = Call.VARARGS)
    static long read1(long self, long args) {
        return forward(self, READER, "read1", args);
    }

    @Method(value = "peek", call = Call.VARARGS)
    static long peek(long self, long args) {
        return forward(self, READER, "peek", args);
    }

    @Method(value = "readinto", call = Call.VARARGS)
    static long readinto(long self, long args) {
        return forward(self, READER, "readinto", args);
    }

    @Method(value = "readinto1", call = Call.VARARGS)
    static long readinto1(long self, long args) {
        return forward(self, READER, "readinto1", args);
    }

    @Method("readable")
    static long readable(long self) {
        return forward(self, READER, "readable");
    }

    @Method(value = "write", call = Call.VARARGS)
    static long write(long self, long args) {
        return forward(self, WRITER, "write", args);
    }

    @Method("flush")
    static long flush(long self) {
        return forward(self, WRITER, "flush");
    }

    @Method("writable")
    static long writable(long self) {
        return forward(self, WRITER, "writable");
    }

    /** Both are closed, whatever goes wrong with the first. */
    @Method("close")
    static long close(long self) {
        try {
            References.decref(forward(self, WRITER, "close"));
        } finally {
            References.decref(forward(self, READER, "close"));
        }
        return Singletons.none();
    }

    @Method("isatty")
    static long isTerminal(long self) {
        return BoolType.of(Streams.test(Fields.get(self, WRITER), "isatty") || Streams.test(Fields.get(self, READER), "isatty"));
    }

    @Getter("closed")
    static long closed(long self) {
        if (Fields.get(self, WRITER) == NULL) throw PyError.runtimeError("the BufferedRWPair object is being garbage-collected");
        return Objects.getAttr(Fields.get(self, WRITER), "closed");
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
        Streams.dealloc(self, REFERENCES);
    }
}
