package org.capi4j.object;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.Constants;
import org.capi4j.layout.PyTupleObject;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;

/**
 * A Python exception in flight through Java code below the C boundary: what the error indicator is for C.
 *
 * <p>Made either from an exception type and a message, which becomes a Python object only when somebody looks (most errors are
 * caught before), or from the three references of the error indicator, which it then owns until {@link #release()} or until they
 * are handed to {@link ErrorIndicator#restore}. It has no Java stack trace unless {@code -Dcapi4j.debug=true}.
 */
public final class PyError extends RuntimeException {
    private static final boolean DEBUG = Boolean.getBoolean("capi4j.debug");
    private static final long serialVersionUID = 1L;

    private final transient long type;
    private transient long value;
    private transient long traceback;
    private final transient boolean lazy;
    private final transient boolean isNew;
    private final transient boolean isSilent;

    private PyError(long type, long value, long traceback, boolean lazy, boolean isNew, String message) {
        super(message, null, false, DEBUG);
        this.type = type;
        this.value = value;
        this.traceback = traceback;
        this.lazy = lazy;
        this.isNew = isNew;
        this.isSilent = false;
    }

    private PyError() {
        super("error return without exception set", null, false, DEBUG);
        this.type = Exceptions.SystemError;
        this.lazy = true;
        this.isNew = true;
        this.isSilent = true;
    }

    /**
     * For C code that failed without setting an error. C callers find their error value and, as in CPython's release build, no error; whoever looks at it as an exception
     * finds CPython's {@code SystemError} for such a failure in Python code.
     */
    public static PyError silent() {
        return new PyError();
    }

    /** Whether nothing is to be put into the error indicator. */
    public boolean isSilent() {
        return isSilent;
    }

    /** {@code type(message)}, made lazily; {@code type} is borrowed and must be a static exception type. */
    public static PyError of(long type, String message) {
        return new PyError(type, NULL, NULL, true, true, message);
    }

    /** An exception of {@code type} with argument {@code value} as {@code PyErr_SetObject}: both are borrowed (a reference is taken). */
    public static PyError ofValue(long type, long value) {
        References.incref(type);
        References.xincref(value);
        return new PyError(type, value, NULL, false, true, null);
    }

    /** Takes over the three references of an error indicator; value and traceback may be NULL. */
    public static PyError steal(long type, long value, long traceback) {
        return new PyError(type, value, traceback, false, false, null);
    }

    public static PyError typeError(String message) {
        return of(Exceptions.TypeError, message);
    }

    public static PyError valueError(String message) {
        return of(Exceptions.ValueError, message);
    }

    public static PyError overflowError(String message) {
        return of(Exceptions.OverflowError, message);
    }

    public static PyError indexError(String message) {
        return of(Exceptions.IndexError, message);
    }

    public static PyError attributeError(String message) {
        return of(Exceptions.AttributeError, message);
    }

    public static PyError systemError(String message) {
        return of(Exceptions.SystemError, message);
    }

    public static PyError runtimeError(String message) {
        return of(Exceptions.RuntimeError, message);
    }

    public static PyError importError(String message) {
        return of(Exceptions.ImportError, message);
    }

    public static PyError bufferError(String message) {
        return of(Exceptions.BufferError, message);
    }

    public static PyError zeroDivision(String message) {
        return of(Exceptions.ZeroDivisionError, message);
    }

    /** {@code KeyError(key)}; {@code key} is borrowed. */
    public static PyError keyError(long key) {
        long flags = Memory.getLong(References.type(key) + PyTypeObject.tp_flags);
        boolean misread = (flags & (Constants.Py_TPFLAGS_TUPLE_SUBCLASS | Constants.Py_TPFLAGS_BASE_EXC_SUBCLASS)) != 0;
        if (!misread && References.type(key) != BuiltinTypes.NONE) return ofValue(Exceptions.KeyError, key);
        long args = Allocation.genericAlloc(BuiltinTypes.TUPLE, 1); // or the key would be taken for the arguments, or the exception
        Memory.putLong(args + PyTupleObject.ob_item, References.newRef(key));
        PyError error = ofValue(Exceptions.KeyError, args);
        References.decref(args);
        return error;
    }

    public static PyError memoryError() {
        FlightEvents.memoryError();
        return new PyError(Exceptions.MemoryError, NULL, NULL, true, true, null);
    }

    /** {@code OverflowError(errno, message)}, as float's power raises it. */
    public static PyError ofErrno(int errno, String message) {
        return of(Exceptions.OverflowError, "(" + errno + ", '" + message + "')");
    }

    /** For what capi4j doesn't have yet: {@code NotImplementedError} that names it. */
    public static PyError notImplemented(String name) {
        return of(Exceptions.NotImplementedError, "capi4j: " + name + " is not implemented");
    }

    /** What {@code PyErr_BadInternalCall} raises. */
    public static PyError badInternalCall() {
        return systemError(InternalCalls.MESSAGE);
    }

    /** Whether this is {@link #badInternalCall}, which says nothing yet of the function. */
    boolean isBadInternalCall() {
        return lazy && type == Exceptions.SystemError && InternalCalls.MESSAGE.equals(getMessage());
    }

    /** {@code PyErr_BadArgument}. */
    public static PyError badArgument() {
        return typeError("bad argument type for built-in operation");
    }

    /** The exception type, borrowed. */
    public long type() {
        return type;
    }

    /** The value as it is now: borrowed, NULL while lazy or when there is none; not necessarily an instance of the type. */
    public long value() {
        return value;
    }

    /** The traceback, borrowed, or NULL. */
    public long traceback() {
        return traceback;
    }

    /** True while the exception is only a type and a message. */
    public boolean isLazy() {
        return lazy;
    }

    /** True until the error has been in the error indicator, where it gets its {@code __context__}. */
    public boolean isNew() {
        return isNew;
    }

    /** Gives up the references that this error owns; to be called where an error is caught and dropped. */
    public void release() {
        if (lazy) return;
        long oldValue = value;
        long oldTraceback = traceback;
        value = NULL;
        traceback = NULL;
        References.xdecref(oldTraceback);
        References.xdecref(oldValue);
        References.decref(type);
    }
}
