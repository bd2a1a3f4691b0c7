package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.math.BigInteger;
import org.capi4j.export.BuiltinType;
import org.capi4j.export.Member;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PySliceObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** slice: three objects, never NULL. */
@BuiltinType(value = "PySlice_Type", references = 3, clears = false)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_hash", function = "PyObject_HashNotImplemented")
@Member(name = "start", type = Constants.T_OBJECT, offset = PySliceObject.start, flags = Constants.READONLY)
@Member(name = "stop", type = Constants.T_OBJECT, offset = PySliceObject.stop, flags = Constants.READONLY)
@Member(name = "step", type = Constants.T_OBJECT, offset = PySliceObject.step, flags = Constants.READONLY)
public final class SliceType {
    private SliceType() {}

    /** NULL means None; borrowed. */
    public static long of(long start, long stop, long step) {
        long slice = Allocation.genericAlloc(BuiltinTypes.SLICE, 0);
        Memory.putLong(slice + PySliceObject.start, References.newRef(orNone(start)));
        Memory.putLong(slice + PySliceObject.stop, References.newRef(orNone(stop)));
        Memory.putLong(slice + PySliceObject.step, References.newRef(orNone(step)));
        return slice;
    }

    private static long orNone(long object) {
        return object == NULL ? Singletons.NONE : object;
    }

    /** _PySlice_FromIndices. */
    public static long of(long start, long stop) {
        long low = LongType.of(start);
        long high = NULL;
        try {
            high = LongType.of(stop);
            return of(low, high, NULL);
        } finally {
            References.decref(low);
            References.xdecref(high);
        }
    }

    public static boolean isInstance(long object) {
        return References.type(object) == BuiltinTypes.SLICE;
    }

    static long start(long slice) {
        return Memory.getLong(slice + PySliceObject.start);
    }

    static long stop(long slice) {
        return Memory.getLong(slice + PySliceObject.stop);
    }

    static long step(long slice) {
        return Memory.getLong(slice + PySliceObject.step);
    }

    /** start, stop, step, slice length: PySlice_Unpack and AdjustIndices. */
    public static long[] indices(long slice, long length) {
        long[] range = new long[4];
        unpackInto(slice, range);
        range[3] = adjust(range, length);
        return range;
    }

    /** PySlice_Unpack: start, stop, step as they stand there, clipped to what a {@code Py_ssize_t} holds. */
    public static long[] unpack(long slice) {
        long[] range = new long[3];
        unpackInto(slice, range);
        return range;
    }

    private static void unpackInto(long slice, long[] range) {
        long step = step(slice) == Singletons.NONE ? 1 : index(step(slice));
        if (step == 0) throw PyError.valueError("slice step cannot be zero");
        step = Math.max(step, -Long.MAX_VALUE);
        range[2] = step;
        range[0] = start(slice) == Singletons.NONE ? (step < 0 ? Long.MAX_VALUE : 0) : index(start(slice));
        range[1] = stop(slice) == Singletons.NONE ? (step < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : index(stop(slice));
    }

    /** PySlice_AdjustIndices: start and stop in {@code range} become those for a sequence of {@code length}; returns the number of items. */
    public static long adjust(long[] range, long length) {
        long step = range[2];
        range[0] = clip(range[0], length, step);
        range[1] = clip(range[1], length, step);
        if (step < 0) return range[1] < range[0] ? (range[0] - range[1] - 1) / -step + 1 : 0;
        return range[0] < range[1] ? (range[1] - range[0] - 1) / step + 1 : 0;
    }

    private static long clip(long bound, long length, long step) {
        if (bound < 0) {
            bound += length;
            return bound < 0 ? (step < 0 ? -1 : 0) : bound;
        }
        return bound >= length ? (step < 0 ? length - 1 : length) : bound;
    }

    /** _PyEval_SliceIndex of something that isn't None. */
    private static long index(long bound) {
        return clipped(bound, "slice indices must be integers or None or have an __index__ method");
    }

    /** _PyEval_SliceIndexNotNone: the bounds of {@code list.index} and its like. */
    public static long bound(long object) {
        return clipped(object, "slice indices must be integers or have an __index__ method");
    }

    private static long clipped(long object, String message) {
        if (!Numbers.isIndex(object)) throw PyError.typeError(message);
        return Numbers.asSsize(object, NULL);
    }

    @Slot("tp_new")
    static long create(long type, long args, long kwargs) {
        Arguments.noKeywords("slice", kwargs);
        long nargs = TupleType.size(args);
        Arguments.checkPositional("slice", nargs, 1, 3);
        long first = TupleType.get(args, 0);
        if (nargs == 1) return of(NULL, first, NULL);
        return of(first, TupleType.get(args, 1), nargs == 3 ? TupleType.get(args, 2) : NULL);
    }

    @Slot("tp_repr")
    static long repr(long self) {
        return Strings.of("slice(" + Objects.reprString(start(self)) + ", " + Objects.reprString(stop(self)) + ", "
                + Objects.reprString(step(self)) + ")");
    }

    /** As the tuple of the three. */
    @Slot("tp_richcompare")
    static long richCompare(long self, long other, int op) {
        if (!isInstance(self) || !isInstance(other)) return Singletons.notImplemented();
        if (self == other) return Items.compareSizes(0, 0, op);
        long left = TupleType.of(start(self), stop(self), step(self));
        long right = NULL;
        try {
            right = TupleType.of(start(other), stop(other), step(other));
            return Objects.richCompare(left, right, op);
        } finally {
            References.decref(left);
            References.xdecref(right);
        }
    }

    @Method("__reduce__")
    static long reduce(long self) {
        return TupleType.steal(References.newRef(References.type(self)), TupleType.of(start(self), stop(self), step(self)));
    }

    @Method("indices")
    static long indicesMethod(long self, long length) {
        BigInteger[] range = bigIndices(self, lengthArgument(length));
        return TupleType.steal(LongType.of(range[0]), LongType.of(range[1]), LongType.of(range[2]));
    }

    private static BigInteger lengthArgument(long length) {
        long index = Numbers.index(length);
        try {
            BigInteger value = LongType.asBigInteger(index);
            if (value.signum() < 0) throw PyError.valueError("length should not be negative");
            return value;
        } finally {
            References.decref(index);
        }
    }

    /** _PySlice_GetLongIndices: start, stop and step for a sequence of any length. */
    public static BigInteger[] bigIndices(long slice, BigInteger length) {
        BigInteger step = step(slice) == Singletons.NONE ? BigInteger.ONE : bigIndex(step(slice));
        if (step.signum() == 0) throw PyError.valueError("slice step cannot be zero");
        boolean down = step.signum() < 0;
        BigInteger lower = down ? BigInteger.ONE.negate() : BigInteger.ZERO;
        BigInteger upper = down ? length.subtract(BigInteger.ONE) : length;
        BigInteger start = bigBound(start(slice), length, lower, upper, down ? upper : lower);
        BigInteger stop = bigBound(stop(slice), length, lower, upper, down ? lower : upper);
        return new BigInteger[] {start, stop, step};
    }

    private static BigInteger bigBound(long bound, BigInteger length, BigInteger lower, BigInteger upper, BigInteger none) {
        if (bound == Singletons.NONE) return none;
        BigInteger value = bigIndex(bound);
        return value.signum() < 0 ? value.add(length).max(lower) : value.min(upper);
    }

    private static BigInteger bigIndex(long object) {
        if (!Numbers.isIndex(object)) {
            throw PyError.typeError("slice indices must be integers or None or have an __index__ method");
        }
        long index = Numbers.index(object);
        try {
            return LongType.asBigInteger(index);
        } finally {
            References.decref(index);
        }
    }
}
