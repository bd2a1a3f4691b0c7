package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.util.function.LongUnaryOperator;
import org.capi4j.layout.PyMappingMethods;
import org.capi4j.layout.PyNumberMethods;
import org.capi4j.layout.PySequenceMethods;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.Exceptions;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/** The sequence protocol (PySequence_*). Arguments are borrowed, results new references. */
public final class Sequences {
    private Sequences() {}

    /** A function of the type's {@code tp_as_sequence}, or NULL. */
    static long slot(long object, long offset) {
        long methods = Memory.getLong(References.type(object) + PyTypeObject.tp_as_sequence);
        return methods == NULL ? NULL : Memory.getLong(methods + offset);
    }

    private static String typeName(long object) {
        return TypeLookup.fullNameOf(object);
    }

    /** PySequence_Check: it has {@code sq_item} and isn't a dict. */
    public static boolean check(long object) {
        return !DictType.isInstance(object) && slot(object, PySequenceMethods.sq_item) != NULL;
    }

    public static long length(long sequence) {
        long function = slot(sequence, PySequenceMethods.sq_length);
        if (function != NULL) return FunctionCall.length(function, sequence);
        if (Mappings.slot(sequence, PyMappingMethods.mp_length) != NULL) {
            throw PyError.typeError(typeName(sequence) + " is not a sequence");
        }
        throw PyError.typeError("object of type '" + typeName(sequence) + "' has no len()");
    }

    /** The index as {@code sq_item} wants it: a negative one counts from the end where the length is known. */
    private static long fromStart(long sequence, long index) {
        if (index >= 0) return index;
        long function = slot(sequence, PySequenceMethods.sq_length);
        return function == NULL ? index : index + FunctionCall.length(function, sequence);
    }

    public static long getItem(long sequence, long index) {
        long function = slot(sequence, PySequenceMethods.sq_item);
        if (function != NULL) return FunctionCall.object(function, sequence, fromStart(sequence, index));
        if (Mappings.slot(sequence, PyMappingMethods.mp_subscript) != NULL) {
            throw PyError.typeError(typeName(sequence) + " is not a sequence");
        }
        throw PyError.typeError("'" + typeName(sequence) + "' object does not support indexing");
    }

    /** PySequence_SetItem: value NULL deletes, but is called an assignment. */
    public static void setItem(long sequence, long index, long value) {
        assign(sequence, index, value, "does not support item assignment");
    }

    public static void deleteItem(long sequence, long index) {
        assign(sequence, index, NULL, "doesn't support item deletion");
    }

    private static void assign(long sequence, long index, long value, String failure) {
        long function = slot(sequence, PySequenceMethods.sq_ass_item);
        if (function != NULL) {
            FunctionCall.setting(function, sequence, fromStart(sequence, index), value);
            return;
        }
        if (Mappings.slot(sequence, PyMappingMethods.mp_ass_subscript) != NULL) {
            throw PyError.typeError(typeName(sequence) + " is not a sequence");
        }
        throw PyError.typeError("'" + typeName(sequence) + "' object " + failure);
    }

    public static long getSlice(long sequence, long low, long high) {
        if (Mappings.slot(sequence, PyMappingMethods.mp_subscript) == NULL) {
            throw PyError.typeError("'" + typeName(sequence) + "' object is unsliceable");
        }
        long slice = SliceType.of(low, high);
        try {
            return Objects.getItem(sequence, slice);
        } finally {
            References.decref(slice);
        }
    }

    /** value NULL deletes. */
    public static void setSlice(long sequence, long low, long high, long value) {
        long function = Mappings.slot(sequence, PyMappingMethods.mp_ass_subscript);
        if (function == NULL) {
            throw PyError.typeError("'" + typeName(sequence) + "' object doesn't support slice "
                    + (value == NULL ? "deletion" : "assignment"));
        }
        long slice = SliceType.of(low, high);
        try {
            FunctionCall.setting(function, sequence, slice, value);
        } finally {
            References.decref(slice);
        }
    }

    public static boolean contains(long sequence, long item) {
        long function = slot(sequence, PySequenceMethods.sq_contains);
        if (function != NULL) return FunctionCall.test(function, sequence, item);
        return count(sequence, item, Search.CONTAINS) != 0;
    }

    /** What a search through an iterable is for. */
    public enum Search {
        COUNT,
        /** The position, ValueError when missing. */
        INDEX,
        /** 1 or 0. */
        CONTAINS
    }

    /** _PySequence_IterSearch. */
    public static long count(long iterable, long item, Search search) {
        long iterator = iteratorOfArgument(iterable);
        try {
            long count = search == Search.INDEX ? findIndex(iterator, item) : countEqual(iterator, item, search);
            if (count < 0) throw PyError.valueError("sequence.index(x): x not in sequence");
            return count;
        } finally {
            References.decref(iterator);
        }
    }

    private static long iteratorOfArgument(long iterable) {
        try {
            return Objects.iter(iterable);
        } catch (PyError error) {
            if (!ExceptionType.matches(error, Exceptions.TypeError)) throw error;
            error.release();
            throw PyError.typeError("argument of type '" + typeName(iterable) + "' is not iterable");
        }
    }

    private static long countEqual(long iterator, long item, Search search) {
        long count = 0;
        for (long next; (next = Objects.next(iterator)) != NULL; ) {
            if (!equalStolen(item, next)) continue;
            if (search == Search.CONTAINS) return 1;
            if (count == Long.MAX_VALUE) throw PyError.overflowError("count exceeds C integer size");
            count++;
        }
        return count;
    }

    private static long findIndex(long iterator, long item) {
        long index = 0;
        for (long next; (next = Objects.next(iterator)) != NULL; index++) {
            if (equalStolen(item, next)) return index;
        }
        return -1;
    }

    private static boolean equalStolen(long item, long next) {
        try {
            return Objects.equal(next, item);
        } finally {
            References.decref(next);
        }
    }

    public static long concat(long left, long right) {
        long function = slot(left, PySequenceMethods.sq_concat);
        if (function != NULL) return FunctionCall.object(function, left, right);
        if (check(left) && check(right)) return addOrFail(left, right, false);
        throw notConcatenable(left);
    }

    public static long inPlaceConcat(long left, long right) {
        long function = slot(left, PySequenceMethods.sq_inplace_concat);
        if (function == NULL) function = slot(left, PySequenceMethods.sq_concat);
        if (function != NULL) return FunctionCall.object(function, left, right);
        if (check(left) && check(right)) return addOrFail(left, right, true);
        throw notConcatenable(left);
    }

    private static PyError notConcatenable(long left) {
        return PyError.typeError("'" + typeName(left) + "' object can't be concatenated");
    }

    /** Classes with {@code __add__} and {@code __getitem__} count as sequences that have no {@code sq_concat}. */
    private static long addOrFail(long left, long right, boolean inPlace) {
        long result = inPlace
                ? Numbers.tryInPlace(left, right, PyNumberMethods.nb_inplace_add, PyNumberMethods.nb_add)
                : Numbers.tryBinary(left, right, PyNumberMethods.nb_add);
        if (result != Singletons.NOT_IMPLEMENTED) return result;
        References.decref(result);
        throw notConcatenable(left);
    }

    public static long repeat(long sequence, long count) {
        long function = slot(sequence, PySequenceMethods.sq_repeat);
        if (function != NULL) return FunctionCall.object(function, sequence, count);
        return multiplyOrFail(sequence, count, false);
    }

    public static long inPlaceRepeat(long sequence, long count) {
        long function = slot(sequence, PySequenceMethods.sq_inplace_repeat);
        if (function == NULL) function = slot(sequence, PySequenceMethods.sq_repeat);
        if (function != NULL) return FunctionCall.object(function, sequence, count);
        return multiplyOrFail(sequence, count, true);
    }

    private static long multiplyOrFail(long sequence, long count, boolean inPlace) {
        if (check(sequence)) {
            long number = LongType.of(count);
            long result;
            try {
                result = inPlace
                        ? Numbers.tryInPlace(
                                sequence, number, PyNumberMethods.nb_inplace_multiply, PyNumberMethods.nb_multiply)
                        : Numbers.tryBinary(sequence, number, PyNumberMethods.nb_multiply);
            } finally {
                References.decref(number);
            }
            if (result != Singletons.NOT_IMPLEMENTED) return result;
            References.decref(result);
        }
        throw PyError.typeError("'" + typeName(sequence) + "' object can't be repeated");
    }

    /** PySequence_List. */
    public static long list(long iterable) {
        long list = ListType.make(0);
        try {
            ListMethods.extendWith(list, iterable);
        } catch (Throwable error) {
            References.decref(list);
            throw error;
        }
        return list;
    }

    /** PySequence_Tuple. */
    public static long tuple(long iterable) {
        if (TupleType.isExact(iterable)) return References.newRef(iterable);
        if (ListType.isExact(iterable)) return TupleType.fromItems(ListType.items(iterable), ListType.size(iterable));
        return viaList(iterable, list -> TupleType.fromItems(ListType.items(list), ListType.size(list)));
    }

    private static long viaList(long iterable, LongUnaryOperator finish) {
        long list = list(iterable);
        try {
            return finish.applyAsLong(list);
        } finally {
            References.decref(list);
        }
    }

    /** PySequence_Fast: a new reference to a list or tuple. */
    public static long fast(long iterable, String message) {
        if (ListType.isExact(iterable) || TupleType.isExact(iterable)) return References.newRef(iterable);
        long iterator;
        try {
            iterator = Objects.iter(iterable);
        } catch (PyError error) {
            if (!ExceptionType.matches(error, Exceptions.TypeError)) throw error;
            error.release();
            throw PyError.typeError(message);
        }
        try {
            return list(iterator);
        } finally {
            References.decref(iterator);
        }
    }

    public static long fastLength(long fast) {
        return ListType.size(fast);
    }

    /** The C array of a list's or tuple's items. */
    public static long fastItems(long fast) {
        return ListType.isInstance(fast) ? ListType.items(fast) : TupleType.items(fast);
    }
}
