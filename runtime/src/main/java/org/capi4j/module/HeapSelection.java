package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.layout.Constants;
import org.capi4j.object.References;
import org.capi4j.type.BuiltinFunctions;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.Sequences;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/** {@code heapq}'s functions that are Python source: the greatest and the smallest of many, which is what sorting all of them gives. */
@BuiltinModule("heapq")
public final class HeapSelection {
    private HeapSelection() {}

    @Method("nlargest")
    static long largest(long module, long args, long nargs, long kwnames) {
        return first(SourceArguments.function("nlargest", args, nargs, kwnames, 2, "n", "iterable", "key"), true);
    }

    @Method("nsmallest")
    static long smallest(long module, long args, long nargs, long kwnames) {
        return first(SourceArguments.function("nsmallest", args, nargs, kwnames, 2, "n", "iterable", "key"), false);
    }

    private static long first(long[] values, boolean greatestFirst) {
        refuseIncomparable(values[0], values[1]);
        long function = BuiltinFunctions.get("sorted");
        long arguments = TupleType.of(values[1]);
        long keywords = DictType.make();
        long sorted = NULL;
        try {
            if (values[2] != NULL) DictType.set(keywords, "key", values[2]);
            DictType.set(keywords, "reverse", greatestFirst ? Singletons.TRUE : Singletons.FALSE);
            sorted = Calls.call(function, arguments, keywords);
            return Sequences.getSlice(sorted, 0, Math.max(0, LongType.asSsize(values[0])));
        } finally {
            References.decref(function);
            References.decref(arguments);
            References.decref(keywords);
            References.xdecref(sorted);
        }
    }

    /** The first thing that Python's function does is to compare {@code n} with the size, where there is one. */
    private static void refuseIncomparable(long n, long iterable) {
        if (!Objects.hasLength(iterable)) return;
        long size = LongType.of(Objects.length(iterable));
        try {
            Objects.richCompareBool(n, size, Constants.Py_GE);
        } finally {
            References.decref(size);
        }
    }

    /** A generator function. */
    @Method("merge")
    static long merge(long module, long args, long nargs, long kwnames) {
        throw PythonSource.notImplemented("heapq.merge");
    }
}
