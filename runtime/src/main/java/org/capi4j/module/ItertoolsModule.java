package org.capi4j.module;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.type.Arguments;
import org.capi4j.type.DictType;

/** {@code itertools}: each of its iterators is a type of its own. */
@BuiltinModule("itertools")
public final class ItertoolsModule {
    private ItertoolsModule() {}

    @Method("tee")
    static long tee(long module, long args, long nargs) {
        Arguments.checkPositional("tee", nargs, 1, 2);
        return TeeType.tuple(Memory.getLong(args), nargs == 1 ? 2 : Arguments.ssize(Memory.getLong(args + 8)));
    }

    static void fill(long dict) {
        DictType.set(dict, "count", CountType.TYPE);
        DictType.set(dict, "repeat", RepeatType.TYPE);
        DictType.set(dict, "chain", ChainType.TYPE);
        DictType.set(dict, "islice", IsliceType.TYPE);
        DictType.set(dict, "cycle", CycleType.TYPE);
        DictType.set(dict, "starmap", StarmapType.TYPE);
        DictType.set(dict, "takewhile", TakewhileType.TYPE);
        DictType.set(dict, "dropwhile", DropwhileType.TYPE);
        DictType.set(dict, "filterfalse", FilterfalseType.TYPE);
        DictType.set(dict, "accumulate", AccumulateType.TYPE);
        DictType.set(dict, "compress", CompressType.TYPE);
        DictType.set(dict, "pairwise", PairwiseType.TYPE);
        DictType.set(dict, "zip_longest", ZipLongestType.TYPE);
        DictType.set(dict, "groupby", GroupbyType.TYPE);
        DictType.set(dict, "product", ProductType.TYPE);
        DictType.set(dict, "combinations", CombinationsType.TYPE);
        DictType.set(dict, "combinations_with_replacement", CombinationsWithReplacementType.TYPE);
        DictType.set(dict, "permutations", PermutationsType.TYPE);
        DictType.set(dict, "_grouper", GrouperType.TYPE);
        DictType.set(dict, "_tee", TeeType.TYPE);
        DictType.set(dict, "_tee_dataobject", TeeLinkType.TYPE);
    }
}
