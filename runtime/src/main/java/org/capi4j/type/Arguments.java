package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

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

    /** The number of arguments in a tuple, as {@code PyArg_ParseTuple} checks it: "localtime() takes at most 1 argument (2 given)". */
    public static long count(String function, long tuple, long min, long max) {
        long nargs = TupleType.size(tuple);
        if (nargs >= min && nargs <= max) return nargs;
        long limit = nargs < min ? min : max;
        String bound = min == max ? "exactly " : nargs < min ? "at least " : "at most ";
        throw PyError.typeError(function + "() takes " + bound + limit + " argument" + (limit == 1 ? "" : "s") + " (" + nargs + " given)");
    }

    /** How a message names the type of an argument that is of the wrong one: None is shown as itself. */
    public static String typeName(long object) {
        return object == Singletons.NONE ? "None" : TypeLookup.fullNameOf(object, 50);
    }

    /** {@code _PyArg_NoKeywords} for a dict of keyword arguments or NULL. */
    public static void noKeywords(String function, long kwargs) {
        if (kwargs != NULL && DictType.size(kwargs) > 0) throw noKeywordsError(function);
    }

    /** {@code noKeywords} in {@code tp_new}: keyword arguments are refused only where no derived {@code __init__} may want them. */
    public static void noKeywords(String function, long type, long base, long kwargs) {
        boolean inherits = Memory.getLong(type + PyTypeObject.tp_init) == Memory.getLong(base + PyTypeObject.tp_init);
        if (type == base || inherits) noKeywords(function, kwargs);
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

    /** An int as the format {@code i} reads it: its errors aren't those of {@link #integer}. */
    public static int parsedInt(long object) {
        long index = Numbers.index(object);
        try {
            long value = LongType.asLong(index);
            if (value > Integer.MAX_VALUE) throw PyError.overflowError("signed integer is greater than maximum");
            if (value < Integer.MIN_VALUE) throw PyError.overflowError("signed integer is less than minimum");
            return (int) value;
        } finally {
            References.decref(index);
        }
    }

    /**
     * {@code _PyArg_UnpackKeywords} for a FASTCALL with keywords: the arguments in the order of {@code names}, borrowed, NULL where
     * missing. The first {@code positional} of them may be given by position, the first {@code required} must be given.
     */
    public static long[] unpack(String function, String[] names, int positional, int required, long args, long nargs, long kwnames) {
        return KeywordArguments.parse(function, args, nargs, kwnames, required, positional, names);
    }

    /** As above for a tuple and a dict (or NULL) of arguments: {@code tp_new} and {@code tp_init}. */
    public static long[] unpack(String function, String[] names, int positional, int required, long args, long kwargs) {
        return KeywordArguments.parse(function, args, kwargs, required, positional, names);
    }
}
