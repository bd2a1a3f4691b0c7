package org.capi4j.module.io;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Call;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.module.Fields;
import org.capi4j.object.Allocation;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.BytesType;
import org.capi4j.type.LongType;

/**
 * {@code _io._BufferedIOBase}: streams of bytes that read and write all they are asked to.
 */
@BuiltinType(
        value = "c4j_BufferedIoBaseType",
        name = "_io._BufferedIOBase",
        base = "c4j_IoBaseType",
        basicsize = 32,
        dictoffset = Streams.DICT_OFFSET,
        weaklistoffset = Streams.WEAK_OFFSET,
        flags = Fields.FLAGS)
public final class BufferedIoBaseType {
    static final long TYPE = Shim.symbol("c4j_BufferedIoBaseType");
    private static final int REFERENCES = 0;

    private BufferedIoBaseType() {}

    @Slot("tp_new")
    static long create(long type, long args, long kwargs) {
        return Allocation.instance(type, 0);
    }

    @Method("detach")
    static long detach(long self) {
        throw Streams.unsupported("detach");
    }

    @Method(value = "read", call = Call.VARARGS)
    static long read(long self, long args, long nargs) {
        throw Streams.unsupported("read");
    }

    @Method(value = "read1", call = Call.VARARGS)
    static long read1(long self, long args, long nargs) {
        throw Streams.unsupported("read1");
    }

    @Method(value = "write", call = Call.VARARGS)
    static long write(long self, long args, long nargs) {
        throw Streams.unsupported("write");
    }

    @Method("readinto")
    static long readinto(long self, long buffer) {
        return into(self, buffer, "read");
    }

    @Method("readinto1")
    static long readinto1(long self, long buffer) {
        return into(self, buffer, "read1");
    }

    private static long into(long self, long target, String method) {
        try (WritableView view = WritableView.of(method + "into", target)) {
            long data = Streams.callWithNumber(self, method, view.size());
            try {
                if (!BytesType.isInstance(data)) throw PyError.typeError("read() should return bytes");
                long size = BytesType.size(data);
                if (size > view.size()) {
                    throw PyError.valueError("read() returned too much data: " + view.size() + " bytes requested, " + size + " returned");
                }
                Memory.copy(BytesType.data(data), view.data(), size);
                return LongType.of(size);
            } finally {
                References.decref(data);
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
