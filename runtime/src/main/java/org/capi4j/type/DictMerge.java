package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.Constants;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/** Filling a dict from mappings and sequences of pairs: {@code dict.update} and what it rests on. */
final class DictMerge {
    /** What happens with a key that the dict has already. */
    enum Clash {
        KEEP,
        OVERRIDE,
        /** KeyError: {@code f(**a, **b)}. */
        REFUSE
    }

    private DictMerge() {}

    /** The arguments of {@code dict(...)} and {@code dict.update(...)}. */
    static void updateFromCall(String function, long dict, long args, long kwargs) {
        long nargs = TupleType.size(args);
        Arguments.checkPositional(function, nargs, 0, 1);
        if (nargs == 1) update(dict, TupleType.get(args, 0));
        if (kwargs != NULL) {
            requireStringKeys(kwargs);
            merge(dict, kwargs, Clash.OVERRIDE);
        }
    }

    /** PyArg_ValidateKeywordArguments. */
    static void requireStringKeys(long kwargs) {
        if (!DictType.isInstance(kwargs)) throw PyError.badInternalCall();
        if (!hasOnlyStringKeys(kwargs)) throw PyError.typeError("keywords must be strings");
    }

    static boolean hasOnlyStringKeys(long dict) {
        long[] entry = new long[2];
        for (long at = 0; (at = DictType.next(dict, at, entry)) >= 0; ) {
            if (!TypeLookup.hasFlag(References.type(entry[0]), Constants.Py_TPFLAGS_UNICODE_SUBCLASS)) return false;
        }
        return true;
    }

    /** A mapping (it has {@code keys}) or an iterable of pairs. */
    static void update(long dict, long source) {
        if (DictType.isExact(source)) {
            merge(dict, source, Clash.OVERRIDE);
            return;
        }
        long keys = Objects.lookupAttr(source, "keys");
        if (keys == NULL) {
            mergePairs(dict, source, true);
        } else {
            References.decref(keys);
            merge(dict, source, Clash.OVERRIDE);
        }
    }

    static void merge(long dict, long other, Clash clash) {
        if (!DictType.isInstance(dict)) throw PyError.badInternalCall();
        if (DictType.isInstance(other) && hasPlainIteration(other)) mergeDict(dict, other, clash);
        else mergeMapping(dict, other, clash);
    }

    /** A dict whose class overrides {@code __iter__} is asked for its keys like any mapping. */
    private static boolean hasPlainIteration(long other) {
        if (DictType.isExact(other)) return true;
        long offset = PyTypeObject.tp_iter;
        return Memory.getLong(References.type(other) + offset)
                == Memory.getLong(BuiltinTypes.DICT + offset);
    }

    private static void mergeDict(long dict, long other, Clash clash) {
        if (other == dict || DictType.size(other) == 0 || DictType.takeCopyOfTable(dict, other)) return;
        if (DictType.size(dict) == 0) clash = Clash.OVERRIDE;
        DictType.reserve(dict, DictType.size(dict) + DictType.size(other));
        long[] entry = new long[2];
        long count = DictKeys.nentries(DictType.table(other));
        for (long at = 0; (at = DictType.next(other, at, entry)) >= 0; ) {
            put(dict, entry[0], DictType.hashBefore(other, at), entry[1], clash);
            if (count != DictKeys.nentries(DictType.table(other))) {
                throw PyError.runtimeError("dict mutated during update");
            }
        }
    }

    private static void put(long dict, long key, long hash, long value, Clash clash) {
        References.incref(key);
        References.incref(value);
        try {
            if (clash == Clash.OVERRIDE || DictType.find(dict, key, hash) < 0) DictType.set(dict, key, hash, value);
            else if (clash == Clash.REFUSE) throw PyError.keyError(key);
        } finally {
            References.decref(key);
            References.decref(value);
        }
    }

    private static void mergeMapping(long dict, long other, Clash clash) {
        long keys = Mappings.keys(other);
        long iterator;
        try {
            iterator = Objects.iter(keys);
        } finally {
            References.decref(keys);
        }
        try {
            long key;
            while ((key = Objects.next(iterator)) != NULL) putFrom(dict, other, key, clash);
        } finally {
            References.decref(iterator);
        }
    }

    /** Steals {@code key}. */
    private static void putFrom(long dict, long other, long key, Clash clash) {
        try {
            if (clash != Clash.OVERRIDE && DictType.contains(dict, key)) {
                if (clash == Clash.REFUSE) throw PyError.keyError(key);
                return;
            }
            long value = Objects.getItem(other, key);
            try {
                DictType.set(dict, key, value);
            } finally {
                References.decref(value);
            }
        } finally {
            References.decref(key);
        }
    }

    /** PyDict_MergeFromSeq2. */
    static void mergePairs(long dict, long iterable, boolean override) {
        long iterator = Objects.iter(iterable);
        try {
            long element;
            for (long i = 0; (element = Objects.next(iterator)) != NULL; i++) putPair(dict, element, i, override);
        } finally {
            References.decref(iterator);
        }
    }

    /** Steals {@code element}. */
    private static void putPair(long dict, long element, long number, boolean override) {
        long pair;
        try {
            pair = pair(element, number);
        } finally {
            References.decref(element);
        }
        try {
            long size = Sequences.fastLength(pair);
            if (size != 2) {
                throw PyError.valueError(
                        "dictionary update sequence element #" + number + " has length " + size + "; 2 is required");
            }
            long key = Items.get(Sequences.fastItems(pair), 0);
            long value = Items.get(Sequences.fastItems(pair), 1);
            References.incref(key);
            References.incref(value);
            try {
                if (override) DictType.set(dict, key, value);
                else DictType.setDefault(dict, key, value);
            } finally {
                References.decref(key);
                References.decref(value);
            }
        } finally {
            References.decref(pair);
        }
    }

    private static long pair(long element, long number) {
        try {
            return Sequences.fast(element, "");
        } catch (PyError error) {
            if (!ExceptionType.matches(error, Exceptions.TypeError)) throw error;
            error.release();
            throw PyError.typeError("cannot convert dictionary update sequence element #" + number + " to a sequence");
        }
    }
}
