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
import org.capi4j.type.Objects;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/**
 * {@code itertools.repeat}.
 *
 * <pre>
 * 16 element
 * 24 times that are left, -1 for no end
 * </pre>
 */
@BuiltinType(value = "c4j_Repeat_Type", name = "itertools.repeat", basicsize = 32, flags = Fields.FLAGS, references = 1)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class RepeatType {
    private static final int ELEMENT = 0;
    private static final int TIMES = 1;

    private RepeatType() {}

    @Slot("tp_new")
    static long create(long type, long args, long kwargs) {
        long[] values = Arguments.unpack("repeat", new String[] {"object", "times"}, 2, 1, args, kwargs);
        long times = values[1] == NULL ? -1 : Math.max(Arguments.ssize(values[1]), 0);
        long repeat = Fields.make(type, References.newRef(values[0]));
        Fields.setNumber(repeat, TIMES, times);
        return repeat;
    }

    @Slot("tp_iternext")
    static long next(long self) {
        long times = Fields.number(self, TIMES);
        if (times == 0) return NULL;
        if (times > 0) Fields.setNumber(self, TIMES, times - 1);
        return References.newRef(Fields.get(self, ELEMENT));
    }

    @Slot("tp_repr")
    static long repr(long self) {
        long times = Fields.number(self, TIMES);
        String element = Objects.reprString(Fields.get(self, ELEMENT));
        return Strings.of(TypeLookup.nameOf(self) + "(" + element + (times < 0 ? "" : ", " + times) + ")");
    }

    @Method("__length_hint__")
    static long lengthHint(long self) {
        long times = Fields.number(self, TIMES);
        if (times < 0) throw PyError.typeError("len() of unsized object");
        return LongType.of(times);
    }

    @Method("__reduce__")
    static long reduce(long self) {
        long times = Fields.number(self, TIMES);
        long element = References.newRef(Fields.get(self, ELEMENT));
        return IteratorArguments.reduced(self, times < 0 ? TupleType.steal(element) : TupleType.steal(element, LongType.of(times)));
    }
}
