package org.capi4j.module.itertools;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.Objects;
import org.capi4j.type.TupleType;

/** {@code itertools}: its types, and {@code tee}. */
@BuiltinModule("itertools")
public final class ItertoolsModule {
    private static final String[][] TYPES = {
        {"chain", "Chain"}, {"count", "Count"}, {"repeat", "Repeat"}, {"islice", "Islice"}, {"cycle", "Cycle"},
        {"zip_longest", "ZipLongest"}, {"starmap", "Starmap"}, {"takewhile", "Takewhile"}, {"dropwhile", "Dropwhile"},
        {"accumulate", "Accumulate"}, {"product", "Product"}, {"permutations", "Permutations"}, {"combinations", "Combinations"},
        {"combinations_with_replacement", "CombinationsWithReplacement"}, {"groupby", "Groupby"}, {"_grouper", "Grouper"},
        {"_tee", "Tee"}, {"_tee_dataobject", "TeeDataobject"}, {"compress", "Compress"}, {"filterfalse", "Filterfalse"},
        {"pairwise", "Pairwise"}
    };

    private ItertoolsModule() {}

    /** {@code tee(iterable, n=2)}: iterators that can be copied are, others are read through one that can. */
    @Method("tee")
    static long tee(long module, long args, long nargs) {
        Arguments.checkPositional("tee", nargs, 1, 2);
        long count = nargs == 2 ? Arguments.ssize(Memory.getLong(args + 8)) : 2;
        if (count < 0) throw PyError.valueError("n must be >= 0");
        long copies = TupleType.make(count);
        long iterator = NULL;
        try {
            if (count == 0) return copies;
            iterator = copyable(Memory.getLong(args));
            TupleType.init(copies, 0, References.newRef(iterator));
            for (long i = 1; i < count; i++) TupleType.init(copies, i, Calls.callMethod(iterator, "__copy__"));
            return copies;
        } catch (Throwable failure) {
            References.decref(copies);
            throw failure;
        } finally {
            References.xdecref(iterator);
        }
    }

    private static long copyable(long iterable) {
        long iterator = Objects.iter(iterable);
        long copy;
        try {
            copy = Objects.lookupAttr(iterator, "__copy__");
        } catch (Throwable failure) {
            References.decref(iterator);
            throw failure;
        }
        if (copy != NULL) {
            References.decref(copy);
            return iterator;
        }
        try {
            return TeeType.make(TeeType.TYPE, iterator);
        } finally {
            References.decref(iterator);
        }
    }

    /** Adds the types. */
    public static void fill(long dict) {
        for (String[] type : TYPES) DictType.set(dict, type[0], Shim.symbol("c4j_" + type[1] + "_Type"));
    }
}
