package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.InterpreterState;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/**
 * Warnings: filtered, then raised or printed to {@code sys.stderr}. The filters are those of {@code sys.modules["warnings"]} where that module
 * has been imported, else CPython's default ones.
 *
 * <p>A warning belongs to the Python code that runs at its stack level. No such code runs here, so it belongs to {@code sys}, line 1, as in
 * CPython when the stack isn't that deep.
 */
public final class Warnings {
    private static final String PLACE = "sys";

    /** The filter list of an interpreter, as {@code warnings.filters}. */
    private static final class State implements InterpreterState.Ending {
        private final long filters = defaultFilters();
        private final long onceRegistry = DictType.make();

        static State current() {
            return InterpreterState.current().attached(State.class, State::new);
        }

        @Override
        public void end() {
            References.decref(filters);
            References.decref(onceRegistry);
        }
    }

    private Warnings() {}

    /** {@code PyErr_WarnEx}; throws where a filter makes the warning an error. */
    public static void warn(long category, String message, long stacklevel) {
        long text = Strings.of(message);
        try {
            warn(category, text, stacklevel, NULL);
        } finally {
            References.decref(text);
        }
    }

    /** {@code warnings.warn(message, category, source)}: {@code category} NULL is RuntimeWarning, or the message's type where that is a Warning. */
    public static void warn(long category, long message, long stacklevel, long source) {
        long type = category == NULL ? Exceptions.RuntimeWarning : category;
        long filename = Strings.of(PLACE);
        long module = Strings.of(PLACE);
        try {
            long registry = registry();
            warnExplicit(type, message, filename, 1, module, registry, source);
        } finally {
            References.decref(filename);
            References.decref(module);
        }
    }

    /** {@code __warningregistry__} of sys: borrowed, or NULL when there is no sys. */
    private static long registry() {
        long sys = SysAttributes.dict();
        if (sys == NULL) return NULL;
        long registry = DictType.get(sys, "__warningregistry__");
        if (registry != NULL) return registry;
        registry = DictType.make();
        DictType.set(sys, "__warningregistry__", registry);
        References.decref(registry);
        return registry;
    }

    /**
     * {@code PyErr_WarnExplicitObject}: {@code message} is a str or a Warning instance, {@code module} NULL is the file's name without ".py",
     * {@code registry} (a dict or NULL) remembers what was shown. All are borrowed.
     */
    public static void warnExplicit(long category, long message, long filename, int line, long module, long registry, long source) {
        if (module == Singletons.NONE) return;
        if (registry != NULL && registry != Singletons.NONE && References.type(registry) != BuiltinTypes.DICT) {
            throw PyError.typeError("'registry' must be a dict or None");
        }
        long owner = module == NULL ? moduleOf(filename) : References.newRef(module);
        boolean isWarning = Objects.isInstance(message, Exceptions.Warning);
        long text = isWarning ? Objects.str(message) : References.newRef(message);
        long type = isWarning ? References.type(message) : category;
        long instance = isWarning ? References.newRef(message) : NULL;
        try {
            if (instance == NULL) instance = Calls.callOneArg(type, message);
            show(type, instance, text, filename, line, owner, registry == Singletons.NONE ? NULL : registry, source);
        } finally {
            References.xdecref(instance);
            References.decref(text);
            References.decref(owner);
        }
    }

    private static long moduleOf(long filename) {
        String name = Strings.toJava(filename);
        if (name.isEmpty()) return Strings.of("<unknown>");
        return Strings.of(name.endsWith(".py") ? name.substring(0, name.length() - 3) : name);
    }

    private static void show(
            long type, long instance, long text, long filename, int line, long module, long registry, long source) {
        long key = TupleType.steal(References.newRef(text), References.newRef(type), LongType.of(line));
        try {
            if (registry != NULL && isRemembered(registry, key)) return;
            String action = action(type, text, line, module);
            if (action.equals("error")) throw ExceptionType.raiseNew(References.newRef(instance));
            if (action.equals("ignore")) return;
            if (registry != NULL && !action.equals("always")) DictType.set(registry, key, Singletons.TRUE);
            if (isRepeated(action, type, text, registry)) return;
            print(type, instance, text, filename, line, source);
        } finally {
            References.decref(key);
        }
    }

    private static boolean isRemembered(long registry, long key) {
        long known = DictType.get(registry, key);
        return known != NULL && Objects.isTrue(known);
    }

    private static boolean isRepeated(String action, long type, long text, long registry) {
        switch (action) {
            case "once" -> {
                return remember(State.current().onceRegistry, text, type, false);
            }
            case "module" -> {
                return registry != NULL && remember(registry, text, type, true);
            }
            case "default", "always" -> {
                return false;
            }
            default ->
                throw PyError.runtimeError("Unrecognized action (" + action + ") in warnings.filters:\n " + Objects.reprString(filters()));
        }
    }

    /** Whether the warning was in the registry; it is afterwards. */
    private static boolean remember(long registry, long text, long type, boolean withLine) {
        long key = withLine ? TupleType.steal(References.newRef(text), References.newRef(type), LongType.of(0)) : TupleType.of(text, type);
        try {
            if (isRemembered(registry, key)) return true;
            DictType.set(registry, key, Singletons.TRUE);
            return false;
        } finally {
            References.decref(key);
        }
    }

    /** The filters that apply while nobody gives others: what {@code warnings.filters} starts as. Borrowed. */
    public static long standardFilters() {
        return State.current().filters;
    }

    /** {@code warnings.onceregistry}, borrowed. */
    public static long onceRegistry() {
        return State.current().onceRegistry;
    }

    /** The loaded module {@code warnings}, borrowed, or NULL. */
    private static long module() {
        long modules = SysAttributes.get("modules");
        return modules == NULL ? NULL : DictType.get(modules, "warnings");
    }

    /** A borrowed list of filters. */
    private static long filters() {
        long module = module();
        if (module != NULL) {
            long filters = Objects.lookupAttr(module, "filters");
            if (filters != NULL) {
                References.decref(filters);
                if (ListType.isInstance(filters)) return filters;
                throw PyError.valueError("_warnings.filters must be a list");
            }
        }
        return State.current().filters;
    }

    private static String action(long type, long text, int line, long module) {
        long filters = filters();
        for (long i = 0; i < ListType.size(filters); i++) {
            long filter = ListType.get(filters, i);
            if (!TupleType.isInstance(filter) || TupleType.size(filter) != 5) {
                throw PyError.valueError("_warnings.filters item " + i + " isn't a 5-tuple");
            }
            if (matches(filter, type, text, line, module)) return Strings.toJava(TupleType.get(filter, 0));
        }
        return "default";
    }

    private static boolean matches(long filter, long type, long text, int line, long module) {
        long wanted = LongType.asSsize(TupleType.get(filter, 4));
        return matchesPattern(TupleType.get(filter, 1), text)
                && Objects.isSubclass(type, TupleType.get(filter, 2))
                && matchesPattern(TupleType.get(filter, 3), module)
                && (wanted == 0 || wanted == line);
    }

    /** None matches all, a str what is equal to it, anything else has a method {@code match}. */
    private static boolean matchesPattern(long pattern, long text) {
        if (pattern == Singletons.NONE) return true;
        if (References.type(pattern) == BuiltinTypes.STR) return Objects.equal(pattern, text);
        long result = Calls.callMethod(pattern, "match", text);
        try {
            return Objects.isTrue(result);
        } finally {
            References.decref(result);
        }
    }

    private static void print(long type, long instance, long text, long filename, int line, long source) {
        if (hasPythonWarnings(instance, type, filename, line, source)) return;
        String file = Strings.toJava(filename);
        StringBuilder shown = new StringBuilder(file);
        shown.append(':').append(line).append(": ").append(TypeLookup.name(type)).append(": ").append(Strings.toJava(text)).append('\n');
        String code = SourceLines.get(file, line);
        if (code != null && !code.isBlank()) shown.append("  ").append(code.strip()).append('\n');
        SysAttributes.writeError(shown.toString());
    }

    /** Hands the warning to {@code warnings._showwarnmsg} where that module has been imported. */
    private static boolean hasPythonWarnings(long instance, long type, long filename, int line, long source) {
        long module = module();
        long show = module == NULL ? NULL : Objects.lookupAttr(module, "_showwarnmsg");
        if (show == NULL) return false;
        long number = LongType.of(line);
        long message = NULL;
        try {
            long none = Singletons.NONE;
            long make = Objects.getAttr(module, "WarningMessage");
            try {
                message = Calls.callWith(make, instance, type, filename, number, none, none, source == NULL ? none : source);
            } finally {
                References.decref(make);
            }
            References.decref(Calls.callOneArg(show, message));
            return true;
        } finally {
            References.xdecref(message);
            References.decref(number);
            References.decref(show);
        }
    }

    private static long defaultFilters() {
        long list = ListType.make(0);
        addFilter(list, "default", Exceptions.DeprecationWarning, "__main__");
        addFilter(list, "ignore", Exceptions.DeprecationWarning, null);
        addFilter(list, "ignore", Exceptions.PendingDeprecationWarning, null);
        addFilter(list, "ignore", Exceptions.ImportWarning, null);
        addFilter(list, "ignore", Exceptions.ResourceWarning, null);
        return list;
    }

    private static void addFilter(long list, String action, long category, String module) {
        ListType.appendSteal(
                list,
                TupleType.steal(
                        Strings.of(action),
                        Singletons.none(),
                        References.newRef(category),
                        module == null ? Singletons.none() : Strings.of(module),
                        LongType.of(0)));
    }
}
