package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Kind;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.layout.PyListObject;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/** list's operators and methods. Any comparison may change the list: loops look at its size again each time. */
@BuiltinType(value = "PyList_Type", part = true)
public final class ListMethods {
    private static final String[] SORT_ARGUMENTS = {"key", "reverse"};

    private ListMethods() {}

    @Slot({"sq_length", "mp_length"})
    static long length(long self) {
        return ListType.size(self);
    }

    @Slot("sq_item")
    static long item(long self, long index) {
        if (index < 0 || index >= ListType.size(self)) throw PyError.indexError("list index out of range");
        return References.newRef(ListType.get(self, index));
    }

    /** {@code value} NULL deletes. */
    @Slot("sq_ass_item")
    static void setItem(long self, long index, long value) {
        if (index < 0 || index >= ListType.size(self)) throw PyError.indexError("list assignment index out of range");
        if (value == NULL) ListSlices.assign(self, index, index + 1, NULL);
        else References.setRef(ListType.items(self) + 8 * index, References.newRef(value));
    }

    @Slot("sq_contains")
    static int contains(long self, long value) {
        return find(self, value, 0, Long.MAX_VALUE) >= 0 ? 1 : 0;
    }

    /** The index of the first item equal to {@code value} from {@code start} up to {@code stop}, or -1. */
    private static long find(long self, long value, long start, long stop) {
        for (long i = start; i < stop && i < ListType.size(self); i++) {
            if (isAt(self, i, value)) return i;
        }
        return -1;
    }

    private static boolean isAt(long self, long index, long value) {
        long item = ListType.get(self, index);
        if (item == value) return true;
        References.incref(item);
        try {
            return Objects.equal(item, value);
        } finally {
            References.decref(item);
        }
    }

    @Slot("sq_concat")
    static long concat(long self, long other) {
        if (!ListType.isInstance(other)) {
            throw PyError.typeError("can only concatenate list (not \"" + TypeLookup.fullNameOf(other) + "\") to list");
        }
        long left = ListType.size(self);
        long right = ListType.size(other);
        long list = ListType.make(left + right);
        Items.copy(ListType.items(self), ListType.items(list), left);
        Items.copy(ListType.items(other), ListType.items(list) + 8 * left, right);
        return list;
    }

    @Slot("sq_repeat")
    static long repeat(long self, long count) {
        long size = ListType.size(self);
        if (size == 0 || count <= 0) return ListType.make(0);
        long list = ListType.make(Items.product(size, count));
        Items.repeat(ListType.items(self), size, ListType.items(list), count);
        return list;
    }

    @Slot("sq_inplace_concat")
    static long extendInPlace(long self, long iterable) {
        extendWith(self, iterable);
        return References.newRef(self);
    }

    @Slot("sq_inplace_repeat")
    static long repeatInPlace(long self, long count) {
        long size = ListType.size(self);
        if (size == 0 || count == 1) return References.newRef(self);
        if (count < 1) {
            ListType.clear(self);
            return References.newRef(self);
        }
        ListType.resize(self, Items.product(size, count));
        long items = ListType.items(self);
        Items.repeat(items, size, items + 8 * size, count - 1);
        return References.newRef(self);
    }

    /** {@code list.extend}. */
    static void extendWith(long self, long iterable) {
        if (ListType.isExact(iterable) || TupleType.isExact(iterable) || iterable == self) extendFast(self, iterable);
        else extendFromIterator(self, iterable);
    }

    private static void extendFast(long self, long iterable) {
        long fast = Sequences.fast(iterable, "argument must be iterable");
        try {
            long count = Sequences.fastLength(fast);
            if (count == 0) return;
            long size = ListType.size(self);
            ListType.reserve(self, count);
            ListType.resize(self, size + count);
            Items.copy(Sequences.fastItems(fast), ListType.items(self) + 8 * size, count);
        } finally {
            References.decref(fast);
        }
    }

    private static void extendFromIterator(long self, long iterable) {
        long iterator = Objects.iter(iterable);
        try {
            long hint = Objects.lengthHint(iterable, 8);
            long size = ListType.size(self);
            if (ListType.items(self) == NULL) {
                ListType.reserve(self, hint);
            } else if (size <= Long.MAX_VALUE - hint) {
                ListType.resize(self, size + hint);
                ListType.setSize(self, size);
            }
            long item;
            while ((item = Objects.next(iterator)) != NULL) ListType.appendReserved(self, item);
            ListType.trim(self);
        } finally {
            References.decref(iterator);
        }
    }

    @Slot("mp_subscript")
    @Method(value = "__getitem__", coexist = true)
    static long subscript(long self, long key) {
        if (Numbers.isIndex(key)) {
            long index = Numbers.asSsize(key, Exceptions.IndexError);
            return item(self, index < 0 ? index + ListType.size(self) : index);
        }
        if (!SliceType.isInstance(key)) throw Items.indexTypeError("list", key);
        long[] range = SliceType.unpack(key);
        long count = SliceType.adjust(range, ListType.size(self));
        if (count <= 0) return ListType.make(0);
        if (range[2] == 1) return ListType.slice(self, range[0], range[0] + count);
        long list = ListType.make(count);
        Items.copyStep(ListType.items(self), range[0], range[2], ListType.items(list), count);
        return list;
    }

    @Slot("mp_ass_subscript")
    static void setSubscript(long self, long key, long value) {
        if (Numbers.isIndex(key)) {
            long index = Numbers.asSsize(key, Exceptions.IndexError);
            setItem(self, index < 0 ? index + ListType.size(self) : index, value);
            return;
        }
        if (!SliceType.isInstance(key)) throw Items.indexTypeError("list", key);
        long[] range = SliceType.unpack(key);
        long count = SliceType.adjust(range, ListType.size(self));
        if (range[2] == 1) {
            ListSlices.assign(self, range[0], range[1], value);
        } else if (value == NULL) {
            ListSlices.deleteStep(self, range[0], range[2], count);
        } else {
            ListSlices.assignStep(self, range[0], range[2], count, value);
        }
    }

    @Method("append")
    static long append(long self, long item) {
        ListType.append(self, item);
        return Singletons.none();
    }

    @Method("extend")
    static long extend(long self, long iterable) {
        extendWith(self, iterable);
        return Singletons.none();
    }

    @Method("insert")
    static long insert(long self, long args, long nargs) {
        Arguments.checkPositional("insert", nargs, 2, 2);
        ListType.insert(self, Arguments.ssize(Arguments.get(args, nargs, 0)), Arguments.get(args, nargs, 1));
        return Singletons.none();
    }

    @Method("pop")
    static long pop(long self, long args, long nargs) {
        Arguments.checkPositional("pop", nargs, 0, 1);
        long index = nargs == 0 ? -1 : Arguments.ssize(Arguments.get(args, nargs, 0));
        long size = ListType.size(self);
        if (size == 0) throw PyError.indexError("pop from empty list");
        if (index < 0) index += size;
        if (index < 0 || index >= size) throw PyError.indexError("pop index out of range");
        long item = References.newRef(ListType.get(self, index));
        if (index == size - 1) {
            ListType.resize(self, size - 1);
            References.decref(item);
        } else {
            ListSlices.assign(self, index, index + 1, NULL);
        }
        return item;
    }

    @Method("remove")
    static long remove(long self, long value) {
        long index = find(self, value, 0, Long.MAX_VALUE);
        if (index < 0) throw PyError.valueError("list.remove(x): x not in list");
        ListSlices.assign(self, index, index + 1, NULL);
        return Singletons.none();
    }

    @Method("index")
    static long index(long self, long args, long nargs) {
        Arguments.checkPositional("index", nargs, 1, 3);
        long value = Arguments.get(args, nargs, 0);
        long start = nargs > 1 ? SliceType.bound(Arguments.get(args, nargs, 1)) : 0;
        long stop = nargs > 2 ? SliceType.bound(Arguments.get(args, nargs, 2)) : Long.MAX_VALUE;
        if (start < 0) start = Math.max(start + ListType.size(self), 0);
        if (stop < 0) stop += ListType.size(self);
        long index = find(self, value, start, stop);
        if (index < 0) throw PyError.valueError(Objects.reprString(value) + " is not in list");
        return LongType.of(index);
    }

    @Method("count")
    static long count(long self, long value) {
        long count = 0;
        for (long i = 0; i < ListType.size(self); i++) {
            if (isAt(self, i, value)) count++;
        }
        return LongType.of(count);
    }

    @Method("clear")
    static long clear(long self) {
        ListType.clear(self);
        return Singletons.none();
    }

    @Method("copy")
    static long copy(long self) {
        return ListType.slice(self, 0, ListType.size(self));
    }

    @Method("reverse")
    static long reverse(long self) {
        ListType.reverse(self);
        return Singletons.none();
    }

    @Method("sort")
    static long sort(long self, long args, long nargs, long kwnames) {
        long[] given = Arguments.unpack("sort", SORT_ARGUMENTS, 0, 0, args, nargs, kwnames);
        long key = given[0] == Singletons.NONE ? NULL : given[0];
        ListSort.sort(self, key, given[1] != NULL && Arguments.integer(given[1]) != 0);
        return Singletons.none();
    }

    @Method("__reversed__")
    static long reversed(long self) {
        return ListRevIterType.make(self);
    }

    @Method("__sizeof__")
    static long sizeOf(long self) {
        long fixed = Memory.getLong(References.type(self) + PyTypeObject.tp_basicsize);
        return LongType.of(fixed + 8 * Math.max(0, Memory.getLong(self + PyListObject.allocated)));
    }

    @Method(value = "__class_getitem__", kind = Kind.CLASS)
    static long classGetItem(long type, long parameters) {
        return GenericAliasType.make(type, parameters);
    }
}
