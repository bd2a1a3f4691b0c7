package org.capi4j.module.io;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.memory.Shim;
import org.capi4j.module.Fields;
import org.capi4j.object.Allocation;
import org.capi4j.type.Arguments;

/** {@code io.BufferedWriter}. */
@BuiltinType(
        value = "c4j_BufferedWriterType",
        name = "_io.BufferedWriter",
        base = "c4j_BufferedType",
        basicsize = Buffer.SIZEOF,
        dictoffset = Streams.DICT_OFFSET,
        weaklistoffset = Streams.WEAK_OFFSET,
        flags = Fields.FLAGS)
public final class BufferedWriterType {
    static final long TYPE = Shim.symbol("c4j_BufferedWriterType");

    private BufferedWriterType() {}

    @Slot("tp_new")
    static long create(long type, long args, long kwargs) {
        return Allocation.instance(type, 0);
    }

    @Slot("tp_init")
    static void init(long self, long args, long kwargs) {
        long[] values = Arguments.unpack("BufferedWriter", new String[] {"raw", "buffer_size"}, 2, 1, args, kwargs);
        long size = values[1] == NULL ? IoModule.DEFAULT_BUFFER_SIZE : Arguments.ssize(values[1]);
        IoBaseType.requireAbility(values[0], "writable", "File or stream is not writable.");
        Buffer.start(self, values[0], size);
    }

    @Method("write")
    static long write(long self, long data) {
        return BufferedReading.write(self, data);
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
