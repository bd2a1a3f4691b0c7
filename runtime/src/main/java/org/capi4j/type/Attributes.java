package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.Constants;
import org.capi4j.layout.PyAttributeErrorObject;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.layout.PyVarObject;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.Exceptions;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/**
 * Attribute access. The generic order is CPython's: a data descriptor of the type, then the instance's dict, then any other
 * attribute of the type.
 */
final class Attributes {
    static final long GENERIC_GET = Shim.symbol("PyObject_GenericGetAttr");
    static final long GENERIC_SET = Shim.symbol("PyObject_GenericSetAttr");

    /** How far in front of an object with Py_TPFLAGS_MANAGED_DICT its dict is: behind the values that CPython may have instead, before the GC head. */
    static final long MANAGED_DICT = 24;

    private Attributes() {}

    static void checkName(long name) {
        if (!TypeLookup.hasFlag(References.type(name), Constants.Py_TPFLAGS_UNICODE_SUBCLASS)) {
            throw PyError.typeError("attribute name must be string, not '" + TypeLookup.fullNameOf(name) + "'");
        }
    }

    /** {@code getattr(object, name)}; an AttributeError learns the object and the name. */
    static long get(long object, long name) {
        checkName(name);
        try {
            return getUnadorned(object, name);
        } catch (PyError error) {
            throw adorned(error, object, name);
        }
    }

    private static long getUnadorned(long object, long name) {
        long type = References.type(object);
        long getattro = Memory.getLong(type + PyTypeObject.tp_getattro);
        if (getattro == GENERIC_GET) return genericGet(object, name, NULL, false);
        if (getattro != NULL) return FunctionCall.object(getattro, object, name);
        long getattr = Memory.getLong(type + PyTypeObject.tp_getattr);
        if (getattr != NULL) return FunctionCall.object(getattr, object, StrType.utf8(name));
        throw missing(object, name);
    }

    /** As {@link #get}, NULL instead of an AttributeError. */
    static long lookup(long object, long name) {
        checkName(name);
        if (TypeLookup.slotOf(object, PyTypeObject.tp_getattro) == GENERIC_GET) return genericGet(object, name, NULL, true);
        try {
            return getUnadorned(object, name);
        } catch (PyError error) {
            return nullIfMissing(error);
        }
    }

    /** NULL for an AttributeError, which is dropped; any other error goes on. */
    static long nullIfMissing(PyError error) {
        if (!isAttributeError(error)) throw error;
        error.release();
        return NULL;
    }

    static boolean isAttributeError(PyError error) {
        return TypeLookup.isSubtype(error.type(), Exceptions.AttributeError);
    }

    /** The same error, with {@code name} and {@code obj} set where it is an AttributeError that doesn't have them yet. */
    static PyError adorned(PyError error, long object, long name) {
        if (!isAttributeError(error)) return error;
        long instance = ExceptionType.instance(error);
        try {
            boolean bare = TypeLookup.isInstance(instance, Exceptions.AttributeError)
                    && Memory.getLong(instance + PyAttributeErrorObject.name) == NULL
                    && Memory.getLong(instance + PyAttributeErrorObject.obj) == NULL;
            if (bare) {
                Memory.putLong(instance + PyAttributeErrorObject.name, References.newRef(name));
                Memory.putLong(instance + PyAttributeErrorObject.obj, References.newRef(object));
            }
            return ExceptionType.raise(instance);
        } finally {
            References.decref(instance);
        }
    }

    static PyError missing(long object, long name) {
        return missing(object, name, 50);
    }

    private static PyError missing(long object, long name, int limit) {
        if (!TypeLookup.isType(object)) return missingInstanceAttribute(object, name, limit);
        return PyError.attributeError("type object '" + TypeLookup.clip(TypeLookup.fullName(object), 50) + "' has no attribute '" + Strings.toJava(name) + "'");
    }

    /** {@code tp_descr_get} of an attribute of a type, or NULL. */
    static long getter(long attribute) {
        return TypeLookup.slotOf(attribute, PyTypeObject.tp_descr_get);
    }

    static boolean isDataDescriptor(long attribute) {
        return TypeLookup.slotOf(attribute, PyTypeObject.tp_descr_set) != NULL;
    }

    /**
     * {@code _PyObject_GenericGetAttrWithDict}: {@code dict} is what to use for the instance's dict, NULL for the real one. With
     * {@code suppress} a missing attribute is NULL.
     */
    static long genericGet(long object, long name, long dict, boolean suppress) {
        checkName(name);
        long type = References.type(object);
        long attribute = TypeLookup.lookup(type, name);
        long getter = NULL;
        References.xincref(attribute);
        try {
            if (attribute != NULL) {
                getter = getter(attribute);
                if (getter != NULL && isDataDescriptor(attribute)) return bind(getter, attribute, object, type, suppress);
            }
            long found = inDict(object, name, dict);
            if (found != NULL) return found;
            if (getter != NULL) return bind(getter, attribute, object, type, suppress);
            if (attribute != NULL) return References.newRef(attribute);
        } finally {
            References.xdecref(attribute);
        }
        if (suppress) return NULL;
        throw adorned(missingInstanceAttribute(object, name, 50), object, name);
    }

    private static long bind(long getter, long attribute, long object, long type, boolean suppress) {
        if (!suppress) return FunctionCall.object(getter, attribute, object, type);
        try {
            return FunctionCall.object(getter, attribute, object, type);
        } catch (PyError error) {
            return nullIfMissing(error);
        }
    }

    /** A new reference to what the instance's dict (or {@code dict}) has, or NULL. */
    static long inDict(long object, long name, long dict) {
        if (dict == NULL) {
            long field = dictPointer(object);
            if (field != NULL) dict = Memory.getLong(field);
        }
        if (dict == NULL) return NULL;
        References.incref(dict);
        try {
            return References.xnewRef(DictType.get(dict, name));
        } finally {
            References.decref(dict);
        }
    }

    /** The address of the field that holds the instance dict, or NULL when the type has none. */
    static long dictPointer(long object) {
        long type = References.type(object);
        if (TypeLookup.hasFlag(type, Constants.Py_TPFLAGS_MANAGED_DICT)) return object - MANAGED_DICT;
        long offset = Memory.getLong(type + PyTypeObject.tp_dictoffset);
        if (offset == 0) return NULL;
        if (offset < 0) offset += Layout.variableSize(type, Math.abs(Memory.getLong(object + PyVarObject.ob_size)));
        // A built-in type's dict, which is its tp_dict, may not have been made yet.
        if (TypeLookup.hasFlag(type, Constants.Py_TPFLAGS_TYPE_SUBCLASS)) TypeLookup.dict(object);
        return object + offset;
    }

    /** {@code setattr(object, name, value)}; value NULL deletes. */
    static void set(long object, long name, long value) {
        checkName(name);
        long type = References.type(object);
        long setattro = Memory.getLong(type + PyTypeObject.tp_setattro);
        if (setattro == GENERIC_SET) {
            genericSet(object, name, value, NULL);
        } else if (setattro != NULL) {
            FunctionCall.setting(setattro, object, name, value);
        } else {
            setByCName(object, type, name, value);
        }
    }

    private static void setByCName(long object, long type, long name, long value) {
        long setattr = Memory.getLong(type + PyTypeObject.tp_setattr);
        if (setattr != NULL) {
            FunctionCall.setting(setattr, object, StrType.utf8(name), value);
            return;
        }
        boolean readable = Memory.getLong(type + PyTypeObject.tp_getattr) != NULL
                || Memory.getLong(type + PyTypeObject.tp_getattro) != NULL;
        throw PyError.typeError("'" + TypeLookup.fullName(type) + "' object has " + (readable ? "only read-only" : "no")
                + " attributes (" + (value == NULL ? "del" : "assign to") + " ." + Strings.toJava(name) + ")");
    }

    /** {@code _PyObject_GenericSetAttrWithDict}: {@code dict} is what to use for the instance's dict, NULL for the real one. */
    static void genericSet(long object, long name, long value, long dict) {
        checkName(name);
        long type = References.type(object);
        long attribute = TypeLookup.lookup(type, name);
        References.xincref(attribute);
        References.incref(name);
        try {
            long setter = attribute == NULL ? NULL : TypeLookup.slotOf(attribute, PyTypeObject.tp_descr_set);
            if (setter != NULL) {
                FunctionCall.setting(setter, attribute, object, value);
            } else {
                setInDict(object, name, value, dict, attribute);
            }
        } finally {
            References.decref(name);
            References.xdecref(attribute);
        }
    }

    private static void setInDict(long object, long name, long value, long dict, long attribute) {
        if (dict == NULL) dict = instanceDict(object, name, value, attribute);
        References.incref(dict);
        try {
            if (value != NULL) {
                DictType.set(dict, name, value);
            } else if (!DictType.delete(dict, name)) {
                throw missing(object, name, 100);
            }
        } finally {
            References.decref(dict);
        }
    }

    /** The instance's dict for storing, made when it isn't there: borrowed. */
    private static long instanceDict(long object, long name, long value, long attribute) {
        long field = dictPointer(object);
        if (field == NULL) {
            if (attribute == NULL) throw missingInstanceAttribute(object, name, 100);
            throw PyError.attributeError("'" + TypeLookup.fullNameOf(object) + "' object attribute '" + Strings.toJava(name)
                    + "' is read-only");
        }
        if (Memory.getLong(field) == NULL) {
            if (value == NULL) throw missingInstanceAttribute(object, name, 100);
            Memory.putLong(field, DictType.make());
        }
        return Memory.getLong(field);
    }

    private static PyError missingInstanceAttribute(long object, long name, int limit) {
        return PyError.attributeError(
                "'" + TypeLookup.fullNameOf(object, limit) + "' object has no attribute '" + Strings.toJava(name) + "'");
    }

    /** {@code _PyObject_LookupSpecial}: a type's attribute bound to the object, a new reference or NULL. */
    static long lookupSpecial(long object, long name) {
        long type = References.type(object);
        long attribute = TypeLookup.lookup(type, name);
        if (attribute == NULL) return NULL;
        long getter = getter(attribute);
        if (getter == NULL) return References.newRef(attribute);
        References.incref(attribute);
        try {
            return FunctionCall.object(getter, attribute, object, type);
        } finally {
            References.decref(attribute);
        }
    }

    /** A method for calling, found by {@link #method}: {@code unbound} takes the object as its first argument. */
    record Found(long callable, boolean unbound) {}

    /** {@code _PyObject_GetMethod}: as {@link #get}, but a function of the type is not bound when a call with self in front does. */
    static Found method(long object, long name) {
        if (TypeLookup.slotOf(object, PyTypeObject.tp_getattro) != GENERIC_GET) return new Found(get(object, name), false);
        checkName(name);
        long type = References.type(object);
        long attribute = TypeLookup.lookup(type, name);
        if (attribute == NULL || !TypeLookup.hasFlag(References.type(attribute), Constants.Py_TPFLAGS_METHOD_DESCRIPTOR)) {
            return new Found(get(object, name), false);
        }
        References.incref(attribute);
        long shadowing = inDict(object, name, NULL);
        if (shadowing == NULL) return new Found(attribute, true);
        References.decref(attribute);
        return new Found(shadowing, false);
    }
}
