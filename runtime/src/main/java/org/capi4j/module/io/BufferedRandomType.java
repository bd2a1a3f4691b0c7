package org.capi4j.module.io;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.memory.Shim;
import org.capi4j.module.Fields;
import org.capi4j.object.Allocation;
import org.capi4j.type.Arguments;

/** {@code io.BufferedRandom}: reads and writes. */
@BuiltinType(
        value = "c4j_BufferedRandomType",
        name = "_io.BufferedRandom",
        base = "c4j_BufferedType",
        basicsize = Buffer.SIZEOF,
        dictoffset = Streams.DICT_OFFSET,
        weaklistoffset = Streams.WEAK_OFFSET,
        flags = Fields.FLAGS)
public final class BufferedRandomType {
    static final long TYPE = Shim.symbol("c4j_BufferedRandomType");

    private BufferedRandomType() {}

    @Slot("tp_new")
    static long create(long type, long args, long kwargs) {
        return Allocation.instance(type, 0);
    }

    @Slot("tp_init")
    static void init(long self, long args, long kwargs) {
        long[] values = Arguments.unpack("BufferedRandom", new String[] {"raw", "buffer_size"}, 2, 1, args, kwargs);
        long size = values[1] == NULL ? IoModule.DEFAULT_BUFFER_SIZE : Arguments.ssize(values[1]);
        IoBaseType.requireAbility(values[0], "seekable", "File or stream is not seekable.");
        IoBaseType.requireAbility(values[0], "readable", "File or stream is not readable.");
        IoBaseType.requireAbility(values[0], "writable", "File or stream is not writable.");
        Buffer.start(self, values[0], size);
    }

    @Method("read")
    static long read(long self, long args, long nargs) {
        return BufferedReading.read(self, args, nargs);
    }

    @Method("read1")
    static long read1(long self, long args, long nargs) {
        return BufferedReading.read1(self, args, nargs);
    }

    @Method("readinto")
    static long readinto(long self, long target) {
        return BufferedReading.readInto(self, target, "readinto", true);
    }

    @Method("readinto1")
    static long readinto1(long self, long target) {
        return BufferedReading.readInto(self, target, "readinto1", false);
    }

    @Method("peek")
    static long peek(long self, long args, long nargs) {
        return BufferedReading.peek(self, args, nargs);
    }

    @Method("readline")
    static long readline(long self, long args, long nargs) {
        return BufferedReading.readLine(self, args, nargs);
    }

    @Slot("tp_iternext")
    static long next(long self) {
        return BufferedReading.next(self, TYPE);
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
