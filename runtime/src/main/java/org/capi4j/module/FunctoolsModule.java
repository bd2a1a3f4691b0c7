package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Call;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.KeywordArguments;
import org.capi4j.type.Objects;
import org.capi4j.type.TupleType;

/** {@code _functools}: {@code partial}, {@code reduce}, {@code cmp_to_key}, the caches' type. */
@BuiltinModule("_functools")
public final class FunctoolsModule {
    private FunctoolsModule() {}

    @Method(value = "reduce", call = Call.VARARGS)
    static long reduce(long module, long args) {
        long nargs = TupleType.size(args);
        Arguments.checkPositional("reduce", nargs, 2, 3);
        long function = TupleType.get(args, 0);
        long iterator = iterator(TupleType.get(args, 1));
        long result = nargs == 3 ? References.newRef(TupleType.get(args, 2)) : NULL;
        try {
            for (long item = Objects.next(iterator); item != NULL; item = Objects.next(iterator)) {
                result = result == NULL ? item : combined(function, result, item);
            }
        } finally {
            References.decref(iterator);
        }
        if (result == NULL) throw PyError.typeError("reduce() of empty iterable with no initial value");
        return result;
    }

    private static long iterator(long iterable) {
        try {
            return Objects.iter(iterable);
        } catch (PyError error) {
            if (error.type() != Exceptions.TypeError) throw error;
            error.release();
            throw PyError.typeError("reduce() arg 2 must support iteration");
        }
    }

    /** The arguments' references are consumed. */
    private static long combined(long function, long result, long item) {
        try {
            return Calls.callWith(function, result, item);
        } finally {
            References.decref(item);
            References.decref(result);
        }
    }

    @Method(value = "cmp_to_key", call = Call.VARARGS_KEYWORDS)
    static long cmpToKey(long module, long args, long nargs, long kwnames) {
        return KeyWrapperType.make(KeywordArguments.parse("cmp_to_key", args, nargs, kwnames, 1, 1, "mycmp")[0]);
    }

    /** Adds the type. */
    static void fill(long dict) {
        DictType.set(dict, "partial", PartialType.TYPE);
        DictType.set(dict, "_lru_cache_wrapper", LruCacheType.TYPE);
    }

    /** {@code functools}: what of it is no Python source. */
    static void fillPublic(long dict) {
        JavaModules.copy("_functools", dict, name -> !name.startsWith("__"));
        TotalOrdering.fill(dict);
        Namespace.steal(dict, "_CacheInfo", NamedTupleModule.make("CacheInfo", "functools", "hits", "misses", "maxsize", "currsize"));
        Namespace.steal(dict, "WRAPPER_ASSIGNMENTS", Namespace.tuple("__module__", "__name__", "__qualname__", "__doc__", "__annotations__"));
        Namespace.steal(dict, "WRAPPER_UPDATES", Namespace.tuple("__dict__"));
        FunctionWrapping.fill(dict);
        org.capi4j.module.source.SingleDispatch.fill(dict);
    }
}
