package org.capi4j.type;

import java.math.BigInteger;
import org.capi4j.export.BuiltinType;
import org.capi4j.export.Call;
import org.capi4j.export.Member;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/**
 * range: start, stop, step and length, ints of any size.
 *
 * <pre>
 * | PyObject (16) | start | stop | step | length |
 * </pre>
 */
@BuiltinType("PyRange_Type")
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@Member(name = "start", type = Constants.T_OBJECT_EX, offset = RangeType.START, flags = Constants.READONLY)
@Member(name = "stop", type = Constants.T_OBJECT_EX, offset = RangeType.STOP, flags = Constants.READONLY)
@Member(name = "step", type = Constants.T_OBJECT_EX, offset = RangeType.STEP, flags = Constants.READONLY)
public final class RangeType {
    static final long START = PyObject.SIZEOF;
    static final long STOP = START + 8;
    static final long STEP = STOP + 8;
    static final long LENGTH = STEP + 8;

    private RangeType() {}

    /** {@code step} isn't 0. */
    static long make(BigInteger start, BigInteger stop, BigInteger step) {
        return LongFields.make(BuiltinTypes.RANGE, start, stop, step, length(start, stop, step));
    }

    private static BigInteger value(long integer) {
        return LongType.asBigInteger(integer);
    }

    static BigInteger start(long range) {
        return value(Memory.getLong(range + START));
    }

    static BigInteger stop(long range) {
        return value(Memory.getLong(range + STOP));
    }

    static BigInteger step(long range) {
        return value(Memory.getLong(range + STEP));
    }

    static BigInteger length(long range) {
        return value(Memory.getLong(range + LENGTH));
    }

    private static BigInteger length(BigInteger start, BigInteger stop, BigInteger step) {
        BigInteger distance = step.signum() > 0 ? stop.subtract(start) : start.subtract(stop);
        if (distance.signum() <= 0) return BigInteger.ZERO;
        return distance.subtract(BigInteger.ONE).divide(step.abs()).add(BigInteger.ONE);
    }

    @Slot("tp_new")
    static long create(long type, long args, long kwargs) {
        Arguments.noKeywords("range", kwargs);
        return fromItems(TupleType.items(args), TupleType.size(args));
    }

    @Slot("tp_vectorcall")
    static long vectorcall(long type, long args, long nargsf, long kwnames) {
        Arguments.noKeywordNames("range", kwnames);
        return fromItems(args, Arguments.count(nargsf));
    }

    private static long fromItems(long items, long count) {
        Arguments.checkPositional("range", count, 1, 3);
        if (count == 1) return make(BigInteger.ZERO, argument(Items.get(items, 0)), BigInteger.ONE);
        BigInteger start = argument(Items.get(items, 0));
        BigInteger stop = argument(Items.get(items, 1));
        BigInteger step = count == 3 ? argument(Items.get(items, 2)) : BigInteger.ONE;
        if (step.signum() == 0) throw PyError.valueError("range() arg 3 must not be zero");
        return make(start, stop, step);
    }

    private static BigInteger argument(long object) {
        long index = Numbers.index(object);
        try {
            return value(index);
        } finally {
            References.decref(index);
        }
    }

    @Slot("tp_dealloc")
    static void dealloc(long self) {
        LongFields.dealloc(self);
    }

    @Slot("tp_repr")
    static long repr(long self) {
        String text = "range(" + start(self) + ", " + stop(self);
        BigInteger step = step(self);
        return Strings.of(step.equals(BigInteger.ONE) ? text + ")" : text + ", " + step + ")");
    }

    @Slot({"sq_length", "mp_length"})
    static long length64(long self) {
        return LongType.asSsize(Memory.getLong(self + LENGTH));
    }

    @Slot("nb_bool")
    static int isTrue(long self) {
        return length(self).signum() != 0 ? 1 : 0;
    }

    private static long item(long self, BigInteger index) {
        BigInteger length = length(self);
        if (index.signum() < 0) index = index.add(length);
        if (index.signum() < 0 || index.compareTo(length) >= 0) throw PyError.indexError("range object index out of range");
        return LongType.of(start(self).add(step(self).multiply(index)));
    }

    @Slot("sq_item")
    static long item(long self, long index) {
        return item(self, BigInteger.valueOf(index));
    }

    @Slot("mp_subscript")
    static long subscript(long self, long key) {
        if (Numbers.isIndex(key)) return item(self, argument(key));
        if (SliceType.isInstance(key)) return slice(self, key);
        throw Items.indexTypeError("range", key);
    }

    private static long slice(long self, long slice) {
        BigInteger[] bounds = SliceType.bigIndices(slice, length(self));
        BigInteger start = start(self);
        BigInteger step = step(self);
        return make(start.add(step.multiply(bounds[0])), start.add(step.multiply(bounds[1])), step.multiply(bounds[2]));
    }

    /** Exact ints (and bools) are found by arithmetic, anything else by comparing. */
    private static boolean isPlainInt(long object) {
        return LongType.isExact(object) || References.type(object) == BuiltinTypes.BOOL;
    }

    private static boolean containsInt(long self, long integer) {
        BigInteger value = value(integer);
        BigInteger start = start(self);
        BigInteger stop = stop(self);
        BigInteger step = step(self);
        boolean inside = step.signum() > 0
                ? start.compareTo(value) <= 0 && value.compareTo(stop) < 0
                : stop.compareTo(value) < 0 && value.compareTo(start) <= 0;
        return inside && value.subtract(start).remainder(step).signum() == 0;
    }

    @Slot("sq_contains")
    static int contains(long self, long object) {
        boolean found = isPlainInt(object) ? containsInt(self, object) : Sequences.count(self, object, Sequences.Search.CONTAINS) != 0;
        return found ? 1 : 0;
    }

    @Method("count")
    static long count(long self, long object) {
        if (isPlainInt(object)) return LongType.of(containsInt(self, object) ? 1 : 0);
        return LongType.of(Sequences.count(self, object, Sequences.Search.COUNT));
    }

    @Method("index")
    static long index(long self, long object) {
        if (!isPlainInt(object)) return LongType.of(Sequences.count(self, object, Sequences.Search.INDEX));
        if (!containsInt(self, object)) throw PyError.valueError(Objects.reprString(object) + " is not in range");
        return LongType.of(value(object).subtract(start(self)).divide(step(self)));
    }

    @Slot("tp_richcompare")
    static long richCompare(long self, long other, int op) {
        boolean equality = op == Constants.Py_EQ || op == Constants.Py_NE;
        if (!equality || References.type(other) != BuiltinTypes.RANGE) return Singletons.notImplemented();
        return BoolType.of(equal(self, other) == (op == Constants.Py_EQ));
    }

    /** Ranges are equal when they are the same sequence. */
    private static boolean equal(long self, long other) {
        if (self == other) return true;
        BigInteger length = length(self);
        if (!length.equals(length(other))) return false;
        if (length.signum() == 0) return true;
        return start(self).equals(start(other)) && (length.equals(BigInteger.ONE) || step(self).equals(step(other)));
    }

    /** As the tuple (length, start, step), with None for what doesn't matter. */
    @Slot("tp_hash")
    static long hash(long self) {
        BigInteger length = length(self);
        long start = length.signum() == 0 ? Singletons.NONE : Memory.getLong(self + START);
        long step = length.compareTo(BigInteger.ONE) <= 0 ? Singletons.NONE : Memory.getLong(self + STEP);
        long key = TupleType.of(Memory.getLong(self + LENGTH), start, step);
        try {
            return Objects.hash(key);
        } finally {
            References.decref(key);
        }
    }

    @Slot("tp_iter")
    static long iter(long self) {
        return RangeIterType.make(start(self), step(self), length(self));
    }

    @Method("__reversed__")
    static long reversed(long self) {
        BigInteger length = length(self);
        BigInteger step = step(self);
        BigInteger last = start(self).add(step.multiply(length.subtract(BigInteger.ONE)));
        return RangeIterType.make(last, step.negate(), length);
    }

    /** Takes any arguments and looks at none, as CPython's does. */
    @Method(value = "__reduce__", call = Call.VARARGS)
    static long reduce(long self, long args) {
        return TupleType.steal(
                References.newRef(References.type(self)),
                TupleType.of(Memory.getLong(self + START), Memory.getLong(self + STOP), Memory.getLong(self + STEP)));
    }
}
