package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.util.function.LongBinaryOperator;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/**
 * The arguments of a call as a vectorcall takes them, made from positional ones and a dict. The array has a free place in front.
 * Keyword values are held while the call runs, as the dict may change.
 */
public record VectorArguments(long block, long nargs, long names) implements AutoCloseable {

    /** {@code args} is a C array of {@code nargs} borrowed references, {@code kwargs} a dict that isn't empty. */
    static VectorArguments of(long args, long nargs, long kwargs) {
        long count = DictType.size(kwargs);
        long block = Allocation.allocate(8 * (1 + nargs + count));
        long names = NULL;
        long filled = 0;
        try {
            names = TupleType.make(count);
            Memory.putLong(block, NULL);
            if (nargs > 0) Memory.copy(args, block + 8, 8 * nargs);
            long[] entry = new long[2];
            for (long at = 0; filled < count && (at = DictType.next(kwargs, at, entry)) >= 0; filled++) {
                if (!Objects.isStr(entry[0])) throw PyError.typeError("keywords must be strings");
                TupleType.init(names, filled, References.newRef(entry[0]));
                Memory.putLong(block + 8 * (1 + nargs + filled), References.newRef(entry[1]));
            }
            return new VectorArguments(block, nargs, names);
        } catch (PyError error) {
            for (long i = 0; i < filled; i++) References.decref(Memory.getLong(block + 8 * (1 + nargs + i)));
            References.xdecref(names);
            Allocation.free(block);
            throw error;
        }
    }

    long array() {
        return block + 8;
    }

    @Override
    public void close() {
        long count = TupleType.size(names);
        for (long i = 0; i < count; i++) References.decref(Memory.getLong(block + 8 * (1 + nargs + i)));
        References.decref(names);
        Allocation.free(block);
    }

    /** A vectorcall function's work by that of {@code tp_call}, which gets a tuple, and a dict or NULL. */
    public static long packed(long args, long nargs, long kwnames, LongBinaryOperator call) {
        long tuple = Calls.tuple(args, nargs);
        long kwargs = NULL;
        try {
            if (kwnames != NULL && TupleType.size(kwnames) > 0) kwargs = dict(args + 8 * nargs, kwnames);
            return call.applyAsLong(tuple, kwargs);
        } finally {
            References.decref(tuple);
            References.xdecref(kwargs);
        }
    }

    /** _PyStack_AsDict: a new dict of the values in a C array and their names. */
    static long dict(long values, long names) {
        long kwargs = DictType.make();
        long count = TupleType.size(names);
        for (long i = 0; i < count; i++) DictType.set(kwargs, TupleType.get(names, i), Memory.getLong(values + 8 * i));
        return kwargs;
    }
}
