package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.CApi;
import org.capi4j.layout.Constants;
import org.capi4j.memory.Memory;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Calls;
import org.capi4j.type.Objects;
import org.capi4j.type.TypeLookup;

/**
 * {@code abstract.h}: calls with arguments that a format string builds, as {@code Py_BuildValue} does. The functions themselves are C's
 * and come here with their {@code va_list}.
 */
@CApi
public final class PyCallFormat {
    private PyCallFormat() {}

    /** One tuple, from {@code "O"} too, is all the arguments. */
    private static long call(long callable, long format, long va, boolean sizeT) {
        if (format == NULL || Memory.getByte(format) == 0) return Calls.callNoArgs(callable);
        long value = ValueBuilder.build(format, new VaList(va), sizeT);
        try {
            boolean tuple = TypeLookup.hasFlag(References.type(value), Constants.Py_TPFLAGS_TUPLE_SUBCLASS);
            return tuple ? Calls.call(callable, value, NULL) : Calls.callOneArg(callable, value);
        } finally {
            References.decref(value);
        }
    }

    private static long callMethod(long object, long name, long format, long va, boolean sizeT) {
        long method = Objects.getAttr(object, name);
        try {
            if (!Objects.isCallable(method)) {
                throw PyError.typeError("attribute of type '" + TypeLookup.fullNameOf(method) + "' is not callable");
            }
            return call(method, format, va, sizeT);
        } finally {
            References.decref(method);
        }
    }

    public static long c4j_va_PyObject_CallFunction(long callable, long format, long va) {
        return call(callable, format, va, false);
    }

    public static long c4j_va__PyObject_CallFunction_SizeT(long callable, long format, long va) {
        return call(callable, format, va, true);
    }

    public static long c4j_va_PyObject_CallMethod(long object, long name, long format, long va) {
        return PyAttribute.named(name, key -> callMethod(object, key, format, va, false));
    }

    public static long c4j_va__PyObject_CallMethod_SizeT(long object, long name, long format, long va) {
        return PyAttribute.named(name, key -> callMethod(object, key, format, va, true));
    }

    public static long c4j_va__PyObject_CallMethod(long object, long name, long format, long va) {
        return callMethod(object, name, format, va, false);
    }

    public static long c4j_va__PyObject_CallMethodId(long object, long name, long format, long va) {
        return PyAttribute.identified(name, key -> callMethod(object, key, format, va, false));
    }

    public static long c4j_va__PyObject_CallMethodId_SizeT(long object, long name, long format, long va) {
        return PyAttribute.identified(name, key -> callMethod(object, key, format, va, true));
    }
}
