package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.layout.PyWeakReference;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.type.Arguments;
import org.capi4j.type.DictType;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.Singletons;
import org.capi4j.type.TypeLookup;
import org.capi4j.type.WeakProxyType;
import org.capi4j.type.WeakrefType;

/** {@code _weakref}. */
@BuiltinModule("_weakref")
public final class WeakrefModule {
    private WeakrefModule() {}

    @Method("proxy")
    static long proxy(long module, long args, long nargs) {
        Arguments.checkPositional("proxy", nargs, 1, 2);
        long callback = nargs == 2 && Memory.getLong(args + 8) != Singletons.NONE ? Memory.getLong(args + 8) : NULL;
        return WeakProxyType.make(Memory.getLong(args), callback);
    }

    /** The first weak reference to the object, borrowed, or NULL. */
    private static long first(long object) {
        long list = WeakrefType.list(object);
        return list == NULL ? NULL : Memory.getLong(list);
    }

    @Method("getweakrefcount")
    static long count(long module, long object) {
        long count = 0;
        for (long weak = first(object); weak != NULL; weak = Memory.getLong(weak + PyWeakReference.wr_next)) count++;
        return LongType.of(count);
    }

    @Method("getweakrefs")
    static long list(long module, long object) {
        long list = ListType.make(0);
        for (long weak = first(object); weak != NULL; weak = Memory.getLong(weak + PyWeakReference.wr_next)) ListType.append(list, weak);
        return list;
    }

    static void fill(long dict) {
        DictType.set(dict, "ref", BuiltinTypes.WEAKREF);
        DictType.set(dict, "ReferenceType", BuiltinTypes.WEAKREF);
        DictType.set(dict, "ProxyType", BuiltinTypes.WEAK_PROXY);
        DictType.set(dict, "CallableProxyType", BuiltinTypes.WEAK_CALLABLE_PROXY);
    }

    /** {@code weakref}: what of it is no Python source, and the collections that compiled code asks for. */
    static void fillPublic(long dict) {
        JavaModules.copy("_weakref", dict, name -> !name.startsWith("_"));
        DictType.set(dict, "WeakValueDictionary", WeakValueDictionaryType.TYPE);
        DictType.set(dict, "WeakKeyDictionary", WeakKeyDictionaryType.TYPE);
        DictType.set(dict, "WeakSet", WeakSetType.TYPE);
        Namespace.steal(dict, "ProxyTypes", org.capi4j.type.TupleType.of(BuiltinTypes.WEAK_PROXY, BuiltinTypes.WEAK_CALLABLE_PROXY));
    }

    /** Takes a key out of a dict where its value is a weak reference whose object is gone. */
    @Method("_remove_dead_weakref")
    static long removeDead(long module, long args, long nargs) {
        Arguments.checkPositional("_remove_dead_weakref", nargs, 2, 2);
        long dict = Memory.getLong(args);
        if (!DictType.isInstance(dict)) {
            throw PyError.typeError("_remove_dead_weakref() argument 1 must be dict, not " + Arguments.typeName(dict));
        }
        long value = DictType.get(dict, Memory.getLong(args + 8));
        if (value == NULL) return Singletons.none();
        if (!TypeLookup.isInstance(value, BuiltinTypes.WEAKREF)) throw PyError.typeError("not a weakref");
        if (WeakrefType.referent(value) == Singletons.NONE) DictType.delete(dict, Memory.getLong(args + 8));
        return Singletons.none();
    }
}
