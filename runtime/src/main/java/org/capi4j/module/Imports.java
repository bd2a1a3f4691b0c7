package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.nio.file.Path;
import java.util.List;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.BuiltinFunctions;
import org.capi4j.type.DictType;
import org.capi4j.type.ModuleType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;

/** The import system of the current interpreter: {@code sys.modules}, built-in modules in Java, extensions on {@code sys.path}. */
public final class Imports {
    /** Loads an extension file: link.ExtensionLoader, which stands above this package. */
    public interface ExtensionFinder {
        /** A new reference to the module {@code name} loaded from {@code file}, entered into sys.modules. */
        long load(String name, Path file);

        /** {@code _imp.create_dynamic}: a new reference to the module as its first phase left it, entered nowhere. */
        long create(String name, Path file, long spec);

        /** {@code _imp.exec_dynamic}: its second phase. */
        void execute(long module);
    }

    static {
        BuiltinFunctions.use(Imports::builtins);
        org.capi4j.type.SysAttributes.use(Imports::sys);
    }

    private Imports() {}

    /** Makes {@code sys}, {@code builtins} and {@code sys.modules} for a new interpreter. */
    public static void populate(List<Path> searchPath, ExtensionFinder finder) {
        ImportState state = ImportState.current();
        state.finder = finder;
        state.searchPath = searchPath;
        long modules = DictType.make();
        state.setModules(modules);
        References.decref(modules);
        long builtins = JavaModules.make("builtins");
        state.setBuiltins(ModuleType.dict(builtins));
        state.importFunction = DictType.get(state.builtins(), "__import__");
        Namespace.steal(modules, "builtins", builtins);
        long sys = JavaModules.make("sys");
        state.setSys(ModuleType.dict(sys));
        Namespace.steal(modules, "sys", sys);
        DictType.set(state.sys(), "modules", modules);
        DictType.set(ModuleType.dict(main(modules)), "__builtins__", builtins);
        state.builtinsCopy = DictType.copy(state.builtins()); // from here on there is something to clear
        Namespace.steal(state.sys(), "path", Namespace.list(searchPath.stream().map(Path::toString).toList()));
    }

    /** {@code __main__}, which classes are of that nobody names a module for: empty, as no program runs. Borrowed. */
    private static long main(long modules) {
        long main = ModuleType.make("__main__");
        Namespace.steal(modules, "__main__", main);
        return main;
    }

    /** The folders that {@code sys.path} began with. */
    public static List<Path> searchPath() {
        return ImportState.current().searchPath;
    }

    /** {@code sys.modules}, borrowed. */
    public static long modules() {
        return ImportState.current().modules();
    }

    /** The dict of module {@code builtins}, borrowed. */
    public static long builtins() {
        return ImportState.current().builtins();
    }

    /** The dict of module {@code sys}, borrowed. */
    public static long sys() {
        return ImportState.current().sys();
    }

    /** {@code PyImport_GetModule}: a new reference to what {@code sys.modules} has, or NULL. */
    public static long loaded(String name) {
        return References.xnewRef(DictType.get(modules(), name));
    }

    /** A new reference to the module {@code name} (the submodule itself for a dotted name): {@code importlib.import_module}. */
    public static long importModule(String name) {
        long loaded = loadedUnlessBlocked(name);
        if (loaded != NULL) return loaded;
        int dot = name.lastIndexOf('.');
        if (dot < 0) return load(name, DictType.get(sys(), "path"));
        String parent = name.substring(0, dot);
        References.decref(importModule(parent));
        // a parent may bring its child along without being a package: os does so with os.path
        long brought = loadedUnlessBlocked(name);
        if (brought != NULL) return brought;
        long path = parentPath(name, parent);
        try {
            return load(name, path);
        } finally {
            References.xdecref(path);
        }
    }

    private static long loadedUnlessBlocked(String name) {
        long module = loaded(name);
        if (module != Singletons.NONE) return module;
        References.decref(module);
        throw ImportErrors.notFound("import of " + name + " halted; None in sys.modules", name);
    }

    /** The parent's {@code __path__}, a new reference; the parent is imported. */
    private static long parentPath(String name, String parent) {
        long package_ = importModule(parent);
        try {
            long path = Objects.lookupAttr(package_, "__path__");
            if (path == NULL && !JavaModules.has(name)) {
                throw ImportErrors.notFound("No module named '" + name + "'; '" + parent + "' is not a package", name);
            }
            return path;
        } finally {
            References.decref(package_);
        }
    }

    private static long load(String name, long path) {
        long module = MetaPath.first(name, path, () -> loadOurs(name, path), spec -> MetaPath.load(name, spec));
        if (module == NULL) throw ImportErrors.noModule(name);
        return module;
    }

    private static long loadOurs(String name, long path) {
        if (JavaModules.has(name)) return enter(name, JavaModules.make(name));
        if (InitTable.has(name)) return enter(name, InitTable.make(name));
        return switch (path == NULL ? null : PathFinder.find(name, path)) {
            case null -> NULL;
            case PathFinder.Extension extension -> ImportState.current().finder.load(name, extension.file());
            case PathFinder.Source source -> throw PathFinder.cannotExecute(name, source.file());
            case PathFinder.Folders folders -> enter(name, packageOf(name, folders.folders()));
        };
    }

    /** {@code importlib.util.find_spec} of what isn't imported: a new reference to a spec, or None. The parent is imported. */
    static long findSpec(String name) {
        int dot = name.lastIndexOf('.');
        long path = dot < 0 ? References.xnewRef(DictType.get(sys(), "path")) : parentPath(name, name.substring(0, dot));
        try {
            long spec = MetaPath.first(name, path, () -> findOurs(name, path), References::newRef);
            return spec == NULL ? Singletons.none() : spec;
        } finally {
            References.xdecref(path);
        }
    }

    private static long findOurs(String name, long path) {
        if (isBuiltin(name)) return builtinSpec(name);
        PathFinder.Found found = path == NULL ? null : PathFinder.find(name, path);
        if (found instanceof PathFinder.Extension extension) return spec(name, extension.file());
        if (found instanceof PathFinder.Source source) throw PathFinder.cannotExecute(name, source.file());
        return NULL;
    }

    /** Whether the module needs no file. */
    static boolean isBuiltin(String name) {
        return JavaModules.has(name) || InitTable.has(name);
    }

    static long builtinSpec(String name) {
        return ModuleSpecType.make(name, BuiltinImporterType.TYPE, "built-in", false, NULL);
    }

    /** Enters a new module into {@code sys.modules} and into its parent. Consumes and returns it. */
    private static long enter(String name, long module) {
        try {
            DictType.set(modules(), name, module);
            bindToParent(name, module);
            return module;
        } catch (Throwable failure) {
            References.decref(module);
            throw failure;
        }
    }

    /** A package without contents: a namespace package, or one that only holds extensions. */
    private static long packageOf(String name, List<Path> folders) {
        long module = ModuleType.make(name);
        long locations = Namespace.list(folders.stream().map(Path::toString).toList());
        try {
            long spec = ModuleSpecType.make(name, Singletons.NONE, null, false, locations);
            setAttributes(module, spec);
            References.decref(spec);
            return module;
        } catch (Throwable failure) {
            References.decref(module);
            throw failure;
        } finally {
            References.decref(locations);
        }
    }

    /** Makes empty packages for the parents of a dotted name where they are missing. */
    public static void ensureParents(String name) {
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            String parent = name.substring(0, dot);
            if (DictType.get(modules(), parent) == NULL) References.decref(enter(parent, packageOf(parent, List.of())));
        }
    }

    /** A new reference to a module spec with name, origin, loader, parent, has_location and submodule_search_locations. */
    public static long spec(String name, Path origin) {
        String file = origin.toString();
        long loader = ExtensionFileLoaderType.make(name, file);
        long locations = NULL;
        try {
            if (PathFinder.isPackageFile(origin)) locations = Namespace.list(List.of(String.valueOf(origin.toAbsolutePath().getParent())));
            return ModuleSpecType.make(name, loader, file, true, locations);
        } finally {
            References.decref(loader);
            References.xdecref(locations);
        }
    }

    /** Whether a file is {@code __init__} of a package. */
    static boolean isPackageFile(String file) {
        return PathFinder.isPackageFile(Path.of(file));
    }

    /**
     * Sets {@code __spec__}, and {@code __name__}, {@code __loader__}, {@code __package__}, {@code __path__} and {@code __file__} as the spec says where the module has
     * none, or None.
     */
    public static void setAttributes(long module, long spec) {
        copy(spec, "name", module, "__name__");
        copy(spec, "loader", module, "__loader__");
        copy(spec, "parent", module, "__package__");
        Objects.setAttr(module, "__spec__", spec);
        long locations = Objects.getAttr(spec, "submodule_search_locations");
        if (locations != Singletons.NONE && isMissing(module, "__path__")) Objects.setAttr(module, "__path__", locations);
        References.decref(locations);
        long located = Objects.getAttr(spec, "has_location");
        if (Objects.isTrue(located)) copy(spec, "origin", module, "__file__");
        References.decref(located);
    }

    private static boolean isMissing(long module, String name) {
        long value = Objects.lookupAttr(module, name);
        References.xdecref(value);
        return value == NULL || value == Singletons.NONE;
    }

    private static void copy(long source, String attribute, long target, String name) {
        if (!isMissing(target, name)) return;
        long value = Objects.getAttr(source, attribute);
        try {
            Objects.setAttr(target, name, value);
        } finally {
            References.decref(value);
        }
    }

    /** What comes first when an interpreter ends. */
    public static void runExitFunctions() {
        AtExitModule.run();
        TextFiles.flush();
    }

    /**
     * Clears all modules in CPython's order, at an interpreter's end.
     *
     * @param isLast whether no other interpreter shares its GIL
     */
    public static void clear(boolean isLast) {
        ImportState state = ImportState.current();
        if (state.builtinsCopy != NULL) ModuleClearing.clearAll(state.modules(), state.sys(), state.builtins(), state.builtinsCopy);
        TextFiles.flush();
        if (isLast) SinglePhase.clear();
        AuditHooks.clear();
        StructSequences.clear();
        AbcRegistry.current().clear();
        state.clear();
    }

    /** Sets the submodule as an attribute of its parent package. */
    public static void bindToParent(String name, long module) {
        int dot = name.lastIndexOf('.');
        if (dot < 0) return;
        long parent = DictType.get(modules(), name.substring(0, dot));
        if (parent != NULL) Objects.setAttr(parent, name.substring(dot + 1), module);
    }

    /** {@code PyImport_AddModule}: what {@code sys.modules} has under the name, or a new empty module entered there; borrowed. */
    public static long addModule(long name) {
        long known = DictType.get(modules(), name);
        if (known != NULL && ModuleType.isInstance(known)) return known;
        long module = ModuleType.make(name);
        try {
            DictType.set(modules(), name, module);
            return module;
        } finally {
            References.decref(module);
        }
    }

    /** {@code PyImport_ReloadModule}: what {@code importlib.reload} can do without source, which is to check its argument. */
    public static long reload(long module) {
        long name = Objects.lookupAttr(module, "__name__");
        if (name == NULL) throw PyError.typeError("reload() argument must be a module");
        try {
            String text = nameOf(name);
            if (DictType.get(modules(), name) != module) {
                throw ImportErrors.importError("module " + text + " not in sys.modules", text, null);
            }
            throw PyError.notImplemented("reloading a module");
        } finally {
            References.decref(name);
        }
    }

    /** The text of {@code sys.modules}' key, or {@code TypeError}. */
    public static String nameOf(long name) {
        if (!Namespace.isStr(name)) throw PyError.of(Exceptions.TypeError, "module name must be a string");
        return Strings.toJava(name);
    }
}
