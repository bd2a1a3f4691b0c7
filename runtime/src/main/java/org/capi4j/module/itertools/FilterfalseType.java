package org.capi4j.module.itertools;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.Shim;
import org.capi4j.module.Fields;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.References;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/**
 * {@code itertools.filterfalse}.
 *
 * <pre>
 * 16 predicate, None for truth
 * 24 iterator
 * </pre>
 */
@BuiltinType(value = "c4j_Filterfalse_Type", name = "itertools.filterfalse", basicsize = 32, flags = Fields.FLAGS, references = 2)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class FilterfalseType {
    static final long TYPE = Shim.symbol("c4j_Filterfalse_Type");
    private static final int PREDICATE = 0;
    private static final int ITERATOR = 1;

    private FilterfalseType() {}

    @Slot("tp_new")
    static long create(long type, long args, long kwargs) {
        IteratorArguments.check("filterfalse", type, TYPE, args, kwargs, 2, 2);
        long iterator = Objects.iter(TupleType.get(args, 1));
        return Fields.make(type, References.newRef(TupleType.get(args, 0)), iterator);
    }

    @Slot("tp_iternext")
    static long next(long self) {
        while (true) {
            long item = Objects.next(Fields.get(self, ITERATOR));
            if (item == NULL) return NULL;
            boolean dropped = true;
            try {
                dropped = test(Fields.get(self, PREDICATE), item);
            } finally {
                if (dropped) References.decref(item);
            }
            if (!dropped) return item;
        }
    }

    private static boolean test(long predicate, long item) {
        boolean truth = predicate == Singletons.NONE || predicate == BuiltinTypes.BOOL;
        return truth ? Objects.isTrue(item) : IteratorArguments.test(predicate, item);
    }

    @Method("__reduce__")
    static long reduce(long self) {
        return IteratorArguments.reduced(self, TupleType.of(Fields.get(self, PREDICATE), Fields.get(self, ITERATOR)));
    }
}
