package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.Constants;
import org.capi4j.layout.PyBaseExceptionObject;
import org.capi4j.layout.PyThreadState;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.ErrorIndicator;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.object.ThreadState;

/**
 * Exceptions from outside: making them from an error, matching, chaining, describing. {@link BaseExceptionType} and its family have the
 * slots and attributes.
 */
public final class ExceptionType {
    /** {@code PyErr_NormalizeException} gives up after so many exceptions raised by making an exception. */
    private static final int MAX_ATTEMPTS = 32;

    private ExceptionType() {}

    /** {@code PyExceptionInstance_Check}. */
    public static boolean isInstance(long object) {
        return hasFlag(References.type(object), Constants.Py_TPFLAGS_BASE_EXC_SUBCLASS);
    }

    /** {@code PyExceptionClass_Check}. */
    public static boolean isClass(long object) {
        return hasFlag(References.type(object), Constants.Py_TPFLAGS_TYPE_SUBCLASS)
                && hasFlag(object, Constants.Py_TPFLAGS_BASE_EXC_SUBCLASS);
    }

    private static boolean hasFlag(long type, long flag) {
        return (Memory.getLong(type + PyTypeObject.tp_flags) & flag) != 0;
    }

    /** Normalises: a new reference to the exception instance (with traceback set); the error is consumed. */
    public static long instance(PyError error) {
        boolean isException = error.isLazy() || isClass(error.type());
        PyError normal = normalise(isException ? error : PyError.typeError("exceptions must derive from BaseException"));
        long instance = References.newRef(normal.value());
        if (normal.traceback() != NULL) setTraceback(instance, normal.traceback());
        normal.release();
        return instance;
    }

    /**
     * {@code PyErr_NormalizeException}: consumes the error and gives it back with an instance of its type as value. Where that can't be made, the
     * result is the error which came up.
     */
    public static PyError normalise(PyError error) {
        if (!error.isLazy() && !isClass(error.type())) return error;
        long headroom = ThreadState.current() + PyThreadState.recursion_headroom;
        Memory.putInt(headroom, Memory.getInt(headroom) + 1); // a RecursionError too has to be made
        try {
            return instantiated(error);
        } finally {
            Memory.putInt(headroom, Memory.getInt(headroom) - 1);
        }
    }

    private static PyError instantiated(PyError raised) {
        PyError error = raised;
        for (int attempt = 0; ; attempt++) {
            try {
                if (!error.isLazy() && !isClass(error.type())) return error;
                long instance = instantiate(error);
                long type = instance == error.value() ? References.type(instance) : error.type();
                PyError normal = PyError.steal(References.newRef(type), instance, References.xnewRef(error.traceback()));
                error.release();
                return normal;
            } catch (PyError second) {
                error = replace(error, second, attempt);
            }
        }
    }

    /** Whoever called has more stack, or will release memory: there it becomes a Python exception after all. */
    private static Error exhausted(PyError last) {
        if (last.type() == Exceptions.RecursionError) return new StackOverflowError("no room to make a RecursionError");
        return new OutOfMemoryError("no memory to make a MemoryError");
    }

    /** The traceback stays with the error that takes another's place. */
    private static PyError replace(PyError error, PyError second, int attempt) {
        boolean deep = attempt > MAX_ATTEMPTS && second.type() == Exceptions.RecursionError; // and no MemoryError
        if (deep || attempt > MAX_ATTEMPTS + 1) throw exhausted(second);
        PyError next = second;
        if (attempt == MAX_ATTEMPTS) {
            second.release();
            next = PyError.of(Exceptions.RecursionError, "maximum recursion depth exceeded while normalizing an exception");
        } else if (attempt > MAX_ATTEMPTS) {
            second.release();
            next = PyError.memoryError();
        }
        if (error.traceback() != NULL && next.traceback() == NULL && !next.isLazy()) {
            next = PyError.steal(
                    References.newRef(next.type()), References.xnewRef(next.value()), References.newRef(error.traceback()));
        }
        error.release();
        return next;
    }

    /** A new reference to an instance of the error's type, made from its value unless it is one. */
    private static long instantiate(PyError error) {
        if (error.isLazy()) return instantiateLazy(error);
        long type = error.type();
        long value = error.value();
        if (value != NULL && isInstance(value) && Objects.isSubclass(References.type(value), type)) return References.newRef(value);
        return create(type, value);
    }

    private static long instantiateLazy(PyError error) {
        if (error.getMessage() == null) return Calls.callNoArgs(error.type());
        long message = Strings.of(error.getMessage());
        try {
            return Calls.callOneArg(error.type(), message);
        } finally {
            References.decref(message);
        }
    }

    /** Calls an exception class as {@code raise} does: {@code value} is its argument, its arguments where it is a tuple, none where NULL or None. */
    public static long create(long type, long value) {
        long instance;
        if (value == NULL || value == Singletons.NONE) instance = Calls.callNoArgs(type);
        else if (TupleType.isInstance(value)) instance = Calls.call(type, value, NULL);
        else instance = Calls.callOneArg(type, value);
        if (isInstance(instance)) return instance;
        String found = TypeLookup.fullNameOf(instance);
        References.decref(instance);
        throw PyError.typeError(
                "calling " + Objects.reprString(type) + " should have returned an instance of BaseException, not " + found);
    }

    /** A new error of any exception type with a message; {@code type} is borrowed. */
    public static PyError error(long type, String message) {
        long text = Strings.of(message);
        PyError error = PyError.ofValue(type, text);
        References.decref(text);
        return error;
    }

    /** Whether an exception (normalised) is nothing but a type and a message, so that another of its type can stand for it. */
    public static boolean isMadeOfMessage(PyError error) {
        long type = error.type();
        long base = Exceptions.BaseException;
        long args = BaseExceptionType.args(error.value());
        long dict = Memory.getLong(error.value() + PyBaseExceptionObject.dict);
        return Memory.getLong(type + PyTypeObject.tp_init) == Memory.getLong(base + PyTypeObject.tp_init)
                && Memory.getLong(type + PyTypeObject.tp_new) == Memory.getLong(base + PyTypeObject.tp_new)
                && Memory.getLong(type + PyTypeObject.tp_basicsize) == Memory.getLong(base + PyTypeObject.tp_basicsize)
                && (TupleType.size(args) == 0 || TupleType.size(args) == 1 && UnicodeErrors.isStr(TupleType.get(args, 0)))
                && (dict == NULL || DictType.size(dict) == 0);
    }

    /** An error to throw from an exception instance (borrowed). */
    public static PyError raise(long instance) {
        long type = References.type(instance);
        return PyError.steal(
                References.newRef(type), References.newRef(instance), References.xnewRef(traceback(instance)));
    }

    /** As {@link #raise} for an exception that is raised now: it gets a {@code __context__}. The reference to {@code instance} is stolen. */
    public static PyError raiseNew(long instance) {
        PyError error = PyError.ofValue(References.type(instance), instance);
        References.decref(instance);
        return error;
    }

    /** PyErr_GivenExceptionMatches: type may be a tuple. */
    public static boolean matches(PyError error, long type) {
        return matches(error.type(), type);
    }

    /** {@code PyErr_GivenExceptionMatches}: {@code given} is a class or an instance, {@code expected} a class or a tuple. NULL never matches. */
    public static boolean matches(long given, long expected) {
        if (given == NULL || expected == NULL) return false;
        if (TupleType.isInstance(expected)) {
            for (long i = 0; i < TupleType.size(expected); i++) {
                if (matches(given, TupleType.get(expected, i))) return true;
            }
            return false;
        }
        long type = isInstance(given) ? References.type(given) : given;
        if (isClass(type) && isClass(expected)) return TypeLookup.isSubtype(type, expected);
        return type == expected;
    }

    /**
     * Gives a new error the exception that is being handled as its {@code __context__}, as {@code PyErr_SetObject} does. The error is consumed;
     * where its exception can't be made, the result is what that raised.
     */
    public static PyError chain(PyError error) {
        long handled = References.newRef(ErrorIndicator.handled());
        try {
            long instance = error.value() != NULL && isInstance(error.value()) ? References.newRef(error.value()) : instantiate(error);
            if (instance != handled) {
                breakCycle(handled, instance);
                setContext(instance, References.newRef(handled));
            }
            PyError chained =
                    PyError.steal(References.newRef(error.type()), instance, References.xnewRef(traceback(instance)));
            error.release();
            return chained;
        } catch (PyError second) {
            error.release();
            return second;
        } finally {
            References.decref(handled);
        }
    }

    /** Takes {@code instance} out of the contexts behind {@code handled}; Floyd's tortoise finds a cycle that was there before. */
    private static void breakCycle(long handled, long instance) {
        long slow = handled;
        boolean step = false;
        for (long at = handled, context; (context = context(at)) != NULL; at = context) {
            if (context == instance) {
                setContext(at, NULL);
                return;
            }
            if (step) slow = context(slow);
            step = !step;
            if (context == slow) return;
        }
    }

    /** "TypeError: message": error stays as it is. */
    public static String describe(PyError error) {
        String name = TypeLookup.name(error.type());
        String text = error.isLazy() ? error.getMessage() : error.value() == NULL ? null : text(error.value());
        return text == null || text.isEmpty() ? name : name + ": " + text;
    }

    /** {@code str(value)}, or what a traceback prints where that fails. */
    static String text(long value) {
        try {
            return Objects.strString(value);
        } catch (PyError unprintable) {
            unprintable.release();
            return "<exception str() failed>";
        }
    }

    /** The traceback of an exception instance as CPython prints it, without the last line; empty when there is none. */
    public static String formatTraceback(long instance) {
        long traceback = traceback(instance);
        return traceback == NULL ? "" : TracebackText.of(traceback);
    }

    /** __cause__, or __context__ unless it is suppressed: borrowed, or NULL. */
    public static long cause(long instance) {
        long cause = Memory.getLong(instance + PyBaseExceptionObject.cause);
        if (cause != NULL || Memory.getByte(instance + PyBaseExceptionObject.suppress_context) != 0) return cause;
        return context(instance);
    }

    /** {@code error} with {@code __cause__} set to {@code cause}, which is consumed. */
    public static PyError withCause(PyError error, PyError cause) {
        long reason = instance(cause);
        long instance = instance(error);
        setCause(instance, References.newRef(reason));
        setContext(instance, reason);
        PyError raised = raise(instance);
        References.decref(instance);
        return raised;
    }

    /** {@code __traceback__}: borrowed, or NULL. */
    public static long traceback(long instance) {
        return Memory.getLong(instance + PyBaseExceptionObject.traceback);
    }

    /** Borrows {@code traceback}; NULL for none. */
    public static void setTraceback(long instance, long traceback) {
        References.setRef(instance + PyBaseExceptionObject.traceback, References.xnewRef(traceback));
    }

    /** {@code __context__}: borrowed, or NULL. */
    public static long context(long instance) {
        return Memory.getLong(instance + PyBaseExceptionObject.context);
    }

    /** Steals {@code context}; NULL for none. */
    public static void setContext(long instance, long context) {
        References.setRef(instance + PyBaseExceptionObject.context, context);
    }

    /** Steals {@code cause}; NULL for none. The context isn't shown any more. */
    public static void setCause(long instance, long cause) {
        Memory.putByte(instance + PyBaseExceptionObject.suppress_context, (byte) 1);
        References.setRef(instance + PyBaseExceptionObject.cause, cause);
    }
}
