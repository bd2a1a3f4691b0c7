package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import java.util.function.LongUnaryOperator;
import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.memory.Memory;
import org.capi4j.object.ErrorIndicator;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.AttributeAccess;
import org.capi4j.type.CText;
import org.capi4j.type.DictType;
import org.capi4j.type.Objects;
import org.capi4j.type.ObjectType;
import org.capi4j.type.StrType;
import org.capi4j.type.TypeLookup;

/** {@code object.h}: attributes of objects. */
@CApi
public final class PyAttribute {
    private PyAttribute() {}

    /** Runs {@code use} with the interned str of a C string. */
    static long named(long name, LongUnaryOperator use) {
        long interned = StrType.intern(CText.of(name));
        try {
            return use.applyAsLong(interned);
        } finally {
            References.decref(interned);
        }
    }

    /** As above for a {@code _Py_Identifier}, whose first field is the C string. */
    static long identified(long identifier, LongUnaryOperator use) {
        return named(Memory.getLong(identifier), use);
    }

    public static long PyObject_GetAttr(long object, long name) {
        return Objects.getAttr(object, name);
    }

    public static long c4j_adorn_attribute_error(long object, long name) {
        throw AttributeAccess.adorned(ErrorIndicator.fetch(), object, name);
    }

    public static long PyObject_GetAttrString(long object, long name) {
        return named(name, key -> Objects.getAttr(object, key));
    }

    public static long _PyObject_GetAttrId(long object, long name) {
        return identified(name, key -> Objects.getAttr(object, key));
    }

    public static int PyObject_SetAttr(long object, long name, @Nullable long value) {
        forgetErrorOf(object, name);
        Objects.setAttr(object, name, value);
        return 0;
    }

    /** Looking for a name that the object's type hasn't got ends a pending error in CPython: init functions that overlook one succeed by that. */
    private static void forgetErrorOf(long object, long name) {
        if (ErrorIndicator.isSet() && TypeLookup.lookup(References.type(object), name) == NULL) ErrorIndicator.clear();
    }

    public static int PyObject_SetAttrString(long object, long name, @Nullable long value) {
        return (int) named(name, key -> PyObject_SetAttr(object, key, value));
    }

    public static int _PyObject_SetAttrId(long object, long name, @Nullable long value) {
        return (int) identified(name, key -> PyObject_SetAttr(object, key, value));
    }

    /** Every error means no. */
    public static int PyObject_HasAttr(long object, long name) {
        try {
            long value = Objects.lookupAttr(object, name);
            References.xdecref(value);
            return value != NULL ? 1 : 0;
        } catch (PyError error) {
            error.release();
            return 0;
        }
    }

    public static int PyObject_HasAttrString(long object, long name) {
        return (int) named(name, key -> PyObject_HasAttr(object, key));
    }

    public static int _PyObject_LookupAttr(long object, long name, long result) {
        Memory.putLong(result, NULL);
        long value = Objects.lookupAttr(object, name);
        Memory.putLong(result, value);
        return value != NULL ? 1 : 0;
    }

    public static int _PyObject_LookupAttrId(long object, long name, long result) {
        Memory.putLong(result, NULL);
        return (int) identified(name, key -> _PyObject_LookupAttr(object, key, result));
    }

    public static long PyObject_GenericGetAttr(long object, long name) {
        return Objects.genericGetAttr(object, name);
    }

    public static int PyObject_GenericSetAttr(long object, long name, @Nullable long value) {
        Objects.genericSetAttr(object, name, value);
        return 0;
    }

    public static long _PyObject_GenericGetAttrWithDict(long object, long name, @Nullable long dict, int suppress) {
        if (dict != NULL && StrType.isInstance(name)) DictType.require(dict);
        return AttributeAccess.genericGet(object, name, dict, suppress != 0);
    }

    public static int _PyObject_GenericSetAttrWithDict(long object, long name, @Nullable long value, @Nullable long dict) {
        if (dict != NULL && StrType.isInstance(name)) DictType.require(dict);
        AttributeAccess.genericSet(object, name, value, dict);
        return 0;
    }

    public static long PyObject_GenericGetDict(long object, long closure) {
        return ObjectType.instanceDict(object);
    }

    public static int PyObject_GenericSetDict(long object, @Nullable long value, long closure) {
        ObjectType.setInstanceDict(object, value);
        return 0;
    }

    public static long _PyObject_GetDictPtr(long object) {
        return Objects.dictPointer(object);
    }

    public static long _PyObject_LookupSpecial(long object, long name) {
        return AttributeAccess.lookupSpecial(object, name);
    }

    public static long _PyObject_LookupSpecialId(long object, long name) {
        return identified(name, key -> AttributeAccess.lookupSpecial(object, key));
    }

    /** 1 for a function that takes the object as its first argument, 0 for anything else (NULL: an error). */
    public static int _PyObject_GetMethod(long object, long name, long method) {
        Memory.putLong(method, NULL);
        return AttributeAccess.method(object, name, method) ? 1 : 0;
    }
}
