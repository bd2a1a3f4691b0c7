package org.capi4j.module;

import java.util.List;
import org.capi4j.type.DictType;
import org.capi4j.type.LongType;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/** {@code __future__}, which modules compiled by mypyc import: the features, each with the releases that offered and that required it. */
final class FutureModule {
    /**
     * What is known of a feature.
     *
     * @param mandatory null where no release requires it
     */
    private record Feature(String name, Release optional, Release mandatory, String flagName, long flag) {}

    private record Release(int major, int minor, String level, int serial) {
        long tuple() {
            return TupleType.steal(
                    LongType.of(major), LongType.of(minor), LongType.of(0), org.capi4j.object.Strings.of(level), LongType.of(serial));
        }
    }

    private static Release alpha(int major, int minor, int serial) {
        return new Release(major, minor, "alpha", serial);
    }

    private static Release beta(int major, int minor) {
        return new Release(major, minor, "beta", 1);
    }

    private static final List<Feature> FEATURES = List.of(
            new Feature("nested_scopes", beta(2, 1), alpha(2, 2, 0), "CO_NESTED", 0x10),
            new Feature("generators", alpha(2, 2, 1), new Release(2, 3, "final", 0), "CO_GENERATOR_ALLOWED", 0),
            new Feature("division", alpha(2, 2, 2), alpha(3, 0, 0), "CO_FUTURE_DIVISION", 0x20000),
            new Feature("absolute_import", alpha(2, 5, 1), alpha(3, 0, 0), "CO_FUTURE_ABSOLUTE_IMPORT", 0x40000),
            new Feature("with_statement", alpha(2, 5, 1), alpha(2, 6, 0), "CO_FUTURE_WITH_STATEMENT", 0x80000),
            new Feature("print_function", alpha(2, 6, 2), alpha(3, 0, 0), "CO_FUTURE_PRINT_FUNCTION", 0x100000),
            new Feature("unicode_literals", alpha(2, 6, 2), alpha(3, 0, 0), "CO_FUTURE_UNICODE_LITERALS", 0x200000),
            new Feature("barry_as_FLUFL", alpha(3, 1, 2), alpha(4, 0, 0), "CO_FUTURE_BARRY_AS_BDFL", 0x400000),
            new Feature("generator_stop", beta(3, 5), alpha(3, 7, 0), "CO_FUTURE_GENERATOR_STOP", 0x800000),
            new Feature("annotations", beta(3, 7), null, "CO_FUTURE_ANNOTATIONS", 0x1000000));

    private FutureModule() {}

    static void fill(long dict) {
        Namespace.steal(dict, "all_feature_names", Namespace.list(FEATURES.stream().map(Feature::name).toList()));
        for (Feature feature : FEATURES) Namespace.steal(dict, feature.flagName, LongType.of(feature.flag));
        DictType.set(dict, "_Feature", FutureFeatureType.TYPE);
        for (Feature feature : FEATURES) {
            long mandatory = feature.mandatory == null ? Singletons.none() : feature.mandatory.tuple();
            Namespace.steal(dict, feature.name, Fields.make(FutureFeatureType.TYPE, feature.optional.tuple(), mandatory, LongType.of(feature.flag)));
        }
    }
}
