package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.util.Arrays;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.layout.Constants;
import org.capi4j.layout.Py_buffer;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.Buffers;
import org.capi4j.type.BytesType;
import org.capi4j.type.Calls;
import org.capi4j.type.LongType;
import org.capi4j.type.TypeLookup;

/** {@code marshal}: values as bytes, in CPython's own format. */
@BuiltinModule("marshal")
public final class MarshalModule {
    private static final int VERSION = 4;

    private MarshalModule() {}

    /** {@code PyMarshal_WriteObjectToString}. */
    public static long dumps(long object, int version) {
        return BytesType.of(MarshalWriter.write(object, version, false));
    }

    /** The bytes that {@code PyMarshal_WriteObjectToFile} writes, which reports no object that it can't write. */
    public static long dumpsWhatGoes(long object, int version) {
        return BytesType.of(MarshalWriter.write(object, version, true));
    }

    /** {@code PyMarshal_ReadObjectFromString}: what comes behind the object isn't looked at. {@code used}[0] becomes how many bytes it took. */
    public static long loads(byte[] data, int[] used) {
        return MarshalReader.read(
                count -> {
                    int start = used[0];
                    used[0] = Math.min(data.length, start + count);
                    return Arrays.copyOfRange(data, start, used[0]);
                },
                "marshal data too short");
    }

    private static int version(long args, long nargs, int index) {
        return nargs > index ? Arguments.integer(Memory.getLong(args + 8L * index)) : VERSION;
    }

    @Method("dumps")
    static long dumps(long module, long args, long nargs) {
        Arguments.checkPositional("dumps", nargs, 1, 2);
        return dumps(Memory.getLong(args), version(args, nargs, 1));
    }

    @Method("loads")
    static long loads(long module, long buffer) {
        long view = Allocation.allocate(Py_buffer.SIZEOF);
        try {
            Buffers.get(buffer, view, Constants.PyBUF_SIMPLE);
            try {
                return loads(Memory.getBytes(Memory.getLong(view + Py_buffer.buf), Memory.getLong(view + Py_buffer.len)), new int[1]);
            } finally {
                Buffers.release(view);
            }
        } finally {
            Allocation.free(view);
        }
    }

    /** {@code dump(value, file[, version])}: what the file's {@code write} returns. */
    @Method("dump")
    static long dump(long module, long args, long nargs) {
        Arguments.checkPositional("dump", nargs, 2, 3);
        long bytes = dumps(Memory.getLong(args), version(args, nargs, 2));
        try {
            return Calls.callMethod(Memory.getLong(args + 8), "write", bytes);
        } finally {
            References.decref(bytes);
        }
    }

    /** Reads no byte more than the object has. */
    @Method("load")
    static long load(long module, long file) {
        take(file, 0);
        return MarshalReader.read(count -> take(file, count), "EOF read where not expected");
    }

    private static byte[] take(long file, int count) {
        long size = LongType.of(count);
        long bytes = NULL;
        try {
            bytes = Calls.callMethod(file, "read", size);
            if (!BytesType.isInstance(bytes)) {
                throw PyError.typeError("file.read() returned not bytes but " + TypeLookup.fullNameOf(bytes));
            }
            return BytesType.toJava(bytes);
        } finally {
            References.xdecref(bytes);
            References.decref(size);
        }
    }

    static void fill(long dict) {
        Namespace.put(dict, "version", VERSION);
    }
}
