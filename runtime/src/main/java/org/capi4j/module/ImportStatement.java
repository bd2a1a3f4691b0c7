package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.ExceptionType;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TypeLookup;

/** What an {@code import} statement does: {@code PyImport_ImportModuleLevelObject}, {@code __import__}. */
public final class ImportStatement {
    private ImportStatement() {}

    /**
     * A new reference to what the statement binds: the top-level package for {@code import a.b}, the module itself where there is a
     * {@code fromlist}. {@code globals} and {@code fromlist} may be NULL.
     */
    public static long run(long name, long globals, long fromlist, int level) {
        if (name == NULL) throw PyError.valueError("Empty module name");
        String text = Imports.nameOf(name);
        if (level < 0) throw PyError.valueError("level must be >= 0");
        if (level == 0 && text.isEmpty()) throw PyError.valueError("Empty module name");
        String absolute = level == 0 ? text : resolve(text, packageOf(globals), level);
        long module = Imports.importModule(absolute);
        try {
            if (fromlist != NULL && fromlist != Singletons.NONE && Objects.isTrue(fromlist)) {
                if (Objects.hasAttr(module, "__path__")) importEach(module, absolute, fromlist, "``from list''");
                return References.newRef(module);
            }
            return bound(module, text, absolute, level);
        } finally {
            References.decref(module);
        }
    }

    /** {@code PyImport_Import}: asks the {@code __import__} of {@code builtins}, which somebody may have replaced. A new reference to the module itself. */
    public static long importByFunction(String name) {
        long function = DictType.get(Imports.builtins(), "__import__");
        if (function == NULL) throw PyError.importError("__import__ not found");
        if (function == ImportState.current().importFunction) {
            if (name.isEmpty()) throw PyError.valueError("Empty module name");
            return Imports.importModule(name);
        }
        callFunction(function, name);
        long module = Imports.loaded(name);
        if (module == NULL) throw PyError.of(Exceptions.KeyError, name);
        return module;
    }

    private static void callFunction(long function, String name) {
        long globals = DictType.make();
        Namespace.steal(globals, "__builtins__", References.newRef(Imports.builtins()));
        long text = Strings.of(name);
        long fromlist = ListType.of();
        Namespace.append(fromlist, Strings.of("__doc__"));
        long level = LongType.of(0);
        try {
            References.decref(Calls.callWith(function, text, globals, globals, fromlist, level));
        } finally {
            References.decref(level);
            References.decref(fromlist);
            References.decref(text);
            References.decref(globals);
        }
    }

    /** Without a fromlist the first name of the statement is bound: of {@code a.b} module a. */
    private static long bound(long module, String text, String absolute, int level) {
        int dot = text.indexOf('.');
        if (dot < 0) return References.newRef(module);
        if (level == 0) return Imports.importModule(text.substring(0, dot));
        String front = absolute.substring(0, absolute.length() - (text.length() - dot));
        long found = Imports.loaded(front);
        if (found == NULL) throw PyError.of(Exceptions.KeyError, "'" + front + "' not in sys.modules as expected");
        return found;
    }

    private static String resolve(String name, String package_, int level) {
        String base = package_;
        for (int i = 1; i < level; i++) {
            int dot = base.lastIndexOf('.');
            if (dot < 0) throw PyError.importError("attempted relative import beyond top-level package");
            base = base.substring(0, dot);
        }
        return name.isEmpty() ? base : base + "." + name;
    }

    /** The package that a relative import starts from, as {@code __package__}, {@code __spec__} or {@code __name__} say. */
    private static String packageOf(long globals) {
        if (globals == NULL || globals == Singletons.NONE) throw PyError.of(Exceptions.KeyError, "'__name__' not in globals");
        if (!DictType.isInstance(globals)) throw PyError.typeError("globals must be a dict");
        String found = declaredPackage(globals);
        if (found.isEmpty()) throw PyError.importError("attempted relative import with no known parent package");
        return found;
    }

    private static String declaredPackage(long globals) {
        long package_ = DictType.get(globals, "__package__");
        if (package_ != NULL && package_ != Singletons.NONE) {
            if (!Namespace.isStr(package_)) throw PyError.typeError("package must be a string");
            return Strings.toJava(package_);
        }
        long spec = DictType.get(globals, "__spec__");
        if (spec != NULL && spec != Singletons.NONE) {
            long parent = Objects.getAttr(spec, "parent");
            try {
                if (!Namespace.isStr(parent)) throw PyError.typeError("__spec__.parent must be a string");
                return Strings.toJava(parent);
            } finally {
                References.decref(parent);
            }
        }
        return packageFromName(globals);
    }

    private static String packageFromName(long globals) {
        long name = DictType.get(globals, "__name__");
        if (name == NULL) throw PyError.of(Exceptions.KeyError, "'__name__' not in globals");
        if (!Namespace.isStr(name)) throw PyError.typeError("__name__ must be a string");
        String text = Strings.toJava(name);
        if (DictType.get(globals, "__path__") != NULL) return text;
        return text.substring(0, Math.max(text.lastIndexOf('.'), 0));
    }

    /** Submodules that a fromlist names are imported, those that aren't there are left for the attribute look-up to miss. */
    private static void importEach(long module, String name, long fromlist, String where) {
        Iteration.forEach(fromlist, item -> {
            if (!Namespace.isStr(item)) {
                throw PyError.typeError("Item in " + where + " must be str, not " + TypeLookup.nameOf(item));
            }
            String attribute = Strings.toJava(item);
            if (attribute.equals("*")) importAll(module, name, where);
            else if (!Objects.hasAttr(module, attribute)) importSubmodule(name + "." + attribute);
        });
    }

    private static void importAll(long module, String name, String where) {
        if (!where.startsWith("``")) return;
        long all = Objects.lookupAttr(module, "__all__");
        if (all == NULL) return;
        try {
            importEach(module, name, all, name + ".__all__");
        } finally {
            References.decref(all);
        }
    }

    private static void importSubmodule(String name) {
        try {
            References.decref(Imports.importModule(name));
        } catch (PyError missing) {
            if (!ExceptionType.matches(missing, Exceptions.ModuleNotFoundError) || !names(missing, name)) throw missing;
            missing.release();
        }
    }

    /** Whether the exception is about {@code name} itself and not about something that it imports. */
    private static boolean names(PyError missing, String name) {
        if (missing.value() == NULL) return false;
        long attribute = Objects.lookupAttr(missing.value(), "name");
        if (attribute == NULL) return false;
        boolean same = Namespace.isStr(attribute) && Strings.toJava(attribute).equals(name);
        References.decref(attribute);
        return same;
    }
}
