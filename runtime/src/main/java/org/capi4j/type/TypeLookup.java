package org.capi4j.type;

import org.capi4j.object.PyError;

/** Attribute look-up along the MRO, subtype tests, type names. */
public final class TypeLookup {
    private TypeLookup() {}

    /** _PyType_Lookup: borrowed, or NULL. */
    public static long lookup(long type, long name) {
        throw PyError.notImplemented("TypeLookup.lookup");
    }

    public static long lookup(long type, String name) {
        throw PyError.notImplemented("TypeLookup.lookup");
    }

    /** PyType_IsSubtype. */
    public static boolean isSubtype(long type, long base) {
        throw PyError.notImplemented("TypeLookup.isSubtype");
    }

    /** PyObject_TypeCheck. */
    public static boolean isInstance(long object, long type) {
        throw PyError.notImplemented("TypeLookup.isInstance");
    }

    /** PyType_HasFeature. */
    public static boolean hasFlag(long type, long flag) {
        throw PyError.notImplemented("TypeLookup.hasFlag");
    }

    public static long flags(long type) {
        throw PyError.notImplemented("TypeLookup.flags");
    }

    /** The last part of tp_name, as messages show it: _PyType_Name. */
    public static String name(long type) {
        throw PyError.notImplemented("TypeLookup.name");
    }

    /** name(Py_TYPE(object)): what messages show with %.200s of Py_TYPE(o)->tp_name is fullNameOf. */
    public static String nameOf(long object) {
        throw PyError.notImplemented("TypeLookup.nameOf");
    }

    /** tp_name as it is. */
    public static String fullName(long type) {
        throw PyError.notImplemented("TypeLookup.fullName");
    }

    /** Py_TYPE(object)->tp_name. */
    public static String fullNameOf(long object) {
        throw PyError.notImplemented("TypeLookup.fullNameOf");
    }

    /** The type's tp_dict, filled at first need for built-in types: borrowed. */
    public static long dict(long type) {
        throw PyError.notImplemented("TypeLookup.dict");
    }
}
