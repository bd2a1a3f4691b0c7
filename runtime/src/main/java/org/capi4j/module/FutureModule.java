package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.util.List;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/** {@code __future__}, which modules compiled by mypyc import: the features, each with the releases that offered and that required it. */
@BuiltinModule("__future__")
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
                    LongType.of(major), LongType.of(minor), LongType.of(0), Strings.of(level), LongType.of(serial));
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

    private static final List<String> ATTRIBUTES = List.of("optional", "mandatory", "compiler_flag");

    private FutureModule() {}

    static void fill(long dict) {
        Namespace.steal(dict, "all_feature_names", Namespace.list(FEATURES.stream().map(Feature::name).toList()));
        for (Feature feature : FEATURES) Namespace.steal(dict, feature.flagName, LongType.of(feature.flag));
        ClassContents contents = new ClassContents(new Definitions(dict, "FutureModule"), "_Feature");
        contents.define("__init__(self, optionalRelease, mandatoryRelease, compiler_flag)", "getOptionalRelease(self)", "getMandatoryRelease(self)", "__repr__(self)");
        long type = contents.make(BuiltinTypes.TYPE);
        Namespace.steal(dict, "_Feature", type);
        for (Feature feature : FEATURES) {
            long mandatory = feature.mandatory == null ? Singletons.none() : feature.mandatory.tuple();
            long arguments = TupleType.steal(feature.optional.tuple(), mandatory, LongType.of(feature.flag));
            try {
                Namespace.steal(dict, feature.name, Calls.call(type, arguments, NULL));
            } finally {
                References.decref(arguments);
            }
        }
    }

    @Method("_Feature.__init__")
    static long init(long closure, long args, long nargs) {
        for (int i = 0; i < ATTRIBUTES.size(); i++) Objects.setAttr(Memory.getLong(args), ATTRIBUTES.get(i), Memory.getLong(args + 8L * (i + 1)));
        return Singletons.none();
    }

    @Method("_Feature.getOptionalRelease")
    static long optional(long closure, long self) {
        return Objects.getAttr(self, "optional");
    }

    @Method("_Feature.getMandatoryRelease")
    static long mandatory(long closure, long self) {
        return Objects.getAttr(self, "mandatory");
    }

    @Method("_Feature.__repr__")
    static long repr(long closure, long self) {
        StringBuilder text = new StringBuilder("_Feature(");
        for (String name : ATTRIBUTES) {
            long value = Objects.getAttr(self, name);
            try {
                text.append(name.equals(ATTRIBUTES.getFirst()) ? "" : ", ").append(Objects.reprString(value));
            } finally {
                References.decref(value);
            }
        }
        return Strings.of(text.append(')').toString());
    }
}
