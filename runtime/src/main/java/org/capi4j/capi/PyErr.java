package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.layout.PyThreadState;
import org.capi4j.layout._PyErr_StackItem;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.module.Signals;
import org.capi4j.object.ErrorIndicator;
import org.capi4j.object.Exceptions;
import org.capi4j.object.Gil;
import org.capi4j.object.Guard;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.object.ThreadState;
import org.capi4j.type.ExceptionText;
import org.capi4j.text.EditCost;
import org.capi4j.type.ExceptionType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.StrType;
import org.capi4j.type.TupleType;

/** {@code pyerrors.h}: setting, reading and clearing the error indicator. A function that always fails throws the error that it is to set. */
@CApi
public final class PyErr {
    private PyErr() {}

    /** Sets an error from a function without result, whatever happens on the way. */
    static void set(PyError error) {
        Guard.failed(error, "PyErr_SetObject");
    }

    /** The error of {@code PyErr_SetObject}; both are borrowed, {@code value} may be NULL. */
    private static PyError error(long type, long value) {
        if (ExceptionType.isClass(type)) return PyError.ofValue(type, value);
        return PyError.systemError("_PyErr_SetObject: exception " + Objects.reprString(type) + " is not a BaseException subclass");
    }

    private static void setObject(long type, long value) {
        PyError error;
        try {
            error = error(type, value);
        } catch (PyError second) {
            error = second;
        }
        set(error);
    }

    public static void PyErr_SetObject(@Nullable long type, @Nullable long value) {
        if (type == NULL) ErrorIndicator.clear();
        else setObject(type, value);
    }

    public static void _PyErr_SetObject(long thread, @Nullable long type, @Nullable long value) {
        PyErr_SetObject(type, value);
    }

    public static void PyErr_SetNone(@Nullable long type) {
        PyErr_SetObject(type, NULL);
    }

    public static void _PyErr_SetNone(long thread, @Nullable long type) {
        PyErr_SetObject(type, NULL);
    }

    public static void PyErr_SetString(long type, long string) {
        long message;
        try {
            message = StrType.decodeUtf8(string, Memory.stringLength(string), null);
        } catch (PyError undecodable) {
            set(undecodable);
            return;
        }
        setObject(type, message);
        References.decref(message);
    }

    public static void _PyErr_SetString(long thread, long type, long string) {
        PyErr_SetString(type, string);
    }

    public static void _PyErr_SetKeyError(long key) {
        set(PyError.keyError(key));
    }

    public static long PyErr_FormatV(long type, long format, long vargs) {
        ErrorIndicator.clear(); // formatting may call Python code, which must not run with an error set
        long message = UnicodeFormat.format(format, new VaList(vargs));
        try {
            throw error(type, message);
        } finally {
            References.decref(message);
        }
    }

    /** The error that is set becomes cause and context of the new one. */
    public static long c4j_va__PyErr_FormatFromCause(long type, long format, long va) {
        PyError cause = ErrorIndicator.fetch();
        long message = UnicodeFormat.format(format, new VaList(va));
        try {
            throw ExceptionType.withCause(error(type, message), cause);
        } finally {
            References.decref(message);
        }
    }

    public static long PyErr_NoMemory() {
        throw PyError.memoryError();
    }

    public static long _PyErr_NoMemory(long thread) {
        throw PyError.memoryError();
    }

    public static int PyErr_BadArgument() {
        throw PyError.typeError("bad argument type for built-in operation");
    }

    public static void PyErr_BadInternalCall() {
        set(PyError.badInternalCall());
    }

    public static void _PyErr_BadInternalCall(long filename, int line) {
        set(PyError.systemError(Memory.getString(filename) + ":" + line + ": bad argument to internal function"));
    }

    public static long PyErr_Occurred() {
        long thread = ThreadState.currentOrNull();
        return thread == NULL ? NULL : Memory.getLong(thread + PyThreadState.curexc_type);
    }

    public static void PyErr_Clear() {
        ErrorIndicator.clear();
    }

    public static void _PyErr_Clear(long thread) {
        ErrorIndicator.clear();
    }

    public static int PyErr_ExceptionMatches(@Nullable long expected) {
        return ExceptionType.matches(ErrorIndicator.occurred(), expected) ? 1 : 0;
    }

    public static int _PyErr_ExceptionMatches(long thread, @Nullable long expected) {
        return PyErr_ExceptionMatches(expected);
    }

    public static int PyErr_GivenExceptionMatches(@Nullable long given, @Nullable long expected) {
        return ExceptionType.matches(given, expected) ? 1 : 0;
    }

    public static void PyErr_Fetch(long type, long value, long traceback) {
        long thread = ThreadState.current();
        move(thread + PyThreadState.curexc_type, type);
        move(thread + PyThreadState.curexc_value, value);
        move(thread + PyThreadState.curexc_traceback, traceback);
    }

    private static void move(long source, long target) {
        Memory.putLong(target, Memory.getLong(source));
        Memory.putLong(source, NULL);
    }

    public static void _PyErr_Fetch(long thread, long type, long value, long traceback) {
        PyErr_Fetch(type, value, traceback);
    }

    public static void PyErr_Restore(@Nullable long type, @Nullable long value, @Nullable long traceback) {
        boolean usable = traceback == NULL || References.type(traceback) == BuiltinTypes.TRACE_BACK;
        ErrorIndicator.set(type, value, usable ? traceback : NULL);
        if (!usable) References.decref(traceback);
    }

    public static void _PyErr_Restore(long thread, @Nullable long type, @Nullable long value, @Nullable long traceback) {
        PyErr_Restore(type, value, traceback);
    }

    public static void PyErr_NormalizeException(long exc, long val, long tb) {
        long type = Memory.getLong(exc);
        if (type == NULL) return;
        long value = Memory.getLong(val) == NULL ? Singletons.none() : Memory.getLong(val);
        PyError normal = ExceptionType.normalise(PyError.steal(type, value, tb == NULL ? NULL : Memory.getLong(tb)));
        Memory.putLong(exc, normal.type());
        Memory.putLong(val, normal.value());
        if (tb != NULL) Memory.putLong(tb, normal.traceback());
    }

    public static void _PyErr_NormalizeException(long thread, long exc, long val, long tb) {
        PyErr_NormalizeException(exc, val, tb);
    }

    public static void _PyErr_ChainExceptions(@Nullable long type, @Nullable long value, @Nullable long traceback) {
        if (type == NULL) return;
        if (!ExceptionType.isClass(type)) {
            set(PyError.systemError("_PyErr_ChainExceptions: exception " + Objects.reprString(type) + " is not a BaseException subclass"));
            return;
        }
        PyError first = PyError.steal(type, value, traceback);
        if (!ErrorIndicator.isSet()) {
            ErrorIndicator.restore(first);
            return;
        }
        PyError second = ExceptionType.normalise(ErrorIndicator.fetch());
        ExceptionType.setContext(second.value(), ExceptionType.instance(first));
        ErrorIndicator.restore(second);
    }

    public static void PyErr_GetExcInfo(long type, long value, long traceback) {
        long handled = ErrorIndicator.handled();
        long none = Singletons.NONE;
        long trace = handled == NULL ? NULL : ExceptionType.traceback(handled);
        long item = Memory.getLong(ErrorIndicator.handledItem() + _PyErr_StackItem.exc_value);
        Memory.putLong(type, References.newRef(handled == NULL ? none : References.type(handled)));
        Memory.putLong(value, References.xnewRef(item));
        Memory.putLong(traceback, References.newRef(trace == NULL ? none : trace));
    }

    public static void _PyErr_GetExcInfo(long thread, long type, long value, long traceback) {
        PyErr_GetExcInfo(type, value, traceback);
    }

    /** Type and traceback follow from the value. */
    public static void PyErr_SetExcInfo(@Nullable long type, @Nullable long value, @Nullable long traceback) {
        long item = Memory.getLong(ThreadState.current() + PyThreadState.exc_info);
        References.setRef(item + _PyErr_StackItem.exc_value, value);
        References.xdecref(type);
        References.xdecref(traceback);
    }

    public static long PyErr_GetHandledException() {
        return References.xnewRef(ErrorIndicator.handled());
    }

    public static long _PyErr_GetHandledException(long thread) {
        return References.xnewRef(ErrorIndicator.handled());
    }

    public static void PyErr_SetHandledException(@Nullable long value) {
        long item = Memory.getLong(ThreadState.current() + PyThreadState.exc_info);
        References.setRef(item + _PyErr_StackItem.exc_value, References.xnewRef(value));
    }

    public static void _PyErr_SetHandledException(long thread, @Nullable long value) {
        PyErr_SetHandledException(value);
    }

    public static long _PyErr_GetTopmostException(long thread) {
        return ErrorIndicator.handledItem();
    }

    public static long _PyErr_StackItemToExcInfoTuple(long item) {
        long value = Memory.getLong(item + _PyErr_StackItem.exc_value);
        long none = Singletons.NONE;
        if (value == NULL || value == none) return TupleType.of(none, none, none);
        long traceback = ExceptionType.traceback(value);
        return TupleType.of(References.type(value), value, traceback == NULL ? none : traceback);
    }

    /** Gives the error that is set the item's exception as its {@code __context__}. */
    public static void _PyErr_ChainStackItem(long item) {
        if (!ErrorIndicator.isSet()) return;
        long handled = Memory.getLong(item + _PyErr_StackItem.exc_value);
        if (handled == NULL || handled == Singletons.NONE) return;
        PyError error = ExceptionType.normalise(ErrorIndicator.fetch());
        if (error.value() != handled) ExceptionType.setContext(error.value(), References.newRef(handled));
        ErrorIndicator.restore(error);
    }

    public static void PyErr_WriteUnraisable(@Nullable long object) {
        _PyErr_WriteUnraisableMsg(NULL, object);
    }

    public static void _PyErr_WriteUnraisableMsg(long message, @Nullable long object) {
        if (!ErrorIndicator.isSet()) return;
        String text = message == NULL ? null : "Exception ignored " + Memory.getString(message);
        ExceptionText.writeUnraisable(ErrorIndicator.fetch(), text, object);
    }

    /** The JVM has the signals; what interrupts a thread of Java's is {@link Thread#interrupt}, and C code that asks hears of it as of Ctrl-C. */
    public static int PyErr_CheckSignals() {
        if (Thread.interrupted()) throw PyError.of(Exceptions.KeyboardInterrupt, null);
        Signals.handle();
        return Gil.raiseInterrupt();
    }

    public static int _PyErr_CheckSignals() {
        return PyErr_CheckSignals();
    }

    public static int _PyErr_CheckSignalsTstate(long thread) {
        return PyErr_CheckSignals();
    }

    /** As {@code PyErr_FormatFromCause} of the same type with a prefix, for exceptions that are made of one message; borrowed, or NULL. */
    public static long c4j_va__PyErr_TrySetFromCause(long format, long va) {
        PyError cause = ExceptionType.normalise(ErrorIndicator.fetch());
        long prefix = UnicodeFormat.format(format, new VaList(va));
        String text = Strings.toJava(prefix) + " (" + ExceptionType.describe(cause) + ")";
        References.decref(prefix);
        if (!ExceptionType.isMadeOfMessage(cause)) {
            ErrorIndicator.restore(cause);
            return NULL;
        }
        PyError chained = ExceptionType.withCause(ExceptionType.error(cause.type(), text), cause);
        ErrorIndicator.restore(chained);
        return chained.value();
    }

    /** How far two names are from each other, see {@link EditCost}. */
    public static long _Py_UTF8_Edit_Cost(long str_a, long str_b, long max_cost) {
        return EditCost.of(utf8(str_a), utf8(str_b), max_cost);
    }

    private static byte[] utf8(long str) {
        if (!StrType.isInstance(str)) throw PyError.badArgument();
        long text = StrType.utf8(str);
        return Memory.getBytes(text, StrType.utf8Size(str));
    }
}
