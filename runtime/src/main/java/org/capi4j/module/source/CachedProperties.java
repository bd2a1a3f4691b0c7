package org.capi4j.module.source;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Shim;
import org.capi4j.module.ClassContents;
import org.capi4j.module.Definitions;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Calls;
import org.capi4j.type.ClassMethodType;
import org.capi4j.type.ExceptionType;
import org.capi4j.type.ListType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TypeLookup;

/**
 * {@code functools.cached_property}: computes an attribute once for each instance and keeps it in the instance's dict, where it is found before this descriptor.
 */
@BuiltinModule("functools.cached_property")
public final class CachedProperties {
    private CachedProperties() {}

    static long make(long dict) {
        ClassContents property = new ClassContents(new Definitions(dict, "CachedProperties"), "cached_property").define(
                "__init__(self, func)", "__set_name__(self, owner, name)", "__get__(self, instance, owner=None)");
        return property.put("__class_getitem__", ClassMethodType.make(Shim.symbol("Py_GenericAliasType"))).make(BuiltinTypes.TYPE);
    }

    @Method("cached_property.__init__")
    static long init(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long self = call.arg(0);
            call.set(self, "func", call.arg(1));
            call.set(self, "attrname", Singletons.NONE);
            call.set(self, "__doc__", call.get(call.arg(1), "__doc__"));
            call.set(self, "lock", call.invoke(call.imported("_thread", "RLock")));
            return Activation.none();
        }
    }

    @Method("cached_property.__set_name__")
    static long setName(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long known = call.get(call.arg(0), "attrname");
            if (known == Singletons.NONE) {
                call.set(call.arg(0), "attrname", call.arg(2));
            } else if (!Objects.equal(known, call.arg(2))) {
                throw PyError.typeError("Cannot assign the same cached_property to two different names (" + Objects.reprString(known) + " and " + Objects.reprString(call.arg(2)) + ").");
            }
            return Activation.none();
        }
    }

    @Method("cached_property.__get__")
    static long get(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long self = call.arg(0);
            if (!call.isGiven(1)) return References.newRef(self);
            long name = call.get(self, "attrname");
            if (name == Singletons.NONE) throw PyError.typeError("Cannot use cached_property instance without calling __set_name__ on it.");
            long cache = call.find(call.arg(1), "__dict__");
            String property = Objects.reprString(name) + " property.";
            if (cache == NULL) throw PyError.typeError("No '__dict__' attribute on '" + TypeLookup.nameOf(call.arg(1)) + "' instance to cache " + property);
            long known = known(call, cache, name);
            if (known != NULL) return known;
            long lock = call.get(self, "lock");
            call.call(lock, "acquire");
            try {
                known = known(call, cache, name);
                return known != NULL ? known : References.newRef(computed(call, cache, name, property));
            } finally {
                References.decref(Calls.callMethod(lock, "release"));
            }
        }
    }

    /** A new reference, or NULL. */
    private static long known(Activation call, long cache, long name) {
        long nothing = call.keep(ListType.make(0));
        long known = call.call(cache, "get", name, nothing);
        return known == nothing ? NULL : References.newRef(known);
    }

    private static long computed(Activation call, long cache, long name, String property) {
        long value = call.invoke(call.get(call.arg(0), "func"), call.arg(1));
        try {
            Objects.setItem(cache, name, value);
            return value;
        } catch (PyError error) {
            if (!ExceptionType.matches(error, Exceptions.TypeError)) throw error;
            error.release();
            throw PyError.typeError("The '__dict__' attribute on '" + TypeLookup.nameOf(call.arg(1)) + "' instance does not support item assignment for caching " + property);
        }
    }
}
