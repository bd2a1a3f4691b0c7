package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.layout.PyFunctionObject;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.DictType;
import org.capi4j.type.FunctionType;
import org.capi4j.type.Singletons;
import org.capi4j.type.SourceFunctions;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/** {@code funcobject.h}: functions of Python source, as far as they can be without being called. */
@CApi
public final class PyFunction {
    private PyFunction() {}

    public static long PyFunction_New(long code, long globals) {
        return FunctionType.make(code, globals, NULL);
    }

    public static long PyFunction_NewWithQualName(long code, long globals, @Nullable long qualname) {
        return FunctionType.make(code, globals, qualname);
    }

    public static long _PyFunction_Vectorcall(long function, long stack, long nargsf, @Nullable long kwnames) {
        if (References.type(function) != BuiltinTypes.FUNCTION) throw PyError.badInternalCall();
        return SourceFunctions.call(function, stack, nargsf, kwnames);
    }

    /** Borrowed. */
    private static long get(long function, long field) {
        if (References.type(function) != BuiltinTypes.FUNCTION) throw PyError.badInternalCall();
        return FunctionType.get(function, field);
    }

    /** NULL and None are nothing. */
    private static int set(long function, long field, long value) {
        FunctionType.set(function, field, value == Singletons.NONE ? NULL : value);
        return 0;
    }

    private static boolean given(long function, long value) {
        if (References.type(function) != BuiltinTypes.FUNCTION) throw PyError.badInternalCall();
        return value != NULL && value != Singletons.NONE;
    }

    public static long PyFunction_GetCode(long function) {
        return get(function, PyFunctionObject.func_code);
    }

    public static long PyFunction_GetGlobals(long function) {
        return get(function, PyFunctionObject.func_globals);
    }

    public static long PyFunction_GetModule(long function) {
        return get(function, PyFunctionObject.func_module);
    }

    public static long PyFunction_GetDefaults(long function) {
        return get(function, PyFunctionObject.func_defaults);
    }

    public static int PyFunction_SetDefaults(long function, @Nullable long defaults) {
        if (given(function, defaults) && !TupleType.isInstance(defaults)) throw PyError.systemError("non-tuple default args");
        return set(function, PyFunctionObject.func_defaults, defaults);
    }

    public static long PyFunction_GetKwDefaults(long function) {
        return get(function, PyFunctionObject.func_kwdefaults);
    }

    public static int PyFunction_SetKwDefaults(long function, @Nullable long defaults) {
        if (given(function, defaults) && !DictType.isInstance(defaults)) throw PyError.systemError("non-dict keyword only default args");
        return set(function, PyFunctionObject.func_kwdefaults, defaults);
    }

    public static long PyFunction_GetClosure(long function) {
        return get(function, PyFunctionObject.func_closure);
    }

    public static int PyFunction_SetClosure(long function, @Nullable long closure) {
        if (given(function, closure) && !TupleType.isInstance(closure)) {
            throw PyError.systemError("expected tuple for closure, got '" + TypeLookup.fullNameOf(closure) + "'");
        }
        return set(function, PyFunctionObject.func_closure, closure);
    }

    public static long PyFunction_GetAnnotations(long function) {
        get(function, PyFunctionObject.func_code);
        References.decref(FunctionType.annotations(function));
        return get(function, PyFunctionObject.func_annotations);
    }

    public static int PyFunction_SetAnnotations(long function, @Nullable long annotations) {
        if (given(function, annotations) && !DictType.isInstance(annotations)) throw PyError.systemError("non-dict annotations");
        return set(function, PyFunctionObject.func_annotations, annotations);
    }
}
