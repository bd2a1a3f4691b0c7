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
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.LongType;
import org.capi4j.type.Sequences;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/**
 * {@code itertools.combinations}: increasing indices; {@code itertools.combinations_with_replacement}: indices that never decrease.
 *
 * <pre>
 * 16 pool, a tuple
 * 24 indices in the pool, an array
 * 32 length of a combination
 * 40 whether there are no more
 * 48 whether the first one was given out
 * </pre>
 */
@BuiltinType(value = "c4j_Combinations_Type", name = "itertools.combinations", basicsize = 56, flags = Fields.FLAGS, references = 1)
@BuiltinType(value = "c4j_CombinationsWithReplacement_Type", name = "itertools.combinations_with_replacement", basicsize = 56, flags = Fields.FLAGS, references = 1)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class CombinationsType {
    private static final long TYPE = Shim.symbol("c4j_Combinations_Type");
    private static final long WITH_REPLACEMENT = Shim.symbol("c4j_CombinationsWithReplacement_Type");
    private static final int POOL = 0;
    private static final int INDICES = 1;
    private static final int LENGTH = 2;
    private static final int STOPPED = 3;
    private static final int STARTED = 4;
    private static final int REFERENCES = 1;

    private CombinationsType() {}

    @Slot("tp_new")
    static long create(long type, long args, long kwargs) {
        boolean repeats = TypeLookup.isSubtype(type, WITH_REPLACEMENT);
        String name = repeats ? "combinations_with_replacement" : "combinations";
        long[] values = Arguments.unpack(name, new String[] {"iterable", "r"}, 2, 2, args, kwargs);
        long length = Arguments.ssize(values[1]);
        long pool = Sequences.tuple(values[0]);
        if (length < 0) {
            References.decref(pool);
            throw PyError.valueError("r must be non-negative");
        }
        long combinations = Fields.make(type, pool);
        try {
            Fields.setNumber(combinations, INDICES, Allocation.allocate(8 * Math.max(length, 1)));
        } catch (Throwable failure) {
            References.decref(combinations);
            throw failure;
        }
        Fields.setNumber(combinations, LENGTH, length);
        for (long i = 0; i < length; i++) setIndex(combinations, i, repeats ? 0 : i);
        boolean none = repeats ? length > 0 && TupleType.size(pool) == 0 : length > TupleType.size(pool);
        Fields.setNumber(combinations, STOPPED, none ? 1 : 0);
        return combinations;
    }

    @Slot("tp_iternext")
    static long next(long self) {
        if (Fields.number(self, STOPPED) != 0) return NULL;
        if (Fields.number(self, STARTED) != 0 && !advance(self)) {
            Fields.setNumber(self, STOPPED, 1);
            return NULL;
        }
        Fields.setNumber(self, STARTED, 1);
        return selected(self);
    }

    /** The tuple of the items at the indices. */
    private static long selected(long self) {
        long pool = Fields.get(self, POOL);
        long length = Fields.number(self, LENGTH);
        long result = TupleType.make(length);
        for (long i = 0; i < length; i++) TupleType.init(result, i, References.newRef(TupleType.get(pool, index(self, i))));
        return result;
    }

    private static long index(long self, long position) {
        return Memory.getLong(Fields.number(self, INDICES) + 8 * position);
    }

    private static void setIndex(long self, long position, long index) {
        Memory.putLong(Fields.number(self, INDICES) + 8 * position, index);
    }

    private static boolean repeats(long self) {
        return TypeLookup.isInstance(self, WITH_REPLACEMENT);
    }

    /** The greatest index that may stand at {@code place}. */
    private static long greatest(long self, long place) {
        long size = TupleType.size(Fields.get(self, POOL));
        return repeats(self) ? size - 1 : place + size - Fields.number(self, LENGTH);
    }

    /** The last index that can still grow does, those after it follow: one more each, or the same. */
    private static boolean advance(long self) {
        long length = Fields.number(self, LENGTH);
        long at = length - 1;
        while (at >= 0 && index(self, at) == greatest(self, at)) at--;
        if (at < 0) return false;
        long step = repeats(self) ? 0 : 1;
        setIndex(self, at, index(self, at) + 1);
        for (long i = at + 1; i < length; i++) setIndex(self, i, index(self, i - 1) + step);
        return true;
    }

    @Method("__reduce__")
    static long reduce(long self) {
        long length = Fields.number(self, LENGTH);
        if (Fields.number(self, STOPPED) != 0 && Fields.number(self, STARTED) != 0) {
            return IteratorArguments.reduced(self, TupleType.steal(TupleType.empty(), LongType.of(length)));
        }
        long arguments = TupleType.steal(References.newRef(Fields.get(self, POOL)), LongType.of(length));
        if (Fields.number(self, STARTED) == 0) return IteratorArguments.reduced(self, arguments);
        long state = TupleType.make(length);
        for (long i = 0; i < length; i++) TupleType.init(state, i, LongType.of(index(self, i)));
        return IteratorArguments.reduced(self, arguments, state);
    }

    @Method("__setstate__")
    static long setState(long self, long state) {
        long length = Fields.number(self, LENGTH);
        if (!TupleType.isInstance(state) || TupleType.size(state) != length) throw PyError.valueError("invalid arguments");
        for (long i = 0; i < length; i++) {
            long index = IteratorArguments.index(TupleType.get(state, i));
            setIndex(self, i, Math.clamp(index, 0, Math.max(greatest(self, i), 0)));
        }
        Fields.setNumber(self, STARTED, 1);
        return Singletons.none();
    }

    @Method("__sizeof__")
    static long sizeOf(long self) {
        return LongType.of(Memory.getLong(References.type(self) + PyTypeObject.tp_basicsize) + 8 * Fields.number(self, LENGTH));
    }

    @Slot("tp_dealloc")
    static void dealloc(long self) {
        Allocation.free(Fields.number(self, INDICES));
        Fields.setNumber(self, INDICES, NULL);
        Fields.dealloc(self, TYPE, REFERENCES);
    }
}
