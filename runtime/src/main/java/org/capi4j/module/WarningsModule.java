package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Arguments;
import org.capi4j.type.DictType;
import org.capi4j.type.KeywordArguments;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.ModuleType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;
import org.capi4j.type.Warnings;

/** {@code _warnings} and {@code warnings}: giving warnings, and the filters. */
@BuiltinModule("warnings")
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
    @Method("warn_explicit")
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

    /** {@code simplefilter(action, category=Warning, lineno=0, append=False)}. */
    @Method("simplefilter")
    static long simplefilter(long module, long args, long nargs, long kwnames) {
        long[] values = KeywordArguments.parse("simplefilter", args, nargs, kwnames, 1, 4, "action", "category", "lineno", "append");
        add(action(values[0]), Singletons.NONE, values[1], Singletons.NONE, values[2], values[3]);
        return Singletons.none();
    }

    /** {@code filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False)}: patterns need Python's {@code re}. */
    @Method("filterwarnings")
    static long filterwarnings(long module, long args, long nargs, long kwnames) {
        long[] values = KeywordArguments.parse(
                "filterwarnings", args, nargs, kwnames, 1, 6, "action", "message", "category", "module", "lineno", "append");
        add(action(values[0]), pattern(values[1]), values[2], pattern(values[3]), values[4], values[5]);
        return Singletons.none();
    }

    private static long pattern(long text) {
        if (text == NULL || Namespace.isStr(text) && Strings.length(text) == 0) return Singletons.NONE;
        throw PythonSource.notImplemented("warnings.filterwarnings with a regular expression");
    }

    private static long action(long action) {
        String text = Namespace.isStr(action) ? Strings.toJava(action) : "";
        switch (text) {
            case "error", "ignore", "always", "default", "module", "once" -> {
                return action;
            }
            default -> throw PyError.of(Exceptions.AssertionError, "invalid action: " + Objects.reprString(action));
        }
    }

    private static void add(long action, long message, long category, long module, long line, long append) {
        long filters = DictType.get(ModuleType.dict(DictType.get(Imports.modules(), "warnings")), "filters");
        long lineNumber = line == NULL ? LongType.of(0) : References.newRef(line);
        long filter = TupleType.of(action, message, category == NULL ? Exceptions.Warning : category, module, lineNumber);
        References.decref(lineNumber);
        try {
            if (append != NULL && Objects.isTrue(append)) ListType.append(filters, filter);
            else ListType.insert(filters, 0, filter);
        } finally {
            References.decref(filter);
        }
    }

    @Method("resetwarnings")
    static long resetwarnings(long module) {
        long filters = DictType.get(ModuleType.dict(module), "filters");
        ListType.setSlice(filters, 0, ListType.size(filters), NULL);
        return Singletons.none();
    }

    @Method("_filters_mutated")
    static long filtersMutated(long module) {
        return Singletons.none();
    }

    static void fill(long dict) {
        DictType.set(dict, "catch_warnings", CatchWarningsType.TYPE);
        DictType.set(dict, "filters", Warnings.standardFilters());
        DictType.set(dict, "onceregistry", Warnings.onceRegistry());
        DictType.set(dict, "_onceregistry", Warnings.onceRegistry());
        Namespace.put(dict, "defaultaction", "default");
        Namespace.put(dict, "_defaultaction", "default");
    }
}
