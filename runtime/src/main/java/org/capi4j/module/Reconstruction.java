package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.util.function.LongConsumer;
import java.util.function.LongUnaryOperator;
import org.capi4j.object.References;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/** Makes an object of what {@code __reduce_ex__} returned: function, arguments, state, items to append, items to set. */
final class Reconstruction {
    private final long reduced;

    /** Gives a new reference to a part's own copy. */
    private final LongUnaryOperator copier;

    private Reconstruction(long reduced, LongUnaryOperator copier) {
        this.reduced = reduced;
        this.copier = copier;
    }

    /** {@code deep} is null where parts are shared; {@code made} is told the new object before its parts are copied. */
    static long of(long object, long reduced, LongUnaryOperator deep, LongConsumer made) {
        Reconstruction parts = new Reconstruction(reduced, deep == null ? References::newRef : deep);
        long copy = parts.create();
        try {
            made.accept(copy);
            parts.setState(copy);
            parts.append(copy);
            parts.setItems(copy);
            return copy;
        } catch (Throwable failure) {
            References.decref(copy);
            throw failure;
        }
    }

    /** Borrowed, NULL where it is missing or None. */
    private long part(int index) {
        long part = index < TupleType.size(reduced) ? TupleType.get(reduced, index) : NULL;
        return part == Singletons.NONE ? NULL : part;
    }

    private long create() {
        long original = TupleType.get(reduced, 1);
        long args = TupleType.make(TupleType.size(original));
        try {
            for (long i = 0; i < TupleType.size(original); i++) TupleType.init(args, i, copier.applyAsLong(TupleType.get(original, i)));
            return Calls.call(TupleType.get(reduced, 0), args, NULL);
        } finally {
            References.decref(args);
        }
    }

    private void setState(long copy) {
        if (part(2) == NULL) return;
        long state = copier.applyAsLong(part(2));
        try {
            long setter = Objects.lookupAttr(copy, "__setstate__");
            if (setter == NULL) {
                update(copy, state);
                return;
            }
            try {
                References.decref(Calls.callOneArg(setter, state));
            } finally {
                References.decref(setter);
            }
        } finally {
            References.decref(state);
        }
    }

    /** The state is the instance's dict, or a pair of that and a dict of slots. */
    private static void update(long copy, long state) {
        boolean pair = TupleType.isInstance(state) && TupleType.size(state) == 2;
        long names = pair ? TupleType.get(state, 0) : state;
        if (names != Singletons.NONE) {
            long dict = Objects.getAttr(copy, "__dict__");
            try {
                References.decref(Calls.callMethod(dict, "update", names));
            } finally {
                References.decref(dict);
            }
        }
        long slots = pair ? TupleType.get(state, 1) : Singletons.NONE;
        if (slots == Singletons.NONE) return;
        long[] entry = new long[2];
        for (long at = DictType.next(slots, 0, entry); at >= 0; at = DictType.next(slots, at, entry)) {
            Objects.setAttr(copy, entry[0], entry[1]);
        }
    }

    private void append(long copy) {
        if (part(3) == NULL) return;
        Iteration.forEach(part(3), item -> {
            long value = copier.applyAsLong(item);
            try {
                References.decref(Calls.callMethod(copy, "append", value));
            } finally {
                References.decref(value);
            }
        });
    }

    private void setItems(long copy) {
        if (part(4) == NULL) return;
        Iteration.forEach(part(4), pair -> {
            long key = copier.applyAsLong(TupleType.get(pair, 0));
            long value = copier.applyAsLong(TupleType.get(pair, 1));
            try {
                Objects.setItem(copy, key, value);
            } finally {
                References.decref(key);
                References.decref(value);
            }
        });
    }
}
