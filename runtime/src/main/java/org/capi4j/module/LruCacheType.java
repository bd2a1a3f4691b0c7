package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Call;
import org.capi4j.export.Getter;
import org.capi4j.export.Method;
import org.capi4j.export.Setter;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.KeywordArguments;
import org.capi4j.type.LongType;
import org.capi4j.type.MethodType;
import org.capi4j.type.ObjectType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.Traversal;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;
import org.capi4j.type.WeakrefType;

/**
 * {@code functools._lru_cache_wrapper}: a callable that remembers the results of another one.
 *
 * <pre>
 * 16  the callable
 * 24  results by key, a dict whose order is that of use: the first was not used for the longest time
 * 32  the type of cache_info's result
 * 40  a number: hits
 * 48  a number: misses
 * 56  a number: most results to remember, -1 for any number
 * 64  a number: whether the types of the arguments are part of the key
 * 136 instance dict or NULL
 * 144 weak references
 * </pre>
 */
@BuiltinType(
        value = "c4j_LruCache_Type",
        name = "functools._lru_cache_wrapper",
        basicsize = 152,
        dictoffset = 136,
        weaklistoffset = 144,
        flags = 0x24100)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_setattro", function = "PyObject_GenericSetAttr")
public final class LruCacheType {
    static final long TYPE = Shim.symbol("c4j_LruCache_Type");
    private static final int FUNCTION = 0;
    private static final int CACHE = 1;
    private static final int INFO = 2;
    private static final int HITS = 3;
    private static final int MISSES = 4;
    private static final int MAXSIZE = 5;
    private static final int TYPED = 6;
    private static final int DICT = 15;
    private static final int WEAKREFS = 16;
    private static final int REFERENCES = 3;

    private LruCacheType() {}

    @Slot("tp_new")
    public static long create(long type, long args, long kwargs) {
        long[] values = KeywordArguments.parse("lru_cache", args, kwargs, 4, 4, "user_function", "maxsize", "typed", "cache_info_type");
        boolean typed = Objects.isTrue(values[2]);
        if (!Objects.isCallable(values[0])) throw PyError.typeError("the first argument must be callable");
        long maxsize = maxsize(values[1]);
        long self = Fields.make(type, References.newRef(values[0]), DictType.make(), References.newRef(values[3]));
        Fields.setNumber(self, MAXSIZE, maxsize);
        Fields.setNumber(self, TYPED, typed ? 1 : 0);
        return self;
    }

    private static long maxsize(long given) {
        if (given == Singletons.NONE) return -1;
        if (!TypeLookup.isInstance(given, BuiltinTypes.INT)) throw PyError.typeError("maxsize should be integer or None");
        return Math.max(Arguments.ssize(given), 0);
    }

    @Slot("tp_call")
    public static long call(long self, long args, long kwargs) {
        if (Fields.number(self, MAXSIZE) == 0) {
            count(self, MISSES);
            return Calls.call(Fields.get(self, FUNCTION), args, kwargs);
        }
        long key = key(args, kwargs, Fields.number(self, TYPED) != 0);
        try {
            return remembered(self, args, kwargs, key, Objects.hash(key));
        } finally {
            References.decref(key);
        }
    }

    private static void count(long self, int field) {
        Fields.setNumber(self, field, Fields.number(self, field) + 1);
    }

    /** One argument that is an int or a str is its own key; all others are parts of a tuple. */
    private static long key(long args, long kwargs, boolean typed) {
        long named = kwargs == NULL ? 0 : DictType.size(kwargs);
        long positional = TupleType.size(args);
        if (!typed && named == 0) {
            if (positional != 1) return References.newRef(args);
            long only = TupleType.get(args, 0);
            long type = References.type(only);
            return References.newRef(type == BuiltinTypes.STR || type == BuiltinTypes.INT ? only : args);
        }
        long parts = positional + (named == 0 ? 0 : 1 + 2 * named);
        return parts(TupleType.make(typed ? parts + positional + named : parts), args, kwargs, named, typed);
    }

    /** Between positional and named arguments stands a mark that no argument is: the type of this cache. */
    private static long parts(long key, long args, long kwargs, long named, boolean typed) {
        long positional = TupleType.size(args);
        long at = 0;
        while (at < positional) at = put(key, at, TupleType.get(args, at));
        long[] pair = new long[2];
        if (named > 0) {
            at = put(key, at, TYPE);
            for (long i = DictType.next(kwargs, 0, pair); i >= 0; i = DictType.next(kwargs, i, pair)) at = put(key, put(key, at, pair[0]), pair[1]);
        }
        if (!typed) return key;
        for (long i = 0; i < positional; i++) at = put(key, at, References.type(TupleType.get(args, i)));
        if (named == 0) return key;
        for (long i = DictType.next(kwargs, 0, pair); i >= 0; i = DictType.next(kwargs, i, pair)) at = put(key, at, References.type(pair[1]));
        return key;
    }

    private static long put(long key, long at, long part) {
        TupleType.init(key, at, References.newRef(part));
        return at + 1;
    }

    private static long remembered(long self, long args, long kwargs, long key, long hash) {
        long known = References.xnewRef(DictType.get(Fields.get(self, CACHE), key, hash));
        if (known != NULL) {
            count(self, HITS);
            if (isBounded(self)) used(self, key, hash, known);
            return known;
        }
        count(self, MISSES);
        long result = Calls.call(Fields.get(self, FUNCTION), args, kwargs);
        try {
            remember(self, key, hash, result);
            return result;
        } catch (Throwable failure) {
            References.decref(result);
            throw failure;
        }
    }

    private static boolean isBounded(long self) {
        return Fields.number(self, MAXSIZE) > 0;
    }

    /** Moves the key to the end. A comparison may have run other code: what isn't there any more stays away. */
    private static void used(long self, long key, long hash, long known) {
        long cache = Fields.get(self, CACHE);
        if (DictType.delete(cache, key, hash)) DictType.set(cache, key, hash, known);
    }

    /** The call may have come back here with the same arguments: then that result stays. */
    private static void remember(long self, long key, long hash, long result) {
        long cache = Fields.get(self, CACHE);
        if (isBounded(self)) {
            if (DictType.get(cache, key, hash) != NULL) return;
            if (DictType.size(cache) >= Fields.number(self, MAXSIZE)) forgetFirst(cache);
        }
        DictType.set(cache, key, hash, result);
    }

    private static void forgetFirst(long cache) {
        long[] pair = new long[2];
        long next = DictType.next(cache, 0, pair);
        if (next < 0) return;
        long key = References.newRef(pair[0]);
        try {
            DictType.delete(cache, key, DictType.hashBefore(cache, next));
        } finally {
            References.decref(key);
        }
    }

    @Method("cache_info")
    public static long info(long self) {
        long maxsize = Fields.number(self, MAXSIZE);
        long values = TupleType.steal(
                LongType.of(Fields.number(self, HITS)),
                LongType.of(Fields.number(self, MISSES)),
                maxsize < 0 ? Singletons.none() : LongType.of(maxsize),
                LongType.of(DictType.size(Fields.get(self, CACHE))));
        try {
            return Calls.call(Fields.get(self, INFO), values, NULL);
        } finally {
            References.decref(values);
        }
    }

    @Method("cache_clear")
    public static long clearCache(long self) {
        Fields.setNumber(self, HITS, 0);
        Fields.setNumber(self, MISSES, 0);
        DictType.clear(Fields.get(self, CACHE));
        return Singletons.none();
    }

    @Slot("tp_descr_get")
    public static long get(long self, long object, long type) {
        return object == NULL || object == Singletons.NONE ? References.newRef(self) : MethodType.make(self, object);
    }

    @Getter("__dict__")
    public static long dict(long self) {
        return ObjectType.instanceDict(self);
    }

    @Setter("__dict__")
    public static void setDict(long self, long value) {
        ObjectType.setInstanceDict(self, value);
    }

    /** Pickled by name. */
    @Method("__reduce__")
    public static long reduce(long self) {
        return Objects.getAttr(self, "__qualname__");
    }

    @Method(value = "__copy__", call = Call.VARARGS)
    public static long copy(long self, long args, long nargs) {
        return References.newRef(self);
    }

    @Method(value = "__deepcopy__", call = Call.VARARGS)
    public static long deepCopy(long self, long args, long nargs) {
        return References.newRef(self);
    }

    @Slot("tp_traverse")
    public static int traverse(long self, long visit, long argument) {
        int stop = Fields.traverse(self, REFERENCES, visit, argument);
        return stop != 0 ? stop : Traversal.visit(Fields.get(self, DICT), visit, argument);
    }

    @Slot("tp_clear")
    public static void clear(long self) {
        Fields.clear(self, REFERENCES);
        References.clear(Fields.at(self, DICT));
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        if (Memory.getLong(Fields.at(self, WEAKREFS)) != NULL) WeakrefType.clearAll(self);
        References.clear(Fields.at(self, DICT));
        Fields.dealloc(self, TYPE, REFERENCES);
    }
}
