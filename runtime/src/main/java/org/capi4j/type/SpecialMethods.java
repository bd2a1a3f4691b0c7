package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.Constants;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/** Calls of special methods, looked up on the object's type alone. */
final class SpecialMethods {
    private SpecialMethods() {}

    /** The method, or null; its callable is a new reference, which {@link #call(Attributes.Found, long, long...)} consumes. */
    static Attributes.Found find(long object, String name) {
        long interned = StrType.intern(name);
        try {
            long type = References.type(object);
            long attribute = TypeLookup.lookup(type, interned);
            if (attribute == NULL) return null;
            References.incref(attribute);
            if (TypeLookup.hasFlag(References.type(attribute), Constants.Py_TPFLAGS_METHOD_DESCRIPTOR)) {
                return new Attributes.Found(attribute, true);
            }
            long getter = Attributes.getter(attribute);
            if (getter == NULL) return new Attributes.Found(attribute, false);
            try {
                return new Attributes.Found(FunctionCall.object(getter, attribute, object, type), false);
            } finally {
                References.decref(attribute);
            }
        } finally {
            References.decref(interned);
        }
    }

    /** Calls a found method, and gives up the reference to it. */
    static long call(Attributes.Found method, long self, long... args) {
        long array = Allocation.allocate(8L * (args.length + 2));
        try {
            Memory.putLong(array + 8, self);
            for (int i = 0; i < args.length; i++) Memory.putLong(array + 16 + 8L * i, args[i]);
            return Calls.callFound(method, array + 8, args.length + 1, NULL);
        } finally {
            Allocation.free(array);
            References.decref(method.callable());
        }
    }

    /** An AttributeError with the name says that there is no such method. */
    static long call(long self, String name, long... args) {
        Attributes.Found method = find(self, name);
        if (method == null) throw PyError.attributeError(name);
        return call(method, self, args);
    }

    static long callOrNotImplemented(long self, String name, long... args) {
        Attributes.Found method = find(self, name);
        return method == null ? Singletons.notImplemented() : call(method, self, args);
    }
}
