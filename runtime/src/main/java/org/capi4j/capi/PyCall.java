package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import java.util.Arrays;
import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.memory.Memory;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.TypeLookup;

/** {@code abstract.h}: the call protocol. */
@CApi
public final class PyCall {
    private PyCall() {}

    public static long PyObject_Call(long callable, long args, @Nullable long kwargs) {
        return Calls.call(callable, args, kwargs);
    }

    public static long _PyObject_Call(long thread, long callable, long args, @Nullable long kwargs) {
        return Calls.call(callable, args, kwargs);
    }

    public static long PyCFunction_Call(long callable, long args, @Nullable long kwargs) {
        return Calls.call(callable, args, kwargs);
    }

    public static long PyEval_CallObjectWithKeywords(long callable, @Nullable long args, @Nullable long kwargs) {
        if (args != NULL && !isTuple(args)) throw PyError.typeError("argument list must be a tuple");
        if (kwargs != NULL && !DictType.isInstance(kwargs)) throw PyError.typeError("keyword list must be a dictionary");
        if (args == NULL) return Calls.vectorcallDict(callable, NULL, 0, kwargs);
        return Calls.call(callable, args, kwargs);
    }

    private static boolean isTuple(long object) {
        return TypeLookup.hasFlag(References.type(object), org.capi4j.layout.Constants.Py_TPFLAGS_TUPLE_SUBCLASS);
    }

    public static long PyObject_CallObject(long callable, @Nullable long args) {
        if (args == NULL) return Calls.callNoArgs(callable);
        if (!isTuple(args)) throw PyError.typeError("argument list must be a tuple");
        return Calls.call(callable, args, NULL);
    }

    public static long PyObject_CallNoArgs(long callable) {
        return Calls.callNoArgs(callable);
    }

    public static long PyObject_CallOneArg(long callable, long argument) {
        return Calls.callOneArg(callable, argument);
    }

    public static long PyObject_Vectorcall(long callable, long args, long nargsf, @Nullable long kwnames) {
        return Calls.vectorcall(callable, args, nargsf, kwnames);
    }

    public static long _PyObject_FastCall(long callable, long args, long nargs) {
        return Calls.vectorcall(callable, args, nargs, NULL);
    }

    public static long PyObject_VectorcallDict(long callable, long args, long nargsf, @Nullable long kwargs) {
        return Calls.vectorcallDict(callable, args, nargsf, kwargs);
    }

    public static long _PyObject_FastCallDictTstate(long thread, long callable, long args, long nargsf, @Nullable long kwargs) {
        return Calls.vectorcallDict(callable, args, nargsf, kwargs);
    }

    public static long PyObject_VectorcallMethod(long name, long args, long nargsf, @Nullable long kwnames) {
        return Calls.vectorcallMethod(name, args, nargsf, kwnames);
    }

    public static long _PyObject_Call_Prepend(long thread, long callable, long first, long args, @Nullable long kwargs) {
        return Calls.callPrepended(callable, first, args, kwargs);
    }

    public static long _PyObject_MakeTpCall(long thread, long callable, long args, long nargs, @Nullable long keywords) {
        return Calls.makeTpCall(callable, args, nargs, keywords);
    }

    public static long PyVectorcall_Call(long callable, long args, @Nullable long kwargs) {
        return Calls.vectorcallOnly(callable, args, kwargs);
    }

    public static long PyVectorcall_Function(long callable) {
        return Calls.vectorcallFunction(callable);
    }

    public static long _Py_CheckFunctionResult(long thread, @Nullable long callable, @Nullable long result, long where) {
        return Calls.checkResult(callable, result, Memory.getString(where));
    }

    public static long _PyStack_AsDict(long values, long names) {
        return Calls.keywordDict(values, names);
    }

    /** The objects of an argument list that ends with NULL. */
    private static long[] objects(long va) {
        VaList list = new VaList(va);
        long[] objects = new long[4];
        int count = 0;
        for (long object; (object = list.nextLong()) != NULL; objects[count++] = object) {
            if (count == objects.length) objects = Arrays.copyOf(objects, 2 * count);
        }
        return Arrays.copyOf(objects, count);
    }

    public static long c4j_va_PyObject_CallFunctionObjArgs(long callable, long va) {
        return Calls.callWith(callable, objects(va));
    }

    public static long c4j_va_PyObject_CallMethodObjArgs(long object, long name, long va) {
        return Calls.callMethod(object, name, objects(va));
    }

    public static long c4j_va__PyObject_CallMethodIdObjArgs(long object, long name, long va) {
        return PyAttribute.identified(name, key -> Calls.callMethod(object, key, objects(va)));
    }
}
