package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.math.BigInteger;
import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.PyObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.References;

/**
 * range_iterator: a range whose values all fit C's {@code long}; others have a {@link LongRangeIterType}.
 *
 * <pre>
 * | PyObject (16) | index | start | step | length |
 * </pre>
 */
@BuiltinType("PyRangeIter_Type")
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class RangeIterType {
    private static final long INDEX = PyObject.SIZEOF;
    private static final long START = INDEX + 8;
    private static final long STEP = START + 8;
    private static final long LENGTH = STEP + 8;

    private RangeIterType() {}

    /** An iterator of one type or the other. */
    static long make(BigInteger start, BigInteger step, BigInteger length) {
        BigInteger end = start.add(step.multiply(length));
        if (start.bitLength() > 63 || step.bitLength() > 63 || end.bitLength() > 63 || length.bitLength() > 63) {
            return LongRangeIterType.make(start, step, length);
        }
        long iterator = Allocation.object(BuiltinTypes.RANGE_ITER, LENGTH + 8);
        Memory.putLong(iterator + INDEX, 0);
        Memory.putLong(iterator + START, start.longValue());
        Memory.putLong(iterator + STEP, step.longValue());
        Memory.putLong(iterator + LENGTH, length.longValue());
        return iterator;
    }

    @Slot("tp_dealloc")
    static void dealloc(long self) {
        Allocation.freeObject(self);
    }

    @Slot("tp_iternext")
    static long next(long self) {
        long index = Memory.getLong(self + INDEX);
        if (index >= Memory.getLong(self + LENGTH)) return NULL;
        Memory.putLong(self + INDEX, index + 1);
        return LongType.of(Memory.getLong(self + START) + index * Memory.getLong(self + STEP));
    }

    @Method("__length_hint__")
    static long lengthHint(long self) {
        return LongType.of(Memory.getLong(self + LENGTH) - Memory.getLong(self + INDEX));
    }

    /** {@code (iter, (range(start, stop, step),), index)}. */
    @Method("__reduce__")
    static long reduce(long self) {
        BigInteger start = BigInteger.valueOf(Memory.getLong(self + START));
        BigInteger step = BigInteger.valueOf(Memory.getLong(self + STEP));
        BigInteger stop = start.add(step.multiply(BigInteger.valueOf(Memory.getLong(self + LENGTH))));
        long index = LongType.of(Memory.getLong(self + INDEX));
        try {
            return Reduced.iter(RangeType.make(start, stop, step), index);
        } finally {
            References.decref(index);
        }
    }

    @Method("__setstate__")
    static long setState(long self, long state) {
        long index = LongType.asLong(state);
        Memory.putLong(self + INDEX, Math.max(0, Math.min(index, Memory.getLong(self + LENGTH))));
        return Singletons.none();
    }
}
