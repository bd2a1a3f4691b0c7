package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;
import java.util.function.LongUnaryOperator;
import org.capi4j.export.BuiltinType;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyASCIIObject;
import org.capi4j.layout.PyDictKeyEntry;
import org.capi4j.layout.PyDictObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/**
 * dict: look-up, insertion and deletion in the table that {@link DictKeys} describes; slots that any mapping has are here too,
 * methods in {@link DictMethods}.
 *
 * <pre>
 * | PyGC_Head (16) | ob_refcnt | ob_type | ma_used | ma_version_tag | ma_keys | ma_values (NULL) |
 * </pre>
 *
 * A comparison of keys may run any code, which may change the dict: a look-up then starts again. What a change drops is released
 * last. An exact dict is tracked by the collector only once it has held something that a cycle could go through. {@code ma_version_tag} gets a
 * number that no other dict has whenever the content changes; those that the C lanes give out have bit 63 set, Java's have not.
 */
@BuiltinType("PyDict_Type")
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_hash", function = "PyObject_HashNotImplemented")
@SlotRef(slot = "tp_alloc", function = "PyType_GenericAlloc")
public final class DictType {
    private static final AtomicLong VERSION = new AtomicLong();

    private DictType() {}

    /** An empty dict. */
    public static long make() {
        return untracked(withEmptyTable(Allocation.genericAlloc(BuiltinTypes.DICT, 0)));
    }

    /** A dict with room for {@code entries}: _PyDict_NewPresized. */
    public static long presized(long entries) {
        long dict = make();
        if (entries <= 5) return dict;
        try {
            Memory.putLong(dict + PyDictObject.ma_keys, DictKeys.make(DictKeys.log2For(Math.min(entries, 1 << 17))));
        } catch (PyError error) {
            References.decref(dict);
            throw error;
        }
        return dict;
    }

    private static long withEmptyTable(long dict) {
        Memory.putLong(dict + PyDictObject.ma_keys, DictKeys.EMPTY);
        touch(dict);
        return dict;
    }

    @Slot("tp_new")
    static long create(long type, long args, long kwargs) {
        long dict = withEmptyTable(Allocation.instance(type, 0));
        return type == BuiltinTypes.DICT ? untracked(dict) : dict;
    }

    private static long untracked(long dict) {
        Allocation.gcUntrack(dict);
        return dict;
    }

    /** The collector has to know a dict as soon as a cycle could go through it: CPython's {@code MAINTAIN_TRACKING}. */
    private static void watch(long dict, long key, long value) {
        if (Finalizers.isTracked(dict) || SharedReferents.isShared(dict)) return;
        if (Finalizers.mayBeTracked(value) || Finalizers.mayBeTracked(key)) Allocation.gcTrack(dict);
    }

    public static boolean isInstance(long object) {
        return TypeLookup.hasFlag(References.type(object), Constants.Py_TPFLAGS_DICT_SUBCLASS);
    }

    public static boolean isExact(long object) {
        return References.type(object) == BuiltinTypes.DICT;
    }

    /** {@code SystemError} unless it is a dict: what the C API answers. */
    public static void require(long object) {
        if (!isInstance(object)) throw PyError.badInternalCall();
    }

    /** ma_keys. */
    static long table(long dict) {
        return Memory.getLong(dict + PyDictObject.ma_keys);
    }

    /** Gives the dict another version tag: its content has changed. */
    static void touch(long dict) {
        Memory.putLong(dict + PyDictObject.ma_version_tag, VERSION.incrementAndGet());
    }

    /** The hash of a key, without a call for a str that knows its own. */
    static long hash(long key) {
        if (References.type(key) == BuiltinTypes.STR) {
            long known = Memory.getLong(key + PyASCIIObject.hash);
            return known != -1 ? known : StrType.hash(key);
        }
        return Objects.hash(key);
    }

    /** Borrowed, or NULL when missing; errors of hash and comparison are thrown. */
    public static long get(long dict, long key) {
        return get(dict, key, hash(key));
    }

    /** As above with the hash known. */
    public static long get(long dict, long key, long hash) {
        long index = find(dict, key, hash);
        return index < 0 ? NULL : DictKeys.value(DictKeys.entry(table(dict), index));
    }

    public static long get(long dict, String key) {
        long name = StrType.intern(key);
        try {
            return get(dict, name);
        } finally {
            References.decref(name);
        }
    }

    /** The index of the entry with {@code key}, or -1. */
    static long find(long dict, long key, long hash) {
        long index;
        do {
            index = findOnce(dict, table(dict), key, hash);
        } while (index == CHANGED);
        return index;
    }

    private static final long MISSING = -1;
    private static final long CHANGED = -3;

    private static long findOnce(long dict, long keys, long key, long hash) {
        boolean exactStr = References.type(key) == BuiltinTypes.STR;
        int log2 = DictKeys.log2Size(keys);
        long mask = (1L << log2) - 1;
        long entries = DictKeys.entries(keys);
        long at = hash & mask;
        long perturb = hash;
        while (true) {
            long index = DictKeys.slot(keys, log2, at);
            if (index == DictKeys.EMPTY_SLOT) return MISSING;
            if (index >= 0) {
                long entry = entries + index * PyDictKeyEntry.SIZEOF;
                long candidate = DictKeys.key(entry);
                if (candidate == key) return index;
                if (DictKeys.hash(entry) == hash) {
                    if (exactStr && References.type(candidate) == BuiltinTypes.STR) {
                        if (StrType.equal(candidate, key)) return index;
                    } else {
                        boolean same = equalKeys(candidate, key);
                        if (table(dict) != keys || DictKeys.key(entry) != candidate) return CHANGED;
                        if (same) return index;
                    }
                }
            }
            perturb = DictKeys.shift(perturb);
            at = DictKeys.probe(at, perturb, mask);
        }
    }

    /** The index of the entry that has this very key, which is there. */
    static long findEntry(long dict, long key) {
        long keys = table(dict);
        long index = DictKeys.nextLive(keys, 0);
        while (DictKeys.key(DictKeys.entry(keys, index)) != key) index = DictKeys.nextLive(keys, index + 1);
        return index;
    }

    private static boolean equalKeys(long candidate, long key) {
        References.incref(candidate);
        try {
            return Objects.richCompareBool(candidate, key, Constants.Py_EQ);
        } finally {
            References.decref(candidate);
        }
    }

    /** Both are borrowed. */
    public static void set(long dict, long key, long value) {
        set(dict, key, hash(key), value);
    }

    /** As above with the hash known. */
    public static void set(long dict, long key, long hash, long value) {
        long index = find(dict, key, hash);
        if (index < 0) {
            insert(dict, key, hash, value);
            return;
        }
        long place = DictKeys.entry(table(dict), index) + PyDictKeyEntry.me_value;
        if (Memory.getLong(place) == value) return;
        watch(dict, key, value);
        touch(dict);
        References.setRef(place, References.newRef(value));
    }

    public static void set(long dict, String key, long value) {
        long name = StrType.intern(key);
        try {
            set(dict, name, value);
        } finally {
            References.decref(name);
        }
    }

    /** Appends a key that isn't there. */
    private static void insert(long dict, long key, long hash, long value) {
        if (DictKeys.usable(table(dict)) <= 0) resize(dict, DictKeys.log2OfSlots(size(dict) * 3));
        DictKeys.append(table(dict), hash, References.newRef(key), References.newRef(value));
        setSize(dict, size(dict) + 1);
        watch(dict, key, value);
        touch(dict);
    }

    static void resize(long dict, int log2) {
        long old = table(dict);
        Memory.putLong(dict + PyDictObject.ma_keys, DictKeys.rebuilt(old, log2));
        DictKeys.free(old);
    }

    /** Makes room for {@code entries} in all. */
    static void reserve(long dict, long entries) {
        long keys = table(dict);
        if (entries - size(dict) > DictKeys.usable(keys)) resize(dict, DictKeys.log2For(entries));
    }

    /** False when missing. */
    public static boolean delete(long dict, long key) {
        return delete(dict, key, hash(key));
    }

    /** As above with the hash known. */
    public static boolean delete(long dict, long key, long hash) {
        long index = find(dict, key, hash);
        if (index < 0) return false;
        References.decref(take(dict, index));
        return true;
    }

    public static boolean delete(long dict, String key) {
        long name = StrType.intern(key);
        try {
            return delete(dict, name);
        } finally {
            References.decref(name);
        }
    }

    /** Removes an entry: the value, a new reference. */
    static long take(long dict, long index) {
        long keys = table(dict);
        long entry = DictKeys.entry(keys, index);
        long key = DictKeys.key(entry);
        long value = DictKeys.value(entry);
        DictKeys.remove(keys, index);
        setSize(dict, size(dict) - 1);
        touch(dict);
        References.decref(key);
        return value;
    }

    /** _PyDict_Pop: a new reference to the removed value, or NULL when missing. */
    public static long pop(long dict, long key) {
        if (size(dict) == 0) return NULL;
        long index = find(dict, key, hash(key));
        return index < 0 ? NULL : take(dict, index);
    }

    /** Borrowed result. */
    public static long setDefault(long dict, long key, long value) {
        long hash = hash(key);
        long index = find(dict, key, hash);
        if (index >= 0) return DictKeys.value(DictKeys.entry(table(dict), index));
        insert(dict, key, hash, value);
        return value;
    }

    public static boolean contains(long dict, long key) {
        return find(dict, key, hash(key)) >= 0;
    }

    public static long size(long dict) {
        return Memory.getLong(dict + PyDictObject.ma_used);
    }

    private static void setSize(long dict, long size) {
        Memory.putLong(dict + PyDictObject.ma_used, size);
    }

    /**
     * Gives an exact dict that never had an entry a copy of the table of {@code other}, where that is as small as can be and nothing in it is
     * deleted: whether it has.
     */
    static boolean takeCopyOfTable(long dict, long other) {
        long keys = table(other);
        boolean dense = DictKeys.nentries(keys) == size(other) && DictKeys.log2Size(keys) == DictKeys.log2For(size(other));
        if (!dense || !isExact(dict) || table(dict) != DictKeys.EMPTY || SharedReferents.isShared(other)) return false;
        Memory.putLong(dict + PyDictObject.ma_keys, DictKeys.copy(keys));
        setSize(dict, size(other));
        touch(dict);
        if (Finalizers.isTracked(other) && !Finalizers.isTracked(dict) && !SharedReferents.isShared(dict)) Allocation.gcTrack(dict);
        return true;
    }

    /** Iteration: the next position, or -1 at the end; borrowed key and value are stored. Start with 0. */
    public static long next(long dict, long position, long[] keyAndValue) {
        long keys = table(dict);
        long index = position < 0 ? -1 : DictKeys.nextLive(keys, position);
        if (index < 0) return -1;
        long entry = DictKeys.entry(keys, index);
        keyAndValue[0] = DictKeys.key(entry);
        keyAndValue[1] = DictKeys.value(entry);
        return index + 1;
    }

    /** The hash of the entry just before {@code position}, as {@link #next} returned it. */
    public static long hashBefore(long dict, long position) {
        return DictKeys.hash(DictKeys.entry(table(dict), position - 1));
    }

    /**
     * PyDict_Next: as {@link #next(long, long, long[])} on C's variables; {@code key}, {@code value} and {@code hash} may be NULL.
     * False at the end.
     */
    public static boolean next(long dict, long position, long key, long value, long hash) {
        long keys = table(dict);
        long at = Memory.getLong(position);
        long index = at < 0 ? -1 : DictKeys.nextLive(keys, at);
        if (index < 0) return false;
        long entry = DictKeys.entry(keys, index);
        Memory.putLong(position, index + 1);
        if (key != NULL) Memory.putLong(key, DictKeys.key(entry));
        if (value != NULL) Memory.putLong(value, DictKeys.value(entry));
        if (hash != NULL) Memory.putLong(hash, DictKeys.hash(entry));
        return true;
    }

    /** _PyDict_DelItemIf: deletes {@code key} when {@code condition} holds for its value (borrowed); false when it doesn't. */
    public static boolean deleteIf(long dict, long key, LongPredicate condition) {
        long hash = hash(key);
        long value = get(dict, key, hash);
        if (value == NULL) throw PyError.keyError(key);
        if (!condition.test(value)) return false;
        return delete(dict, key, hash);
    }

    /** _PyDict_HasOnlyStringKeys. */
    public static boolean hasOnlyStringKeys(long dict) {
        return DictMerge.hasOnlyStringKeys(dict);
    }

    /** _PyDict_MergeEx: {@code clash} is 0 to keep, 1 to override, 2 for KeyError. */
    public static void merge(long dict, long other, int clash) {
        DictMerge.merge(dict, other, DictMerge.Clash.values()[Math.max(0, Math.min(clash, 2))]);
    }

    /** PyDict_MergeFromSeq2. */
    public static void mergePairs(long dict, long pairs, boolean override) {
        DictMerge.mergePairs(dict, pairs, override);
    }

    public static void clear(long dict) {
        long keys = table(dict);
        if (keys == DictKeys.EMPTY) return;
        Memory.putLong(dict + PyDictObject.ma_keys, DictKeys.EMPTY);
        setSize(dict, 0);
        touch(dict);
        releaseTable(keys);
    }

    private static void releaseTable(long keys) {
        long count = DictKeys.nentries(keys);
        for (long i = 0; i < count; i++) {
            long entry = DictKeys.entry(keys, i);
            References.xdecref(DictKeys.key(entry));
            References.xdecref(DictKeys.value(entry));
        }
        DictKeys.free(keys);
    }

    /** PyDict_Copy: always an exact dict. */
    public static long copy(long dict) {
        long copy = make();
        try {
            merge(copy, dict, true);
        } catch (Throwable error) {
            References.decref(copy);
            throw error;
        }
        return copy;
    }

    /** PyDict_Merge. */
    public static void merge(long dict, long other, boolean override) {
        DictMerge.merge(dict, other, override ? DictMerge.Clash.OVERRIDE : DictMerge.Clash.KEEP);
    }

    /** A list. */
    public static long keys(long dict) {
        return list(dict, DictType::keyOf);
    }

    /** A list of pairs. */
    public static long items(long dict) {
        return list(dict, DictType::pairOf);
    }

    /** A list. */
    public static long values(long dict) {
        return list(dict, DictType::valueOf);
    }

    private static long keyOf(long entry) {
        return References.newRef(DictKeys.key(entry));
    }

    private static long valueOf(long entry) {
        return References.newRef(DictKeys.value(entry));
    }

    private static long pairOf(long entry) {
        return TupleType.of(DictKeys.key(entry), DictKeys.value(entry));
    }

    /** Allocation may run the garbage collector, which may change the dict: then once more. */
    private static long list(long dict, LongUnaryOperator element) {
        long count = size(dict);
        long list = ListType.make(count);
        try {
            if (size(dict) == count) {
                long at = 0;
                for (long i = DictKeys.nextLive(table(dict), 0); i >= 0 && at < count; i = DictKeys.nextLive(table(dict), i + 1)) {
                    Items.set(ListType.items(list), at++, element.applyAsLong(DictKeys.entry(table(dict), i)));
                }
                if (at == count) return list;
            }
        } catch (Throwable error) {
            References.decref(list);
            throw error;
        }
        References.decref(list);
        return list(dict, element);
    }

    @Slot("tp_dealloc")
    static void dealloc(long self) {
        Allocation.gcUntrack(self);
        Trashcan.run(self, BuiltinTypes.DICT, DictType::release);
    }

    static void release(long self) {
        long keys = table(self);
        Memory.putLong(self + PyDictObject.ma_keys, DictKeys.EMPTY);
        if (keys != NULL && keys != DictKeys.EMPTY) releaseTable(keys);
        Allocation.freeInstance(self);
    }

    @Slot("tp_traverse")
    static int traverse(long self, long visit, long argument) {
        long keys = table(self);
        if (keys == NULL) return 0;
        long count = DictKeys.nentries(keys);
        for (long i = 0; i < count; i++) {
            int stop = Traversal.visitAll(DictKeys.entry(keys, i) + PyDictKeyEntry.me_key, 2, visit, argument);
            if (stop != 0) return stop;
        }
        return 0;
    }

    @Slot("tp_clear")
    static int clearSlot(long self) {
        clear(self);
        return 0;
    }

    @Slot("tp_iter")
    static long iter(long self) {
        return DictIterator.make(BuiltinTypes.DICT_ITER_KEY, self);
    }

    @Slot("tp_init")
    static void init(long self, long args, long kwargs) {
        DictMerge.updateFromCall("dict", self, args, kwargs);
    }

    @Slot("tp_vectorcall")
    static long vectorcall(long type, long args, long nargsf, long kwnames) {
        long nargs = Arguments.count(nargsf);
        Arguments.checkPositional("dict", nargs, 0, 1);
        long dict = create(type, NULL, NULL);
        try {
            if (nargs == 1) DictMerge.update(dict, Arguments.get(args, nargs, 0));
            for (long i = 0; kwnames != NULL && i < TupleType.size(kwnames); i++) {
                set(dict, TupleType.get(kwnames, i), Memory.getLong(args + 8 * (nargs + i)));
            }
        } catch (Throwable error) {
            References.decref(dict);
            throw error;
        }
        return dict;
    }
}
