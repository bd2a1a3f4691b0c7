package org.capi4j.module.itertools;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.Shim;
import org.capi4j.module.Fields;
import org.capi4j.object.References;
import org.capi4j.type.Objects;
import org.capi4j.type.TupleType;

/**
 * {@code itertools.pairwise}.
 *
 * <pre>
 * 16 iterator, NULL at the end
 * 24 the item before, or NULL
 * </pre>
 */
@BuiltinType(value = "c4j_Pairwise_Type", name = "itertools.pairwise", basicsize = 32, flags = Fields.FLAGS, references = 2)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class PairwiseType {
    static final long TYPE = Shim.symbol("c4j_Pairwise_Type");
    private static final int ITERATOR = 0;
    private static final int OLD = 1;
    private static final int REFERENCES = 2;

    private PairwiseType() {}

    @Slot("tp_new")
    static long create(long type, long args, long kwargs) {
        IteratorArguments.check("pairwise", type, TYPE, args, kwargs, 1, 1);
        return Fields.make(type, Objects.iter(TupleType.get(args, 0)), NULL);
    }

    @Slot("tp_iternext")
    static long next(long self) {
        if (Fields.get(self, ITERATOR) == NULL) return NULL;
        if (Fields.get(self, OLD) == NULL) Fields.set(self, OLD, following(self));
        long following = Fields.get(self, OLD) == NULL ? NULL : following(self);
        if (following == NULL) {
            Fields.clear(self, REFERENCES);
            return NULL;
        }
        long old = References.newRef(Fields.get(self, OLD));
        Fields.set(self, OLD, References.newRef(following));
        return TupleType.steal(old, following);
    }

    private static long following(long self) {
        try {
            return Objects.next(Fields.get(self, ITERATOR));
        } catch (Throwable failure) {
            Fields.clear(self, REFERENCES);
            throw failure;
        }
    }
}
