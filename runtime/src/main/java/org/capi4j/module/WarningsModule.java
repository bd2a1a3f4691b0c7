package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Call;
import org.capi4j.export.Method;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.DictType;
import org.capi4j.type.KeywordArguments;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TypeLookup;
import org.capi4j.type.Warnings;

/** {@code _warnings}: giving warnings. */
@BuiltinModule("_warnings")
public final class WarningsModule {
    private WarningsModule() {}

    private static boolean isWarning(long cls) {
        return TypeLookup.isInstance(cls, BuiltinTypes.TYPE) && TypeLookup.isSubtype(cls, Exceptions.Warning);
    }

    /** {@code warn(message, category=None, stacklevel=1, source=None)}. */
    @Method("warn")
    static long warn(long module, long args, long nargs, long kwnames) {
        long[] values = KeywordArguments.parse("warn", args, nargs, kwnames, 1, 4, "message", "category", "stacklevel", "source");
        long source = values[3] == Singletons.NONE ? NULL : values[3];
        Warnings.warn(category(values[0], values[1]), values[0], values[2] == NULL ? 1 : Arguments.ssize(values[2]), source);
        return Singletons.none();
    }

    /** {@code warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None)}. */
    @Method(value = "warn_explicit", call = Call.VARARGS_KEYWORDS)
    static long warnExplicit(long module, long args, long nargs, long kwnames) {
        long[] values = KeywordArguments.parse(
                "warn_explicit", args, nargs, kwnames, 4, 8,
                "message", "category", "filename", "lineno", "module", "registry", "module_globals", "source");
        if (!Namespace.isStr(values[2])) throw PyError.typeError("warn_explicit() argument 3 must be str, not " + Arguments.typeName(values[2]));
        long source = values[7] == Singletons.NONE ? NULL : values[7];
        Warnings.warnExplicit(values[1], values[0], values[2], Arguments.integer(values[3]), values[4], values[5], source);
        return Singletons.none();
    }

    private static long category(long message, long category) {
        if (TypeLookup.isInstance(message, Exceptions.Warning)) return References.type(message);
        if (category == NULL || category == Singletons.NONE) return Exceptions.UserWarning;
        if (!isWarning(category)) throw PyError.typeError("category must be a Warning subclass, not '" + TypeLookup.fullNameOf(category) + "'");
        return category;
    }

    @Method("_filters_mutated")
    static long filtersMutated(long module) {
        return Singletons.none();
    }

    static void fill(long dict) {
        DictType.set(dict, "filters", Warnings.standardFilters());
        DictType.set(dict, "_onceregistry", Warnings.onceRegistry());
        Namespace.put(dict, "_defaultaction", "default");
    }

    /** {@code warnings}: what is Python source in CPython, around the functions of {@code _warnings}. */
    static void fillPublic(long dict) {
        JavaModules.copy("_warnings", dict, name -> !name.startsWith("__"));
        DictType.set(dict, "onceregistry", Warnings.onceRegistry());
        Namespace.put(dict, "defaultaction", "default");
        WarningFilters.fill(dict);
        WarningDisplay.fill(dict);
        CatchWarnings.fill(dict);
    }
}
