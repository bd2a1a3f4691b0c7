package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Call;
import org.capi4j.export.Method;
import org.capi4j.layout.Constants;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.BoolType;
import org.capi4j.type.Calls;
import org.capi4j.type.KeywordArguments;
import org.capi4j.type.LongType;
import org.capi4j.type.Numbers;
import org.capi4j.type.Objects;
import org.capi4j.type.Sequences;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/** {@code builtins}: the functions that go through an iterable and say one thing about it. */
@BuiltinModule("builtins")
public final class BuiltinsSearch {
    private BuiltinsSearch() {}

    @Method("all")
    static long all(long module, long iterable) {
        return BoolType.of(!contains(iterable, false));
    }

    @Method("any")
    static long any(long module, long iterable) {
        return BoolType.of(contains(iterable, true));
    }

    private static boolean contains(long iterable, boolean truth) {
        long iterator = Objects.iter(iterable);
        try {
            for (long item = Objects.next(iterator); item != NULL; item = Objects.next(iterator)) {
                try {
                    if (Objects.isTrue(item) == truth) return true;
                } finally {
                    References.decref(item);
                }
            }
            return false;
        } finally {
            References.decref(iterator);
        }
    }

    @Method(value = "min", call = Call.VARARGS_KEYWORDS)
    static long min(long module, long args, long nargs, long kwnames) {
        return choose("min", Constants.Py_LT, args, nargs, kwnames);
    }

    @Method(value = "max", call = Call.VARARGS_KEYWORDS)
    static long max(long module, long args, long nargs, long kwnames) {
        return choose("max", Constants.Py_GT, args, nargs, kwnames);
    }

    private static long choose(String function, int op, long args, long nargs, long kwnames) {
        if (nargs < 1) throw PyError.typeError(function + " expected at least 1 argument, got 0");
        long[] options = KeywordArguments.parse(function, args + 8 * nargs, 0, kwnames, 0, 0, "key", "default");
        long key = options[0] == Singletons.NONE ? NULL : options[0];
        if (nargs == 1) return best(function, op, Memory.getLong(args), key, options[1]);
        if (options[1] != NULL) {
            throw PyError.typeError("Cannot specify a default for " + function + "() with multiple positional arguments");
        }
        long all = TupleType.make(nargs);
        for (long i = 0; i < nargs; i++) TupleType.init(all, i, References.newRef(Memory.getLong(args + 8 * i)));
        try {
            return best(function, op, all, key, NULL);
        } finally {
            References.decref(all);
        }
    }

    /** The first item that no other one is better than; {@code key} may be NULL, {@code otherwise} (for an empty iterable) too. */
    private static long best(String function, int op, long iterable, long key, long otherwise) {
        long iterator = Objects.iter(iterable);
        long best = NULL;
        long bestKey = NULL;
        try {
            for (long item = Objects.next(iterator); item != NULL; item = Objects.next(iterator)) {
                long itemKey = key == NULL ? References.newRef(item) : keyOf(item, key);
                if (best != NULL && !isBetter(item, itemKey, bestKey, op)) {
                    References.decref(itemKey);
                    References.decref(item);
                    continue;
                }
                References.xdecref(best);
                References.xdecref(bestKey);
                best = item;
                bestKey = itemKey;
            }
            if (best != NULL) return References.newRef(best);
            if (otherwise != NULL) return References.newRef(otherwise);
            throw PyError.valueError(function + "() arg is an empty sequence");
        } finally {
            References.xdecref(bestKey);
            References.xdecref(best);
            References.decref(iterator);
        }
    }

    private static long keyOf(long item, long key) {
        try {
            return Calls.callOneArg(key, item);
        } catch (Throwable failure) {
            References.decref(item);
            throw failure;
        }
    }

    private static boolean isBetter(long item, long itemKey, long bestKey, int op) {
        try {
            return Objects.richCompareBool(itemKey, bestKey, op);
        } catch (Throwable failure) {
            References.decref(itemKey);
            References.decref(item);
            throw failure;
        }
    }

    @Method("sum")
    static long sum(long module, long args, long nargs, long kwnames) {
        long[] values = KeywordArguments.parse("sum", args, nargs, kwnames, 1, 2, "", "start");
        long start = values[1];
        long iterator = Objects.iter(values[0]);
        long total = NULL;
        try {
            if (start != NULL) refuseText(start);
            total = start == NULL ? LongType.of(0) : References.newRef(start);
            for (long item = Objects.next(iterator); item != NULL; item = Objects.next(iterator)) {
                long old = total;
                try {
                    total = Numbers.add(old, item);
                    References.decref(old);
                } finally {
                    References.decref(item);
                }
            }
            return total;
        } catch (Throwable failure) {
            References.xdecref(total);
            throw failure;
        } finally {
            References.decref(iterator);
        }
    }

    private static void refuseText(long start) {
        if (Namespace.isStr(start)) throw PyError.typeError("sum() can't sum strings [use ''.join(seq) instead]");
        if (TypeLookup.isInstance(start, BuiltinTypes.BYTES)) throw PyError.typeError("sum() can't sum bytes [use b''.join(seq) instead]");
        if (TypeLookup.isInstance(start, BuiltinTypes.BYTE_ARRAY)) {
            throw PyError.typeError("sum() can't sum bytearray [use b''.join(seq) instead]");
        }
    }

    /** A new list, sorted by its own method, which also checks the keyword arguments. */
    @Method("sorted")
    static long sorted(long module, long args, long nargs, long kwnames) {
        Arguments.checkPositional("sorted", nargs, 1, 1);
        long list = Sequences.list(Memory.getLong(args));
        try {
            long sort = Objects.getAttr(list, "sort");
            try {
                References.decref(Calls.vectorcall(sort, args + 8, 0, kwnames));
            } finally {
                References.decref(sort);
            }
            return list;
        } catch (Throwable failure) {
            References.decref(list);
            throw failure;
        }
    }
}
