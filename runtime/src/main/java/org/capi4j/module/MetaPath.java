package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.ListType;
import org.capi4j.type.ModuleType;
import org.capi4j.type.Objects;
import org.capi4j.type.Sequences;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/**
 * {@code sys.meta_path}: finders that extensions put there, asked in turn. {@code BuiltinImporter}, which alone is there at first, stands for all that this
 * import system finds by itself: modules in Java, {@code PyImport_AppendInittab}'s, and files on a path.
 */
final class MetaPath {
    private MetaPath() {}

    /**
     * What the first finder that knows the module gives, or NULL: of ours the result of {@code ours}, which is NULL where they don't know it; of any other what
     * {@code found} makes of its spec, which it borrows. {@code path} is borrowed, the parent's {@code __path__}; other finders don't see it at the top.
     */
    static long first(String name, long path, LongSupplier ours, LongUnaryOperator found) {
        long finders = finders(name);
        try {
            for (long i = 0; i < ListType.size(finders); i++) {
                long finder = ListType.get(finders, i);
                long result = finder == BuiltinImporterType.TYPE ? ours.getAsLong() : ask(finder, name, path, found);
                if (result != NULL) return result;
            }
            return NULL;
        } finally {
            References.decref(finders);
        }
    }

    /** A new list. */
    private static long finders(String name) {
        long finders = DictType.get(Imports.sys(), "meta_path");
        if (finders == NULL || finders == Singletons.NONE) {
            throw PyError.of(Exceptions.ImportError, "sys.meta_path is None, Python is likely shutting down");
        }
        return Sequences.list(finders);
    }

    private static long ask(long finder, String name, long path, LongUnaryOperator found) {
        long find = Objects.lookupAttr(finder, "find_spec");
        if (find == NULL) return NULL;
        boolean isTop = path == NULL || name.indexOf('.') < 0;
        long args = TupleType.steal(Strings.of(name), isTop ? Singletons.none() : References.newRef(path), Singletons.none());
        long spec = NULL;
        try {
            spec = Calls.call(find, args, NULL);
            return spec == Singletons.NONE ? NULL : found.applyAsLong(spec);
        } finally {
            References.xdecref(spec);
            References.decref(args);
            References.decref(find);
        }
    }

    /** The module that the spec's loader makes: a new reference. It is in {@code sys.modules} from before it is executed, unless that fails. */
    static long load(String name, long spec) {
        long loader = Objects.getAttr(spec, "loader");
        try {
            if (loader == Singletons.NONE) requireFolders(name, spec);
            long module = loader == Singletons.NONE ? ModuleType.make(name) : create(name, loader, spec);
            try {
                Imports.setAttributes(module, spec);
                DictType.set(Imports.modules(), name, module);
                if (loader != Singletons.NONE) execute(name, loader, module);
            } finally {
                References.decref(module);
            }
        } finally {
            References.decref(loader);
        }
        return entered(name);
    }

    /** A spec without a loader is a namespace package's. */
    private static void requireFolders(String name, long spec) {
        long folders = Objects.getAttr(spec, "submodule_search_locations");
        References.decref(folders);
        if (folders == Singletons.NONE) throw ImportErrors.importError("missing loader", name, null);
    }

    /** What {@code sys.modules} has, which a module may have replaced: a new reference. */
    private static long entered(String name) {
        long key = Strings.of(name);
        long module = NULL;
        try {
            module = Objects.getItem(Imports.modules(), key);
            Imports.bindToParent(name, module);
            return module;
        } catch (Throwable failure) {
            References.xdecref(module);
            throw failure;
        } finally {
            References.decref(key);
        }
    }

    private static long create(String name, long loader, long spec) {
        long create = Objects.lookupAttr(loader, "create_module");
        if (create == NULL) return ModuleType.make(name);
        try {
            long module = Calls.callOneArg(create, spec);
            if (module != Singletons.NONE) return module;
            References.decref(module);
            return ModuleType.make(name);
        } finally {
            References.decref(create);
        }
    }

    private static void execute(String name, long loader, long module) {
        try {
            long execute = Objects.getAttr(loader, "exec_module");
            try {
                References.decref(Calls.callOneArg(execute, module));
            } finally {
                References.decref(execute);
            }
        } catch (Throwable failure) {
            DictType.delete(Imports.modules(), name);
            throw failure;
        }
    }
}
