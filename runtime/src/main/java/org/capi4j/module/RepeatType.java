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
import org.capi4j.type.Arguments;
import org.capi4j.type.KeywordArguments;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/**
 * {@code itertools.repeat}: one object again and again.
 *
 * <pre>
 * 16 the object
 * 24 how often yet, -1 without end
 * </pre>
 */
@BuiltinType(value = "c4j_Repeat_Type", name = "itertools.repeat", basicsize = 32, flags = Fields.FLAGS)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class RepeatType {
    static final long TYPE = Shim.symbol("c4j_Repeat_Type");
    private static final int OBJECT = 0;
    private static final int LEFT = 1;

    private RepeatType() {}

    @Slot("tp_new")
    public static long create(long type, long args, long kwargs) {
        long[] values = KeywordArguments.parse("repeat", args, kwargs, 1, 2, "object", "times");
        long times = values[1] == NULL ? -1 : Math.max(Arguments.ssize(values[1]), 0);
        long repeat = Fields.make(type, References.newRef(values[0]));
        Fields.setNumber(repeat, LEFT, times);
        return repeat;
    }

    @Slot("tp_iternext")
    public static long next(long self) {
        long left = Fields.number(self, LEFT);
        if (left == 0) return NULL;
        if (left > 0) Fields.setNumber(self, LEFT, left - 1);
        return References.newRef(Fields.get(self, OBJECT));
    }

    @Method("__length_hint__")
    public static long lengthHint(long self) {
        if (Fields.number(self, LEFT) < 0) throw PyError.typeError("len() of unsized object");
        return LongType.of(Fields.number(self, LEFT));
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        long left = Fields.number(self, LEFT);
        return Strings.of(TypeLookup.nameOf(self) + "(" + Objects.reprString(Fields.get(self, OBJECT)) + (left < 0 ? "" : ", " + left) + ")");
    }

    @Method("__reduce__")
    public static long reduce(long self) {
        long left = Fields.number(self, LEFT);
        long object = References.newRef(Fields.get(self, OBJECT));
        long arguments = left < 0 ? TupleType.steal(object) : TupleType.steal(object, LongType.of(left));
        return TupleType.steal(References.newRef(References.type(self)), arguments);
    }

    @Slot("tp_traverse")
    public static int traverse(long self, long visit, long argument) {
        return Fields.traverse(self, 1, visit, argument);
    }

    @Slot("tp_clear")
    public static void clear(long self) {
        Fields.clear(self, 1);
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        Fields.dealloc(self, TYPE, 1);
    }
}
