package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.Shim;
import org.capi4j.object.References;
import org.capi4j.type.Calls;
import org.capi4j.type.KeywordArguments;
import org.capi4j.type.Numbers;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;

/**
 * {@code itertools.accumulate}: running totals.
 *
 * <pre>
 * 16 iterator
 * 24 total so far, or NULL
 * 32 function, or NULL for the sum
 * 40 the first total until it is given, or NULL
 * </pre>
 */
@BuiltinType(value = "c4j_Accumulate_Type", name = "itertools.accumulate", basicsize = 48, flags = Fields.FLAGS)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class AccumulateType {
    static final long TYPE = Shim.symbol("c4j_Accumulate_Type");
    private static final int ITERATOR = 0;
    private static final int TOTAL = 1;
    private static final int FUNCTION = 2;
    private static final int INITIAL = 3;

    private AccumulateType() {}

    @Slot("tp_new")
    public static long create(long type, long args, long kwargs) {
        long[] values = KeywordArguments.parse("accumulate", args, kwargs, 1, 2, "iterable", "func", "initial");
        long iterator = Objects.iter(values[0]);
        return Fields.make(type, iterator, NULL, given(values[1]), given(values[2]));
    }

    private static long given(long value) {
        return value == NULL || value == Singletons.NONE ? NULL : References.newRef(value);
    }

    @Slot("tp_iternext")
    public static long next(long self) {
        long initial = Fields.get(self, INITIAL);
        if (initial != NULL) {
            Fields.set(self, TOTAL, References.newRef(initial));
            References.incref(initial);
            Fields.set(self, INITIAL, NULL);
            return initial;
        }
        long item = Objects.next(Fields.get(self, ITERATOR));
        if (item == NULL) return NULL;
        long total = Fields.get(self, TOTAL);
        Fields.set(self, TOTAL, total == NULL ? item : combined(self, total, item));
        return References.newRef(Fields.get(self, TOTAL));
    }

    /** The item's reference is consumed. */
    private static long combined(long self, long total, long item) {
        long function = Fields.get(self, FUNCTION);
        try {
            return function == NULL ? Numbers.add(total, item) : Calls.callWith(function, total, item);
        } finally {
            References.decref(item);
        }
    }

    @Slot("tp_traverse")
    public static int traverse(long self, long visit, long argument) {
        return Fields.traverse(self, 4, visit, argument);
    }

    @Slot("tp_clear")
    public static void clear(long self) {
        Fields.clear(self, 4);
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        Fields.dealloc(self, TYPE, 4);
    }
}
