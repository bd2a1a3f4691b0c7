package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.util.Arrays;
import org.capi4j.layout.Constants;
import org.capi4j.memory.Memory;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** The argument checks of built-in functions and methods, with CPython's messages. */
public final class Arguments {
    /** The flag of a vectorcall's {@code nargsf} that lets the callee use {@code args[-1]}. */
    private static final long OFFSET = 1L << 63;

    private Arguments() {}

    /** {@code PyVectorcall_NARGS}. */
    public static long count(long nargsf) {
        return nargsf & ~OFFSET;
    }

    /** The argument at {@code index} of a C array, borrowed, or NULL when it wasn't given. */
    public static long get(long args, long nargs, long index) {
        return index < nargs ? Memory.getLong(args + 8 * index) : NULL;
    }

    /** {@code _PyArg_CheckPositional}: "pop expected at most 1 argument, got 2". */
    public static void checkPositional(String function, long nargs, long min, long max) {
        if (nargs >= min && nargs <= max) return;
        boolean few = nargs < min;
        long limit = few ? min : max;
        String bound = min == max ? "" : few ? "at least " : "at most ";
        throw PyError.typeError(
                function + " expected " + bound + limit + " argument" + (limit == 1 ? "" : "s") + ", got " + nargs);
    }

    /** {@code _PyArg_NoKeywords} for a dict of keyword arguments or NULL. */
    public static void noKeywords(String function, long kwargs) {
        if (kwargs != NULL && DictType.size(kwargs) > 0) throw noKeywordsError(function);
    }

    /** {@code _PyArg_NoKwnames} for a vectorcall's tuple of names or NULL. */
    public static void noKeywordNames(String function, long kwnames) {
        if (kwnames != NULL && TupleType.size(kwnames) > 0) throw noKeywordsError(function);
    }

    private static PyError noKeywordsError(String function) {
        return PyError.typeError(function + "() takes no keyword arguments");
    }

    /** {@code _PyArg_NoPositional} for a tuple of arguments or NULL. */
    public static void noPositional(String function, long args) {
        if (args != NULL && TupleType.size(args) > 0) throw PyError.typeError(function + "() takes no positional arguments");
    }

    /** An argument of type {@code Py_ssize_t}: {@code __index__}, then {@code OverflowError} when it doesn't fit. */
    public static long ssize(long object) {
        long index = Numbers.index(object);
        try {
            return LongType.asSsize(index);
        } finally {
            References.decref(index);
        }
    }

    /** An argument of type {@code int}. */
    public static int integer(long object) {
        long index = Numbers.index(object);
        try {
            return LongType.asInt(index);
        } finally {
            References.decref(index);
        }
    }

    /**
     * {@code _PyArg_UnpackKeywords} for a FASTCALL with keywords: the arguments in the order of {@code names}, borrowed, NULL where
     * missing. The first {@code positional} of them may be given by position, the first {@code required} must be given.
     */
    public static long[] unpack(String function, String[] names, int positional, int required, long args, long nargs, long kwnames) {
        long keywords = kwnames == NULL ? 0 : TupleType.size(kwnames);
        checkCounts(function, names.length, positional, required, nargs, keywords);
        long[] values = new long[names.length];
        for (int i = 0; i < nargs; i++) values[i] = Memory.getLong(args + 8L * i);
        for (long k = 0; k < keywords; k++) {
            int at = place(function, names, TupleType.get(kwnames, k), nargs);
            values[at] = Memory.getLong(args + 8 * (nargs + k));
        }
        for (int i = 0; i < required; i++) {
            if (values[i] == NULL) {
                throw PyError.typeError(function + "() missing required argument '" + names[i] + "' (pos " + (i + 1) + ")");
            }
        }
        return values;
    }

    /** As above for a tuple and a dict (or NULL) of arguments: {@code tp_new} and {@code tp_init}. */
    public static long[] unpack(String function, String[] names, int positional, int required, long args, long kwargs) {
        long nargs = TupleType.size(args);
        long keywords = kwargs == NULL ? 0 : DictType.size(kwargs);
        checkCounts(function, names.length, positional, required, nargs, keywords);
        long[] values = new long[names.length];
        for (int i = 0; i < nargs; i++) values[i] = TupleType.get(args, i);
        long[] entry = new long[2];
        for (long at = 0; keywords > 0 && (at = DictType.next(kwargs, at, entry)) >= 0; ) {
            values[place(function, names, entry[0], nargs)] = entry[1];
        }
        for (int i = 0; i < required; i++) {
            if (values[i] == NULL) {
                throw PyError.typeError(function + "() missing required argument '" + names[i] + "' (pos " + (i + 1) + ")");
            }
        }
        return values;
    }

    private static void checkCounts(String function, int names, int positional, int required, long nargs, long keywords) {
        if (nargs + keywords > names) {
            String kind = nargs == 0 ? "keyword " : "";
            throw PyError.typeError(function + "() takes at most " + names + " " + kind + "argument" + (names == 1 ? "" : "s")
                    + " (" + (nargs + keywords) + " given)");
        }
        if (nargs <= positional) return;
        if (positional == 0) throw PyError.typeError(function + "() takes no positional arguments");
        throw PyError.typeError(function + "() takes " + (required < positional ? "at most" : "exactly") + " " + positional
                + " positional argument" + (positional == 1 ? "" : "s") + " (" + nargs + " given)");
    }

    private static int place(String function, String[] names, long keyword, long nargs) {
        if (!TypeLookup.hasFlag(References.type(keyword), Constants.Py_TPFLAGS_UNICODE_SUBCLASS)) {
            throw PyError.typeError("keywords must be strings");
        }
        String name = Strings.toJava(keyword);
        int at = Arrays.asList(names).indexOf(name);
        if (at < 0) throw PyError.typeError("'" + name + "' is an invalid keyword argument for " + function + "()");
        if (at < nargs) {
            throw PyError.typeError("argument for " + function + "() given by name ('" + name + "') and position (" + (at + 1) + ")");
        }
        return at;
    }
}
