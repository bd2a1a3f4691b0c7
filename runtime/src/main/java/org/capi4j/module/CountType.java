package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.Shim;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.KeywordArguments;
import org.capi4j.type.LongType;
import org.capi4j.type.Numbers;
import org.capi4j.type.Objects;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/**
 * {@code itertools.count}: numbers without end.
 *
 * <pre>
 * 16 the next number
 * 24 step
 * </pre>
 */
@BuiltinType(value = "c4j_Count_Type", name = "itertools.count", basicsize = 32, flags = Fields.FLAGS)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class CountType {
    static final long TYPE = Shim.symbol("c4j_Count_Type");
    private static final int NEXT = 0;
    private static final int STEP = 1;

    private CountType() {}

    @Slot("tp_new")
    public static long create(long type, long args, long kwargs) {
        long[] values = KeywordArguments.parse("count", args, kwargs, 0, 2, "start", "step");
        for (long value : values) {
            if (value != NULL && !Numbers.isNumber(value)) throw PyError.typeError("a number is required");
        }
        long start = values[0] == NULL ? LongType.of(0) : References.newRef(values[0]);
        return Fields.make(type, start, values[1] == NULL ? LongType.of(1) : References.newRef(values[1]));
    }

    @Slot("tp_iternext")
    public static long next(long self) {
        long number = Fields.get(self, NEXT);
        long following = Numbers.add(number, Fields.get(self, STEP));
        References.incref(number);
        Fields.set(self, NEXT, following);
        return number;
    }

    private static boolean stepsByOne(long self) {
        long step = Fields.get(self, STEP);
        return LongType.isExact(step) && LongType.fitsLong(step) && LongType.asLong(step) == 1;
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        String step = stepsByOne(self) ? "" : ", " + Objects.reprString(Fields.get(self, STEP));
        return Strings.of(TypeLookup.nameOf(self) + "(" + Objects.reprString(Fields.get(self, NEXT)) + step + ")");
    }

    @Method("__reduce__")
    public static long reduce(long self) {
        long next = Fields.get(self, NEXT);
        long arguments = stepsByOne(self) ? TupleType.of(next) : TupleType.of(next, Fields.get(self, STEP));
        return TupleType.steal(References.newRef(References.type(self)), arguments);
    }

    @Slot("tp_traverse")
    public static int traverse(long self, long visit, long argument) {
        return Fields.traverse(self, 2, visit, argument);
    }

    @Slot("tp_clear")
    public static void clear(long self) {
        Fields.clear(self, 2);
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        Fields.dealloc(self, TYPE, 2);
    }
}
