package org.capi4j.type;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Kind;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/** tuple's sequence operators and methods. */
@BuiltinType(value = "PyTuple_Type", part = true)
public final class TupleMethods {
    private TupleMethods() {}

    @Slot({"sq_length", "mp_length"})
    static long length(long self) {
        return TupleType.size(self);
    }

    /** A new reference; IndexError outside. */
    @Slot("sq_item")
    static long item(long self, long index) {
        if (index < 0 || index >= TupleType.size(self)) throw PyError.indexError("tuple index out of range");
        return References.newRef(TupleType.get(self, index));
    }

    @Slot("sq_contains")
    static int contains(long self, long value) {
        long size = TupleType.size(self);
        for (long i = 0; i < size; i++) {
            if (Objects.equal(TupleType.get(self, i), value)) return 1;
        }
        return 0;
    }

    @Slot("sq_concat")
    static long concat(long self, long other) {
        if (TupleType.size(self) == 0 && TupleType.isExact(other)) return References.newRef(other);
        if (!TupleType.isInstance(other)) {
            throw PyError.typeError("can only concatenate tuple (not \"" + TypeLookup.fullNameOf(other) + "\") to tuple");
        }
        long left = TupleType.size(self);
        long right = TupleType.size(other);
        if (right == 0 && TupleType.isExact(self)) return References.newRef(self);
        long tuple = TupleType.make(left + right);
        Items.copy(TupleType.items(self), TupleType.items(tuple), left);
        Items.copy(TupleType.items(other), TupleType.items(tuple) + 8 * left, right);
        return tuple;
    }

    @Slot("sq_repeat")
    static long repeat(long self, long count) {
        long size = TupleType.size(self);
        if ((size == 0 || count == 1) && TupleType.isExact(self)) return References.newRef(self);
        if (size == 0 || count <= 0) return TupleType.empty();
        long tuple = TupleType.make(Items.product(size, count));
        Items.repeat(TupleType.items(self), size, TupleType.items(tuple), count);
        return tuple;
    }

    @Slot("mp_subscript")
    static long subscript(long self, long key) {
        if (Numbers.isIndex(key)) {
            long index = Numbers.asSsize(key, Exceptions.IndexError);
            return item(self, index < 0 ? index + TupleType.size(self) : index);
        }
        if (!SliceType.isInstance(key)) throw Items.indexTypeError("tuple", key);
        long[] range = SliceType.indices(key, TupleType.size(self));
        long count = range[3];
        if (count <= 0) return TupleType.empty();
        if (range[2] == 1 && count == TupleType.size(self) && TupleType.isExact(self)) return References.newRef(self);
        long tuple = TupleType.make(count);
        Items.copyStep(TupleType.items(self), range[0], range[2], TupleType.items(tuple), count);
        return tuple;
    }

    @Method("index")
    static long index(long self, long args, long nargs) {
        Arguments.checkPositional("index", nargs, 1, 3);
        long value = Arguments.get(args, nargs, 0);
        long size = TupleType.size(self);
        long start = nargs > 1 ? SliceType.bound(Arguments.get(args, nargs, 1)) : 0;
        long stop = nargs > 2 ? SliceType.bound(Arguments.get(args, nargs, 2)) : Long.MAX_VALUE;
        if (start < 0) start = Math.max(start + size, 0);
        stop = stop < 0 ? stop + size : Math.min(stop, size);
        for (long i = start; i < stop; i++) {
            if (Objects.equal(TupleType.get(self, i), value)) return LongType.of(i);
        }
        throw PyError.valueError("tuple.index(x): x not in tuple");
    }

    @Method("count")
    static long count(long self, long value) {
        long count = 0;
        long size = TupleType.size(self);
        for (long i = 0; i < size; i++) {
            if (Objects.equal(TupleType.get(self, i), value)) count++;
        }
        return LongType.of(count);
    }

    /** The arguments with which {@code copyreg} and {@code pickle} make it again. */
    @Method("__getnewargs__")
    static long getNewArgs(long self) {
        return TupleType.steal(TupleType.fromItems(TupleType.items(self), TupleType.size(self)));
    }

    @Method(value = "__class_getitem__", kind = Kind.CLASS)
    static long classGetItem(long type, long parameters) {
        return GenericAliasType.make(type, parameters);
    }
}
