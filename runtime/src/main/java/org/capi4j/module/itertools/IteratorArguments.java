package org.capi4j.module.itertools;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/** What the constructors of iterator types have in common. */
final class IteratorArguments {
    private IteratorArguments() {}

    /** No keywords, unless a derived class whose {@code __init__} may want them; between {@code min} and {@code max} arguments. */
    static void check(String function, long type, long own, long args, long kwargs, long min, long max) {
        noKeywords(function, type, own, kwargs);
        Arguments.checkPositional(function, TupleType.size(args), min, max);
    }

    static void noKeywords(String function, long type, long own, long kwargs) {
        if (kwargs == NULL || DictType.size(kwargs) == 0) return;
        if (type == own || Memory.getLong(type + PyTypeObject.tp_init) == Memory.getLong(own + PyTypeObject.tp_init)) {
            Arguments.noKeywords(function, kwargs);
        }
    }

    /** Whether {@code function(item)} is true. */
    static boolean test(long function, long item) {
        long answer = Calls.callOneArg(function, item);
        try {
            return Objects.isTrue(answer);
        } finally {
            References.decref(answer);
        }
    }

    /** The number of items of a state, which is a tuple, in the words of argument parsing. */
    static void checkState(long state, long min, long max) {
        long size = TupleType.size(state);
        if (size >= min && size <= max) return;
        long limit = size < min ? min : max;
        String bound = min == max ? "exactly" : size < min ? "at least" : "at most";
        throw PyError.typeError("function takes " + bound + " " + limit + " argument" + (limit == 1 ? "" : "s") + " (" + size + " given)");
    }

    /** The first item of a state that has to be of a type. */
    static void checkType(long item, long type, String name) {
        if (!TypeLookup.isInstance(item, type)) throw PyError.typeError("argument 1 must be " + name + ", not " + TypeLookup.nameOf(item));
    }

    /** An index in a state: only an int will do. */
    static long index(long object) {
        if (!LongType.isInstance(object)) throw PyError.typeError("an integer is required");
        return LongType.asSsize(object);
    }

    /** {@code (type, arguments)}; the reference to {@code arguments} is consumed. */
    static long reduced(long self, long arguments) {
        return TupleType.steal(References.newRef(References.type(self)), arguments);
    }

    /** {@code (type, arguments, state)}; the last two references are consumed. */
    static long reduced(long self, long arguments, long state) {
        return TupleType.steal(References.newRef(References.type(self)), arguments, state);
    }
}
