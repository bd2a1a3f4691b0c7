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
 * {@code itertools.dropwhile}.
 *
 * <pre>
 * 16 predicate
 * 24 iterator
 * 32 whether an item has failed the test: from there on all are given out
 * </pre>
 */
@BuiltinType(value = "c4j_Dropwhile_Type", name = "itertools.dropwhile", basicsize = 40, flags = Fields.FLAGS, references = 2)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class DropwhileType {
    static final long TYPE = Shim.symbol("c4j_Dropwhile_Type");
    private static final int PREDICATE = 0;
    private static final int ITERATOR = 1;
    private static final int STATE = 2;

    private DropwhileType() {}

    @Slot("tp_new")
    static long create(long type, long args, long kwargs) {
        IteratorArguments.check("dropwhile", type, TYPE, args, kwargs, 2, 2);
        long iterator = Objects.iter(TupleType.get(args, 1));
        return Fields.make(type, References.newRef(TupleType.get(args, 0)), iterator);
    }

    @Slot("tp_iternext")
    static long next(long self) {
        while (true) {
            long item = Objects.next(Fields.get(self, ITERATOR));
            if (item == NULL || Fields.number(self, STATE) != 0) return item;
            boolean dropped = true;
            try {
                dropped = IteratorArguments.test(Fields.get(self, PREDICATE), item);
            } finally {
                if (dropped) References.decref(item);
            }
            if (dropped) continue;
            Fields.setNumber(self, STATE, 1);
            return item;
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
