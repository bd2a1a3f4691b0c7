package org.capi4j.type;

import java.util.Arrays;
import java.util.function.LongSupplier;
import org.capi4j.object.References;

/** References that are given up together, when the work that needed them is done. */
public final class OwnedObjects implements AutoCloseable {
    private long[] objects = new long[4];
    private int count;

    /** Takes over a new reference and returns it, borrowed from here. */
    public long add(long object) {
        if (count == objects.length) objects = Arrays.copyOf(objects, count * 2);
        return objects[count++] = object;
    }

    /** A new tuple of new references, none of which is left behind when a later one can't be made. */
    static long tuple(LongSupplier... items) {
        try (OwnedObjects owned = new OwnedObjects()) {
            long[] made = new long[items.length];
            for (int i = 0; i < made.length; i++) made[i] = owned.add(items[i].getAsLong());
            return TupleType.of(made);
        }
    }

    @Override
    public void close() {
        while (count > 0) References.decref(objects[--count]);
    }
}
