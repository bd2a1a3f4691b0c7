package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.util.List;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.ModuleType;
import org.capi4j.type.Objects;
import org.capi4j.type.OwnedObjects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/** {@code warnings}: the list of filters, what may stand in it, and how options name it. */
@BuiltinModule("warnings")
public final class WarningFilters {
    private static final List<String> ACTIONS = List.of("default", "always", "ignore", "module", "once", "error");

    private WarningFilters() {}

    static void fill(long dict) {
        Definitions definitions = new Definitions(dict, "WarningFilters");
        definitions.enterClosing(
                Exceptions.Warning,
                "filterwarnings(action, message='', category=closure, module='', lineno=0, append=False)",
                "simplefilter(action, category=closure, lineno=0, append=False)");
        definitions.enter("_add_filter(*item, append)", "resetwarnings()", "_getaction(action)", "_getcategory(category)");
        Namespace.steal(dict, "_OptionError", new ClassContents(definitions, "_OptionError").make(BuiltinTypes.TYPE, Exceptions.Exception));
    }

    /** The module's dict, borrowed. */
    static long names() {
        return ModuleType.dict(DictType.get(Imports.modules(), "warnings"));
    }

    private static PyError refused(String message) {
        return PyError.of(Exceptions.AssertionError, message);
    }

    private static void require(boolean holds, String message) {
        if (!holds) throw refused(message);
    }

    private static void requireAction(long action) {
        for (String known : ACTIONS) {
            long text = Strings.of(known);
            try {
                if (Objects.equal(action, text)) return;
            } finally {
                References.decref(text);
            }
        }
        throw refused("invalid action: " + Objects.reprString(action));
    }

    private static void requireLine(long line) {
        boolean number = Objects.isInstance(line, BuiltinTypes.INT);
        require(number && LongType.asBigInteger(line).signum() >= 0, "lineno must be an int >= 0");
    }

    /** Patterns need Python's {@code re}. */
    @Method("filterwarnings")
    static long filter(long closure, long args, long nargs) {
        long message = Memory.getLong(args + 8);
        long category = Memory.getLong(args + 16);
        long module = Memory.getLong(args + 24);
        requireAction(Memory.getLong(args));
        require(Namespace.isStr(message), "message must be a string");
        require(Objects.isInstance(category, BuiltinTypes.TYPE), "category must be a class");
        require(Objects.isSubclass(category, Exceptions.Warning), "category must be a Warning subclass");
        require(Namespace.isStr(module), "module must be a string");
        requireLine(Memory.getLong(args + 32));
        if (Strings.length(message) + Strings.length(module) > 0) throw PythonSource.notImplemented("warnings.filterwarnings with a regular expression");
        return add(Memory.getLong(args), category, Memory.getLong(args + 32), Memory.getLong(args + 40));
    }

    @Method("simplefilter")
    static long simpleFilter(long closure, long args, long nargs) {
        requireAction(Memory.getLong(args));
        requireLine(Memory.getLong(args + 16));
        return add(Memory.getLong(args), Memory.getLong(args + 8), Memory.getLong(args + 16), Memory.getLong(args + 24));
    }

    private static long add(long action, long category, long line, long append) {
        long item = TupleType.of(action, Singletons.NONE, category, Singletons.NONE, line);
        try {
            return add(item, Objects.isTrue(append));
        } finally {
            References.decref(item);
        }
    }

    @Method("_add_filter")
    static long addFilter(long closure, long args, long nargs) {
        return add(Memory.getLong(args + 8), Objects.isTrue(Memory.getLong(args)));
    }

    /** An equal filter moves to the front; behind the others it is only put where there is none. */
    private static long add(long item, boolean append) {
        long filters = DictType.get(names(), "filters");
        long index = indexOf(filters, item);
        if (append && index < 0) ListType.append(filters, item);
        if (!append && index >= 0) ListType.setSlice(filters, index, index + 1, NULL);
        if (!append) ListType.insert(filters, 0, item);
        return mutated();
    }

    private static long indexOf(long list, long item) {
        for (long i = 0; i < ListType.size(list); i++) if (Objects.equal(ListType.get(list, i), item)) return i;
        return -1;
    }

    static long mutated() {
        return Calls.callNoArgs(DictType.get(names(), "_filters_mutated"));
    }

    @Method("resetwarnings")
    static long reset(long closure) {
        long filters = DictType.get(names(), "filters");
        ListType.setSlice(filters, 0, ListType.size(filters), NULL);
        return mutated();
    }

    private static PyError optionError(String message) {
        long text = Strings.of(message);
        PyError error = PyError.ofValue(DictType.get(names(), "_OptionError"), text);
        References.decref(text);
        return error;
    }

    /** An option's action may be cut short. */
    @Method("_getaction")
    static long action(long closure, long action) {
        if (!Objects.isTrue(action)) return Strings.of("default");
        if (!Namespace.isStr(action)) throw PyError.typeError("startswith first arg must be str or a tuple of str, not " + TypeLookup.nameOf(action));
        String text = Strings.toJava(action);
        if (text.equals("all")) return Strings.of("always");
        for (String known : ACTIONS) if (known.startsWith(text)) return Strings.of(known);
        throw optionError("invalid action: " + Objects.reprString(action));
    }

    @Method("_getcategory")
    static long category(long closure, long category) {
        if (!Objects.isTrue(category)) return References.newRef(Exceptions.Warning);
        if (!Namespace.isStr(category)) throw PyError.typeError("argument of type '" + TypeLookup.nameOf(category) + "' is not iterable");
        String name = Strings.toJava(category);
        try (OwnedObjects own = new OwnedObjects()) {
            long found = find(own, name, category);
            if (!Objects.isSubclass(found, Exceptions.Warning)) throw optionError("invalid warning category: " + Objects.reprString(category));
            return References.newRef(found);
        }
    }

    private static long find(OwnedObjects own, String name, long category) {
        int dot = name.lastIndexOf('.');
        long module = DictType.get(Imports.modules(), "builtins");
        if (dot >= 0) {
            try {
                module = own.add(Imports.importModule(name.substring(0, dot)));
            } catch (PyError error) {
                if (!org.capi4j.type.ExceptionType.matches(error, Exceptions.ImportError)) throw error;
                error.release();
                throw optionError("invalid module name: '" + name.substring(0, dot) + "'");
            }
        }
        long found = Objects.lookupAttr(module, name.substring(dot + 1));
        if (found == NULL) throw optionError("unknown warning category: " + Objects.reprString(category));
        return own.add(found);
    }
}
