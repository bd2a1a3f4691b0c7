package org.capi4j.module.io;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Getter;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.module.Fields;
import org.capi4j.object.Allocation;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.Calls;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TypeLookup;

/** What buffered streams over one raw stream have in common: a base that CPython has not. */
@BuiltinType(
        value = "c4j_BufferedType",
        name = "_io._Buffered",
        base = "c4j_BufferedIoBaseType",
        basicsize = Buffer.SIZEOF,
        dictoffset = Streams.DICT_OFFSET,
        weaklistoffset = Streams.WEAK_OFFSET,
        flags = Fields.FLAGS)
public final class BufferedType {
    static final long TYPE = Shim.symbol("c4j_BufferedType");

    private BufferedType() {}

    @Slot("tp_new")
    static long create(long type, long args, long kwargs) {
        return Allocation.instance(type, 0);
    }

    @Method("flush")
    static long flush(long self) {
        Buffer.requireOpen(self, "flush of closed file");
        if (Buffer.isClosed(self)) throw PyError.valueError("flush of closed file");
        Buffer.flush(self);
        if (Streams.test(Buffer.raw(self), "seekable")) Buffer.rewind(self);
        return Calls.callMethod(Buffer.raw(self), "flush");
    }

    @Method("close")
    static long close(long self) {
        if (Buffer.isClosed(self)) return Singletons.none();
        try {
            Streams.run(self, "flush");
        } finally {
            Streams.run(Buffer.raw(self), "close");
        }
        return Singletons.none();
    }

    @Method("detach")
    static long detach(long self) {
        Buffer.raw(self);
        Streams.run(self, "flush");
        return Buffer.detach(self);
    }

    @Getter("closed")
    static long closed(long self) {
        return Objects.getAttr(Buffer.raw(self), "closed");
    }

    @Getter("raw")
    static long raw(long self) {
        long raw = Fields.get(self, Buffer.RAW);
        if (raw == NULL) return Singletons.none();
        return References.newRef(raw);
    }

    @Getter("name")
    static long name(long self) {
        return Objects.getAttr(Buffer.raw(self), "name");
    }

    @Getter("mode")
    static long mode(long self) {
        return Objects.getAttr(Buffer.raw(self), "mode");
    }

    @Method("fileno")
    static long fileno(long self) {
        return Calls.callMethod(Buffer.raw(self), "fileno");
    }

    @Method("isatty")
    static long isTerminal(long self) {
        return Calls.callMethod(Buffer.raw(self), "isatty");
    }

    @Method("seekable")
    static long seekable(long self) {
        return Calls.callMethod(Buffer.raw(self), "seekable");
    }

    @Method("readable")
    static long readable(long self) {
        return Calls.callMethod(Buffer.raw(self), "readable");
    }

    @Method("writable")
    static long writable(long self) {
        return Calls.callMethod(Buffer.raw(self), "writable");
    }

    @Method("tell")
    static long tell(long self) {
        return LongType.of(Buffer.tell(self));
    }

    @Method("seek")
    static long seek(long self, long args, long nargs) {
        Arguments.checkPositional("seek", nargs, 1, 2);
        int whence = nargs > 1 ? Arguments.integer(Memory.getLong(args + 8)) : 0;
        Buffer.raw(self);
        if (whence < 0 || whence > 4) throw PyError.valueError("whence value " + whence + " unsupported");
        Buffer.requireOpen(self, "seek of closed file");
        IoBaseType.requireAbility(Buffer.raw(self), "seekable", "File or stream is not seekable.");
        return LongType.of(Buffer.seek(self, Arguments.ssize(Memory.getLong(args)), whence));
    }

    @Method("truncate")
    static long truncate(long self, long args, long nargs) {
        Arguments.checkPositional("truncate", nargs, 0, 1);
        Buffer.requireOpen(self, "truncate of closed file");
        if (!Streams.test(self, "writable")) throw Streams.unsupported("truncate");
        Buffer.flush(self);
        Buffer.rewind(self);
        long given = Arguments.get(args, nargs, 0);
        long size = given == NULL || given == Singletons.NONE ? LongType.of(Buffer.tell(self)) : References.newRef(given);
        try {
            return Calls.callMethod(Buffer.raw(self), "truncate", size);
        } finally {
            References.decref(size);
        }
    }

    @Method("__getstate__")
    static long getState(long self) {
        throw PyError.typeError("cannot pickle '" + TypeLookup.fullNameOf(self) + "' object");
    }

    @Method("__sizeof__")
    static long sizeOf(long self) {
        return LongType.of(Memory.getLong(References.type(self) + PyTypeObject.tp_basicsize) + Fields.number(self, Buffer.SIZE));
    }

    @Slot("tp_repr")
    static long repr(long self) {
        return Streams.repr(self, "");
    }

    @Slot("tp_traverse")
    static int traverse(long self, long visit, long argument) {
        return Streams.traverse(self, Buffer.REFERENCES, visit, argument);
    }

    @Slot("tp_clear")
    static void clear(long self) {
        Streams.clear(self, Buffer.REFERENCES);
    }

    @Slot("tp_dealloc")
    static void dealloc(long self) {
        Streams.dealloc(self, Buffer.REFERENCES, Buffer.BLOCK);
    }
}
