package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.Constants;
import org.capi4j.layout.PySetObject;
import org.capi4j.layout.setentry;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.References;

/**
 * The open-addressed table of a set or frozenset, whose order is the order of iteration and therefore CPython's.
 *
 * <pre>
 * PySetObject | PyObject (16) | fill | used | mask | table | hash | finger | smalltable: 8 entries | weakreflist |
 *                                                      |
 *                                 smalltable, or a block of mask + 1 entries; an entry is | key | hash |
 * </pre>
 *
 * A key is NULL where nothing ever was, the dummy (hash -1) where something was removed. {@code fill} counts dummies too. A probe looks
 * at the entry of the hash and up to nine after it, as far as the table goes, then jumps.
 */
final class SetTable {
    private static final int LINEAR_PROBES = 9;
    private static final int PERTURB_SHIFT = 5;
    private static final int SMALL_SIZE = 8;

    static final long DUMMY = Memory.getLong(Shim.symbol("_PySet_Dummy"));

    private SetTable() {}

    /** Makes the zeroed object an empty set. */
    static void init(long set) {
        Memory.putLong(set + PySetObject.mask, SMALL_SIZE - 1);
        Memory.putLong(set + PySetObject.table, set + PySetObject.smalltable);
        Memory.putLong(set + PySetObject.hash, -1);
    }

    static long fill(long set) {
        return Memory.getLong(set + PySetObject.fill);
    }

    static long used(long set) {
        return Memory.getLong(set + PySetObject.used);
    }

    static long mask(long set) {
        return Memory.getLong(set + PySetObject.mask);
    }

    static long table(long set) {
        return Memory.getLong(set + PySetObject.table);
    }

    private static void setCounts(long set, long fill, long used) {
        Memory.putLong(set + PySetObject.fill, fill);
        Memory.putLong(set + PySetObject.used, used);
    }

    /** The address of entry {@code index}. */
    static long entry(long table, long index) {
        return table + index * setentry.SIZEOF;
    }

    /** Borrowed; NULL or the dummy where there is no element. */
    static long key(long entry) {
        return Memory.getLong(entry + setentry.key);
    }

    static long hash(long entry) {
        return Memory.getLong(entry + setentry.hash);
    }

    private static void put(long entry, long key, long hash) {
        Memory.putLong(entry + setentry.key, key);
        Memory.putLong(entry + setentry.hash, hash);
    }

    /** The index of the first element from {@code index} on, or -1. */
    static long next(long set, long index) {
        long mask = mask(set);
        long table = table(set);
        for (long i = index; i <= mask; i++) {
            long key = key(entry(table, i));
            if (key != NULL && key != DUMMY) return i;
        }
        return -1;
    }

    /** The entry with {@code key}, or the free entry that ends the search. */
    private static long probe(long set, long key, long hash) {
        return probe(set, key, hash, false);
    }

    /** As above; where the key is missing and {@code reuse} is true, the last dummy on the way rather than the free entry. */
    private static long probe(long set, long key, long hash, boolean reuse) {
        long entry;
        do {
            entry = probeOnce(set, key, hash, reuse);
        } while (entry == CHANGED);
        return entry;
    }

    private static final long CHANGED = NULL;

    private static long probeOnce(long set, long key, long hash, boolean reuse) {
        long mask = mask(set);
        long table = table(set);
        long perturb = hash;
        long at = hash & mask;
        long dummy = NULL;
        while (true) {
            long last = at + LINEAR_PROBES <= mask ? at + LINEAR_PROBES : at;
            for (long i = at; i <= last; i++) {
                long entry = entry(table, i);
                long candidate = key(entry);
                if (candidate == NULL) return reuse && dummy != NULL ? dummy : entry;
                if (candidate == DUMMY) dummy = entry;
                if (candidate == DUMMY || hash(entry) != hash) continue;
                if (candidate == key) return entry;
                boolean same = equalKeys(candidate, key);
                if (table(set) != table || mask(set) != mask || key(entry) != candidate) return CHANGED;
                if (same) return entry;
            }
            perturb >>>= PERTURB_SHIFT;
            at = (at * 5 + 1 + perturb) & mask;
        }
    }

    private static boolean equalKeys(long candidate, long key) {
        if (References.type(candidate) == BuiltinTypes.STR && References.type(key) == BuiltinTypes.STR) {
            return StrType.equal(candidate, key);
        }
        References.incref(candidate);
        try {
            return Objects.richCompareBool(candidate, key, Constants.Py_EQ);
        } finally {
            References.decref(candidate);
        }
    }

    static boolean contains(long set, long key, long hash) {
        return key(probe(set, key, hash)) != NULL;
    }

    /** Borrowed; false when it was there. */
    static boolean add(long set, long key, long hash) {
        References.incref(key);
        long entry;
        try {
            entry = probe(set, key, hash, true);
        } catch (Throwable error) {
            References.decref(key);
            throw error;
        }
        long former = key(entry);
        if (former != NULL && former != DUMMY) {
            References.decref(key);
            return false;
        }
        put(entry, key, hash);
        setCounts(set, former == NULL ? fill(set) + 1 : fill(set), used(set) + 1);
        if (former == DUMMY) return true;
        if (fill(set) * 5 >= mask(set) * 3) grow(set);
        return true;
    }

    /** A larger table: four times the elements, twice when there are many. */
    private static void grow(long set) {
        long used = used(set);
        resize(set, used > 50000 ? used * 2 : used * 4);
    }

    /** False when it wasn't there. */
    static boolean discard(long set, long key, long hash) {
        long entry = probe(set, key, hash);
        if (key(entry) == NULL) return false;
        References.decref(remove(set, entry));
        return true;
    }

    /** Puts the dummy in: the element, whose reference the caller takes over. */
    static long remove(long set, long entry) {
        long key = key(entry);
        put(entry, DUMMY, -1);
        Memory.putLong(set + PySetObject.used, used(set) - 1);
        return key;
    }

    /** Gives the table room for more than {@code elements}, without dummies. */
    static void resize(long set, long elements) {
        long size = SMALL_SIZE;
        while (size <= elements) size <<= 1;
        long oldTable = table(set);
        long oldSize = mask(set) + 1;
        boolean oldIsSmall = oldTable == set + PySetObject.smalltable;
        long copy = NULL;
        long table;
        if (size == SMALL_SIZE) {
            table = set + PySetObject.smalltable;
            if (oldIsSmall) {
                if (fill(set) == used(set)) return;
                copy = Allocation.allocate(SMALL_SIZE * setentry.SIZEOF);
                Memory.copy(oldTable, copy, SMALL_SIZE * setentry.SIZEOF);
                oldTable = copy;
            }
        } else {
            table = Allocation.allocate(size * setentry.SIZEOF);
        }
        Memory.fill(table, size * setentry.SIZEOF, (byte) 0);
        moveElements(oldTable, oldSize, table, size - 1);
        Memory.putLong(set + PySetObject.table, table);
        Memory.putLong(set + PySetObject.mask, size - 1);
        Memory.putLong(set + PySetObject.fill, used(set));
        if (copy != NULL || !oldIsSmall) Allocation.free(oldTable);
    }

    private static void moveElements(long source, long size, long table, long mask) {
        for (long i = 0; i < size; i++) {
            long entry = entry(source, i);
            if (key(entry) != NULL && key(entry) != DUMMY) insertClean(table, mask, key(entry), hash(entry));
        }
    }

    /** Enters a key that isn't there into a table without dummies. */
    private static void insertClean(long table, long mask, long key, long hash) {
        long perturb = hash;
        long at = hash & mask;
        while (true) {
            long last = at + LINEAR_PROBES <= mask ? at + LINEAR_PROBES : at;
            for (long i = at; i <= last; i++) {
                if (key(entry(table, i)) == NULL) {
                    put(entry(table, i), key, hash);
                    return;
                }
            }
            perturb >>>= PERTURB_SHIFT;
            at = (at * 5 + 1 + perturb) & mask;
        }
    }

    /** Adds all elements of another set. */
    static void merge(long set, long other) {
        if (other == set || used(other) == 0) return;
        if ((fill(set) + used(other)) * 5 >= mask(set) * 3) resize(set, (used(set) + used(other)) * 2);
        if (fill(set) == 0) {
            if (mask(set) == mask(other) && fill(other) == used(other)) copyTable(set, other);
            else copyElements(set, other);
            return;
        }
        for (long i = next(other, 0); i >= 0; i = next(other, i + 1)) {
            long entry = entry(table(other), i);
            add(set, key(entry), hash(entry));
        }
    }

    private static void copyTable(long set, long other) {
        long size = mask(set) + 1;
        for (long i = 0; i < size; i++) {
            long entry = entry(table(other), i);
            put(entry(table(set), i), References.xnewRef(key(entry)), hash(entry));
        }
        setCounts(set, fill(other), used(other));
    }

    private static void copyElements(long set, long other) {
        for (long i = next(other, 0); i >= 0; i = next(other, i + 1)) {
            long entry = entry(table(other), i);
            insertClean(table(set), mask(set), References.newRef(key(entry)), hash(entry));
        }
        setCounts(set, used(other), used(other));
    }

    /** Adds the keys of an exact dict. */
    static void mergeDict(long set, long dict) {
        long size = DictType.size(dict);
        if ((fill(set) + size) * 5 >= mask(set) * 3) resize(set, (used(set) + size) * 2);
        long[] entry = new long[2];
        for (long at = 0; (at = DictType.next(dict, at, entry)) >= 0; ) add(set, entry[0], DictType.hashBefore(dict, at));
    }

    /** After removals: a table with more than a quarter of dummies is made again. */
    static void dropDummies(long set) {
        if (fill(set) - used(set) > mask(set) / 4) grow(set);
    }

    /** Empties the set, then gives up the elements. */
    static void clear(long set) {
        long size = mask(set) + 1;
        long table = table(set);
        long small = set + PySetObject.smalltable;
        if (fill(set) == 0 && table == small) return;
        long old = table;
        if (table == small) {
            old = Allocation.allocate(size * setentry.SIZEOF);
            Memory.copy(small, old, size * setentry.SIZEOF);
        }
        Memory.fill(small, SMALL_SIZE * setentry.SIZEOF, (byte) 0);
        setCounts(set, 0, 0);
        init(set);
        release(old, size);
        Allocation.free(old);
    }

    private static void release(long table, long size) {
        for (long i = 0; i < size; i++) {
            long key = key(entry(table, i));
            if (key != NULL && key != DUMMY) References.decref(key);
        }
    }

    /** Gives up everything of a dead set but the object itself. */
    static void destroy(long set) {
        long table = table(set);
        if (table == NULL) return;
        release(table, mask(set) + 1);
        if (table != set + PySetObject.smalltable) Allocation.free(table);
    }

    /** Exchanges the contents of two sets. */
    static void swap(long set, long other) {
        boolean setIsSmall = table(set) == set + PySetObject.smalltable;
        boolean otherIsSmall = table(other) == other + PySetObject.smalltable;
        for (long field = PySetObject.fill; field < PySetObject.weakreflist; field += 8) {
            if (field == PySetObject.finger) continue;
            long value = Memory.getLong(set + field);
            Memory.putLong(set + field, Memory.getLong(other + field));
            Memory.putLong(other + field, value);
        }
        if (otherIsSmall) Memory.putLong(set + PySetObject.table, set + PySetObject.smalltable);
        if (setIsSmall) Memory.putLong(other + PySetObject.table, other + PySetObject.smalltable);
    }
}
