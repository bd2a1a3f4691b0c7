package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.Shim;
import org.capi4j.object.Allocation;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.KeywordArguments;
import org.capi4j.type.LongType;
import org.capi4j.type.Sequences;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/**
 * {@code itertools.permutations}: choices in every order, each item once.
 *
 * <pre>
 * 16 pool, a tuple
 * 24 indices, a C array of a long per item of the pool
 * 32 cycles, a C array of a long per place
 * 40 how many items
 * 48 0 before the first, 1 under way, 2 at the end
 * </pre>
 */
@BuiltinType(value = "c4j_Permutations_Type", name = "itertools.permutations", basicsize = 56, flags = Fields.FLAGS)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class PermutationsType {
    static final long TYPE = Shim.symbol("c4j_Permutations_Type");
    private static final int POOL = 0;
    private static final int INDICES = 1;
    private static final int CYCLES = 2;
    private static final int LENGTH = 3;
    private static final int PHASE = 4;

    private PermutationsType() {}

    @Slot("tp_new")
    public static long create(long type, long args, long kwargs) {
        long[] values = KeywordArguments.parse("permutations", args, kwargs, 1, 2, "iterable", "r");
        long pool = Sequences.tuple(values[0]);
        try {
            long n = TupleType.size(pool);
            long r = values[1] == NULL || values[1] == Singletons.NONE ? n : length(values[1]);
            long permutations = Fields.make(type, References.newRef(pool));
            Fields.setNumber(permutations, INDICES, Combinations.indices(n, true));
            Fields.setNumber(permutations, CYCLES, Combinations.indices(r, false));
            for (long i = 0; i < r; i++) Combinations.set(Fields.number(permutations, CYCLES), i, n - i);
            Fields.setNumber(permutations, LENGTH, r);
            return permutations;
        } finally {
            References.decref(pool);
        }
    }

    private static long length(long object) {
        if (!LongType.isInstance(object)) throw PyError.typeError("Expected int as r");
        long r = LongType.asSsize(object);
        if (r < 0) throw PyError.valueError("r must be non-negative");
        return r;
    }

    @Slot("tp_iternext")
    public static long next(long self) {
        long pool = Fields.get(self, POOL);
        long r = Fields.number(self, LENGTH);
        if (pool == NULL) return NULL;
        boolean more = Fields.number(self, PHASE) == 0 ? r <= TupleType.size(pool) : Fields.number(self, PHASE) == 1 && advance(self, TupleType.size(pool), r);
        Fields.setNumber(self, PHASE, more ? 1 : 2);
        return more ? Combinations.pick(pool, Fields.number(self, INDICES), r) : NULL;
    }

    /** From the last place on: take the next of the items that come after, or put the place back and go to the one before. */
    private static boolean advance(long self, long n, long r) {
        long indices = Fields.number(self, INDICES);
        long cycles = Fields.number(self, CYCLES);
        for (long i = r - 1; i >= 0; i--) {
            long left = Combinations.get(cycles, i) - 1;
            if (left > 0) {
                Combinations.set(cycles, i, left);
                Combinations.swap(indices, i, n - left);
                return true;
            }
            Combinations.rotate(indices, i, n);
            Combinations.set(cycles, i, n - i);
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
        Allocation.free(Fields.number(self, CYCLES));
        for (int field : new int[] {INDICES, CYCLES}) Fields.setNumber(self, field, NULL);
        Fields.dealloc(self, TYPE, 1);
    }
}
