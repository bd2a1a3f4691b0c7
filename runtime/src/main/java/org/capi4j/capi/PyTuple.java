package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.TupleType;

/** {@code tupleobject.h}: tuple. */
@CApi
public final class PyTuple {
    private PyTuple() {}

    public static long PyTuple_New(long size) {
        return TupleType.make(size);
    }

    public static long PyTuple_Size(long tuple) {
        TupleType.require(tuple);
        return TupleType.size(tuple);
    }

    public static long PyTuple_GetItem(long tuple, long index) {
        TupleType.require(tuple);
        if (index < 0 || index >= TupleType.size(tuple)) throw PyError.indexError("tuple index out of range");
        return TupleType.get(tuple, index);
    }

    /** Steals {@code item}, also when it fails: only a new tuple that nobody else has may be filled. */
    public static int PyTuple_SetItem(@Nullable long tuple, long index, @Nullable long item) {
        if (tuple == NULL || !TupleType.isInstance(tuple) || References.count(tuple) != 1) {
            References.xdecref(item);
            throw PyError.badInternalCall();
        }
        if (index < 0 || index >= TupleType.size(tuple)) {
            References.xdecref(item);
            throw PyError.indexError("tuple assignment index out of range");
        }
        References.setRef(TupleType.items(tuple) + 8 * index, item);
        return 0;
    }

    public static long PyTuple_GetSlice(long tuple, long low, long high) {
        TupleType.require(tuple);
        return TupleType.slice(tuple, low, high);
    }

    /** {@code tuple} is the address of the variable. */
    public static int _PyTuple_Resize(long tuple, long size) {
        TupleType.resize(tuple, size);
        return 0;
    }

    /** Untracking what can't be in a cycle is an optimisation that isn't needed here. */
    public static void _PyTuple_MaybeUntrack(long tuple) {}

    /** {@code PyTuple_Pack(n, ...)}. */
    public static long c4j_va_PyTuple_Pack(long n, long va) {
        VaList arguments = new VaList(va);
        long tuple = TupleType.make(n);
        for (long i = 0; i < n; i++) {
            long item = arguments.nextLong();
            TupleType.init(tuple, i, References.xnewRef(item));
        }
        return tuple;
    }
}
