package org.capi4j;

import java.util.Optional;

/**
 * A Python exception that reached Java: from a C extension, from a built-in operation, or from a failed conversion.
 *
 * <p>{@link #typeName()} is the Python type ({@code ValueError}, {@code demo.Error}), {@link #getMessage()} is {@code TypeName: str(exception)},
 * {@link #value()} the exception itself. {@link #getCause()} is the Java exception that a callback threw, or the {@code PyException} of
 * {@code __cause__} or {@code __context__}, or null.
 */
public class PyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String typeName;
    private final String text;
    private final String tracebackText;
    private final transient PyObject value;

    PyException(String typeName, String text, String tracebackText, PyObject value, Throwable cause) {
        super(text.isEmpty() ? typeName : typeName + ": " + text, cause);
        this.typeName = typeName;
        this.text = text;
        this.tracebackText = tracebackText;
        this.value = value;
    }

    /** The exception type's name, with its module in front where that isn't {@code builtins}. */
    public String typeName() {
        return typeName;
    }

    /** {@code str(exception)}. */
    public String text() {
        return text;
    }

    /** The traceback as CPython prints it, without the exception's own line; empty when there is none. */
    public String tracebackText() {
        return tracebackText;
    }

    /** The exception object; empty where only a description could be made. The handle is released with this exception. */
    public Optional<PyObject> value() {
        return Optional.ofNullable(value);
    }

    /** Whether the exception is an instance of the built-in exception type {@code name}, as {@code except name:} would test. */
    public boolean matches(String name) {
        return value != null && value.isInstanceOf(name);
    }
}
