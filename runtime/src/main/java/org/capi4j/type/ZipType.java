package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.PyObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/**
 * zip.
 *
 * <pre>
 * | PyObject (16) | count | iterators | result | strict (int) |
 * </pre>
 *
 * {@code iterators} is a tuple of {@code count}; {@code result} is the tuple that is given out again when nobody else has kept it.
 */
@BuiltinType("PyZip_Type")
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
@SlotRef(slot = "tp_alloc", function = "PyType_GenericAlloc")
public final class ZipType {
    private static final String[] KEYWORDS = {"strict"};
    private static final long COUNT = PyObject.SIZEOF;
    private static final long ITERATORS = COUNT + 8;
    private static final long RESULT = ITERATORS + 8;
    private static final long STRICT = RESULT + 8;

    private ZipType() {}

    @Slot("tp_new")
    static long create(long type, long args, long kwargs) {
        boolean strict = false;
        if (kwargs != NULL) {
            long none = TupleType.empty();
            long given = Arguments.unpack("zip", KEYWORDS, 0, 0, none, kwargs)[0];
            strict = given != NULL && Objects.isTrue(given);
        }
        long count = TupleType.size(args);
        long iterators = TupleType.make(count);
        try {
            for (long i = 0; i < count; i++) TupleType.init(iterators, i, Objects.iter(TupleType.get(args, i)));
            return make(type, iterators, strict);
        } finally {
            References.decref(iterators);
        }
    }

    private static long make(long type, long iterators, boolean strict) {
        long count = TupleType.size(iterators);
        long zip = Allocation.instance(type, 0);
        Memory.putLong(zip + COUNT, count);
        Memory.putLong(zip + ITERATORS, References.newRef(iterators));
        Memory.putInt(zip + STRICT, strict ? 1 : 0);
        try {
            Memory.putLong(zip + RESULT, noneTuple(count));
        } catch (Throwable error) {
            References.decref(zip);
            throw error;
        }
        return zip;
    }

    private static long noneTuple(long count) {
        long tuple = TupleType.make(count);
        for (long i = 0; i < count; i++) TupleType.init(tuple, i, Singletons.none());
        return tuple;
    }

    @Slot("tp_dealloc")
    static void dealloc(long self) {
        Allocation.gcUntrack(self);
        References.clear(self + ITERATORS);
        References.clear(self + RESULT);
        Allocation.freeInstance(self);
    }

    @Slot("tp_traverse")
    static int traverse(long self, long visit, long argument) {
        return Traversal.visitAll(self + ITERATORS, 2, visit, argument);
    }

    @Slot("tp_iternext")
    static long next(long self) {
        long count = Memory.getLong(self + COUNT);
        if (count == 0) return NULL;
        long shared = Memory.getLong(self + RESULT);
        long result = References.count(shared) == 1 ? References.newRef(shared) : noneTuple(count);
        try {
            for (long i = 0; i < count; i++) {
                long item = Objects.next(TupleType.get(Memory.getLong(self + ITERATORS), i));
                if (item == NULL) {
                    References.decref(result);
                    result = NULL;
                    if (strict(self)) requireSameEnd(self, i, count);
                    return NULL;
                }
                References.setRef(TupleType.items(result) + 8 * i, item);
            }
        } catch (Throwable error) {
            References.xdecref(result);
            throw error;
        }
        return result;
    }

    private static boolean strict(long self) {
        return Memory.getInt(self + STRICT) != 0;
    }

    /** Iterator {@code ended} is at its end: it must be the first, and all others too. */
    private static void requireSameEnd(long self, long ended, long count) {
        if (ended > 0) throw unequal(ended, "shorter");
        for (long i = 1; i < count; i++) {
            long item = Objects.next(TupleType.get(Memory.getLong(self + ITERATORS), i));
            if (item == NULL) continue;
            References.decref(item);
            throw unequal(i, "longer");
        }
    }

    private static PyError unequal(long index, String how) {
        String others = index == 1 ? " 1" : "s 1-" + index;
        return PyError.valueError("zip() argument " + (index + 1) + " is " + how + " than argument" + others);
    }

    @Method("__reduce__")
    static long reduce(long self) {
        long type = References.newRef(References.type(self));
        long iterators = References.newRef(Memory.getLong(self + ITERATORS));
        return strict(self) ? TupleType.steal(type, iterators, BoolType.of(true)) : TupleType.steal(type, iterators);
    }

    @Method("__setstate__")
    static long setState(long self, long state) {
        Memory.putInt(self + STRICT, Objects.isTrue(state) ? 1 : 0);
        return Singletons.none();
    }
}
