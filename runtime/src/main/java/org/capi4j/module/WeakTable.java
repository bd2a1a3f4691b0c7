package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.util.ArrayList;
import java.util.List;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.References;
import org.capi4j.type.DictType;
import org.capi4j.type.ListType;
import org.capi4j.type.Singletons;
import org.capi4j.type.Traversal;
import org.capi4j.type.WeakrefType;

/**
 * What the collections of module weakref share: a dict in which either the keys or the values are weak references. Entries whose object is
 * gone count as absent; they are taken out whenever the table has doubled and before it is counted or listed.
 *
 * <pre>
 * | PyObject (16) | data: dict | entries at which to sweep next (long) | weak references |
 * </pre>
 */
final class WeakTable {
    static final int SIZEOF = 40;
    static final int WEAK_LIST = 32;

    private static final int DATA = 0;
    private static final int LIMIT = 1;
    private static final long SMALLEST = 16;

    private WeakTable() {}

    static long make(long type) {
        long table = Fields.make(type, DictType.make());
        Fields.setNumber(table, LIMIT, SMALLEST);
        return table;
    }

    /** Borrowed. */
    static long data(long self) {
        return Fields.get(self, DATA);
    }

    /** The object of a weak reference, borrowed, or NULL when it is gone or {@code weak} is NULL. */
    static long object(long weak) {
        if (weak == NULL) return NULL;
        long object = WeakrefType.referent(weak);
        return object == Singletons.NONE ? NULL : object;
    }

    /** A dict's entry. Borrowed, of two. */
    record Entry(long key, long value) {}

    private static List<Entry> entries(long dict) {
        List<Entry> entries = new ArrayList<>();
        long[] pair = new long[2];
        for (long at = DictType.next(dict, 0, pair); at >= 0; at = DictType.next(dict, at, pair)) entries.add(new Entry(pair[0], pair[1]));
        return entries;
    }

    private static boolean isDead(Entry entry) {
        return WeakrefType.isInstance(entry.key) && object(entry.key) == NULL || WeakrefType.isInstance(entry.value) && object(entry.value) == NULL;
    }

    /** Takes dead entries out; what is freed with them may change the table. */
    static void sweep(long self) {
        long data = data(self);
        List<Long> dead = new ArrayList<>();
        for (Entry entry : entries(data)) if (isDead(entry)) dead.add(References.newRef(entry.key));
        for (long key : dead) {
            DictType.delete(data, key);
            References.decref(key);
        }
        Fields.setNumber(self, LIMIT, Math.max(SMALLEST, 2 * DictType.size(data)));
    }

    static void set(long self, long key, long value) {
        if (DictType.size(data(self)) >= Fields.number(self, LIMIT)) sweep(self);
        DictType.set(data(self), key, value);
    }

    static long size(long self) {
        sweep(self);
        return DictType.size(data(self));
    }

    /** Which object an entry stands for: a new reference. */
    interface Choice {
        long of(Entry entry);
    }

    /** A new list with what {@code choice} makes of each living entry. */
    static long list(long self, Choice choice) {
        sweep(self);
        long list = ListType.make(0);
        try {
            for (Entry entry : entries(data(self))) if (!isDead(entry)) Namespace.append(list, choice.of(entry));
            return list;
        } catch (Throwable failure) {
            References.decref(list);
            throw failure;
        }
    }

    /** A weak reference to {@code object}, for {@code use}. */
    static <T> T withReference(long object, java.util.function.LongFunction<T> use) {
        long weak = WeakrefType.make(object, NULL);
        try {
            return use.apply(weak);
        } finally {
            References.decref(weak);
        }
    }

    static int traverse(long self, long visit, long argument) {
        return Traversal.visit(data(self), visit, argument);
    }

    static void dealloc(long self) {
        Allocation.gcUntrack(self);
        if (Memory.getLong(self + WEAK_LIST) != NULL) WeakrefType.clearAll(self);
        Fields.clear(self, 1);
        Allocation.freeInstance(self);
    }
}
