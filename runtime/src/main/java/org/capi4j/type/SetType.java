package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.PySetObject;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.layout.setentry;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** set and frozenset: what they have in common. {@link MutableSetType} and {@link FrozenSetType} are the type objects. */
public final class SetType {
    private SetType() {}

    /** A set; iterable may be NULL. */
    public static long make(long iterable) {
        return make(BuiltinTypes.SET, iterable);
    }

    public static long makeFrozen(long iterable) {
        return make(BuiltinTypes.FROZEN_SET, iterable);
    }

    /** An instance of {@code type} with the elements of {@code iterable}, which may be NULL. */
    static long make(long type, long iterable) {
        long set = Allocation.instance(type, 0);
        SetTable.init(set);
        if (iterable == NULL) return set;
        try {
            SetOperations.update(set, iterable);
        } catch (Throwable error) {
            References.decref(set);
            throw error;
        }
        return set;
    }

    /** As above, of set or frozenset itself where {@code like} is an instance of a derived class: what operators return. */
    static long makeLike(long like, long iterable) {
        return make(isInstance(like) ? BuiltinTypes.SET : BuiltinTypes.FROZEN_SET, iterable);
    }

    /** A set or a derived one. */
    public static boolean isInstance(long object) {
        return TypeLookup.isInstance(object, BuiltinTypes.SET);
    }

    public static boolean isFrozen(long object) {
        return TypeLookup.isInstance(object, BuiltinTypes.FROZEN_SET);
    }

    public static boolean isExact(long object) {
        return References.type(object) == BuiltinTypes.SET;
    }

    public static boolean isFrozenExact(long object) {
        return References.type(object) == BuiltinTypes.FROZEN_SET;
    }

    /** PyAnySet_CheckExact. */
    public static boolean isAnySetExact(long object) {
        return isExact(object) || isFrozenExact(object);
    }

    /** PyAnySet_Check. */
    public static boolean isAnySet(long object) {
        return isAnySetExact(object) || isInstance(object) || isFrozen(object);
    }

    /** _PySet_Update and PySet_Update's work: adds all elements of an iterable. */
    public static void update(long set, long iterable) {
        SetOperations.update(set, iterable);
    }

    /** False when it was there. */
    public static boolean add(long set, long item) {
        return SetTable.add(set, item, DictType.hash(item));
    }

    public static boolean contains(long set, long item) {
        return SetTable.contains(set, item, DictType.hash(item));
    }

    public static boolean discard(long set, long item) {
        return SetTable.discard(set, item, DictType.hash(item));
    }

    public static void clear(long set) {
        SetTable.clear(set);
    }

    public static long size(long set) {
        return SetTable.used(set);
    }

    /** As {@link DictType#next}: stores borrowed element and its hash; -1 at the end. */
    public static long next(long set, long position, long[] itemAndHash) {
        long index = position < 0 ? -1 : SetTable.next(set, position);
        if (index < 0) return -1;
        long entry = SetTable.entry(SetTable.table(set), index);
        itemAndHash[0] = SetTable.key(entry);
        itemAndHash[1] = SetTable.hash(entry);
        return index + 1;
    }

    /** An arbitrary element, removed: a new reference. The search begins where the last one ended. */
    public static long pop(long set) {
        if (size(set) == 0) throw DictMethods.emptyKeyError("pop from an empty set");
        long finger = Memory.getLong(set + PySetObject.finger) & SetTable.mask(set);
        long index = SetTable.next(set, finger);
        if (index < 0) index = SetTable.next(set, 0);
        Memory.putLong(set + PySetObject.finger, index + 1);
        return SetTable.remove(set, SetTable.entry(SetTable.table(set), index));
    }

    /** {@code item in set}: a set, which can't be hashed, is looked up as the equal frozenset. */
    static boolean containsAny(long set, long item) {
        try {
            return contains(set, item);
        } catch (PyError error) {
            long frozen = frozenForm(item, error);
            try {
                return contains(set, frozen);
            } finally {
                References.decref(frozen);
            }
        }
    }

    /** As {@link #containsAny} for removal. */
    static boolean discardAny(long set, long item) {
        try {
            return discard(set, item);
        } catch (PyError error) {
            long frozen = frozenForm(item, error);
            try {
                return discard(set, frozen);
            } finally {
                References.decref(frozen);
            }
        }
    }

    private static long frozenForm(long item, PyError error) {
        if (!isInstance(item) || !ExceptionType.matches(error, Exceptions.TypeError)) throw error;
        error.release();
        return makeFrozen(item);
    }

    static void dealloc(long self) {
        Allocation.gcUntrack(self);
        long owner = isFrozen(self) ? BuiltinTypes.FROZEN_SET : BuiltinTypes.SET;
        Trashcan.run(self, owner, SetType::release);
    }

    private static void release(long self) {
        if (Memory.getLong(self + PySetObject.weakreflist) != NULL) WeakrefType.clearAll(self);
        SetTable.destroy(self);
        Allocation.freeInstance(self);
    }

    static int traverse(long self, long visit, long argument) {
        if (SetTable.table(self) == NULL) return 0;
        for (long i = SetTable.next(self, 0); i >= 0; i = SetTable.next(self, i + 1)) {
            int stop = Traversal.visit(SetTable.key(SetTable.entry(SetTable.table(self), i)), visit, argument);
            if (stop != 0) return stop;
        }
        return 0;
    }

    static long repr(long self) {
        String name = TypeLookup.fullName(References.type(self));
        if (size(self) == 0) return Strings.of(name + "()");
        if (ReprGuard.enter(self)) return Strings.of(name + "(...)");
        try {
            String elements = reprOfElements(self);
            return Strings.of(isExact(self) ? elements : name + "(" + elements + ")");
        } finally {
            ReprGuard.leave(self);
        }
    }

    private static String reprOfElements(long self) {
        long list = Sequences.list(self);
        try {
            StringBuilder text = new StringBuilder("{");
            Items.appendReprs(text, ListType.items(list), ListType.size(list));
            return text.append('}').toString();
        } finally {
            References.decref(list);
        }
    }

    /** The hash of a frozenset: the same whatever the order. */
    static long frozenHash(long self) {
        long known = Memory.getLong(self + PySetObject.hash);
        if (known != -1) return known;
        long hash = 0;
        for (long i = SetTable.next(self, 0); i >= 0; i = SetTable.next(self, i + 1)) {
            hash ^= scatter(SetTable.hash(SetTable.entry(SetTable.table(self), i)));
        }
        hash ^= (size(self) + 1) * 1927868237L;
        hash ^= hash >>> 11 ^ hash >>> 25;
        hash = hash * 69069 + 907133923;
        if (hash == -1) hash = 590923713;
        Memory.putLong(self + PySetObject.hash, hash);
        return hash;
    }

    private static long scatter(long hash) {
        return (hash ^ 89869747 ^ hash << 16) * 3644798167L;
    }

    static long sizeOf(long self) {
        long size = Memory.getLong(References.type(self) + PyTypeObject.tp_basicsize);
        if (SetTable.table(self) != self + PySetObject.smalltable) size += (SetTable.mask(self) + 1) * setentry.SIZEOF;
        return LongType.of(size);
    }

    /** {@code (type, ([elements],), state)}. */
    static long reduce(long self) {
        long state = Calls.callMethod(self, "__getstate__");
        try {
            long elements = TupleType.steal(Sequences.list(self));
            return TupleType.steal(References.newRef(References.type(self)), elements, References.newRef(state));
        } finally {
            References.decref(state);
        }
    }
}
