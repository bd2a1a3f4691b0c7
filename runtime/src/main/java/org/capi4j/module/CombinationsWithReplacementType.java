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
import org.capi4j.type.KeywordArguments;
import org.capi4j.type.Sequences;
import org.capi4j.type.TupleType;

/**
 * {@code itertools.combinations_with_replacement}: choices in the items' order, each item any number of times.
 *
 * <pre>
 * 16 pool, a tuple
 * 24 indices, a C array of longs
 * 32 how many items
 * 40 0 before the first, 1 under way, 2 at the end
 * </pre>
 */
@BuiltinType(value = "c4j_CombinationsWithReplacement_Type", name = "itertools.combinations_with_replacement", basicsize = 48, flags = Fields.FLAGS)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class CombinationsWithReplacementType {
    static final long TYPE = Shim.symbol("c4j_CombinationsWithReplacement_Type");
    private static final int POOL = 0;
    private static final int INDICES = 1;
    private static final int LENGTH = 2;
    private static final int PHASE = 3;

    private CombinationsWithReplacementType() {}

    @Slot("tp_new")
    public static long create(long type, long args, long kwargs) {
        long[] values = KeywordArguments.parse("combinations_with_replacement", args, kwargs, 2, 2, "iterable", "r");
        long pool = Sequences.tuple(values[0]);
        try {
            long r = Arguments.ssize(values[1]);
            if (r < 0) throw PyError.valueError("r must be non-negative");
            long combinations = Fields.make(type, References.newRef(pool));
            Fields.setNumber(combinations, INDICES, Combinations.indices(r, false));
            Fields.setNumber(combinations, LENGTH, r);
            return combinations;
        } finally {
            References.decref(pool);
        }
    }

    @Slot("tp_iternext")
    public static long next(long self) {
        long pool = Fields.get(self, POOL);
        long r = Fields.number(self, LENGTH);
        if (pool == NULL) return NULL;
        boolean more = Fields.number(self, PHASE) == 0 ? r == 0 || TupleType.size(pool) > 0 : Fields.number(self, PHASE) == 1 && advance(self, TupleType.size(pool), r);
        Fields.setNumber(self, PHASE, more ? 1 : 2);
        return more ? Combinations.pick(pool, Fields.number(self, INDICES), r) : NULL;
    }

    /** The last index that can grow does, and those after it become the same. */
    private static boolean advance(long self, long n, long r) {
        long indices = Fields.number(self, INDICES);
        long i = r - 1;
        while (i >= 0 && Combinations.get(indices, i) == n - 1) i--;
        if (i < 0) return false;
        long index = Combinations.get(indices, i) + 1;
        for (long j = i; j < r; j++) Combinations.set(indices, j, index);
        return true;
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
