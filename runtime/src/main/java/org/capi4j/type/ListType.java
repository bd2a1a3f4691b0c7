package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyListObject;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.layout.PyVarObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/**
 * list: its storage, its slots and what other types use of it; operators and methods are in {@link ListMethods}.
 *
 * <pre>
 * | PyGC_Head (16) | ob_refcnt | ob_type | ob_size | ob_item | allocated |
 *                                                       |
 *                                                       +--> | item 0 | ... | item ob_size-1 | room for allocated-ob_size more |
 * </pre>
 *
 * {@code ob_item} is NULL while {@code allocated} is 0. During a sort {@code allocated} is -1: see {@link ListSort}.
 */
@BuiltinType("PyList_Type")
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_hash", function = "PyObject_HashNotImplemented")
@SlotRef(slot = "tp_alloc", function = "PyType_GenericAlloc")
@SlotRef(slot = "tp_new", function = "PyType_GenericNew")
public final class ListType {
    private ListType() {}

    /** PyList_New: items NULL. */
    public static long make(long size) {
        if (size < 0) throw PyError.badInternalCall();
        if (size > Long.MAX_VALUE / 8) throw PyError.memoryError();
        long list = Allocation.genericAlloc(BuiltinTypes.LIST, 0);
        if (size == 0) return list;
        try {
            long items = Allocation.allocate(8 * size);
            Memory.fill(items, 8 * size, (byte) 0);
            Memory.putLong(list + PyListObject.ob_item, items);
        } catch (PyError error) {
            References.decref(list);
            throw error;
        }
        Memory.putLong(list + PyListObject.allocated, size);
        setSize(list, size);
        return list;
    }

    /** Items are borrowed (increfed). */
    public static long of(long... items) {
        long list = make(items.length);
        for (int i = 0; i < items.length; i++) Items.set(items(list), i, References.newRef(items[i]));
        return list;
    }

    /** A list of the {@code count} references at {@code items}, which are borrowed. */
    static long fromItems(long items, long count) {
        long list = make(count);
        Items.copy(items, items(list), count);
        return list;
    }

    public static boolean isInstance(long object) {
        return TypeLookup.hasFlag(References.type(object), Constants.Py_TPFLAGS_LIST_SUBCLASS);
    }

    /** {@code SystemError} unless it is a list: what the C API answers. */
    public static void require(long object) {
        if (!isInstance(object)) throw PyError.badInternalCall();
    }

    public static boolean isExact(long object) {
        return References.type(object) == BuiltinTypes.LIST;
    }

    public static long size(long list) {
        return Memory.getLong(list + PyVarObject.ob_size);
    }

    static void setSize(long list, long size) {
        Memory.putLong(list + PyVarObject.ob_size, size);
    }

    static long allocated(long list) {
        return Memory.getLong(list + PyListObject.allocated);
    }

    /** Borrowed, no check. */
    public static long get(long list, long index) {
        return Items.get(items(list), index);
    }

    /** ob_item. */
    public static long items(long list) {
        return Memory.getLong(list + PyListObject.ob_item);
    }

    /** item is borrowed. */
    public static void append(long list, long item) {
        References.incref(item);
        appendSteal(list, item);
    }

    /** Takes over the reference to {@code item}, also when it fails. */
    static void appendSteal(long list, long item) {
        long size = size(list);
        try {
            resize(list, size + 1);
        } catch (PyError error) {
            References.decref(item);
            throw error;
        }
        Items.set(items(list), size, item);
    }

    /** As above; room that was reserved is used without giving any back. */
    static void appendReserved(long list, long item) {
        long size = size(list);
        if (size >= allocated(list)) {
            appendSteal(list, item);
            return;
        }
        Items.set(items(list), size, item);
        setSize(list, size + 1);
    }

    /** {@code list.insert}: the index is clipped. */
    public static void insert(long list, long index, long item) {
        long size = size(list);
        long at = Items.clip(index, size);
        resize(list, size + 1);
        long place = items(list) + 8 * at;
        Memory.copy(place, place + 8, 8 * (size - at));
        Memory.putLong(place, References.newRef(item));
    }

    /**
     * Gives the list room for {@code size} items and sets its size; new items are not set. Growing reserves an eighth more, shrinking
     * below half of the room gives some back.
     */
    static void resize(long list, long size) {
        long room = allocated(list);
        if (room >= size && size >= room >> 1) {
            setSize(list, size);
            return;
        }
        if (size > (Long.MAX_VALUE >> 4)) throw PyError.memoryError();
        long wanted = (size + (size >> 3) + 6) & ~3L;
        if (size - size(list) > wanted - size) wanted = (size + 3) & ~3L;
        if (size == 0) wanted = 0;
        setRoom(list, wanted);
        setSize(list, size);
    }

    private static void setRoom(long list, long room) {
        if (room == 0) {
            Allocation.free(items(list));
            Memory.putLong(list + PyListObject.ob_item, NULL);
        } else {
            long items = items(list);
            long moved = items == NULL ? Allocation.allocate(8 * room) : Allocation.reallocate(items, 8 * room);
            Memory.putLong(list + PyListObject.ob_item, moved);
        }
        Memory.putLong(list + PyListObject.allocated, room);
    }

    /** Room for the first items of an empty list: exactly that many, rounded up to two. */
    static void reserve(long list, long size) {
        if (size <= 0 || items(list) != NULL) return;
        if (size > (Long.MAX_VALUE >> 4)) throw PyError.memoryError();
        setRoom(list, (size + 1) & ~1L);
    }

    /** Gives back room that a wrong length hint took. */
    static void trim(long list) {
        if (size(list) < allocated(list)) resize(list, size(list));
    }

    /** {@code list.extend}. */
    public static void extend(long list, long iterable) {
        ListMethods.extendWith(list, iterable);
    }

    public static void reverse(long list) {
        Items.reverse(items(list), size(list));
    }

    /** {@code list.sort()}. */
    public static void sort(long list) {
        ListSort.sort(list, NULL, false);
    }

    /** PyList_SetSlice: value NULL deletes; bounds are clipped. */
    public static void setSlice(long list, long low, long high, long value) {
        ListSlices.assign(list, low, high, value);
    }

    /** PyList_GetSlice: bounds are clipped. */
    public static long slice(long list, long low, long high) {
        low = Math.max(0, Math.min(low, size(list)));
        high = Math.max(low, Math.min(high, size(list)));
        return fromItems(items(list) + 8 * low, high - low);
    }

    /** Empties the list; its items are released when it is in order again, as that may run any code. */
    @Slot("tp_clear")
    static int clear(long self) {
        long items = items(self);
        if (items == NULL) return 0;
        long size = size(self);
        setSize(self, 0);
        Memory.putLong(self + PyListObject.ob_item, NULL);
        Memory.putLong(self + PyListObject.allocated, 0);
        Items.release(items, size);
        Allocation.free(items);
        return 0;
    }

    @Slot("tp_dealloc")
    static void dealloc(long self) {
        Allocation.gcUntrack(self);
        Trashcan.run(self, BuiltinTypes.LIST, ListType::release);
    }

    private static void release(long self) {
        long items = items(self);
        if (items != NULL) {
            Items.release(items, size(self));
            Allocation.free(items);
        }
        Allocation.freeInstance(self);
    }

    @Slot("tp_traverse")
    static int traverse(long self, long visit, long argument) {
        return Traversal.visitBackwards(items(self), size(self), visit, argument);
    }

    /** The list may change while its items' reprs are made. */
    @Slot("tp_repr")
    static long repr(long self) {
        if (size(self) == 0) return Strings.of("[]");
        if (ReprGuard.enter(self)) return Strings.of("[...]");
        try {
            StringBuilder text = new StringBuilder("[");
            for (long i = 0; i < size(self); i++) {
                if (i > 0) text.append(", ");
                long item = References.newRef(get(self, i));
                try {
                    text.append(Objects.reprString(item));
                } finally {
                    References.decref(item);
                }
            }
            return Strings.of(text.append(']').toString());
        } finally {
            ReprGuard.leave(self);
        }
    }

    @Slot("tp_richcompare")
    static long richCompare(long self, long other, int op) {
        if (!isInstance(self) || !isInstance(other)) return Singletons.notImplemented();
        if (size(self) != size(other) && op == Constants.Py_EQ) return BoolType.of(false);
        if (size(self) != size(other) && op == Constants.Py_NE) return BoolType.of(true);
        for (long i = 0; i < size(self) && i < size(other); i++) {
            long left = get(self, i);
            long right = get(other, i);
            if (left == right) continue;
            References.incref(left);
            References.incref(right);
            try {
                if (Objects.equal(left, right)) continue;
                if (i >= size(self) || i >= size(other)) break;
                if (op == Constants.Py_EQ) return BoolType.of(false);
                if (op == Constants.Py_NE) return BoolType.of(true);
                return Objects.richCompare(left, right, op);
            } finally {
                References.decref(left);
                References.decref(right);
            }
        }
        return Items.compareSizes(size(self), size(other), op);
    }

    @Slot("tp_iter")
    static long iter(long self) {
        return ListIterType.make(self);
    }

    @Slot("tp_init")
    static void init(long self, long args, long kwargs) {
        if (References.type(self) == BuiltinTypes.LIST || inheritsNew(References.type(self))) {
            Arguments.noKeywords("list", kwargs);
        }
        long nargs = TupleType.size(args);
        Arguments.checkPositional("list", nargs, 0, 1);
        clear(self);
        if (nargs == 1) ListMethods.extendWith(self, TupleType.get(args, 0));
    }

    /** Keyword arguments are refused only where no derived {@code __new__} may want them. */
    private static boolean inheritsNew(long type) {
        long offset = PyTypeObject.tp_new;
        return Memory.getLong(type + offset) == Memory.getLong(BuiltinTypes.LIST + offset);
    }

    @Slot("tp_vectorcall")
    static long vectorcall(long type, long args, long nargsf, long kwnames) {
        long nargs = Arguments.count(nargsf);
        Arguments.noKeywordNames("list", kwnames);
        Arguments.checkPositional("list", nargs, 0, 1);
        long list = Allocation.instance(type, 0);
        try {
            if (nargs == 1) ListMethods.extendWith(list, Arguments.get(args, nargs, 0));
        } catch (Throwable error) {
            References.decref(list);
            throw error;
        }
        return list;
    }
}
