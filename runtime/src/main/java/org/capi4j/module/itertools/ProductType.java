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
import org.capi4j.type.DictType;
import org.capi4j.type.LongType;
import org.capi4j.type.Sequences;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/**
 * {@code itertools.product}.
 *
 * <pre>
 * 16 pools, a tuple of tuples
 * 24 indices in the pools, an array
 * 32 whether there are no more
 * 40 whether the first one was given out
 * </pre>
 */
@BuiltinType(value = "c4j_Product_Type", name = "itertools.product", basicsize = 48, flags = Fields.FLAGS, references = 1)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class ProductType {
    static final long TYPE = Shim.symbol("c4j_Product_Type");
    private static final int POOLS = 0;
    private static final int INDICES = 1;
    private static final int STOPPED = 2;
    private static final int STARTED = 3;
    private static final int REFERENCES = 1;

    private ProductType() {}

    @Slot("tp_new")
    static long create(long type, long args, long kwargs) {
        long repeat = repeat(kwargs);
        long count = repeat == 0 ? 0 : TupleType.size(args);
        if (count > Long.MAX_VALUE / 8 / Math.max(repeat, 1)) throw PyError.overflowError("repeat argument too large");
        long pools = TupleType.make(count * repeat);
        try {
            for (long i = 0; i < count; i++) TupleType.init(pools, i, Sequences.tuple(TupleType.get(args, i)));
            for (long i = count; i < count * repeat; i++) TupleType.init(pools, i, References.newRef(TupleType.get(pools, i - count)));
        } catch (Throwable failure) {
            References.decref(pools);
            throw failure;
        }
        return make(type, pools);
    }

    private static long repeat(long kwargs) {
        if (kwargs == NULL || DictType.size(kwargs) == 0) return 1;
        long nothing = TupleType.empty();
        long given;
        try {
            given = Arguments.unpack("product", new String[] {"repeat"}, 0, 0, nothing, kwargs)[0];
        } finally {
            References.decref(nothing);
        }
        long repeat = Arguments.ssize(given);
        if (repeat < 0) throw PyError.valueError("repeat argument cannot be negative");
        return repeat;
    }

    /** The reference to {@code pools} is consumed. */
    private static long make(long type, long pools) {
        long product = Fields.make(type, pools);
        long count = TupleType.size(pools);
        try {
            Fields.setNumber(product, INDICES, Allocation.allocate(8 * Math.max(count, 1)));
        } catch (Throwable failure) {
            References.decref(product);
            throw failure;
        }
        for (long i = 0; i < count; i++) {
            setIndex(product, i, 0);
            if (TupleType.size(TupleType.get(pools, i)) == 0) Fields.setNumber(product, STOPPED, 1);
        }
        return product;
    }

    private static long index(long self, long position) {
        return Memory.getLong(Fields.number(self, INDICES) + 8 * position);
    }

    private static void setIndex(long self, long position, long index) {
        Memory.putLong(Fields.number(self, INDICES) + 8 * position, index);
    }

    @Slot("tp_iternext")
    static long next(long self) {
        if (Fields.number(self, STOPPED) != 0) return NULL;
        if (Fields.number(self, STARTED) != 0 && !advance(self)) {
            Fields.setNumber(self, STOPPED, 1);
            return NULL;
        }
        Fields.setNumber(self, STARTED, 1);
        long pools = Fields.get(self, POOLS);
        long count = TupleType.size(pools);
        long result = TupleType.make(count);
        for (long i = 0; i < count; i++) {
            TupleType.init(result, i, References.newRef(TupleType.get(TupleType.get(pools, i), index(self, i))));
        }
        return result;
    }

    /** Counts up, the last pool first. */
    private static boolean advance(long self) {
        long pools = Fields.get(self, POOLS);
        for (long i = TupleType.size(pools) - 1; i >= 0; i--) {
            long index = index(self, i) + 1;
            boolean done = index < TupleType.size(TupleType.get(pools, i));
            setIndex(self, i, done ? index : 0);
            if (done) return true;
        }
        return false;
    }

    @Method("__reduce__")
    static long reduce(long self) {
        if (Fields.number(self, STOPPED) != 0) return IteratorArguments.reduced(self, TupleType.steal(TupleType.empty()));
        long pools = References.newRef(Fields.get(self, POOLS));
        if (Fields.number(self, STARTED) == 0) return IteratorArguments.reduced(self, pools);
        long state = TupleType.make(TupleType.size(pools));
        for (long i = 0; i < TupleType.size(pools); i++) TupleType.init(state, i, LongType.of(index(self, i)));
        return IteratorArguments.reduced(self, pools, state);
    }

    @Method("__setstate__")
    static long setState(long self, long state) {
        long pools = Fields.get(self, POOLS);
        long count = TupleType.size(pools);
        if (!TupleType.isInstance(state) || TupleType.size(state) != count) throw PyError.valueError("invalid arguments");
        for (long i = 0; i < count; i++) {
            long index = IteratorArguments.index(TupleType.get(state, i));
            long size = TupleType.size(TupleType.get(pools, i));
            if (size == 0) return Singletons.none();
            setIndex(self, i, Math.clamp(index, 0, size - 1));
        }
        Fields.setNumber(self, STARTED, 1);
        return Singletons.none();
    }

    @Method("__sizeof__")
    static long sizeOf(long self) {
        long count = TupleType.size(Fields.get(self, POOLS));
        return LongType.of(Memory.getLong(References.type(self) + PyTypeObject.tp_basicsize) + 8 * count);
    }

    @Slot("tp_dealloc")
    static void dealloc(long self) {
        Allocation.free(Fields.number(self, INDICES));
        Fields.setNumber(self, INDICES, NULL);
        Fields.dealloc(self, TYPE, REFERENCES);
    }
}
