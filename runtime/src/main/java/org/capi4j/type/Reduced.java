package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.object.References;

/** What {@code __reduce__} of iterators returns. */
final class Reduced {
    private Reduced() {}

    /** {@code (iter, (sequence,))}, with {@code state} at the end unless it is NULL; {@code sequence} is stolen, {@code state} borrowed. */
    static long iter(long sequence, long state) {
        return of("iter", sequence, state);
    }

    /** As above with another built-in function. */
    static long of(String builtin, long sequence, long state) {
        long function = NULL;
        long arguments = NULL;
        try {
            function = BuiltinFunctions.get(builtin);
            arguments = TupleType.of(sequence);
            return state == NULL ? TupleType.of(function, arguments) : TupleType.of(function, arguments, state);
        } finally {
            References.decref(sequence);
            References.xdecref(function);
            References.xdecref(arguments);
        }
    }
}
