package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.TupleType;

/** {@code ImportError} and {@code ModuleNotFoundError} with their attributes {@code name} and {@code path}. */
final class ImportErrors {
    private ImportErrors() {}

    /** {@code ModuleNotFoundError(message, name=name)}. */
    static PyError notFound(String message, String name) {
        return make(Exceptions.ModuleNotFoundError, message, name, null);
    }

    /** {@code No module named 'name'}, and why where that is known. */
    static PyError noModule(String name) {
        String reason = PythonSource.isLibrary(name) ? " (in CPython it is Python source, which capi4j does not execute)" : "";
        return notFound("No module named '" + name + "'" + reason, name);
    }

    /** {@code ImportError(message, name=name, path=path)}; {@code path} may be null. */
    static PyError importError(String message, String name, String path) {
        return make(Exceptions.ImportError, message, name, path);
    }

    private static PyError make(long type, String message, String name, String path) {
        long args = TupleType.steal(Strings.of(message));
        long kwargs = NULL;
        try {
            kwargs = DictType.make();
            Namespace.steal(kwargs, "name", Strings.of(name));
            if (path != null) Namespace.steal(kwargs, "path", Strings.of(path));
            long instance = Calls.call(type, args, kwargs);
            PyError error = PyError.ofValue(type, instance);
            References.decref(instance);
            return error;
        } finally {
            References.xdecref(kwargs);
            References.decref(args);
        }
    }
}
