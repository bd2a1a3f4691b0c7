package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.math.BigInteger;
import org.capi4j.export.BuiltinType;
import org.capi4j.export.Kind;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.PyObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/**
 * enumerate.
 *
 * <pre>
 * | PyObject (16) | index | iterator | result | long index | one |
 * </pre>
 *
 * {@code index} counts as long as it can; from its maximum on {@code long index}, an int, does (NULL before). {@code result} is the pair
 * that is given out again when nobody else has kept it. {@code one} is not used.
 */
@BuiltinType("PyEnum_Type")
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
@SlotRef(slot = "tp_alloc", function = "PyType_GenericAlloc")
public final class EnumerateType {
    private static final String[] ARGUMENTS = {"iterable", "start"};
    private static final long INDEX = PyObject.SIZEOF;
    private static final long ITERATOR = INDEX + 8;
    private static final long RESULT = ITERATOR + 8;
    private static final long LONG_INDEX = RESULT + 8;

    private EnumerateType() {}

    @Slot("tp_new")
    static long create(long type, long args, long kwargs) {
        long[] given = Arguments.unpack("enumerate", ARGUMENTS, 2, 1, args, kwargs);
        return make(type, given[0], given[1]);
    }

    @Slot("tp_vectorcall")
    static long vectorcall(long type, long args, long nargsf, long kwnames) {
        long nargs = Arguments.count(nargsf);
        long keywords = kwnames == NULL ? 0 : TupleType.size(kwnames);
        if (nargs + keywords > 2) {
            throw PyError.typeError("enumerate() takes at most 2 arguments (" + (nargs + keywords) + " given)");
        }
        if (nargs == 0 && keywords == 1 && !Strings.toJava(TupleType.get(kwnames, 0)).equals("iterable")) {
            throw PyError.typeError("'" + Strings.toJava(TupleType.get(kwnames, 0)) + "' is an invalid keyword argument for enumerate()");
        }
        long[] given = Arguments.unpack("enumerate", ARGUMENTS, 2, 0, args, nargs, kwnames);
        return make(type, given[0], given[1]);
    }

    private static long make(long type, long iterable, long start) {
        if (iterable == NULL) throw PyError.typeError("enumerate() missing required argument 'iterable'");
        long enumerate = Allocation.instance(type, 0);
        try {
            if (start != NULL) setStart(enumerate, start);
            Memory.putLong(enumerate + ITERATOR, Objects.iter(iterable));
            Memory.putLong(enumerate + RESULT, TupleType.of(Singletons.NONE, Singletons.NONE));
        } catch (Throwable error) {
            References.decref(enumerate);
            throw error;
        }
        return enumerate;
    }

    private static void setStart(long enumerate, long start) {
        long index = Numbers.index(start);
        try {
            Memory.putLong(enumerate + INDEX, LongType.asSsize(index));
            References.decref(index);
        } catch (PyError error) {
            if (!ExceptionType.matches(error, Exceptions.OverflowError)) {
                References.decref(index);
                throw error;
            }
            error.release();
            Memory.putLong(enumerate + INDEX, Long.MAX_VALUE);
            Memory.putLong(enumerate + LONG_INDEX, index);
        }
    }

    @Slot("tp_dealloc")
    static void dealloc(long self) {
        Allocation.gcUntrack(self);
        References.clear(self + ITERATOR);
        References.clear(self + RESULT);
        References.clear(self + LONG_INDEX);
        Allocation.freeInstance(self);
    }

    @Slot("tp_traverse")
    static int traverse(long self, long visit, long argument) {
        return Traversal.visitAll(self + ITERATOR, 3, visit, argument);
    }

    @Slot("tp_iternext")
    static long next(long self) {
        long item = Objects.next(Memory.getLong(self + ITERATOR));
        if (item == NULL) return NULL;
        long index;
        try {
            index = nextIndex(self);
        } catch (Throwable error) {
            References.decref(item);
            throw error;
        }
        return ResultPair.fill(Memory.getLong(self + RESULT), index, item);
    }

    /** A new reference to the index, which is counted up. */
    private static long nextIndex(long self) {
        long index = Memory.getLong(self + INDEX);
        if (index != Long.MAX_VALUE) {
            Memory.putLong(self + INDEX, index + 1);
            return LongType.of(index);
        }
        if (Memory.getLong(self + LONG_INDEX) == NULL) Memory.putLong(self + LONG_INDEX, LongType.of(Long.MAX_VALUE));
        long current = Memory.getLong(self + LONG_INDEX);
        Memory.putLong(self + LONG_INDEX, LongType.of(LongType.asBigInteger(current).add(BigInteger.ONE)));
        return current;
    }

    @Method("__reduce__")
    static long reduce(long self) {
        long index = Memory.getLong(self + LONG_INDEX);
        index = index != NULL ? References.newRef(index) : LongType.of(Memory.getLong(self + INDEX));
        long arguments = TupleType.steal(References.newRef(Memory.getLong(self + ITERATOR)), index);
        return TupleType.steal(References.newRef(References.type(self)), arguments);
    }

    @Method(value = "__class_getitem__", kind = Kind.CLASS)
    static long classGetItem(long type, long parameters) {
        return GenericAliasType.make(type, parameters);
    }
}
