package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.PyMappingMethods;
import org.capi4j.layout.PySequenceMethods;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.Exceptions;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/** The mapping protocol (PyMapping_*). */
public final class Mappings {
    private Mappings() {}

    /** A function of the type's {@code tp_as_mapping}, or NULL. */
    static long slot(long object, long offset) {
        long methods = Memory.getLong(References.type(object) + PyTypeObject.tp_as_mapping);
        return methods == NULL ? NULL : Memory.getLong(methods + offset);
    }

    /** PyMapping_Check: it can be subscripted. */
    public static boolean check(long object) {
        return slot(object, PyMappingMethods.mp_subscript) != NULL;
    }

    public static long length(long mapping) {
        long function = slot(mapping, PyMappingMethods.mp_length);
        if (function != NULL) return FunctionCall.length(function, mapping);
        if (Sequences.slot(mapping, PySequenceMethods.sq_length) != NULL) {
            throw PyError.typeError(TypeLookup.fullNameOf(mapping) + " is not a mapping");
        }
        throw PyError.typeError("object of type '" + TypeLookup.fullNameOf(mapping) + "' has no len()");
    }

    /** A list. */
    public static long keys(long mapping) {
        return DictType.isExact(mapping) ? DictType.keys(mapping) : listOf(mapping, "keys");
    }

    /** A list. */
    public static long items(long mapping) {
        return DictType.isExact(mapping) ? DictType.items(mapping) : listOf(mapping, "items");
    }

    /** A list. */
    public static long values(long mapping) {
        return DictType.isExact(mapping) ? DictType.values(mapping) : listOf(mapping, "values");
    }

    private static long listOf(long mapping, String method) {
        long result = Calls.callMethod(mapping, method);
        try {
            if (ListType.isExact(result)) return References.newRef(result);
            return listOfIterable(mapping, method, result);
        } finally {
            References.decref(result);
        }
    }

    private static long listOfIterable(long mapping, String method, long result) {
        long iterator;
        try {
            iterator = Objects.iter(result);
        } catch (PyError error) {
            if (!ExceptionType.matches(error, Exceptions.TypeError)) throw error;
            error.release();
            throw PyError.typeError(TypeLookup.fullNameOf(mapping) + "." + method + "() returned a non-iterable (type "
                    + TypeLookup.fullNameOf(result) + ")");
        }
        try {
            return Sequences.list(iterator);
        } finally {
            References.decref(iterator);
        }
    }
}
