package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.layout.PyCFunctionObject;
import org.capi4j.layout.PyCompilerFlags;
import org.capi4j.layout.PyMethodDef;
import org.capi4j.layout.PyMethodObject;
import org.capi4j.layout.PyThreadState;
import org.capi4j.layout._Py_Identifier;
import org.capi4j.memory.Memory;
import org.capi4j.module.Imports;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.object.ThreadState;
import org.capi4j.type.BuiltinFunctions;
import org.capi4j.type.Numbers;
import org.capi4j.type.SliceType;
import org.capi4j.type.Singletons;
import org.capi4j.type.StrType;
import org.capi4j.type.TypeLookup;

/** {@code ceval.h}: namespaces (there is never a frame), tracing (there is nothing to trace), slice bounds. */
@CApi
public final class PyEval {
    private PyEval() {}

    public static long PyEval_GetBuiltins() {
        return Imports.builtins();
    }

    /** {@code NULL} without an error, as in CPython where no Python code runs. */
    public static long PyEval_GetGlobals() {
        return NULL;
    }

    public static long PyEval_GetLocals() {
        throw PyError.systemError("frame does not exist");
    }

    public static long PyEval_GetFrame() {
        return NULL;
    }

    public static long _PyEval_GetBuiltin(long name) {
        if (!StrType.isInstance(name)) throw PyError.ofValue(Exceptions.AttributeError, name);
        return BuiltinFunctions.get(Strings.toJava(name));
    }

    public static long _PyEval_GetBuiltinId(long name) {
        return BuiltinFunctions.get(Memory.getString(Memory.getLong(name + _Py_Identifier.string)));
    }

    /** {@code "()"} for functions and methods, else {@code " object"}: what messages put after the name. */
    public static long PyEval_GetFuncDesc(long function) {
        long type = References.type(function);
        boolean plain = type == BuiltinTypes.METHOD || type == BuiltinTypes.FUNCTION || type == BuiltinTypes.C_FUNCTION;
        return CStrings.forever(plain ? "()" : " object");
    }

    public static long PyEval_GetFuncName(long function) {
        long type = References.type(function);
        if (type == BuiltinTypes.METHOD) return PyEval_GetFuncName(Memory.getLong(function + PyMethodObject.im_func));
        if (type != BuiltinTypes.C_FUNCTION) return CStrings.forever(TypeLookup.fullName(type));
        return Memory.getLong(Memory.getLong(function + PyCFunctionObject.m_ml) + PyMethodDef.ml_name);
    }

    public static int PyEval_MergeCompilerFlags(long flags) {
        return Memory.getInt(flags + PyCompilerFlags.cf_flags) != 0 ? 1 : 0;
    }

    public static void PyEval_SetTrace(@Nullable long function, @Nullable long object) {
        _PyEval_SetTrace(ThreadState.current(), function, object);
    }

    public static void PyEval_SetProfile(@Nullable long function, @Nullable long object) {
        _PyEval_SetProfile(ThreadState.current(), function, object);
    }

    public static int _PyEval_SetTrace(long tstate, @Nullable long function, @Nullable long object) {
        Memory.putLong(tstate + PyThreadState.c_tracefunc, function);
        References.setRef(tstate + PyThreadState.c_traceobj, References.xnewRef(object));
        return 0;
    }

    public static int _PyEval_SetProfile(long tstate, @Nullable long function, @Nullable long object) {
        Memory.putLong(tstate + PyThreadState.c_profilefunc, function);
        References.setRef(tstate + PyThreadState.c_profileobj, References.xnewRef(object));
        return 0;
    }

    /** A slice's bound, clipped to {@code Py_ssize_t}; None leaves {@code *result} as it is. */
    public static int _PyEval_SliceIndex(@Nullable long bound, long result) {
        if (bound == NULL || bound == Singletons.NONE) return 1;
        if (!Numbers.isIndex(bound)) {
            throw PyError.of(Exceptions.TypeError, "slice indices must be integers or None or have an __index__ method");
        }
        Memory.putLong(result, Numbers.asSsize(bound, NULL));
        return 1;
    }

    public static int _PyEval_SliceIndexNotNone(long bound, long result) {
        Memory.putLong(result, SliceType.bound(bound));
        return 1;
    }
}
