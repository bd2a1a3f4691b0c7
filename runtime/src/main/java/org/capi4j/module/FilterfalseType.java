package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.Shim;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.Objects;
import org.capi4j.type.TupleType;

/**
 * {@code itertools.filterfalse}: items that a function says no to.
 *
 * <pre>
 * 16 function
 * 24 iterator
 * </pre>
 */
@BuiltinType(value = "c4j_Filterfalse_Type", name = "itertools.filterfalse", basicsize = 32, flags = Fields.FLAGS)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class FilterfalseType {
    static final long TYPE = Shim.symbol("c4j_Filterfalse_Type");
    private static final int FUNCTION = 0;
    private static final int ITERATOR = 1;

    private FilterfalseType() {}

    @Slot("tp_new")
    public static long create(long type, long args, long kwargs) {
        if (type == TYPE) Arguments.noKeywords("filterfalse", kwargs);
        Arguments.checkPositional("filterfalse", TupleType.size(args), 2, 2);
        long iterator = Objects.iter(TupleType.get(args, 1));
        return Fields.make(type, References.newRef(TupleType.get(args, 0)), iterator);
    }

    @Slot("tp_iternext")
    public static long next(long self) {
        while (true) {
            long item = Objects.next(Fields.get(self, ITERATOR));
            if (item == NULL || !Iteration.test(Fields.get(self, FUNCTION), item)) return item;
            References.decref(item);
        }
    }

    @Method("__reduce__")
    public static long reduce(long self) {
        return TupleType.steal(References.newRef(References.type(self)), TupleType.of(Fields.get(self, FUNCTION), Fields.get(self, ITERATOR)));
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
