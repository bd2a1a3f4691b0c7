package org.capi4j.capi;

import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.layout.PyCFunctionObject;
import org.capi4j.layout.PyMethodDef;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.CFunctionType;
import org.capi4j.type.InstanceMethodType;
import org.capi4j.type.MethodType;
import org.capi4j.type.TypeLookup;

/** {@code methodobject.h} and {@code classobject.h}: built-in functions and bound methods. */
@CApi
public final class PyCFunction {
    private PyCFunction() {}

    public static long PyCFunction_New(long def, @Nullable long self) {
        return CFunctionType.make(def, self, 0, 0);
    }

    public static long PyCFunction_NewEx(long def, @Nullable long self, @Nullable long module) {
        return CFunctionType.make(def, self, module, 0);
    }

    public static long PyCMethod_New(long def, @Nullable long self, @Nullable long module, @Nullable long type) {
        return CFunctionType.make(def, self, module, type);
    }

    private static long def(long function) {
        if (!TypeLookup.isInstance(function, BuiltinTypes.C_FUNCTION)) throw PyError.badInternalCall();
        return Memory.getLong(function + PyCFunctionObject.m_ml);
    }

    public static long PyCFunction_GetFunction(long function) {
        return Memory.getLong(def(function) + PyMethodDef.ml_meth);
    }

    public static long PyCFunction_GetSelf(long function) {
        def(function);
        return CFunctionType.self(function);
    }

    public static int PyCFunction_GetFlags(long function) {
        return Memory.getInt(def(function) + PyMethodDef.ml_flags);
    }

    public static long PyMethod_New(long function, @Nullable long self) {
        if (self == 0) throw PyError.badInternalCall();
        return MethodType.make(function, self);
    }

    private static void requireType(long object, long type) {
        if (References.type(object) != type) throw PyError.badInternalCall();
    }

    public static long PyMethod_Function(long method) {
        requireType(method, BuiltinTypes.METHOD);
        return MethodType.function(method);
    }

    public static long PyMethod_Self(long method) {
        requireType(method, BuiltinTypes.METHOD);
        return MethodType.self(method);
    }

    public static long PyInstanceMethod_New(long function) {
        return InstanceMethodType.make(function);
    }

    public static long PyInstanceMethod_Function(long method) {
        requireType(method, BuiltinTypes.INSTANCE_METHOD);
        return InstanceMethodType.function(method);
    }
}
