package org.capi4j.module;

import java.nio.file.Path;
import org.capi4j.object.PyError;

/**
 * Where Python source or bytecode would have to be compiled or executed: the one place that all such requests come to. capi4j has no
 * compiler and no bytecode interpreter, so each of them answers with {@code NotImplementedError} by name.
 */
public final class PythonSource {
    private PythonSource() {}

    /** {@code compile}, {@code eval}, {@code exec}, a class statement's body, a function's call: whatever {@code name} says. */
    public static PyError notImplemented(String name) {
        return PyError.notImplemented(name + " (executing Python code)");
    }

    /** A new reference to the module that {@code file}, a {@code .py} or {@code .pyc} file, makes. */
    public static long load(String name, Path file) {
        throw notImplemented("importing " + name + " from " + file);
    }
}
