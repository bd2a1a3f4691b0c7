package org.capi4j.type;

import org.capi4j.memory.Memory;
import org.capi4j.object.PyError;

/** The less common ways to attributes, for the C API. */
public final class AttributeAccess {
    private AttributeAccess() {}

    /** _PyObject_GenericGetAttrWithDict. */
    public static long genericGet(long object, long name, long dict, boolean suppress) {
        return Attributes.genericGet(object, name, dict, suppress);
    }

    /** _PyObject_GenericSetAttrWithDict. */
    public static void genericSet(long object, long name, long value, long dict) {
        Attributes.genericSet(object, name, value, dict);
    }

    /** The same error with the object and the name, if it is an AttributeError that doesn't have them yet. */
    public static PyError adorned(PyError error, long object, long name) {
        return Attributes.adorned(error, object, name);
    }

    /** _PyObject_LookupSpecial. */
    public static long lookupSpecial(long object, long name) {
        return Attributes.lookupSpecial(object, name);
    }

    /** _PyObject_GetMethod: stores a new reference at {@code field}; true when it isn't bound. */
    public static boolean method(long object, long name, long field) {
        Attributes.Found found = Attributes.method(object, name);
        Memory.putLong(field, found.callable());
        return found.unbound();
    }
}
