package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.Constants;
import org.capi4j.layout.PyMethodDef;
import org.capi4j.layout.PyMethodDescrObject;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.layout.PyTupleObject;
import org.capi4j.memory.Memory;
import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.ErrorIndicator;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.ThreadState;
import org.capi4j.object.Trampolines;

/**
 * Calling objects: vectorcall, tp_call, methods.
 *
 * <p>A vectorcall's arguments are a C array of borrowed references, positional ones first, then the values of the keyword
 * arguments that the tuple {@code kwnames} names. Bit 63 of {@code nargsf} lets the callee overwrite {@code args[-1]} meanwhile.
 */
public final class Calls {
    private static final long OFFSET = Constants.PY_VECTORCALL_ARGUMENTS_OFFSET;

    private Calls() {}

    /** The callable's vectorcall function, or NULL: PyVectorcall_Function. */
    public static long vectorcallFunction(long callable) {
        long type = References.type(callable);
        if (!TypeLookup.hasFlag(type, Constants.Py_TPFLAGS_HAVE_VECTORCALL)) return NULL;
        return Memory.getLong(callable + Memory.getLong(type + PyTypeObject.tp_vectorcall_offset));
    }

    /** PyObject_Call: args a tuple, kwargs a dict or NULL. */
    public static long call(long callable, long args, long kwargs) {
        long function = vectorcallFunction(callable);
        if (function != NULL) return vectorcallTuple(callable, function, args, kwargs);
        long call = TypeLookup.slotOf(callable, PyTypeObject.tp_call);
        if (call == NULL) throw notCallable(callable);
        return callSlot(call, callable, args, kwargs);
    }

    private static long callSlot(long call, long callable, long args, long kwargs) {
        Recursion.enter(" while calling a Python object");
        try {
            return checked(call, callable, FunctionCall.unchecked(call, callable, args, kwargs));
        } catch (PyError error) {
            throw noticed(callable, error);
        } finally {
            Recursion.leave();
        }
    }

    private static final long CLEAR_ERRNO = Shim.symbol("c4j_clear_errno");

    /**
     * The same for a call that no C code makes: some extensions look at errno where nothing has failed, and the virtual machine leaves its own there. An error
     * that is left beside a result would come up in some later call.
     */
    public static long callAfresh(long callable, long args, long kwargs) {
        NativeCall.call(CLEAR_ERRNO);
        return checkResult(callable, call(callable, args, kwargs), null);
    }

    static PyError notCallable(long callable) {
        return PyError.typeError("'" + TypeLookup.fullNameOf(callable) + "' object is not callable");
    }

    /** PyVectorcall_Call: only for objects that have a vectorcall function. */
    public static long vectorcallOnly(long callable, long args, long kwargs) {
        long offset = TypeLookup.slotOf(callable, PyTypeObject.tp_vectorcall_offset);
        long function = offset <= 0 ? NULL : Memory.getLong(callable + offset);
        if (function == NULL) {
            throw PyError.typeError("'" + TypeLookup.fullNameOf(callable) + "' object does not support vectorcall");
        }
        return vectorcallTuple(callable, function, args, kwargs);
    }

    /** _PyStack_AsDict: a new dict of values in a C array and their names. */
    public static long keywordDict(long values, long names) {
        return VectorArguments.dict(values, names);
    }

    /** PyVectorcall_Call with the function given: tuple and dict become an array. As in CPython, nobody looks at the result where there are no keywords. */
    static long vectorcallTuple(long callable, long function, long args, long kwargs) {
        long nargs = TupleType.size(args);
        if (kwargs == NULL || DictType.size(kwargs) == 0) {
            return given(FunctionCall.unchecked(function, callable, args + PyTupleObject.ob_item, nargs, NULL));
        }
        try (VectorArguments arguments = VectorArguments.of(args + PyTupleObject.ob_item, nargs, kwargs)) {
            return invoke(function, callable, arguments.array(), nargs | OFFSET, arguments.names());
        }
    }

    /** PyObject_Vectorcall: args is a C array of PyObject *, kwnames a tuple or NULL. */
    public static long vectorcall(long callable, long args, long nargsf, long kwnames) {
        long function = vectorcallFunction(callable);
        if (function != NULL) return invoke(function, callable, args, nargsf, kwnames);
        return makeTpCall(callable, args, Arguments.count(nargsf), kwnames);
    }

    private static long invoke(long function, long callable, long args, long nargsf, long kwnames) {
        try {
            return checked(function, callable, FunctionCall.unchecked(function, callable, args, nargsf, kwnames));
        } catch (PyError error) {
            throw noticed(callable, error);
        }
    }

    /** PyObject_VectorcallDict: kwargs a dict or NULL. */
    public static long vectorcallDict(long callable, long args, long nargsf, long kwargs) {
        long nargs = Arguments.count(nargsf);
        long function = vectorcallFunction(callable);
        if (function == NULL) return tpCall(callable, args, nargs, kwargs);
        if (kwargs != NULL) DictType.require(kwargs);
        if (kwargs == NULL || DictType.size(kwargs) == 0) return invoke(function, callable, args, nargsf, NULL);
        try (VectorArguments arguments = VectorArguments.of(args, nargs, kwargs)) {
            return invoke(function, callable, arguments.array(), nargs | OFFSET, arguments.names());
        }
    }

    /** _PyObject_MakeTpCall: keywords is NULL, a dict, or a tuple of names whose values follow the positional arguments. */
    public static long makeTpCall(long callable, long args, long nargs, long keywords) {
        if (TypeLookup.slotOf(callable, PyTypeObject.tp_call) == NULL) throw notCallable(callable);
        boolean names = keywords != NULL && TypeLookup.hasFlag(References.type(keywords), Constants.Py_TPFLAGS_TUPLE_SUBCLASS);
        if (!names) return tpCall(callable, args, nargs, keywords);
        if (TupleType.size(keywords) == 0) return tpCall(callable, args, nargs, NULL);
        long kwargs = VectorArguments.dict(args + 8 * nargs, keywords);
        try {
            return tpCall(callable, args, nargs, kwargs);
        } finally {
            References.decref(kwargs);
        }
    }

    private static long tpCall(long callable, long args, long nargs, long kwargs) {
        long call = TypeLookup.slotOf(callable, PyTypeObject.tp_call);
        if (call == NULL) throw notCallable(callable);
        long tuple = tuple(args, nargs);
        try {
            return callSlot(call, callable, tuple, kwargs);
        } finally {
            References.decref(tuple);
        }
    }

    /** A new tuple of {@code nargs} references in a C array. */
    static long tuple(long args, long nargs) {
        if (nargs == 0) return TupleType.empty();
        long tuple = TupleType.make(nargs);
        for (long i = 0; i < nargs; i++) TupleType.init(tuple, i, References.newRef(Memory.getLong(args + 8 * i)));
        return tuple;
    }

    /** A result at which CPython doesn't look: NULL may come without an error, and an error may stay set beside a result. */
    static long given(long result) {
        if (result == NULL) throw ErrorIndicator.fetch();
        return result;
    }

    /**
     * A result of Java code is always right, also where an error was set before: it throws its own. C code may forget to set or to clear one, and Java code that only passes a
     * call on to C code doesn't look.
     */
    static long checked(long function, long callable, long result) {
        return Trampolines.isOurs(function) && !passesOn(callable) ? result : checkResult(callable, result, null);
    }

    private static boolean passesOn(long callable) {
        long type = References.type(callable);
        if (type == BuiltinTypes.C_FUNCTION) return !Trampolines.isOurs(Memory.getLong(CFunctionType.def(callable) + PyMethodDef.ml_meth));
        if (type == BuiltinTypes.METHOD_DESCR) {
            return !Trampolines.isOurs(Memory.getLong(Memory.getLong(callable + PyMethodDescrObject.d_method) + PyMethodDef.ml_meth));
        }
        return TypeLookup.isType(callable)
                && !(Trampolines.isOurs(Memory.getLong(callable + PyTypeObject.tp_new)) && Trampolines.isOurs(Memory.getLong(callable + PyTypeObject.tp_init)));
    }

    /** The error of a call whose outcome CPython checks: a silent failure gets a text. */
    static PyError noticed(long callable, PyError error) {
        return error.isSilent() ? nothingReturned(Objects.reprString(callable)) : error;
    }

    private static PyError nothingReturned(String subject) {
        return PyError.systemError(subject + " returned NULL without setting an exception");
    }

    /** _Py_CheckFunctionResult: {@code where} says it when {@code callable} is NULL. */
    public static long checkResult(long callable, long result, String where) {
        boolean failed = ErrorIndicator.isSetBy(ThreadState.back());
        if (result != NULL && !failed) return result;
        if (result == NULL && failed) throw ErrorIndicator.fetch();
        if (result == NULL) throw nothingReturned(subject(callable, where));
        throw resultWithError(callable, result, where);
    }

    private static String subject(long callable, String where) {
        return callable != NULL ? Objects.reprString(callable) : where;
    }

    private static PyError resultWithError(long callable, long result, String where) {
        References.decref(result);
        return resultWithError(subject(callable, where));
    }

    /** The SystemError for a callable that has returned something although an error is set, which becomes its cause. */
    public static PyError resultWithError(long callable) {
        return resultWithError(Objects.reprString(callable));
    }

    private static PyError resultWithError(String subject) {
        PyError cause = ErrorIndicator.fetch();
        return ExceptionType.withCause(PyError.systemError(subject + " returned a result with an exception set"), cause);
    }

    public static long callNoArgs(long callable) {
        return vectorcall(callable, NULL, 0, NULL);
    }

    public static long callOneArg(long callable, long argument) {
        return callWith(callable, argument);
    }

    /** Positional arguments, borrowed. */
    public static long callWith(long callable, long... args) {
        if (args.length == 0) return callNoArgs(callable);
        long array = Allocation.allocate(8L * (args.length + 1));
        try {
            for (int i = 0; i < args.length; i++) Memory.putLong(array + 8 + 8L * i, args[i]);
            return vectorcall(callable, array + 8, args.length | OFFSET, NULL);
        } finally {
            Allocation.free(array);
        }
    }

    public static long callMethod(long object, String name, long... args) {
        long interned = StrType.intern(name);
        try {
            return callMethod(object, interned, args);
        } finally {
            References.decref(interned);
        }
    }

    public static long callMethod(long object, long name, long... args) {
        Attributes.Found method = Attributes.method(object, name);
        long array = Allocation.allocate(8L * (args.length + 2));
        try {
            Memory.putLong(array + 8, object);
            for (int i = 0; i < args.length; i++) Memory.putLong(array + 16 + 8L * i, args[i]);
            return callFound(method, array + 8, args.length + 1, NULL);
        } finally {
            Allocation.free(array);
            References.decref(method.callable());
        }
    }

    /** Calls with {@code args[0]} the object: an unbound function takes it as it is, a bound one starts behind it. */
    static long callFound(Attributes.Found method, long args, long nargs, long kwnames) {
        if (method.unbound()) return vectorcall(method.callable(), args, nargs, kwnames);
        return vectorcall(method.callable(), args + 8, nargs - 1 | OFFSET, kwnames);
    }

    /** PyObject_VectorcallMethod: {@code args[0]} is the object. */
    public static long vectorcallMethod(long name, long args, long nargsf, long kwnames) {
        Attributes.Found method = Attributes.method(Memory.getLong(args), name);
        try {
            return callFound(method, args, Arguments.count(nargsf), kwnames);
        } finally {
            References.decref(method.callable());
        }
    }

    /** _PyObject_Call_Prepend: args a tuple, kwargs a dict or NULL. */
    public static long callPrepended(long callable, long first, long args, long kwargs) {
        long nargs = TupleType.size(args);
        long array = Allocation.allocate(8 * (nargs + 1));
        try {
            Memory.putLong(array, first);
            Memory.copy(args + PyTupleObject.ob_item, array + 8, 8 * nargs);
            return vectorcallDict(callable, array, nargs + 1, kwargs);
        } finally {
            Allocation.free(array);
        }
    }

    /** A method looked up on the type and bound: new reference or NULL. */
    public static long lookupSpecial(long object, String name) {
        long interned = StrType.intern(name);
        try {
            return Attributes.lookupSpecial(object, interned);
        } finally {
            References.decref(interned);
        }
    }
}
