package org.capi4j.bridge;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.InterpreterState;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.ExceptionText;
import org.capi4j.type.ExceptionType;
import org.capi4j.type.Objects;
import org.capi4j.type.TypeLookup;

/**
 * Java throwables as Python exceptions and back. A throwable becomes a {@code RuntimeError} (an overflown stack {@code RecursionError}, an
 * exhausted heap {@code MemoryError}) whose attribute {@code __java_exception__} holds it, so
 * that it is there again as the cause when the exception reaches Java.
 */
public final class JavaExceptions implements InterpreterState.JavaErrors {
    private static final String ATTRIBUTE = "__java_exception__";

    /** A Python exception told in Java's terms. {@code value} is a new reference; {@code cause} is an error that the reader consumes. */
    public record Description(String typeName, String text, String traceback, long value, Throwable javaCause, PyError cause) {}

    @Override
    public PyError wrap(Throwable failure, String function) {
        long instance = ExceptionType.instance(described(failure, function));
        try {
            long holder = JavaObjectType.of(failure);
            try {
                Objects.setAttr(instance, ATTRIBUTE, holder);
            } finally {
                References.decref(holder);
            }
            return ExceptionType.raise(instance);
        } finally {
            References.decref(instance);
        }
    }

    private static PyError described(Throwable failure, String function) {
        return switch (failure) {
            case StackOverflowError overflow -> PyError.of(Exceptions.RecursionError, "maximum recursion depth exceeded in " + function);
            case OutOfMemoryError exhausted -> PyError.memoryError();
            default -> PyError.of(Exceptions.RuntimeError, failure.toString());
        };
    }

    @Override
    public void writeUnraisable(PyError error, String function) {
        ExceptionText.writeUnraisable(error, "Exception ignored in " + function, NULL);
    }

    @Override
    public PyError chain(PyError error) {
        return ExceptionType.chain(error);
    }

    /** Describes and consumes {@code error}. */
    public static Description describe(PyError error) {
        long instance = ExceptionType.instance(error);
        try {
            return new Description(
                    qualifiedName(References.type(instance)), text(instance), traceback(instance), instance, javaCause(instance), cause(instance));
        } catch (OutOfMemoryError full) {
            References.decref(instance);
            throw full;
        }
    }

    /** As a traceback's last line shows it: the module in front where it isn't builtins. */
    private static String qualifiedName(long type) {
        String module = attribute(type, "__module__");
        String name = attribute(type, "__qualname__");
        if (name == null) return TypeLookup.fullName(type);
        return module == null || module.equals("builtins") ? name : module + "." + name;
    }

    private static String attribute(long object, String name) {
        try {
            long value = Objects.lookupAttr(object, name);
            if (value == NULL) return null;
            try {
                return TypeLookup.isInstance(value, BuiltinTypes.STR) ? Strings.toJava(value) : null;
            } finally {
                References.decref(value);
            }
        } catch (PyError unreadable) {
            unreadable.release();
            return null;
        }
    }

    private static String text(long instance) {
        try {
            return Objects.strString(instance);
        } catch (PyError unprintable) {
            unprintable.release();
            return "<exception str() failed>";
        }
    }

    private static String traceback(long instance) {
        return ExceptionType.formatTraceback(instance);
    }

    private static Throwable javaCause(long instance) {
        long holder;
        try {
            holder = Objects.lookupAttr(instance, ATTRIBUTE);
        } catch (PyError unreadable) {
            unreadable.release();
            return null;
        }
        if (holder == NULL) return null;
        try {
            return JavaObjectType.get(holder) instanceof Throwable throwable ? throwable : null;
        } finally {
            References.decref(holder);
        }
    }

    private static PyError cause(long instance) {
        long cause = ExceptionType.cause(instance);
        if (cause == NULL) return null;
        return ExceptionType.raise(cause);
    }
}
