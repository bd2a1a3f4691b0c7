package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.KeywordArguments;
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

    /** {@code lru_cache(maxsize=128, typed=False)}, or with the function as the first argument. */
    @Method("lru_cache")
    static long lruCache(long module, long args, long nargs, long kwnames) {
        long[] values = KeywordArguments.parse("lru_cache", args, nargs, kwnames, 0, 2, "maxsize", "typed");
        long typed = values[1] == NULL ? Singletons.FALSE : values[1];
        long maxsize = values[0] == NULL ? LongType.of(128) : References.newRef(values[0]);
        try {
            if (maxsize == Singletons.NONE) return decorator(module, maxsize, typed);
            if (TypeLookup.isInstance(maxsize, BuiltinTypes.INT)) return bounded(module, maxsize, typed);
            if (!Objects.isCallable(maxsize) || References.type(typed) != BuiltinTypes.BOOL) {
                throw PyError.typeError("Expected first argument to be an integer, a callable, or None");
            }
            return standard(module, maxsize, typed);
        } finally {
            References.decref(maxsize);
        }
    }

    private static long bounded(long module, long maxsize, long typed) {
        long zero = LongType.of(0);
        try {
            return decorator(module, Objects.richCompareBool(maxsize, zero, org.capi4j.layout.Constants.Py_LT) ? zero : maxsize, typed);
        } finally {
            References.decref(zero);
        }
    }

    private static long standard(long module, long function, long typed) {
        long maxsize = LongType.of(128);
        try {
            return decorated(module, maxsize, typed, function);
        } finally {
            References.decref(maxsize);
        }
    }

    private static long decorator(long module, long maxsize, long typed) {
        return Calls.callWith(PartialType.TYPE, known(module, "_decorate"), maxsize, typed);
    }

    /** What {@code lru_cache} with arguments returns waits for the function. */
    @Method("_decorate")
    static long decorate(long module, long args, long nargs) {
        Arguments.checkPositional("decorating_function", nargs, 3, 3);
        return decorated(module, Memory.getLong(args), Memory.getLong(args + 8), Memory.getLong(args + 16));
    }

    private static long decorated(long module, long maxsize, long typed, long function) {
        long wrapper = Calls.callWith(LruCacheType.TYPE, function, maxsize, typed, known(module, "_CacheInfo"));
        try {
            setParameters(wrapper, maxsize, typed);
            update(wrapper, function, known(module, "WRAPPER_ASSIGNMENTS"), known(module, "WRAPPER_UPDATES"));
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
    private static long known(long module, String name) {
        return DictType.get(ModuleType.dict(module), name);
    }

    @Method("cache")
    static long cache(long module, long args, long nargs, long kwnames) {
        long function = KeywordArguments.parse("cache", args, nargs, kwnames, 1, 1, "user_function")[0];
        return decorated(module, Singletons.NONE, Singletons.FALSE, function);
    }

    @Method("update_wrapper")
    static long updateWrapper(long module, long args, long nargs, long kwnames) {
        long[] values = KeywordArguments.parse("update_wrapper", args, nargs, kwnames, 2, 4, "wrapper", "wrapped", "assigned", "updated");
        update(
                values[0],
                values[1],
                values[2] == NULL ? known(module, "WRAPPER_ASSIGNMENTS") : values[2],
                values[3] == NULL ? known(module, "WRAPPER_UPDATES") : values[3]);
        return References.newRef(values[0]);
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
    static long wraps(long module, long args, long nargs, long kwnames) {
        long[] values = KeywordArguments.parse("wraps", args, nargs, kwnames, 1, 3, "wrapped", "assigned", "updated");
        long keywords = DictType.make();
        long function = TupleType.of(known(module, "update_wrapper"));
        try {
            DictType.set(keywords, "wrapped", values[0]);
            DictType.set(keywords, "assigned", values[1] == NULL ? known(module, "WRAPPER_ASSIGNMENTS") : values[1]);
            DictType.set(keywords, "updated", values[2] == NULL ? known(module, "WRAPPER_UPDATES") : values[2]);
            return Calls.call(PartialType.TYPE, function, keywords);
        } finally {
            References.decref(function);
            References.decref(keywords);
        }
    }

    /** Needs a function that Python source defines. */
    @Method("singledispatch")
    static long singleDispatch(long module, long args, long nargs, long kwnames) {
        throw PythonSource.notImplemented("functools.singledispatch");
    }
}
