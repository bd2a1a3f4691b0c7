package org.capi4j.module.io;

import java.io.ByteArrayOutputStream;
import org.capi4j.export.BuiltinType;
import org.capi4j.export.Call;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.module.Fields;
import org.capi4j.object.Allocation;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.ByteArrayType;
import org.capi4j.type.BytesType;
import org.capi4j.type.Calls;
import org.capi4j.type.Numbers;
import org.capi4j.type.Singletons;

/**
 * {@code _io._RawIOBase}: streams of bytes without a buffer: all reading goes through {@code readinto}.
 */
@BuiltinType(
        value = "c4j_RawIoBaseType",
        name = "_io._RawIOBase",
        base = "c4j_IoBaseType",
        basicsize = 32,
        dictoffset = Streams.DICT_OFFSET,
        weaklistoffset = Streams.WEAK_OFFSET,
        flags = Fields.FLAGS)
public final class RawIoBaseType {
    static final long TYPE = Shim.symbol("c4j_RawIoBaseType");
    private static final int REFERENCES = 0;

    private RawIoBaseType() {}

    @Slot("tp_new")
    static long create(long type, long args, long kwargs) {
        return Allocation.instance(type, 0);
    }

    @Method("read")
    static long read(long self, long args, long nargs) {
        Arguments.checkPositional("read", nargs, 0, 1);
        long size = nargs == 0 ? -1 : Numbers.asSsize(Memory.getLong(args), Exceptions.ValueError);
        if (size < 0) return Calls.callMethod(self, "readall");
        long buffer = ByteArrayType.make(size);
        try {
            long count = Calls.callMethod(self, "readinto", buffer);
            if (count == Singletons.NONE) return count;
            long read;
            try {
                read = Numbers.asSsize(count, Exceptions.ValueError);
            } finally {
                References.decref(count);
            }
            return BytesType.ofData(ByteArrayType.data(buffer), read);
        } finally {
            References.decref(buffer);
        }
    }

    @Method(value = {"readinto", "write"}, call = Call.VARARGS)
    static long abstractMethod(long self, long args) {
        throw PyError.of(Exceptions.NotImplementedError, null);
    }

    @Method("readall")
    static long readall(long self) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        boolean any = false;
        while (true) {
            long part = Streams.callWithNumber(self, "read", IoModule.DEFAULT_BUFFER_SIZE);
            try {
                if (part == Singletons.NONE) return any ? BytesType.of(all.toByteArray()) : Singletons.none();
                if (!BytesType.isInstance(part)) throw PyError.typeError("read() should return bytes");
                if (BytesType.size(part) == 0) return BytesType.of(all.toByteArray());
                all.writeBytes(BytesType.toJava(part));
                any = true;
            } finally {
                References.decref(part);
            }
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
