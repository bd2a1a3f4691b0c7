package org.capi4j.module.itertools;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.Shim;
import org.capi4j.module.Fields;
import org.capi4j.object.References;
import org.capi4j.type.Calls;
import org.capi4j.type.Objects;
import org.capi4j.type.Sequences;
import org.capi4j.type.TupleType;

/**
 * {@code itertools.starmap}.
 *
 * <pre>
 * 16 function
 * 24 iterator
 * </pre>
 */
@BuiltinType(value = "c4j_Starmap_Type", name = "itertools.starmap", basicsize = 32, flags = Fields.FLAGS, references = 2)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class StarmapType {
    static final long TYPE = Shim.symbol("c4j_Starmap_Type");
    private static final int FUNCTION = 0;
    private static final int ITERATOR = 1;

    private StarmapType() {}

    @Slot("tp_new")
    static long create(long type, long args, long kwargs) {
        IteratorArguments.check("starmap", type, TYPE, args, kwargs, 2, 2);
        long iterator = Objects.iter(TupleType.get(args, 1));
        return Fields.make(type, References.newRef(TupleType.get(args, 0)), iterator);
    }

    @Slot("tp_iternext")
    static long next(long self) {
        long arguments = Objects.next(Fields.get(self, ITERATOR));
        if (arguments == NULL) return NULL;
        if (!TupleType.isExact(arguments)) {
            long iterable = arguments;
            try {
                arguments = Sequences.tuple(iterable);
            } finally {
                References.decref(iterable);
            }
        }
        try {
            return Calls.call(Fields.get(self, FUNCTION), arguments, NULL);
        } finally {
            References.decref(arguments);
        }
    }

    @Method("__reduce__")
    static long reduce(long self) {
        return IteratorArguments.reduced(self, TupleType.of(Fields.get(self, FUNCTION), Fields.get(self, ITERATOR)));
    }
}
