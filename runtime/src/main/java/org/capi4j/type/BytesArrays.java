package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.memory.Memory;
import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/** C arrays of strings, as {@code exec} takes them, in memory of {@code PyMem_Malloc}. */
public final class BytesArrays {
    private static final long MEM_DOMAIN = 1;
    private static final long ALLOCATE = Shim.symbol("c4j_alloc");
    private static final long FREE = Shim.symbol("c4j_free");

    private BytesArrays() {}

    /** A NULL-terminated {@code char **} with copies of a sequence of bytes objects; the caller frees it with {@link #free}. */
    public static long toCharArrays(long sequence) {
        long count = Sequences.length(sequence);
        long array = allocate(8 * (count + 1));
        Memory.fill(array, 8 * (count + 1), (byte) 0);
        try {
            for (long i = 0; i < count; i++) Memory.putLong(array + 8 * i, copy(Sequences.getItem(sequence, i)));
        } catch (Throwable error) {
            free(array);
            throw error;
        }
        return array;
    }

    /** Steals {@code bytes}. */
    private static long copy(long bytes) {
        try {
            if (!TypeLookup.isInstance(bytes, BuiltinTypes.BYTES)) {
                throw PyError.typeError("expected bytes, " + TypeLookup.fullNameOf(bytes) + " found");
            }
            long size = BytesType.size(bytes);
            long data = BytesType.data(bytes);
            if (Memory.stringLength(data) != size) throw PyError.valueError("embedded null byte");
            long text = allocate(size + 1);
            Memory.copy(data, text, size + 1);
            return text;
        } finally {
            References.decref(bytes);
        }
    }

    /** _Py_FreeCharPArray. */
    public static void free(long array) {
        for (long at = array; Memory.getLong(at) != NULL; at += 8) release(Memory.getLong(at));
        release(array);
    }

    private static long allocate(long size) {
        long block;
        block = NativeCall.critical(ALLOCATE, MEM_DOMAIN, size);
        if (block == NULL) throw PyError.memoryError();
        return block;
    }

    private static void release(long block) {
        NativeCall.critical(FREE, MEM_DOMAIN, block);
    }
}
