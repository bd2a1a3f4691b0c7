package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Call;
import org.capi4j.export.Kind;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** dict's operators and methods. */
@BuiltinType(value = "PyDict_Type", part = true)
public final class DictMethods {
    private DictMethods() {}

    @Slot("mp_length")
    static long length(long self) {
        return DictType.size(self);
    }

    @Slot("sq_contains")
    static int containsSlot(long self, long key) {
        return DictType.contains(self, key) ? 1 : 0;
    }

    @Method(value = "__contains__", coexist = true)
    static long contains(long self, long key) {
        return BoolType.of(DictType.contains(self, key));
    }

    @Slot("mp_subscript")
    @Method(value = "__getitem__", coexist = true)
    static long subscript(long self, long key) {
        long value = DictType.get(self, key);
        if (value != NULL) return References.newRef(value);
        if (!DictType.isExact(self)) {
            long missing = Calls.lookupSpecial(self, "__missing__");
            if (missing != NULL) return callMissing(missing, key);
        }
        throw PyError.keyError(key);
    }

    /** Steals {@code missing}. */
    private static long callMissing(long missing, long key) {
        try {
            return Calls.callOneArg(missing, key);
        } finally {
            References.decref(missing);
        }
    }

    @Slot("mp_ass_subscript")
    static void setSubscript(long self, long key, long value) {
        if (value != NULL) DictType.set(self, key, value);
        else if (!DictType.delete(self, key)) throw PyError.keyError(key);
    }

    @Slot("tp_repr")
    static long repr(long self) {
        if (DictType.size(self) == 0) return Strings.of("{}");
        if (ReprGuard.enter(self)) return Strings.of("{...}");
        try {
            StringBuilder text = new StringBuilder("{");
            long[] entry = new long[2];
            for (long at = 0; (at = DictType.next(self, at, entry)) >= 0; ) {
                if (text.length() > 1) text.append(", ");
                appendEntry(text, entry[0], entry[1]);
            }
            return Strings.of(text.append('}').toString());
        } finally {
            ReprGuard.leave(self);
        }
    }

    private static void appendEntry(StringBuilder text, long key, long value) {
        References.incref(key);
        References.incref(value);
        try {
            text.append(Objects.reprString(key)).append(": ").append(Objects.reprString(value));
        } finally {
            References.decref(key);
            References.decref(value);
        }
    }

    @Slot("tp_richcompare")
    static long richCompare(long self, long other, int op) {
        boolean equality = op == Constants.Py_EQ || op == Constants.Py_NE;
        if (!equality || !DictType.isInstance(self) || !DictType.isInstance(other)) return Singletons.notImplemented();
        return BoolType.of(equal(self, other) == (op == Constants.Py_EQ));
    }

    static boolean equal(long left, long right) {
        if (DictType.size(left) != DictType.size(right)) return false;
        long[] entry = new long[2];
        for (long at = 0; (at = DictType.next(left, at, entry)) >= 0; ) {
            if (!hasEqual(right, entry[0], DictType.hashBefore(left, at), entry[1])) return false;
        }
        return true;
    }

    private static boolean hasEqual(long dict, long key, long hash, long value) {
        References.incref(key);
        References.incref(value);
        long other = NULL;
        try {
            other = References.xnewRef(DictType.get(dict, key, hash));
            return other != NULL && Objects.equal(value, other);
        } finally {
            References.xdecref(other);
            References.decref(key);
            References.decref(value);
        }
    }

    @Slot("nb_or")
    static long or(long left, long right) {
        if (!DictType.isInstance(left) || !DictType.isInstance(right)) return Singletons.notImplemented();
        long merged = copyOf(left);
        try {
            DictMerge.update(merged, right);
        } catch (Throwable error) {
            References.decref(merged);
            throw error;
        }
        return merged;
    }

    private static long copyOf(long dict) {
        return DictType.copy(dict);
    }

    @Slot("nb_inplace_or")
    static long orInPlace(long self, long other) {
        DictMerge.update(self, other);
        return References.newRef(self);
    }

    @Method("get")
    static long get(long self, long args, long nargs) {
        Arguments.checkPositional("get", nargs, 1, 2);
        long value = DictType.get(self, Arguments.get(args, nargs, 0));
        if (value == NULL) value = nargs == 2 ? Arguments.get(args, nargs, 1) : Singletons.NONE;
        return References.newRef(value);
    }

    @Method("setdefault")
    static long setDefault(long self, long args, long nargs) {
        Arguments.checkPositional("setdefault", nargs, 1, 2);
        long value = nargs == 2 ? Arguments.get(args, nargs, 1) : Singletons.NONE;
        return References.newRef(DictType.setDefault(self, Arguments.get(args, nargs, 0), value));
    }

    @Method("pop")
    static long pop(long self, long args, long nargs) {
        Arguments.checkPositional("pop", nargs, 1, 2);
        long key = Arguments.get(args, nargs, 0);
        return popOr(self, key, Arguments.get(args, nargs, 1));
    }

    /** _PyDict_Pop: {@code fallback} NULL for KeyError. */
    public static long popOr(long self, long key, long fallback) {
        long value = DictType.pop(self, key);
        if (value != NULL) return value;
        if (fallback == NULL) throw PyError.keyError(key);
        return References.newRef(fallback);
    }

    @Method("popitem")
    static long popItem(long self) {
        if (DictType.size(self) == 0) throw emptyKeyError("popitem(): dictionary is empty");
        long pair = TupleType.make(2);
        long keys = DictType.table(self);
        long index = DictKeys.previousLive(keys, Long.MAX_VALUE);
        TupleType.init(pair, 0, References.newRef(DictKeys.key(DictKeys.entry(keys, index))));
        TupleType.init(pair, 1, DictType.take(self, index));
        DictKeys.truncate(keys, index);
        return pair;
    }

    /** KeyError with a text instead of a key. */
    static PyError emptyKeyError(String message) {
        long text = Strings.of(message);
        try {
            return PyError.ofValue(Exceptions.KeyError, text);
        } finally {
            References.decref(text);
        }
    }

    @Method(value = "update", call = Call.VARARGS_KEYWORDS)
    static long update(long self, long args, long kwargs) {
        DictMerge.updateFromCall("update", self, args, kwargs);
        return Singletons.none();
    }

    @Method("clear")
    static long clear(long self) {
        DictType.clear(self);
        return Singletons.none();
    }

    @Method("copy")
    static long copy(long self) {
        return copyOf(self);
    }

    @Method("keys")
    static long keys(long self) {
        return DictViews.make(self, BuiltinTypes.DICT_KEYS);
    }

    @Method("items")
    static long items(long self) {
        return DictViews.make(self, BuiltinTypes.DICT_ITEMS);
    }

    @Method("values")
    static long values(long self) {
        return DictViews.make(self, BuiltinTypes.DICT_VALUES);
    }

    @Method("__reversed__")
    static long reversed(long self) {
        return DictIterator.make(BuiltinTypes.DICT_REV_ITER_KEY, self);
    }

    @Method("__sizeof__")
    static long sizeOf(long self) {
        return LongType.of(sizeInBytes(self));
    }

    /** _PyDict_SizeOf. */
    public static long sizeInBytes(long dict) {
        long fixed = Memory.getLong(References.type(dict) + PyTypeObject.tp_basicsize);
        return fixed + DictKeys.sizeOf(DictType.table(dict));
    }

    @Method(value = "fromkeys", kind = Kind.CLASS)
    static long fromKeys(long type, long args, long nargs) {
        Arguments.checkPositional("fromkeys", nargs, 1, 2);
        long value = nargs == 2 ? Arguments.get(args, nargs, 1) : Singletons.NONE;
        long dict = Calls.callNoArgs(type);
        try {
            fill(dict, Arguments.get(args, nargs, 0), value);
        } catch (Throwable error) {
            References.decref(dict);
            throw error;
        }
        return dict;
    }

    static void fill(long dict, long iterable, long value) {
        boolean plain = DictType.isExact(dict);
        long iterator = Objects.iter(iterable);
        try {
            long key;
            while ((key = Objects.next(iterator)) != NULL) {
                try {
                    if (plain) DictType.set(dict, key, value);
                    else Objects.setItem(dict, key, value);
                } finally {
                    References.decref(key);
                }
            }
        } finally {
            References.decref(iterator);
        }
    }

    @Method(value = "__class_getitem__", kind = Kind.CLASS)
    static long classGetItem(long type, long parameters) {
        return GenericAliasType.make(type, parameters);
    }
}
