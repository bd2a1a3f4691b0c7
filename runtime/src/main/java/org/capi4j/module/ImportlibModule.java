package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.util.ArrayList;
import java.util.List;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.object.PyError;
import org.capi4j.type.DictType;
import org.capi4j.type.KeywordArguments;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;

/** {@code importlib}, {@code importlib.machinery} and {@code importlib.util}, as far as they don't need Python source. */
@BuiltinModule("importlib")
public final class ImportlibModule {
    private static final List<String> SOURCE = List.of(".py");
    private static final List<String> BYTECODE = List.of(".pyc");

    private ImportlibModule() {}

    static void fill(long dict) {
        Namespace.steal(dict, "__path__", Namespace.list(List.of()));
        DictType.set(dict, "__import__", DictType.get(Imports.builtins(), "__import__"));
    }

    /** {@code _frozen_importlib}. */
    static void fillBootstrap(long dict) {
        DictType.set(dict, "ModuleSpec", ModuleSpecType.TYPE);
        DictType.set(dict, "BuiltinImporter", BuiltinImporterType.TYPE);
    }

    /** {@code _frozen_importlib_external}. */
    static void fillExternal(long dict) {
        DictType.set(dict, "ExtensionFileLoader", ExtensionFileLoaderType.TYPE);
        Namespace.steal(dict, "EXTENSION_SUFFIXES", Namespace.list(PathFinder.EXTENSION_SUFFIXES));
        Namespace.steal(dict, "SOURCE_SUFFIXES", Namespace.list(SOURCE));
        Namespace.steal(dict, "BYTECODE_SUFFIXES", Namespace.list(BYTECODE));
    }

    /** {@code importlib.machinery}. */
    static void fillMachinery(long dict) {
        fillBootstrap(dict);
        fillExternal(dict);
        Namespace.steal(dict, "DEBUG_BYTECODE_SUFFIXES", Namespace.list(BYTECODE));
        Namespace.steal(dict, "OPTIMIZED_BYTECODE_SUFFIXES", Namespace.list(BYTECODE));
    }

    /** {@code import_module(name, package=None)}: leading dots of the name stand for the package and those around it. */
    @Method("import_module")
    static long importModule(long module, long args, long nargs, long kwnames) {
        long[] values = KeywordArguments.parse("import_module", args, nargs, kwnames, 1, 2, "name", "package");
        return Imports.importModule(absolute(Namespace.text("import_module", values[0]), values[1], true));
    }

    static String absolute(String name, long packageName, boolean importing) {
        int level = 0;
        while (level < name.length() && name.charAt(level) == '.') level++;
        if (level == 0) return name;
        if (packageName == NULL || !Objects.isTrue(packageName)) {
            String message = "the 'package' argument is required to perform a relative import for " + "'" + name + "'";
            if (importing) throw PyError.typeError(message);
            throw PyError.importError("no package specified for '" + name + "' (required for relative module names)");
        }
        String base = Namespace.text("package", packageName);
        for (int up = 1; up < level; up++) {
            int dot = base.lastIndexOf('.');
            if (dot < 0) throw PyError.importError("attempted relative import beyond top-level package");
            base = base.substring(0, dot);
        }
        return level == name.length() ? base : base + "." + name.substring(level);
    }

    @Method("reload")
    static long reload(long module, long target) {
        return Imports.reload(target);
    }

    /** Nothing is kept of what folders hold. */
    @Method("invalidate_caches")
    static long invalidateCaches(long module) {
        return Singletons.none();
    }

    static long suffixes() {
        List<String> all = new ArrayList<>(SOURCE);
        all.addAll(BYTECODE);
        all.addAll(PathFinder.EXTENSION_SUFFIXES);
        return Namespace.list(all);
    }
}
