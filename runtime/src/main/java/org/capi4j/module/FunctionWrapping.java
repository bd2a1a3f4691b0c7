package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.layout.PyFunctionObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.FunctionType;
import org.capi4j.type.LongType;
import org.capi4j.type.ModuleType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/** {@code functools}: {@code lru_cache}, {@code cache}, {@code wraps}, {@code update_wrapper}. */
@BuiltinModule("functools")
public final class FunctionWrapping {
    private FunctionWrapping() {}

    /** Adds the functions; {@code WRAPPER_ASSIGNMENTS} and {@code WRAPPER_UPDATES} are there. */
    static void fill(long dict) {
        Definitions definitions = new Definitions(dict, "FunctionWrapping");
        definitions.enter("lru_cache(maxsize=128, typed=False)", "cache(user_function, /)");
        definitions.enter("update_wrapper(wrapper, wrapped, assigned=None, updated=None)", "wraps(wrapped, assigned=None, updated=None)");
        long defaults = TupleType.of(DictType.get(dict, "WRAPPER_ASSIGNMENTS"), DictType.get(dict, "WRAPPER_UPDATES"));
        for (String name : new String[] {"update_wrapper", "wraps"}) FunctionType.set(DictType.get(dict, name), PyFunctionObject.func_defaults, defaults);
        References.decref(defaults);
    }

    /** {@code lru_cache(maxsize=128, typed=False)}, or with the function as the first argument. */
    @Method("lru_cache")
    static long lruCache(long closure, long args, long nargs) {
        long maxsize = Memory.getLong(args);
        long typed = Memory.getLong(args + 8);
        if (maxsize == Singletons.NONE) return decorator(maxsize, typed);
        if (TypeLookup.isInstance(maxsize, BuiltinTypes.INT)) return bounded(maxsize, typed);
        if (!Objects.isCallable(maxsize) || References.type(typed) != BuiltinTypes.BOOL) {
            throw PyError.typeError("Expected first argument to be an integer, a callable, or None");
        }
        return standard(maxsize, typed);
    }

    private static long bounded(long maxsize, long typed) {
        long zero = LongType.of(0);
        try {
            return decorator(Objects.richCompareBool(maxsize, zero, org.capi4j.layout.Constants.Py_LT) ? zero : maxsize, typed);
        } finally {
            References.decref(zero);
        }
    }

    private static long standard(long function, long typed) {
        long maxsize = LongType.of(128);
        try {
            return decorated(maxsize, typed, function);
        } finally {
            References.decref(maxsize);
        }
    }

    private static long decorator(long maxsize, long typed) {
        long parameters = TupleType.of(maxsize, typed);
        long globals = FunctionType.get(known("lru_cache"), PyFunctionObject.func_globals);
        try {
            return new Definitions(globals, "FunctionWrapping").function("lru_cache.<locals>.decorating_function(user_function)", "decorate", parameters);
        } finally {
            References.decref(parameters);
        }
    }

    /** What {@code lru_cache} with arguments returns waits for the function. */
    @Method("decorate")
    static long decorate(long parameters, long function) {
        return decorated(TupleType.get(parameters, 0), TupleType.get(parameters, 1), function);
    }

    private static long decorated(long maxsize, long typed, long function) {
        long wrapper = Calls.callWith(LruCacheType.TYPE, function, maxsize, typed, known("_CacheInfo"));
        try {
            setParameters(wrapper, maxsize, typed);
            update(wrapper, function, known("WRAPPER_ASSIGNMENTS"), known("WRAPPER_UPDATES"));
            return wrapper;
        } catch (Throwable failure) {
            References.decref(wrapper);
            throw failure;
        }
    }

    /** {@code cache_parameters} returns a new dict of the parameters at each call. */
    private static void setParameters(long wrapper, long maxsize, long typed) {
        long dict = DictType.make();
        long copy = NULL;
        try {
            DictType.set(dict, "maxsize", maxsize);
            DictType.set(dict, "typed", typed);
            copy = Objects.getAttr(dict, "copy");
            Objects.setAttr(wrapper, "cache_parameters", copy);
        } finally {
            References.xdecref(copy);
            References.decref(dict);
        }
    }

    /** What the module has under a name now, borrowed. */
    private static long known(String name) {
        return DictType.get(ModuleType.dict(DictType.get(Imports.modules(), "functools")), name);
    }

    @Method("cache")
    static long cache(long closure, long function) {
        return decorated(Singletons.NONE, Singletons.FALSE, function);
    }

    @Method("update_wrapper")
    static long updateWrapper(long closure, long args, long nargs) {
        update(Memory.getLong(args), Memory.getLong(args + 8), Memory.getLong(args + 16), Memory.getLong(args + 24));
        return References.newRef(Memory.getLong(args));
    }

    private static void update(long wrapper, long wrapped, long assigned, long updated) {
        Iteration.forEach(assigned, name -> {
            long value = Objects.lookupAttr(wrapped, name);
            if (value == NULL) return;
            try {
                Objects.setAttr(wrapper, name, value);
            } finally {
                References.decref(value);
            }
        });
        Iteration.forEach(updated, name -> merge(wrapper, wrapped, name));
        Objects.setAttr(wrapper, "__wrapped__", wrapped);
    }

    private static void merge(long wrapper, long wrapped, long name) {
        long target = Objects.getAttr(wrapper, name);
        long source = NULL;
        try {
            source = Objects.lookupAttr(wrapped, name);
            if (source != NULL) References.decref(Calls.callMethod(target, "update", source));
        } finally {
            References.xdecref(source);
            References.decref(target);
        }
    }

    @Method("wraps")
    static long wraps(long closure, long args, long nargs) {
        long keywords = DictType.make();
        long function = TupleType.of(known("update_wrapper"));
        try {
            DictType.set(keywords, "wrapped", Memory.getLong(args));
            DictType.set(keywords, "assigned", Memory.getLong(args + 8));
            DictType.set(keywords, "updated", Memory.getLong(args + 16));
            return Calls.call(PartialType.TYPE, function, keywords);
        } finally {
            References.decref(function);
            References.decref(keywords);
        }
    }
}
