package org.capi4j.type;

import org.capi4j.layout.PyComplexObject;
import org.capi4j.layout.Py_complex;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.References;

/** {@code _PyCode_ConstantKey}: keys that keep constants apart which are equal and yet not the same: 0, 0.0, -0.0 and False. */
public final class ConstantKey {
    private ConstantKey() {}

    /** A new reference: the object itself where its type says it all, else a tuple. */
    public static long of(long object) {
        long type = References.type(object);
        boolean plain = object == Singletons.NONE || object == Singletons.ELLIPSIS || type == BuiltinTypes.INT || type == BuiltinTypes.STR
                || type == BuiltinTypes.CODE;
        if (plain) return References.newRef(object);
        if (type == BuiltinTypes.BOOL || type == BuiltinTypes.BYTES) return TupleType.of(type, object);
        if (type == BuiltinTypes.FLOAT) return isMinusZero(FloatType.value(object)) ? TupleType.of(type, object, Singletons.NONE) : TupleType.of(type, object);
        if (type == BuiltinTypes.COMPLEX) return ofComplex(type, object);
        if (type == BuiltinTypes.TUPLE) return ofTuple(object);
        if (type == BuiltinTypes.FROZEN_SET) return ofSet(object);
        return TupleType.steal(LongType.ofUnsigned(object), References.newRef(object));
    }

    private static boolean isMinusZero(double value) {
        return value == 0 && Double.doubleToRawLongBits(value) != 0;
    }

    private static long ofComplex(long type, long object) {
        boolean real = isMinusZero(Memory.getDouble(object + PyComplexObject.cval + Py_complex.real));
        boolean imaginary = isMinusZero(Memory.getDouble(object + PyComplexObject.cval + Py_complex.imag));
        if (real && imaginary) return TupleType.of(type, object, Singletons.TRUE);
        if (imaginary) return TupleType.of(type, object, Singletons.FALSE);
        return real ? TupleType.of(type, object, Singletons.NONE) : TupleType.of(type, object);
    }

    private static long ofTuple(long object) {
        long keys = TupleType.make(TupleType.size(object));
        try {
            for (long i = 0; i < TupleType.size(object); i++) TupleType.init(keys, i, of(TupleType.get(object, i)));
            return TupleType.of(keys, object);
        } finally {
            References.decref(keys);
        }
    }

    private static long ofSet(long object) {
        long items = Sequences.tuple(object);
        long keys = TupleType.make(TupleType.size(items));
        try {
            for (long i = 0; i < TupleType.size(items); i++) TupleType.init(keys, i, of(TupleType.get(items, i)));
            long set = Calls.callOneArg(BuiltinTypes.FROZEN_SET, keys);
            return TupleType.steal(set, References.newRef(object));
        } finally {
            References.decref(keys);
            References.decref(items);
        }
    }
}
