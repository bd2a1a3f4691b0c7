package org.capi4j.type;

import java.math.BigInteger;
import org.capi4j.layout.PyObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/** Objects whose fields are four ints: ranges and their iterators. */
final class LongFields {
    private static final int COUNT = 4;

    private LongFields() {}

    static long make(long type, BigInteger... values) {
        long[] integers = new long[COUNT];
        try {
            for (int i = 0; i < COUNT; i++) integers[i] = LongType.of(values[i]);
            long object = Allocation.object(type, PyObject.SIZEOF + 8 * COUNT);
            for (int i = 0; i < COUNT; i++) Memory.putLong(object + PyObject.SIZEOF + 8L * i, integers[i]);
            return object;
        } catch (PyError error) {
            for (long integer : integers) References.xdecref(integer);
            throw error;
        }
    }

    static void dealloc(long self) {
        for (long i = 0; i < COUNT; i++) References.decref(Memory.getLong(self + PyObject.SIZEOF + 8 * i));
        Allocation.freeObject(self);
    }
}
