package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.Constants;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/** Attribute look-up along the MRO, subtype tests, type names. */
public final class TypeLookup {
    private TypeLookup() {}

    /** _PyType_Lookup: borrowed, or NULL. */
    public static long lookup(long type, long name) {
        MethodCache cache = MethodCache.current();
        int at = cache.find(type, name);
        if (at >= 0) return cache.result(at);
        long result = search(type, name);
        cache.remember(type, name, result);
        return result;
    }

    public static long lookup(long type, String name) {
        long interned = StrType.intern(name);
        long result = lookup(type, interned);
        References.decref(interned);
        return result;
    }

    private static long search(long type, long name) {
        long mro = mro(type);
        if (mro == NULL) return NULL;
        // A key's __eq__ may run code that replaces the MRO: keep this one.
        References.incref(mro);
        try {
            long count = TupleType.size(mro);
            for (long i = 0; i < count; i++) {
                long found = DictType.get(dict(TupleType.get(mro, i)), name);
                if (found != NULL) return found;
            }
            return NULL;
        } finally {
            References.decref(mro);
        }
    }

    /** tp_mro, borrowed; a type that isn't ready is made so, NULL when that fails. */
    public static long mro(long type) {
        long mro = Memory.getLong(type + PyTypeObject.tp_mro);
        if (mro != NULL || hasFlag(type, Constants.Py_TPFLAGS_READYING)) return mro;
        try {
            TypeReady.ready(type);
        } catch (PyError failure) {
            failure.release();
        }
        return Memory.getLong(type + PyTypeObject.tp_mro);
    }

    /** PyType_IsSubtype. */
    public static boolean isSubtype(long type, long base) {
        if (type == base) return true;
        long mro = Memory.getLong(type + PyTypeObject.tp_mro);
        if (mro == NULL) return isSubtypeByBase(type, base);
        long count = TupleType.size(mro);
        for (long i = 0; i < count; i++) {
            if (TupleType.get(mro, i) == base) return true;
        }
        return false;
    }

    private static boolean isSubtypeByBase(long type, long base) {
        for (long at = type; at != NULL; at = base(at)) {
            if (at == base) return true;
        }
        return base == org.capi4j.object.BuiltinTypes.OBJECT;
    }

    /** PyObject_TypeCheck. */
    public static boolean isInstance(long object, long type) {
        return isSubtype(References.type(object), type);
    }

    /** PyType_Check. */
    public static boolean isType(long object) {
        return hasFlag(References.type(object), Constants.Py_TPFLAGS_TYPE_SUBCLASS);
    }

    /** PyType_HasFeature. */
    public static boolean hasFlag(long type, long flag) {
        return (flags(type) & flag) != 0;
    }

    public static long flags(long type) {
        return Memory.getLong(type + PyTypeObject.tp_flags);
    }

    static void setFlags(long type, long flags) {
        Memory.putLong(type + PyTypeObject.tp_flags, flags(type) | flags);
    }

    static void clearFlags(long type, long flags) {
        Memory.putLong(type + PyTypeObject.tp_flags, flags(type) & ~flags);
    }

    static boolean isHeapType(long type) {
        return hasFlag(type, Constants.Py_TPFLAGS_HEAPTYPE);
    }

    /** tp_base: borrowed, NULL for object. */
    static long base(long type) {
        return Memory.getLong(type + PyTypeObject.tp_base);
    }

    /** The pointer or number in a field of {@code Py_TYPE(object)}. */
    static long slotOf(long object, long field) {
        return Memory.getLong(References.type(object) + field);
    }

    /** The last part of tp_name, as messages show it: _PyType_Name. */
    public static String name(long type) {
        String full = fullName(type);
        return full.substring(full.lastIndexOf('.') + 1);
    }

    /** name(Py_TYPE(object)): what messages show with %.200s of Py_TYPE(o)->tp_name is fullNameOf. */
    public static String nameOf(long object) {
        return name(References.type(object));
    }

    /** tp_name as it is. */
    public static String fullName(long type) {
        String name = Memory.getString(Memory.getLong(type + PyTypeObject.tp_name));
        return name == null ? "?" : name;
    }

    /** Py_TYPE(object)->tp_name. */
    public static String fullNameOf(long object) {
        return fullNameOf(object, 200);
    }

    /** The same where CPython's message shows no more than so many characters. */
    public static String fullNameOf(long object, int limit) {
        return clip(fullName(References.type(object)), limit);
    }

    static String clip(String name, int limit) {
        return name.length() <= limit ? name : name.substring(0, limit);
    }

    /** The type's tp_dict, filled at first need for built-in types: borrowed. */
    public static long dict(long type) {
        long dict = Memory.getLong(type + PyTypeObject.tp_dict);
        if (dict != NULL) return dict;
        if (hasFlag(type, Constants.Py_TPFLAGS_READY)) {
            TypeReady.ensureDict(type);
        } else {
            TypeReady.ready(type);
        }
        return Memory.getLong(type + PyTypeObject.tp_dict);
    }
}
