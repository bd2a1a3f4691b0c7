package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.util.Set;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.layout.Constants;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.References;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.MethodType;
import org.capi4j.type.ModuleType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/** {@code copy}: shallow and deep copies, by {@code __copy__}, {@code copyreg} or {@code __reduce_ex__(4)}. */
@BuiltinModule("copy")
public final class CopyModule {
    private static final int PROTOCOL = 4;

    /** Copies of these are the objects themselves. */
    private static final Set<Long> ATOMIC = Set.of(
            BuiltinTypes.NONE, BuiltinTypes.INT, BuiltinTypes.FLOAT, BuiltinTypes.BOOL, BuiltinTypes.COMPLEX, BuiltinTypes.STR,
            BuiltinTypes.BYTES, BuiltinTypes.TYPE, BuiltinTypes.RANGE, BuiltinTypes.ELLIPSIS, BuiltinTypes.NOT_IMPLEMENTED,
            BuiltinTypes.C_FUNCTION, BuiltinTypes.FUNCTION, BuiltinTypes.CODE, BuiltinTypes.PROPERTY, BuiltinTypes.WEAKREF);

    private CopyModule() {}

    static void fill(long dict) {
        new Definitions(dict, "CopyModule").enter("copy(x)", "deepcopy(x, memo=None, _nil=[])");
        DictType.set(dict, "Error", CopyErrorType.TYPE);
        DictType.set(dict, "error", CopyErrorType.TYPE);
    }

    private static boolean isClass(long object) {
        return TypeLookup.hasFlag(References.type(object), Constants.Py_TPFLAGS_TYPE_SUBCLASS);
    }

    @Method("copy")
    static long copy(long closure, long object) {
        long type = References.type(object);
        boolean shared = ATOMIC.contains(type) || isClass(object) || type == BuiltinTypes.TUPLE || type == BuiltinTypes.FROZEN_SET
                || type == BuiltinTypes.SLICE;
        if (shared) return References.newRef(object);
        boolean container = type == BuiltinTypes.LIST || type == BuiltinTypes.DICT || type == BuiltinTypes.SET || type == BuiltinTypes.BYTE_ARRAY;
        if (container) return Calls.callMethod(object, "copy");
        long own = Objects.lookupAttr(type, "__copy__");
        if (own == NULL) return reconstructed(object, NULL);
        try {
            return Calls.callOneArg(own, object);
        } finally {
            References.decref(own);
        }
    }

    /** {@code deepcopy(x, memo=None)}: {@code memo} has the copies by {@code id} of their originals. */
    @Method("deepcopy")
    static long deepcopy(long closure, long args, long nargs) {
        long memo = Memory.getLong(args + 8);
        if (memo != Singletons.NONE) return deep(Memory.getLong(args), memo);
        long made = DictType.make();
        try {
            return deep(Memory.getLong(args), made);
        } finally {
            References.decref(made);
        }
    }

    private static long deep(long object, long memo) {
        long id = LongType.of(object);
        try {
            long known = known(memo, id);
            if (known != NULL) return known;
            long copy = deepUnknown(object, memo);
            if (copy != object) remember(object, id, copy, memo);
            return copy;
        } finally {
            References.decref(id);
        }
    }

    /** A new reference, or NULL: no copy is ever None. */
    private static long known(long memo, long id) {
        long found = Calls.callMethod(memo, "get", id);
        if (found != Singletons.NONE) return found;
        References.decref(found);
        return NULL;
    }

    /** The original is kept alive as long as the memo, so that its id is not another object's: in the list at the memo's own id. */
    private static void remember(long object, long id, long copy, long memo) {
        Objects.setItem(memo, id, copy);
        long own = LongType.of(memo);
        long kept = known(memo, own);
        try {
            if (kept == NULL) {
                kept = ListType.make(0);
                Objects.setItem(memo, own, kept);
            }
            ListType.append(kept, object);
        } finally {
            References.xdecref(kept);
            References.decref(own);
        }
    }

    private static long deepUnknown(long object, long memo) {
        long type = References.type(object);
        if (ATOMIC.contains(type) || isClass(object)) return References.newRef(object);
        if (type == BuiltinTypes.LIST) return list(object, memo);
        if (type == BuiltinTypes.TUPLE) return tuple(object, memo);
        if (type == BuiltinTypes.DICT) return dict(object, memo);
        if (type == BuiltinTypes.METHOD) return method(object, memo);
        long own = Objects.lookupAttr(object, "__deepcopy__");
        if (own == NULL) return reconstructed(object, memo);
        try {
            return Calls.callOneArg(own, memo);
        } finally {
            References.decref(own);
        }
    }

    private static void enter(long object, long copy, long memo) {
        long id = LongType.of(object);
        try {
            Objects.setItem(memo, id, copy);
        } finally {
            References.decref(id);
        }
    }

    private static long list(long list, long memo) {
        long copy = ListType.make(0);
        try {
            enter(list, copy, memo);
            for (long i = 0; i < ListType.size(list); i++) Namespace.append(copy, deep(ListType.get(list, i), memo));
            return copy;
        } catch (Throwable failure) {
            References.decref(copy);
            throw failure;
        }
    }

    /** The tuple itself where all its items are their own copies; a copy that a cycle has made meanwhile wins. */
    private static long tuple(long tuple, long memo) {
        long size = TupleType.size(tuple);
        long copy = TupleType.make(size);
        boolean changed = false;
        try {
            for (long i = 0; i < size; i++) {
                long item = deep(TupleType.get(tuple, i), memo);
                changed |= item != TupleType.get(tuple, i);
                TupleType.init(copy, i, item);
            }
            long id = LongType.of(tuple);
            long known = known(memo, id);
            References.decref(id);
            if (known == NULL) known = References.newRef(changed ? copy : tuple);
            return known;
        } finally {
            References.decref(copy);
        }
    }

    private static long dict(long dict, long memo) {
        long copy = DictType.make();
        try {
            enter(dict, copy, memo);
            long[] entry = new long[2];
            for (long at = DictType.next(dict, 0, entry); at >= 0; at = DictType.next(dict, at, entry)) {
                long original = References.newRef(entry[1]);
                long key = NULL;
                long value = NULL;
                try {
                    key = deep(entry[0], memo);
                    value = deep(original, memo);
                    DictType.set(copy, key, value);
                } finally {
                    References.decref(original);
                    References.xdecref(key);
                    References.xdecref(value);
                }
            }
            return copy;
        } catch (Throwable failure) {
            References.decref(copy);
            throw failure;
        }
    }

    private static long method(long method, long memo) {
        long self = deep(MethodType.self(method), memo);
        try {
            return MethodType.make(MethodType.function(method), self);
        } finally {
            References.decref(self);
        }
    }

    /** What {@code copyreg} or the object itself says how to make it of; {@code memo} NULL for a shallow copy. */
    private static long reconstructed(long object, long memo) {
        long reduced = reduced(object);
        try {
            if (Namespace.isStr(reduced)) return References.newRef(object);
            return Reconstruction.of(object, reduced, memo == NULL ? null : part -> deep(part, memo), copy -> {
                if (memo != NULL) enter(object, copy, memo);
            });
        } finally {
            References.decref(reduced);
        }
    }

    private static long reduced(long object) {
        long copyreg = Imports.importModule("copyreg");
        try {
            long reductor = DictType.get(DictType.get(ModuleType.dict(copyreg), "dispatch_table"), References.type(object));
            if (reductor != NULL) return Calls.callOneArg(reductor, object);
        } finally {
            References.decref(copyreg);
        }
        long protocol = LongType.of(PROTOCOL);
        try {
            return Calls.callMethod(object, "__reduce_ex__", protocol);
        } finally {
            References.decref(protocol);
        }
    }
}
