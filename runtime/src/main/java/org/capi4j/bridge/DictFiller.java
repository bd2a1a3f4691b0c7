package org.capi4j.bridge;

import static org.capi4j.memory.Memory.NULL;

import java.util.function.ToLongFunction;
import org.capi4j.memory.Memory;
import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;
import org.capi4j.object.References;
import org.capi4j.type.DictType;

/** A dict in the making: keys and values are collected, converted and put into it many at a time. */
final class DictFiller {
    private static final int AT_ONCE = 128;
    private static final long FILL = Shim.symbol("c4j_dict_fill");

    private final ToLongFunction<Object> toPython;
    private final long dict;
    private final Object[] pairs;
    private int held;

    /** {@code size} is how many there will be, more or less. */
    DictFiller(int size, ToLongFunction<Object> toPython) {
        this.toPython = toPython;
        pairs = new Object[2 * Math.clamp(size, 1, AT_ONCE)];
        dict = DictType.presized(size);
    }

    void put(Object key, Object value) {
        pairs[held++] = key;
        pairs[held++] = value;
        if (held == pairs.length) flush();
    }

    /** The dict, with all that was given. */
    long dict() {
        flush();
        return dict;
    }

    private void flush() {
        for (int done = 0; done < held; ) {
            long objects = CallArea.of(0).objects();
            int made = SimpleValues.makePairs(pairs, done, held, objects);
            if (made == 0) putOther(pairs[done], pairs[done + 1]);
            else putMade(objects, made);
            done += Math.max(made, 2);
        }
        held = 0;
    }

    private void putOther(Object key, Object value) {
        long first = toPython.applyAsLong(key);
        long second = NULL;
        try {
            second = toPython.applyAsLong(value);
            DictType.set(dict, first, second);
        } finally {
            References.decref(first);
            References.xdecref(second);
        }
    }

    /** Hands so many objects over, keys and values in turn. */
    private void putMade(long objects, int count) {
        int done = 2 * (int) NativeCall.critical(FILL, dict, objects, count / 2);
        if (done < count) putRest(Memory.getLongs(objects + 8L * done, count - done));
    }

    /** The first of them takes more: its hash is the key's own business, or an equal key is there already. */
    private void putRest(long[] objects) {
        try {
            for (int i = 0; i < objects.length; i += 2) DictType.set(dict, objects[i], objects[i + 1]);
        } finally {
            for (long object : objects) References.decref(object);
        }
    }

    /** After a failure. */
    void drop() {
        References.decref(dict);
    }
}
