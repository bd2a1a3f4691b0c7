package org.capi4j.module;

import java.nio.file.Path;
import java.util.Set;
import org.capi4j.object.PyError;

/**
 * Where Python source or bytecode would have to be compiled or executed: the one place that all such requests come to. capi4j has no
 * compiler and no bytecode interpreter, so each of them answers with {@code NotImplementedError} by name.
 */
public final class PythonSource {
    /** Modules of CPython's standard library that are Python source, of those that C code asks for. */
    private static final Set<String> LIBRARY = Set.of(
            "argparse", "ast", "asyncio", "base64", "calendar", "concurrent", "contextlib", "copy", "csv", "ctypes", "dataclasses", "dis", "email",
            "encodings", "enum", "fractions", "glob", "hashlib", "html", "http", "importlib", "inspect", "io", "ipaddress", "linecache", "locale",
            "logging", "multiprocessing", "ntpath", "opcode", "os", "pathlib", "pdb", "pkgutil", "platform", "posixpath", "pprint", "random", "re",
            "reprlib", "secrets", "selectors", "shutil", "signal", "site", "socket", "sqlite3", "ssl", "statistics", "string", "subprocess",
            "sysconfig", "tempfile", "textwrap", "threading", "token", "tokenize", "traceback", "tracemalloc", "typing", "unittest", "urllib",
            "xml", "zipfile", "zoneinfo");

    private PythonSource() {}

    /** Whether a module that wasn't found is one that CPython has as Python source. */
    static boolean isLibrary(String name) {
        return LIBRARY.contains(name);
    }

    /** {@code compile}, {@code eval}, {@code exec}, a class statement's body, a function's call: whatever {@code name} says. */
    public static PyError notImplemented(String name) {
        return PyError.notImplemented(name + " (executing Python code)");
    }

    /** A new reference to the module that {@code file}, a {@code .py} or {@code .pyc} file, makes. */
    public static long load(String name, Path file) {
        throw notImplemented("importing " + name + " from " + file);
    }
}
