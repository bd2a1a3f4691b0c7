package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.Shim;
import org.capi4j.type.Arguments;
import org.capi4j.type.Objects;
import org.capi4j.type.TupleType;

/**
 * {@code itertools.pairwise}: each item with the next one.
 *
 * <pre>
 * 16 iterator, NULL at the end
 * 24 the last item, or NULL
 * </pre>
 */
@BuiltinType(value = "c4j_Pairwise_Type", name = "itertools.pairwise", basicsize = 32, flags = Fields.FLAGS)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class PairwiseType {
    static final long TYPE = Shim.symbol("c4j_Pairwise_Type");
    private static final int ITERATOR = 0;
    private static final int OLD = 1;

    private PairwiseType() {}

    @Slot("tp_new")
    public static long create(long type, long args, long kwargs) {
        if (type == TYPE) Arguments.noKeywords("pairwise", kwargs);
        Arguments.checkPositional("pairwise", TupleType.size(args), 1, 1);
        return Fields.make(type, Objects.iter(TupleType.get(args, 0)));
    }

    @Slot("tp_iternext")
    public static long next(long self) {
        long iterator = Fields.get(self, ITERATOR);
        if (iterator == NULL) return NULL;
        if (Fields.get(self, OLD) == NULL) {
            long first = Objects.next(iterator);
            if (first == NULL) return end(self);
            Fields.set(self, OLD, first);
        }
        long item = Objects.next(iterator);
        if (item == NULL) return end(self);
        long pair = TupleType.of(Fields.get(self, OLD), item);
        Fields.set(self, OLD, item);
        return pair;
    }

    private static long end(long self) {
        Fields.clear(self, 2);
        return NULL;
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
