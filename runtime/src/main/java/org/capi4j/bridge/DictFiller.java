package org.capi4j.bridge;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.object.References;
import org.capi4j.type.DictType;

/** A dict in the making: keys and values are collected and put into it many at a time. They are handed over. */
final class DictFiller {
    private static final int AT_ONCE = 256;

    private final long dict;
    private final long[] pairs;
    private int held;

    DictFiller(int size) {
        pairs = new long[2 * Math.clamp(size, 1, AT_ONCE)];
        dict = DictType.presized(size);
    }

    void key(long key) {
        pairs[held++] = key;
    }

    void value(long value) {
        pairs[held++] = value;
        if (held == pairs.length) flush();
    }

    /** The dict, with all that was given. */
    long dict() {
        flush();
        return dict;
    }

    private void flush() {
        int count = held / 2;
        for (int done = 0; done < count; done++) {
            done += WholeValues.fill(dict, pairs, done, count - done);
            java.util.Arrays.fill(pairs, 0, 2 * done, NULL);
            if (done < count) put(2 * done);
        }
        held = 0;
    }

    /** One that takes more: its hash is the key's own business, or an equal key is there already. */
    private void put(int at) {
        DictType.set(dict, pairs[at], pairs[at + 1]);
        References.decref(pairs[at]);
        References.decref(pairs[at + 1]);
        pairs[at] = pairs[at + 1] = NULL;
    }

    /** After a failure. */
    void drop() {
        for (int i = 0; i < held; i++) References.xdecref(pairs[i]);
        References.decref(dict);
    }
}
