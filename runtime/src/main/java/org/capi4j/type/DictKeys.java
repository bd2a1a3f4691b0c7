package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.PyDictKeyEntry;
import org.capi4j.layout.PyDictKeysObject;
import org.capi4j.layout.PyDictUnicodeEntry;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.References;

/**
 * The table of a dict ({@code ma_keys}), a block of the object domain in CPython's layout: a small index that is probed, and
 * entries in the order of insertion.
 *
 * <pre>
 *  0  dk_refcnt             8  1: every table belongs to one dict; tables are never split or shared (ma_values is NULL)
 *  8  dk_log2_size          1  the index has 1 &lt;&lt; dk_log2_size slots
 *  9  dk_log2_index_bytes   1  and takes 1 &lt;&lt; dk_log2_index_bytes bytes: slots are int8 below 8, int16 below 16, int32 below 32, int64
 * 10  dk_kind               1  0 (general): an entry is {@code me_hash, me_key, me_value}
 * 12  dk_version            4  all entries below this one are known to be deleted: where a search for the first entry may start
 * 16  dk_usable             8  entries that may still be appended; at first two thirds of the slots
 * 24  dk_nentries           8  entries appended, deleted ones (key and value NULL) included
 * 32  dk_indices               a slot is the number of an entry, -1 (empty) or -2 (the entry was deleted)
 * 32 + (1 &lt;&lt; dk_log2_index_bytes)  entries, 24 bytes each
 *
 * probing: i = hash &amp; mask; perturb = hash; then perturb &gt;&gt;&gt;= 5; i = (5 * i + perturb + 1) &amp; mask; until a slot is empty
 * </pre>
 *
 * The empty table is one immortal block of the shim with a single empty slot and nothing usable: it is replaced at the first insertion.
 */
final class DictKeys {
    static final int EMPTY_SLOT = -1;
    static final int DELETED_SLOT = -2;
    private static final int MIN_LOG2 = 3;
    private static final int PERTURB_SHIFT = 5;

    static final long EMPTY = Shim.symbol("c4j_dict_empty");

    private DictKeys() {}

    /** A table with 1 << log2 slots. */
    static long make(int log2) {
        int log2Bytes = log2 + (log2 < 8 ? 0 : log2 < 16 ? 1 : log2 < 32 ? 2 : 3);
        long usable = usableFor(log2);
        long indexBytes = 1L << log2Bytes;
        long keys = Allocation.allocate(PyDictKeysObject.SIZEOF + indexBytes + usable * PyDictKeyEntry.SIZEOF);
        Memory.putLong(keys + PyDictKeysObject.dk_refcnt, 1);
        Memory.putLong(keys + PyDictKeysObject.dk_log2_size, 0);
        Memory.putByte(keys + PyDictKeysObject.dk_log2_size, (byte) log2);
        Memory.putByte(keys + PyDictKeysObject.dk_log2_index_bytes, (byte) log2Bytes);
        Memory.putLong(keys + PyDictKeysObject.dk_usable, usable);
        Memory.putLong(keys + PyDictKeysObject.dk_nentries, 0);
        Memory.fill(keys + PyDictKeysObject.dk_indices, indexBytes, (byte) EMPTY_SLOT);
        return keys;
    }

    /** The smallest table for {@code entries} entries. */
    static int log2For(long entries) {
        return log2OfSlots((entries * 3 + 1) / 2);
    }

    /** The log2 of the smallest power of two that is at least {@code slots} and 8. */
    static int log2OfSlots(long slots) {
        return Math.max(MIN_LOG2, 64 - Long.numberOfLeadingZeros(Math.max(slots, 1) - 1));
    }

    private static long usableFor(int log2) {
        return (2L << log2) / 3;
    }

    static int log2Size(long keys) {
        return Memory.getByte(keys + PyDictKeysObject.dk_log2_size);
    }

    static long usable(long keys) {
        return Memory.getLong(keys + PyDictKeysObject.dk_usable);
    }

    static long nentries(long keys) {
        return Memory.getLong(keys + PyDictKeysObject.dk_nentries);
    }

    /** Bytes that CPython's table would take, whose entries have no hash where all keys are str. */
    static long sizeOf(long keys) {
        if (keys == EMPTY) return 0;
        long entry = hasOnlyExactStr(keys) ? PyDictUnicodeEntry.SIZEOF : PyDictKeyEntry.SIZEOF;
        return entries(keys) - keys + usableFor(log2Size(keys)) * entry;
    }

    private static boolean hasOnlyExactStr(long keys) {
        for (long i = nextLive(keys, 0); i >= 0; i = nextLive(keys, i + 1)) {
            if (References.type(key(entry(keys, i))) != BuiltinTypes.STR) return false;
        }
        return true;
    }

    static long entries(long keys) {
        return keys + PyDictKeysObject.dk_indices + (1L << Memory.getByte(keys + PyDictKeysObject.dk_log2_index_bytes));
    }

    static long entry(long keys, long index) {
        return entries(keys) + index * PyDictKeyEntry.SIZEOF;
    }

    static long hash(long entry) {
        return Memory.getLong(entry + PyDictKeyEntry.me_hash);
    }

    /** Borrowed; NULL for a deleted entry. */
    static long key(long entry) {
        return Memory.getLong(entry + PyDictKeyEntry.me_key);
    }

    static long value(long entry) {
        return Memory.getLong(entry + PyDictKeyEntry.me_value);
    }

    static long slot(long keys, int log2, long at) {
        long indices = keys + PyDictKeysObject.dk_indices;
        if (log2 < 8) return Memory.getByte(indices + at);
        if (log2 < 16) return Memory.getShort(indices + 2 * at);
        return log2 < 32 ? Memory.getInt(indices + 4 * at) : Memory.getLong(indices + 8 * at);
    }

    private static void setSlot(long keys, int log2, long at, long index) {
        long indices = keys + PyDictKeysObject.dk_indices;
        if (log2 < 8) Memory.putByte(indices + at, (byte) index);
        else if (log2 < 16) Memory.putShort(indices + 2 * at, (short) index);
        else if (log2 < 32) Memory.putInt(indices + 4 * at, (int) index);
        else Memory.putLong(indices + 8 * at, index);
    }

    /** The next slot of a probe; {@code perturb} has been shifted already. */
    static long probe(long at, long perturb, long mask) {
        return (at * 5 + perturb + 1) & mask;
    }

    static long shift(long perturb) {
        return perturb >>> PERTURB_SHIFT;
    }

    /** Appends an entry whose key is known not to be there; there must be room. References are stolen. */
    static void append(long keys, long hash, long key, long value) {
        long index = nentries(keys);
        setSlot(keys, log2Size(keys), freeSlot(keys, hash), index);
        long entry = entry(keys, index);
        Memory.putLong(entry + PyDictKeyEntry.me_hash, hash);
        Memory.putLong(entry + PyDictKeyEntry.me_key, key);
        Memory.putLong(entry + PyDictKeyEntry.me_value, value);
        Memory.putLong(keys + PyDictKeysObject.dk_usable, usable(keys) - 1);
        Memory.putLong(keys + PyDictKeysObject.dk_nentries, index + 1);
    }

    private static long freeSlot(long keys, long hash) {
        int log2 = log2Size(keys);
        long mask = (1L << log2) - 1;
        long at = hash & mask;
        for (long perturb = hash; slot(keys, log2, at) >= 0; ) {
            perturb = shift(perturb);
            at = probe(at, perturb, mask);
        }
        return at;
    }

    /** Marks the entry as deleted, whose key and value the caller takes over. */
    static void remove(long keys, long index) {
        long entry = entry(keys, index);
        setSlot(keys, log2Size(keys), slotOf(keys, index), DELETED_SLOT);
        Memory.putLong(entry + PyDictKeyEntry.me_key, NULL);
        Memory.putLong(entry + PyDictKeyEntry.me_value, NULL);
        Memory.putLong(entry + PyDictKeyEntry.me_hash, 0);
        if (index == deletedBelow(keys)) skipDeleted(keys, index + 1);
    }

    /** Advances {@code dk_version} over what is deleted: a queue that deletes at its front stays fast. */
    private static void skipDeleted(long keys, long first) {
        long end = Math.min(nentries(keys), 0xffff_ffffL);
        while (first < end && value(entry(keys, first)) == NULL) first++;
        Memory.putInt(keys + PyDictKeysObject.dk_version, (int) first);
    }

    private static long slotOf(long keys, long index) {
        int log2 = log2Size(keys);
        long mask = (1L << log2) - 1;
        long perturb = hash(entry(keys, index));
        long at = perturb & mask;
        while (slot(keys, log2, at) != index) {
            perturb = shift(perturb);
            at = probe(at, perturb, mask);
        }
        return at;
    }

    /** Entries below this index are deleted ones. */
    static long deletedBelow(long keys) {
        return Integer.toUnsignedLong(Memory.getInt(keys + PyDictKeysObject.dk_version));
    }

    /** The index of the first live entry from {@code index} on, or -1. */
    static long nextLive(long keys, long index) {
        long count = nentries(keys);
        for (long i = Math.max(index, deletedBelow(keys)); i < count; i++) {
            if (value(entry(keys, i)) != NULL) return i;
        }
        return -1;
    }

    /** The index of the last live entry at or before {@code index}, or -1. */
    static long previousLive(long keys, long index) {
        long first = deletedBelow(keys);
        for (long i = Math.min(index, nentries(keys) - 1); i >= first; i--) {
            if (value(entry(keys, i)) != NULL) return i;
        }
        return -1;
    }

    /** Forgets the deleted entries at the end, from {@code count} on: they may be used again only after a resize, as their slots are. */
    static void truncate(long keys, long count) {
        Memory.putLong(keys + PyDictKeysObject.dk_nentries, count);
        if (deletedBelow(keys) > count) Memory.putInt(keys + PyDictKeysObject.dk_version, (int) count);
    }

    /** A table with 1 << log2 slots and the live entries of {@code keys}, which lose their references to it. */
    static long rebuilt(long keys, int log2) {
        long target = make(log2);
        long count = nentries(keys);
        for (long i = 0; i < count; i++) {
            long entry = entry(keys, i);
            if (value(entry) != NULL) append(target, hash(entry), key(entry), value(entry));
        }
        return target;
    }

    /** A copy of a table without deleted entries, with references of its own. */
    static long copy(long keys) {
        long copy = make(log2Size(keys));
        long end = entry(keys, nentries(keys));
        Memory.copy(keys, copy, end - keys);
        Memory.putLong(copy + PyDictKeysObject.dk_refcnt, 1);
        for (long entry = entries(keys); entry < end; entry += PyDictKeyEntry.SIZEOF) {
            References.incref(key(entry));
            References.incref(value(entry));
        }
        return copy;
    }

    /** Frees the block only. */
    static void free(long keys) {
        if (keys != EMPTY) Allocation.free(keys);
    }
}
