package org.capi4j.module;

import java.nio.file.Path;
import java.util.List;
import org.capi4j.object.PyError;
import org.capi4j.type.BuiltinFunctions;

/** The import system of the current interpreter: {@code sys.modules}, built-in modules in Java, finders on {@code sys.path}. */
public final class Imports {
    /** Loads an extension file: link.ExtensionLoader, which stands above this package. */
    @FunctionalInterface
    public interface ExtensionFinder {
        /** A new reference to the module {@code name} loaded from {@code file}, entered into sys.modules. */
        long load(String name, Path file);
    }

    static {
        BuiltinFunctions.use(Imports::builtins);
    }

    private Imports() {}

    /** Makes {@code sys}, {@code builtins} and {@code sys.modules} for a new interpreter. */
    public static void populate(List<Path> searchPath, ExtensionFinder finder) {
        throw PyError.notImplemented("Imports.populate");
    }

    /** A new reference to the module {@code name} (the submodule itself for a dotted name): {@code importlib.import_module}. */
    public static long importModule(String name) {
        throw PyError.notImplemented("Imports.importModule");
    }

    /** {@code sys.modules}, borrowed. */
    public static long modules() {
        throw PyError.notImplemented("Imports.modules");
    }

    /** The dict of module {@code builtins}, borrowed. */
    public static long builtins() {
        throw PyError.notImplemented("Imports.builtins");
    }

    /** Makes empty packages for the parents of a dotted name where they are missing. */
    public static void ensureParents(String name) {
        throw PyError.notImplemented("Imports.ensureParents");
    }

    /** A new reference to a module spec with name, origin, loader, parent, has_location and submodule_search_locations. */
    public static long spec(String name, Path origin) {
        throw PyError.notImplemented("Imports.spec");
    }

    /** Clears all modules in CPython's order, at an interpreter's end. */
    public static void clear() {
        throw PyError.notImplemented("Imports.clear");
    }

    /** Sets the submodule as an attribute of its parent package. */
    public static void bindToParent(String name, long module) {
        throw PyError.notImplemented("Imports.bindToParent");
    }
}
