package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.Shim;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/**
 * {@code itertools.dropwhile}: items from the first one on that a function says no to.
 *
 * <pre>
 * 16 function
 * 24 iterator
 * 32 1 from then on
 * </pre>
 */
@BuiltinType(value = "c4j_Dropwhile_Type", name = "itertools.dropwhile", basicsize = 40, flags = Fields.FLAGS)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class DropwhileType {
    static final long TYPE = Shim.symbol("c4j_Dropwhile_Type");
    private static final int FUNCTION = 0;
    private static final int ITERATOR = 1;
    private static final int STARTED = 2;

    private DropwhileType() {}

    @Slot("tp_new")
    public static long create(long type, long args, long kwargs) {
        if (type == TYPE) Arguments.noKeywords("dropwhile", kwargs);
        Arguments.checkPositional("dropwhile", TupleType.size(args), 2, 2);
        long iterator = Objects.iter(TupleType.get(args, 1));
        return Fields.make(type, References.newRef(TupleType.get(args, 0)), iterator);
    }

    @Slot("tp_iternext")
    public static long next(long self) {
        while (true) {
            long item = Objects.next(Fields.get(self, ITERATOR));
            if (item == NULL || Fields.number(self, STARTED) != 0) return item;
            if (!Iteration.test(Fields.get(self, FUNCTION), item)) {
                Fields.setNumber(self, STARTED, 1);
                return item;
            }
            References.decref(item);
        }
    }

    @Method("__reduce__")
    public static long reduce(long self) {
        long arguments = TupleType.of(Fields.get(self, FUNCTION), Fields.get(self, ITERATOR));
        return TupleType.steal(References.newRef(References.type(self)), arguments, LongType.of(Fields.number(self, STARTED)));
    }

    @Method("__setstate__")
    public static long setState(long self, long state) {
        Fields.setNumber(self, STARTED, Objects.isTrue(state) ? 1 : 0);
        return Singletons.none();
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
