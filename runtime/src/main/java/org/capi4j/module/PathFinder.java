package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Objects;

/** Looks for modules in the folders of {@code sys.path} or of a package's {@code __path__}, in the order of CPython's file finder. */
final class PathFinder {
    static final List<String> EXTENSION_SUFFIXES = List.of(".cpython-311-x86_64-linux-gnu.so", ".abi3.so", ".so");
    private static final List<String> SOURCE_SUFFIXES = List.of(".py", ".pyc");

    /** What was found for a name. */
    sealed interface Found {}

    /** An extension file, of a package when it is called {@code __init__}. */
    record Extension(Path file) implements Found {}

    /** Python source or bytecode. */
    record Source(Path file) implements Found {}

    /** Folders of that name without an {@code __init__}: a namespace package. */
    record Folders(List<Path> folders) implements Found {}

    private PathFinder() {}

    /** What the last part of {@code name} is in the folders of {@code path} (an iterable of strs), or null. */
    static Found find(String name, long path) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        List<Path> portions = new ArrayList<>();
        for (Path folder : folders(path)) {
            Found found = inFolder(folder, last);
            if (found != null) return found;
            if (Files.isDirectory(folder.resolve(last))) portions.add(folder.resolve(last));
        }
        return portions.isEmpty() ? null : new Folders(portions);
    }

    private static Found inFolder(Path folder, String name) {
        Path inside = folder.resolve(name);
        Found found = Files.isDirectory(inside) ? file(inside, "__init__") : null;
        return found != null ? found : file(folder, name);
    }

    private static Found file(Path folder, String name) {
        for (String suffix : EXTENSION_SUFFIXES) {
            Path file = folder.resolve(name + suffix);
            if (Files.isRegularFile(file)) return new Extension(file);
        }
        for (String suffix : SOURCE_SUFFIXES) {
            Path file = folder.resolve(name + suffix);
            if (Files.isRegularFile(file)) return new Source(file);
        }
        return null;
    }

    /** Entries that are no strs, or no folders, are passed over, as CPython does. */
    private static List<Path> folders(long path) {
        List<Path> folders = new ArrayList<>();
        long iterator = Objects.iter(path);
        try {
            for (long entry = Objects.next(iterator); entry != NULL; entry = Objects.next(iterator)) {
                if (Namespace.isStr(entry)) add(folders, Strings.toJava(entry));
                References.decref(entry);
            }
        } finally {
            References.decref(iterator);
        }
        return folders;
    }

    private static void add(List<Path> folders, String entry) {
        try {
            Path folder = Path.of(entry);
            if (Files.isDirectory(folder)) folders.add(folder);
        } catch (InvalidPathException unusable) {
            // A NUL in it: no such folder.
        }
    }

    /** Whether an extension or source file is a package's own. */
    static boolean isPackageFile(Path file) {
        return file.getFileName().toString().startsWith("__init__.");
    }

    /** An {@code ImportError} for a file that needs Python to be executed. */
    static PyError cannotExecute(String name, Path file) {
        try {
            throw new IllegalStateException("a module was made from " + file + ": " + PythonSource.load(name, file));
        } catch (PyError missing) {
            String message = "cannot import '" + name + "' from " + file + ": capi4j does not execute Python source";
            return org.capi4j.type.ExceptionType.withCause(ImportErrors.importError(message, name, file.toString()), missing);
        }
    }
}
