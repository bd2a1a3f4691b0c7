package org.capi4j.module.itertools;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.module.Fields;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.LongType;
import org.capi4j.type.Sequences;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/**
 * {@code itertools.permutations}.
 *
 * <pre>
 * 16 pool, a tuple
 * 24 indices of the pool in the present order, an array, followed by how often each of the first {@code length} places still changes
 * 32 length of a permutation
 * 40 whether there are no more
 * 48 whether the first one was given out
 * </pre>
 */
@BuiltinType(value = "c4j_Permutations_Type", name = "itertools.permutations", basicsize = 64, flags = Fields.FLAGS, references = 1)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class PermutationsType {
    static final long TYPE = Shim.symbol("c4j_Permutations_Type");
    private static final int POOL = 0;
    private static final int INDICES = 1;
    private static final int LENGTH = 2;
    private static final int STOPPED = 3;
    private static final int STARTED = 4;
    private static final int REFERENCES = 1;

    private PermutationsType() {}

    @Slot("tp_new")
    static long create(long type, long args, long kwargs) {
        long[] values = Arguments.unpack("permutations", new String[] {"iterable", "r"}, 2, 1, args, kwargs);
        long pool = Sequences.tuple(values[0]);
        long permutations = Fields.make(type, pool);
        try {
            long length = length(values[1], TupleType.size(pool));
            Fields.setNumber(permutations, LENGTH, length);
            start(permutations, TupleType.size(pool), length);
            return permutations;
        } catch (Throwable failure) {
            References.decref(permutations);
            throw failure;
        }
    }

    private static long length(long object, long size) {
        if (object == NULL || object == Singletons.NONE) return size;
        if (!LongType.isInstance(object)) throw PyError.typeError("Expected int as r");
        long length = LongType.asSsize(object);
        if (length < 0) throw PyError.valueError("r must be non-negative");
        return length;
    }

    private static void start(long permutations, long size, long length) {
        if (length > Long.MAX_VALUE / 8 - size) throw PyError.memoryError();
        boolean none = length > size;
        Fields.setNumber(permutations, STOPPED, none ? 1 : 0);
        if (none) Allocation.free(Allocation.allocate(8 * length)); // CPython asks for as much
        if (none) return;
        Fields.setNumber(permutations, INDICES, Allocation.allocate(8 * Math.max(size + length, 1)));
        for (long i = 0; i < size; i++) put(permutations, i, i);
        for (long i = 0; i < length; i++) put(permutations, size + i, size - i);
    }

    private static long get(long self, long place) {
        return Memory.getLong(Fields.number(self, INDICES) + 8 * place);
    }

    private static void put(long self, long place, long value) {
        Memory.putLong(Fields.number(self, INDICES) + 8 * place, value);
    }

    @Slot("tp_iternext")
    static long next(long self) {
        if (Fields.number(self, STOPPED) != 0) return NULL;
        if (Fields.number(self, STARTED) != 0 && !advance(self)) {
            Fields.setNumber(self, STOPPED, 1);
            return NULL;
        }
        Fields.setNumber(self, STARTED, 1);
        long pool = Fields.get(self, POOL);
        long length = Fields.number(self, LENGTH);
        long result = TupleType.make(length);
        for (long i = 0; i < length; i++) TupleType.init(result, i, References.newRef(TupleType.get(pool, get(self, i))));
        return result;
    }

    /** From the last place on: a place whose changes are used up goes back to its first index, the one before changes. */
    private static boolean advance(long self) {
        long size = TupleType.size(Fields.get(self, POOL));
        for (long i = Fields.number(self, LENGTH) - 1; i >= 0; i--) {
            long left = get(self, size + i) - 1;
            if (left > 0) {
                put(self, size + i, left);
                long index = get(self, i);
                put(self, i, get(self, size - left));
                put(self, size - left, index);
                return true;
            }
            rotate(self, i, size);
            put(self, size + i, size - i);
        }
        return false;
    }

    /** The index at {@code place} goes behind all after it. */
    private static void rotate(long self, long place, long size) {
        long index = get(self, place);
        for (long i = place; i < size - 1; i++) put(self, i, get(self, i + 1));
        put(self, size - 1, index);
    }

    @Method("__reduce__")
    static long reduce(long self) {
        long length = Fields.number(self, LENGTH);
        if (Fields.number(self, STOPPED) != 0 && Fields.number(self, STARTED) != 0) {
            return IteratorArguments.reduced(self, TupleType.steal(TupleType.empty(), LongType.of(length)));
        }
        long pool = Fields.get(self, POOL);
        long arguments = TupleType.steal(References.newRef(pool), LongType.of(length));
        if (Fields.number(self, STARTED) == 0) return IteratorArguments.reduced(self, arguments);
        long size = TupleType.size(pool);
        return IteratorArguments.reduced(self, arguments, TupleType.steal(numbers(self, 0, size), numbers(self, size, length)));
    }

    private static long numbers(long self, long start, long count) {
        long tuple = TupleType.make(count);
        for (long i = 0; i < count; i++) TupleType.init(tuple, i, LongType.of(get(self, start + i)));
        return tuple;
    }

    @Method("__setstate__")
    static long setState(long self, long state) {
        if (!TupleType.isInstance(state)) throw PyError.typeError("state is not a tuple");
        IteratorArguments.checkState(state, 2, 2);
        long indices = TupleType.get(state, 0);
        long cycles = TupleType.get(state, 1);
        IteratorArguments.checkType(indices, BuiltinTypes.TUPLE, "tuple");
        IteratorArguments.checkType(cycles, BuiltinTypes.TUPLE, "tuple");
        long size = TupleType.size(Fields.get(self, POOL));
        boolean valid = Fields.number(self, INDICES) != NULL && TupleType.size(indices) == size 
                && TupleType.size(cycles) == Fields.number(self, LENGTH);
        if (!valid) throw PyError.valueError("invalid arguments");
        for (long i = 0; i < size; i++) {
            put(self, i, Math.clamp(IteratorArguments.index(TupleType.get(indices, i)), 0, size - 1));
        }
        for (long i = 0; i < TupleType.size(cycles); i++) {
            put(self, size + i, Math.clamp(IteratorArguments.index(TupleType.get(cycles, i)), 1, size - i));
        }
        Fields.setNumber(self, STARTED, 1);
        return Singletons.none();
    }

    @Method("__sizeof__")
    static long sizeOf(long self) {
        long numbers = TupleType.size(Fields.get(self, POOL)) + Fields.number(self, LENGTH);
        return LongType.of(Memory.getLong(References.type(self) + PyTypeObject.tp_basicsize) + 8 * numbers);
    }

    @Slot("tp_dealloc")
    static void dealloc(long self) {
        Allocation.free(Fields.number(self, INDICES));
        Fields.setNumber(self, INDICES, NULL);
        Fields.dealloc(self, TYPE, REFERENCES);
    }
}
