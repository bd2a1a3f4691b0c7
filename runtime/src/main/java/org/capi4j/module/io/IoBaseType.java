package org.capi4j.module.io;

import static org.capi4j.memory.Memory.NULL;

import java.io.ByteArrayOutputStream;
import org.capi4j.export.BuiltinType;
import org.capi4j.export.Call;
import org.capi4j.export.Getter;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.memory.Shim;
import org.capi4j.module.Fields;
import org.capi4j.module.Iteration;
import org.capi4j.module.Namespace;
import org.capi4j.object.Allocation;
import org.capi4j.object.ErrorIndicator;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.BoolType;
import org.capi4j.type.BytesType;
import org.capi4j.type.Calls;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.ObjectType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TypeLookup;

/**
 * {@code _io._IOBase}: every stream. What a stream can't do is an {@code UnsupportedOperation}.
 */
@BuiltinType(
        value = "c4j_IoBaseType",
        name = "_io._IOBase",
        base = "PyBaseObject_Type",
        basicsize = 32,
        dictoffset = Streams.DICT_OFFSET,
        weaklistoffset = Streams.WEAK_OFFSET,
        flags = Fields.FLAGS)
public final class IoBaseType {
    static final long TYPE = Shim.symbol("c4j_IoBaseType");
    private static final int REFERENCES = 0;

    private IoBaseType() {}

    @Slot("tp_new")
    static long create(long type, long args, long kwargs) {
        return Allocation.instance(type, 0);
    }

    @Method(value = "seek", call = Call.VARARGS)
    static long seek(long self, long args, long nargs) {
        throw Streams.unsupported("seek");
    }

    @Method("tell")
    static long tell(long self) {
        long offset = LongType.of(0);
        long whence = LongType.of(1);
        try {
            return Calls.callMethod(self, "seek", offset, whence);
        } finally {
            References.decref(whence);
            References.decref(offset);
        }
    }

    @Method(value = "truncate", call = Call.VARARGS)
    static long truncate(long self, long args, long nargs) {
        throw Streams.unsupported("truncate");
    }

    @Method("fileno")
    static long fileno(long self) {
        throw Streams.unsupported("fileno");
    }

    @Method("flush")
    static long flush(long self) {
        if (hasClosed(self)) throw Streams.closed();
        return Singletons.none();
    }

    /** Whether {@link #close} was here: not what {@code closed} says, which a derived class may answer. */
    private static boolean hasClosed(long self) {
        long mark = Objects.lookupAttr(self, "__IOBase_closed");
        References.xdecref(mark);
        return mark != NULL;
    }

    /** Flushes even a stream whose flush fails only once. */
    @Method("close")
    static long close(long self) {
        if (hasClosed(self)) return Singletons.none();
        try {
            Streams.run(self, "flush");
        } finally {
            Objects.setAttr(self, "__IOBase_closed", Singletons.TRUE);
        }
        return Singletons.none();
    }

    @Getter("closed")
    static long closed(long self) {
        return BoolType.of(hasClosed(self));
    }

    @Method("seekable")
    static long seekable(long self) {
        return BoolType.of(false);
    }

    @Method("readable")
    static long readable(long self) {
        return BoolType.of(false);
    }

    @Method("writable")
    static long writable(long self) {
        return BoolType.of(false);
    }

    @Method("isatty")
    static long isTerminal(long self) {
        Streams.requireOpen(self);
        return BoolType.of(false);
    }

    @Method("_checkClosed")
    static long checkClosed(long self) {
        Streams.requireOpen(self);
        return Singletons.none();
    }

    @Method("_checkSeekable")
    static long checkSeekable(long self) {
        requireAbility(self, "seekable", "File or stream is not seekable.");
        return Singletons.none();
    }

    @Method("_checkReadable")
    static long checkReadable(long self) {
        requireAbility(self, "readable", "File or stream is not readable.");
        return Singletons.none();
    }

    @Method("_checkWritable")
    static long checkWritable(long self) {
        requireAbility(self, "writable", "File or stream is not writable.");
        return Singletons.none();
    }

    static void requireAbility(long stream, String ability, String message) {
        if (!Streams.test(stream, ability)) throw Streams.unsupported(message);
    }

    @Method("__enter__")
    static long enter(long self) {
        Streams.requireOpen(self);
        return References.newRef(self);
    }

    @Method(value = "__exit__", call = Call.VARARGS)
    static long exit(long self, long args, long nargs) {
        return Calls.callMethod(self, "close");
    }

    @Slot("tp_iter")
    static long iter(long self) {
        Streams.requireOpen(self);
        return References.newRef(self);
    }

    @Slot("tp_iternext")
    static long next(long self) {
        long line = Calls.callMethod(self, "readline");
        if (Objects.length(line) > 0) return line;
        References.decref(line);
        return NULL;
    }

    /** Byte by byte, unless the stream can {@code peek}. */
    @Method("readline")
    static long readline(long self, long args, long nargs) {
        Arguments.checkPositional("readline", nargs, 0, 1);
        long limit = Streams.size(args, nargs, 0, -1);
        boolean peeks = Objects.hasAttr(self, "peek");
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (limit < 0 || line.size() < limit) {
            long count = peeks ? ahead(self, limit < 0 ? Long.MAX_VALUE : limit - line.size()) : 1;
            byte[] part = bytes(Streams.callWithNumber(self, "read", count), "read");
            if (part.length == 0) break;
            line.writeBytes(part);
            if (part[part.length - 1] == '\n') break;
        }
        return BytesType.of(line.toByteArray());
    }

    /** How many bytes up to the end of line can be read at once. */
    private static long ahead(long self, long limit) {
        byte[] buffer = bytes(Streams.callWithNumber(self, "peek", 1), "peek");
        int length = 0;
        while (length < buffer.length && length < limit && (length == 0 || buffer[length - 1] != '\n')) length++;
        return Math.max(length, 1);
    }

    /** The reference is consumed. */
    private static byte[] bytes(long object, String method) {
        try {
            if (BytesType.isInstance(object)) return BytesType.toJava(object);
            throw PyError.of(Exceptions.OSError, method + "() should have returned a bytes object, not '" + TypeLookup.nameOf(object) + "'");
        } finally {
            References.decref(object);
        }
    }

    @Method("readlines")
    static long readlines(long self, long args, long nargs) {
        Arguments.checkPositional("readlines", nargs, 0, 1);
        long hint = Streams.size(args, nargs, 0, -1);
        long lines = ListType.make(0);
        long iterator = NULL;
        try {
            iterator = Objects.iter(self);
            long length = 0;
            for (long line = Objects.next(iterator); line != NULL; line = Objects.next(iterator)) {
                Namespace.append(lines, line);
                length += Objects.length(line);
                if (hint > 0 && length >= hint) break;
            }
            return lines;
        } catch (Throwable failure) {
            References.decref(lines);
            throw failure;
        } finally {
            References.xdecref(iterator);
        }
    }

    @Method("writelines")
    static long writelines(long self, long lines) {
        Streams.requireOpen(self);
        Iteration.forEach(lines, line -> Streams.run(self, "write", line));
        return Singletons.none();
    }

    @Getter("__dict__")
    static long dict(long self) {
        return ObjectType.instanceDict(self);
    }

    /** A stream that nobody closed is closed when it goes; what goes wrong then is nobody's concern. */
    @Slot("tp_finalize")
    static void finalizeStream(long self) {
        long error = ErrorIndicator.isSet() ? 1 : 0;
        if (error != 0) return;
        try {
            if (!Streams.isClosed(self)) Streams.run(self, "close");
        } catch (PyError failure) {
            failure.release();
        }
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
