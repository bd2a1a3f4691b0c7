package org.capi4j.module.itertools;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.module.Fields;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Arguments;
import org.capi4j.type.LongType;
import org.capi4j.type.Numbers;
import org.capi4j.type.Objects;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/**
 * {@code itertools.count}: numbers of any kind. Plain ints in steps of one are counted as longs, as long as they fit.
 *
 * <pre>
 * 16 value, or NULL while {@code number} counts
 * 24 step
 * 32 number
 * </pre>
 */
@BuiltinType(value = "c4j_Count_Type", name = "itertools.count", basicsize = 40, flags = Fields.FLAGS, references = 2)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class CountType {
    private static final int VALUE = 0;
    private static final int STEP = 1;
    private static final int NUMBER = 2;

    private CountType() {}

    @Slot("tp_new")
    static long create(long type, long args, long kwargs) {
        long[] values = Arguments.unpack("count", new String[] {"start", "step"}, 2, 0, args, kwargs);
        if ((values[0] != NULL && !Numbers.isNumber(values[0])) || (values[1] != NULL && !Numbers.isNumber(values[1]))) {
            throw PyError.typeError("a number is required");
        }
        boolean plain = values[0] == NULL || (LongType.isInstance(values[0]) && LongType.fitsLong(values[0]));
        long step = values[1] == NULL ? LongType.of(1) : References.newRef(values[1]);
        long number = plain && values[0] != NULL ? LongType.asLong(values[0]) : 0;
        plain &= LongType.isInstance(step) && isOne(step) && number != Long.MAX_VALUE;
        long value = plain ? NULL : values[0] == NULL ? LongType.of(0) : References.newRef(values[0]);
        long count = Fields.make(type, value, step);
        Fields.setNumber(count, NUMBER, number);
        return count;
    }

    private static boolean isOne(long step) {
        return LongType.fitsLong(step) && LongType.asLong(step) == 1;
    }

    @Slot("tp_iternext")
    static long next(long self) {
        if (Fields.get(self, VALUE) != NULL) return step(self);
        long number = Fields.number(self, NUMBER);
        if (number == Long.MAX_VALUE) {
            Fields.set(self, VALUE, LongType.of(number));
            return step(self);
        }
        long result = LongType.of(number);
        Fields.setNumber(self, NUMBER, number + 1);
        return result;
    }

    /** Gives out the value itself: the next one takes its place. */
    private static long step(long self) {
        long value = Fields.get(self, VALUE);
        long following = Numbers.add(value, Fields.get(self, STEP));
        References.incref(value);
        Fields.set(self, VALUE, following);
        return value;
    }

    /** A new reference. */
    private static long value(long self) {
        long value = Fields.get(self, VALUE);
        return value != NULL ? References.newRef(value) : LongType.of(Fields.number(self, NUMBER));
    }

    private static boolean hasPlainStep(long self) {
        long step = Fields.get(self, STEP);
        return LongType.isInstance(step) && isOne(step);
    }

    @Slot("tp_repr")
    static long repr(long self) {
        long value = value(self);
        try {
            String step = hasPlainStep(self) ? "" : ", " + Objects.reprString(Fields.get(self, STEP));
            return Strings.of(TypeLookup.nameOf(self) + "(" + Objects.reprString(value) + step + ")");
        } finally {
            References.decref(value);
        }
    }

    @Method("__reduce__")
    static long reduce(long self) {
        long value = value(self);
        long arguments = Fields.get(self, VALUE) == NULL
                ? TupleType.steal(value)
                : TupleType.steal(value, References.newRef(Fields.get(self, STEP)));
        return IteratorArguments.reduced(self, arguments);
    }
}
