package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.memory.Memory;
import org.capi4j.object.FunctionCall;

/** What {@code tp_traverse} functions are made of: {@code Py_VISIT}. A result other than 0 ends the traversal and is passed on. */
public final class Traversal {
    private Traversal() {}

    /** Calls {@code visit(object, argument)} unless {@code object} is NULL. */
    public static int visit(long object, long visit, long argument) {
        return object == NULL ? 0 : FunctionCall.integer(visit, object, argument);
    }

    /** Visits the objects in the {@code count} pointers at {@code items}. */
    public static int visitAll(long items, long count, long visit, long argument) {
        for (long i = 0; i < count; i++) {
            int stop = visit(Memory.getLong(items + 8 * i), visit, argument);
            if (stop != 0) return stop;
        }
        return 0;
    }

    /** As {@link #visitAll}, the last one first: CPython's order for lists and tuples. */
    public static int visitBackwards(long items, long count, long visit, long argument) {
        for (long i = count - 1; i >= 0; i--) {
            int stop = visit(Memory.getLong(items + 8 * i), visit, argument);
            if (stop != 0) return stop;
        }
        return 0;
    }
}
