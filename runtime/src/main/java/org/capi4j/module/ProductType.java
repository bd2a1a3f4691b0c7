package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.Shim;
import org.capi4j.object.Allocation;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.DictType;
import org.capi4j.type.KeywordArguments;
import org.capi4j.type.Sequences;
import org.capi4j.type.TupleType;

/**
 * {@code itertools.product}: the Cartesian product.
 *
 * <pre>
 * 16 pools, a tuple of tuples
 * 24 indices, a C array of longs
 * 32 0 before the first, 1 under way, 2 at the end
 * </pre>
 */
@BuiltinType(value = "c4j_Product_Type", name = "itertools.product", basicsize = 40, flags = Fields.FLAGS)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class ProductType {
    static final long TYPE = Shim.symbol("c4j_Product_Type");
    private static final int POOL = 0;
    private static final int INDICES = 1;
    private static final int PHASE = 2;

    private ProductType() {}

    @Slot("tp_new")
    public static long create(long type, long args, long kwargs) {
        long repeat = 1;
        if (kwargs != NULL && DictType.size(kwargs) > 0) {
            long nothing = TupleType.empty();
            repeat = Arguments.ssize(KeywordArguments.parse("product", nothing, kwargs, 0, 0, "repeat")[0]);
            if (repeat < 0) throw PyError.valueError("repeat argument cannot be negative");
        }
        long count = repeat == 0 ? 0 : TupleType.size(args);
        long pools = TupleType.make(Math.multiplyExact(count, repeat));
        try {
            for (long i = 0; i < count; i++) TupleType.init(pools, i, Sequences.tuple(TupleType.get(args, i)));
            for (long i = count; i < count * repeat; i++) TupleType.init(pools, i, References.newRef(TupleType.get(pools, i - count)));
            long product = Fields.make(type, References.newRef(pools));
            Fields.setNumber(product, INDICES, Combinations.indices(count * repeat, false));
            return product;
        } finally {
            References.decref(pools);
        }
    }

    @Slot("tp_iternext")
    public static long next(long self) {
        long pools = Fields.get(self, POOL);
        long count = pools == NULL ? 0 : TupleType.size(pools);
        boolean more = Fields.number(self, PHASE) == 0 ? noneEmpty(pools, count) : Fields.number(self, PHASE) == 1 && advance(self, pools, count);
        Fields.setNumber(self, PHASE, more ? 1 : 2);
        if (!more) return NULL;
        long items = TupleType.make(count);
        for (long i = 0; i < count; i++) {
            long index = Combinations.get(Fields.number(self, INDICES), i);
            TupleType.init(items, i, References.newRef(TupleType.get(TupleType.get(pools, i), index)));
        }
        return items;
    }

    private static boolean noneEmpty(long pools, long count) {
        for (long i = 0; i < count; i++) if (TupleType.size(TupleType.get(pools, i)) == 0) return false;
        return true;
    }

    /** The last index runs fastest. */
    private static boolean advance(long self, long pools, long count) {
        long indices = Fields.number(self, INDICES);
        for (long i = count - 1; i >= 0; i--) {
            long index = Combinations.get(indices, i) + 1;
            if (index < TupleType.size(TupleType.get(pools, i))) {
                Combinations.set(indices, i, index);
                return true;
            }
            Combinations.set(indices, i, 0);
        }
        return false;
    }

    @Slot("tp_traverse")
    public static int traverse(long self, long visit, long argument) {
        return Fields.traverse(self, 1, visit, argument);
    }

    @Slot("tp_clear")
    public static void clear(long self) {
        Fields.clear(self, 1);
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        Allocation.free(Fields.number(self, INDICES));
        for (int field : new int[] {INDICES}) Fields.setNumber(self, field, NULL);
        Fields.dealloc(self, TYPE, 1);
    }
}
