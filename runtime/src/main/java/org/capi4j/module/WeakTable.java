package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.util.ArrayList;
import java.util.List;
import org.capi4j.export.BuiltinType;
import org.capi4j.export.Call;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.ListType;
import org.capi4j.type.Objects;
import org.capi4j.type.Sequences;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;
import org.capi4j.type.WeakrefType;

/**
 * What the collections of module weakref share: a dict in which either the keys or the values are weak references. Entries whose object is
 * gone count as absent; they are taken out whenever the table has doubled and before it is counted or listed.
 *
 * <pre>
 * | PyObject (16) | data: dict | entries at which to sweep next (long) | weak references |
 * </pre>
 */
@BuiltinType(value = "c4j_WeakSet_Type", part = true, references = 1, clears = false)
@BuiltinType(value = "c4j_WeakKeyDictionary_Type", part = true, references = 1, clears = false)
@BuiltinType(value = "c4j_WeakValueDictionary_Type", part = true, references = 1, clears = false)
@SlotRef(slot = "tp_hash", function = "PyObject_HashNotImplemented")
final class WeakTable {
    static final int SIZEOF = 40;
    static final int WEAK_LIST = 32;

    private static final int DATA = 0;
    private static final int LIMIT = 1;
    private static final long SMALLEST = 16;

    private WeakTable() {}

    @Slot("tp_new")
    static long create(long type, long args, long kwargs) {
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

    /** Whether the values are the weak references, and not the keys. */
    static boolean holdsKeys(long self) {
        return TypeLookup.isInstance(self, WeakValueDictionaryType.TYPE);
    }

    private static boolean isDead(long self, Entry entry) {
        return object(holdsKeys(self) ? entry.value : entry.key) == NULL;
    }

    /** Takes dead entries out; what is freed with them may change the table. */
    static void sweep(long self) {
        long data = data(self);
        List<Long> dead = new ArrayList<>();
        for (Entry entry : entries(data)) if (isDead(self, entry)) dead.add(References.newRef(entry.key));
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

    @Slot({"sq_length", "mp_length"})
    static long length(long self) {
        sweep(self);
        return DictType.size(data(self));
    }

    @Method(value = "clear", call = Call.NOARGS)
    static long clear(long self) {
        DictType.clear(data(self));
        return Singletons.none();
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
            for (Entry entry : entries(data(self))) if (!isDead(self, entry)) Namespace.append(list, choice.of(entry));
            return list;
        } catch (Throwable failure) {
            References.decref(list);
            throw failure;
        }
    }

    /** An iterator over what {@link #list} makes, a new reference. */
    static long iterator(long self, Choice choice) {
        long list = list(self, choice);
        try {
            return Objects.iter(list);
        } finally {
            References.decref(list);
        }
    }

    /** Hands each key and value of a mapping, or of an iterable of pairs, to {@code action}; borrowed, of two. */
    static void eachPair(long source, LongPair action) {
        long pairs = Objects.hasAttr(source, "items") ? Calls.callMethod(source, "items") : References.newRef(source);
        try {
            Iteration.forEach(pairs, pair -> {
                long both = Sequences.tuple(pair);
                try {
                    if (TupleType.size(both) != 2) throw PyError.valueError("update() takes pairs of a key and a value");
                    action.accept(TupleType.get(both, 0), TupleType.get(both, 1));
                } finally {
                    References.decref(both);
                }
            });
        } finally {
            References.decref(pairs);
        }
    }

    interface LongPair {
        void accept(long key, long value);
    }

    /** Whether a weak reference to the object is a key; what no weak reference can be made to is none. */
    static boolean hasWeakKey(long self, long object) {
        try {
            return withReference(object, weak -> DictType.get(data(self), weak) != NULL);
        } catch (PyError error) {
            if (error.type() != Exceptions.TypeError) throw error;
            error.release();
            return false;
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
}
