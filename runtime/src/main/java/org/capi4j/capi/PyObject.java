package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.CText;
import org.capi4j.type.Finalizers;
import org.capi4j.type.Objects;
import org.capi4j.type.ReprGuard;
import org.capi4j.type.TypeLookup;

/** {@code object.h} and the object protocol of {@code abstract.h}: conversion, comparison, items. */
@CApi
public final class PyObject {
    private PyObject() {}

    public static long PyObject_Repr(@Nullable long object) {
        return Objects.repr(object);
    }

    public static long PyObject_Str(@Nullable long object) {
        return Objects.str(object);
    }

    public static long PyObject_ASCII(@Nullable long object) {
        return Objects.ascii(object);
    }

    public static long PyObject_Bytes(@Nullable long object) {
        return Objects.bytes(object);
    }

    public static long PyObject_Format(long object, @Nullable long spec) {
        return Objects.format(object, spec);
    }

    public static long PyObject_Hash(long object) {
        return Objects.hash(object);
    }

    public static long PyObject_HashNotImplemented(long object) {
        throw PyError.typeError("unhashable type: '" + TypeLookup.fullNameOf(object) + "'");
    }

    public static long PyObject_RichCompare(@Nullable long left, @Nullable long right, int op) {
        if (left == NULL || right == NULL) throw PyError.badInternalCall();
        return Objects.richCompare(left, right, op);
    }

    public static int PyObject_RichCompareBool(@Nullable long left, @Nullable long right, int op) {
        if (left == NULL || right == NULL) throw PyError.badInternalCall();
        return Objects.richCompareBool(left, right, op) ? 1 : 0;
    }

    public static int PyObject_IsTrue(long object) {
        return Objects.isTrue(object) ? 1 : 0;
    }

    public static int PyObject_Not(long object) {
        return Objects.isTrue(object) ? 0 : 1;
    }

    public static int PyObject_IsInstance(long object, long cls) {
        return Objects.isInstance(object, cls) ? 1 : 0;
    }

    public static int PyObject_IsSubclass(long derived, long cls) {
        return Objects.isSubclass(derived, cls) ? 1 : 0;
    }

    public static int _PyObject_RealIsInstance(long object, long cls) {
        return Objects.realIsInstance(object, cls) ? 1 : 0;
    }

    public static int _PyObject_RealIsSubclass(long derived, long cls) {
        return Objects.realIsSubclass(derived, cls) ? 1 : 0;
    }

    public static long PyObject_Type(long object) {
        return References.newRef(References.type(object));
    }

    public static long PyObject_Size(long object) {
        return Objects.length(object);
    }

    public static long PyObject_Length(long object) {
        return Objects.length(object);
    }

    public static long PyObject_LengthHint(long object, long defaultValue) {
        return Objects.lengthHint(object, defaultValue);
    }

    public static int _PyObject_HasLen(long object) {
        return Objects.hasLength(object) ? 1 : 0;
    }

    public static long PyObject_GetItem(long object, long key) {
        return Objects.getItem(object, key);
    }

    public static int PyObject_SetItem(long object, long key, long value) {
        Objects.setItem(object, key, value);
        return 0;
    }

    public static int PyObject_DelItem(long object, long key) {
        Objects.delItem(object, key);
        return 0;
    }

    public static int PyObject_DelItemString(long object, long key) {
        long name = org.capi4j.object.Strings.of(CText.of(key));
        try {
            Objects.delItem(object, name);
            return 0;
        } finally {
            References.decref(name);
        }
    }

    public static long PyObject_GetIter(long object) {
        return Objects.iter(object);
    }

    public static long PyObject_GetAIter(long object) {
        return Objects.asyncIter(object);
    }

    public static int PyAIter_Check(long object) {
        return Objects.isAsyncIterator(object) ? 1 : 0;
    }

    public static long PyObject_SelfIter(long object) {
        return References.newRef(object);
    }

    public static long PyObject_Dir(@Nullable long object) {
        return Objects.dir(object);
    }

    public static int PyCallable_Check(@Nullable long object) {
        return Objects.isCallable(object) ? 1 : 0;
    }

    public static void PyObject_CallFinalizer(long object) {
        Finalizers.call(object);
    }

    public static int PyObject_CallFinalizerFromDealloc(long object) {
        return Finalizers.resurrects(object) ? -1 : 0;
    }

    public static int Py_ReprEnter(long object) {
        return ReprGuard.enter(object) ? 1 : 0;
    }

    public static void Py_ReprLeave(long object) {
        ReprGuard.leave(object);
    }

    public static long _PyObject_NextNotImplemented(long object) {
        throw PyError.typeError("'" + TypeLookup.fullNameOf(object) + "' object is not iterable");
    }

    public static long _PyObject_FunctionStr(long callable) {
        return Objects.functionName(callable);
    }

    public static int _PyObject_IsAbstract(@Nullable long object) {
        return Objects.isAbstract(object) ? 1 : 0;
    }

    public static long _PyObject_GetState(long object) {
        return Objects.state(object);
    }

    /** What a debugger calls: one line on standard error. */
    public static void _PyObject_Dump(@Nullable long object) {
        System.err.println(object == NULL
                ? "<object at NULL>"
                : "object address  : 0x" + Long.toHexString(object) + "\nobject refcount : " + References.count(object)
                        + "\nobject type name: " + TypeLookup.fullNameOf(object));
    }

    public static int _PyObject_IsFreed(@Nullable long object) {
        return object == NULL || References.type(object) == NULL ? 1 : 0;
    }

    /** The checks of CPython's debug build: here only that there is a type. */
    public static int _PyObject_CheckConsistency(long object, int checkContent) {
        return References.type(object) != NULL ? 1 : 0;
    }

    public static int _PyType_CheckConsistency(long type) {
        return Memory.getLong(type + PyTypeObject.tp_name) != NULL ? 1 : 0;
    }

    /** A place for a breakpoint. */
    public static void _Py_BreakPoint() {}

    public static long _PyNamespace_New(@Nullable long kwargs) {
        return org.capi4j.type.NamespaceType.make(kwargs);
    }

    public static long Py_GenericAlias(long origin, long args) {
        return org.capi4j.type.GenericAliasType.make(origin, args);
    }
}
