package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.math.BigInteger;
import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.PyObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/**
 * longrange_iterator: over a range with ints of any size.
 *
 * <pre>
 * | PyObject (16) | index | start | step | length |   four ints
 * </pre>
 */
@BuiltinType("PyLongRangeIter_Type")
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class LongRangeIterType {
    private static final long INDEX = PyObject.SIZEOF;
    private static final long START = INDEX + 8;
    private static final long STEP = START + 8;
    private static final long LENGTH = STEP + 8;

    private LongRangeIterType() {}

    static long make(BigInteger start, BigInteger step, BigInteger length) {
        return LongFields.make(BuiltinTypes.LONG_RANGE_ITER, BigInteger.ZERO, start, step, length);
    }

    private static BigInteger field(long self, long offset) {
        return LongType.asBigInteger(Memory.getLong(self + offset));
    }

    @Slot("tp_dealloc")
    static void dealloc(long self) {
        LongFields.dealloc(self);
    }

    @Slot("tp_iternext")
    static long next(long self) {
        BigInteger index = field(self, INDEX);
        if (index.compareTo(field(self, LENGTH)) >= 0) return NULL;
        long next = LongType.of(index.add(BigInteger.ONE));
        try {
            return LongType.of(field(self, START).add(index.multiply(field(self, STEP))));
        } finally {
            References.setRef(self + INDEX, next);
        }
    }

    @Method("__length_hint__")
    static long lengthHint(long self) {
        return LongType.of(field(self, LENGTH).subtract(field(self, INDEX)));
    }

    @Method("__reduce__")
    static long reduce(long self) {
        BigInteger start = field(self, START);
        BigInteger step = field(self, STEP);
        long range = RangeType.make(start, start.add(step.multiply(field(self, LENGTH))), step);
        return Reduced.iter(range, Memory.getLong(self + INDEX));
    }

    @Method("__setstate__")
    static long setState(long self, long state) {
        if (!LongType.isInstance(state)) {
            throw PyError.typeError("'<' not supported between instances of '" + TypeLookup.fullNameOf(state) + "' and 'int'");
        }
        BigInteger index = LongType.asBigInteger(state).max(BigInteger.ZERO).min(field(self, LENGTH));
        References.setRef(self + INDEX, LongType.of(index));
        return Singletons.none();
    }
}
