package org.capi4j.module.itertools;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.Shim;
import org.capi4j.module.Fields;
import org.capi4j.object.References;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/**
 * {@code itertools.takewhile}.
 *
 * <pre>
 * 16 predicate
 * 24 iterator
 * 32 whether an item has failed the test: the end
 * </pre>
 */
@BuiltinType(value = "c4j_Takewhile_Type", name = "itertools.takewhile", basicsize = 40, flags = Fields.FLAGS, references = 2)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class TakewhileType {
    static final long TYPE = Shim.symbol("c4j_Takewhile_Type");
    private static final int PREDICATE = 0;
    private static final int ITERATOR = 1;
    private static final int STATE = 2;

    private TakewhileType() {}

    @Slot("tp_new")
    static long create(long type, long args, long kwargs) {
        IteratorArguments.check("takewhile", type, TYPE, args, kwargs, 2, 2);
        long iterator = Objects.iter(TupleType.get(args, 1));
        return Fields.make(type, References.newRef(TupleType.get(args, 0)), iterator);
    }

    @Slot("tp_iternext")
    static long next(long self) {
        if (Fields.number(self, STATE) != 0) return NULL;
        long item = Objects.next(Fields.get(self, ITERATOR));
        if (item == NULL) return NULL;
        boolean passed = false;
        try {
            passed = IteratorArguments.test(Fields.get(self, PREDICATE), item);
            if (!passed) Fields.setNumber(self, STATE, 1);
            return passed ? item : NULL;
        } finally {
            if (!passed) References.decref(item);
        }
    }

    @Method("__reduce__")
    static long reduce(long self) {
        long arguments = TupleType.of(Fields.get(self, PREDICATE), Fields.get(self, ITERATOR));
        return IteratorArguments.reduced(self, arguments, LongType.of(Fields.number(self, STATE)));
    }

    @Method("__setstate__")
    static long setState(long self, long state) {
        Fields.setNumber(self, STATE, Objects.isTrue(state) ? 1 : 0);
        return Singletons.none();
    }
}
