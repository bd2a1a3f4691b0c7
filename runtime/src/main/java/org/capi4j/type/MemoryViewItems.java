package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Slot;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyMemoryViewObject;
import org.capi4j.layout.Py_buffer;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/** memoryview's items: indexing, slicing, assignment, comparison, hash. */
@BuiltinType(value = "PyMemoryView_Type", part = true)
public final class MemoryViewItems {
    private MemoryViewItems() {}

    static ItemFormat format(long view) {
        String text = requireOneLetter(view);
        ItemFormat format = ItemFormat.of(text);
        if (format == null) throw PyError.of(Exceptions.NotImplementedError, "memoryview: format " + text + " not supported");
        return format;
    }

    private static String requireOneLetter(long view) {
        String text = Buffers.format(view);
        if (!ItemFormat.isOneLetter(text)) throw PyError.of(Exceptions.NotImplementedError, "memoryview: unsupported format " + text);
        return text;
    }

    @Slot({"sq_length", "mp_length"})
    public static long length(long self) {
        MemoryViewType.requireOpen(self);
        long view = MemoryViewType.view(self);
        return Buffers.dimensions(view) == 0 ? 1 : Buffers.extent(view, 0);
    }

    /** The address of the item at {@code index} of dimension {@code dimension}, {@code from} the address where that dimension starts. */
    private static long item(long view, long from, int dimension, long index) {
        long extent = Buffers.extent(view, dimension);
        long at = index < 0 ? index + extent : index;
        if (at < 0 || at >= extent) throw PyError.indexError("index out of bounds on dimension " + (dimension + 1));
        long item = from + at * Buffers.stride(view, dimension);
        return Buffers.follow(item, Memory.getLong(view + Py_buffer.suboffsets), dimension);
    }

    @Slot("sq_item")
    public static long getAt(long self, long index) {
        MemoryViewType.requireOpen(self);
        long view = MemoryViewType.view(self);
        ItemFormat format = format(view);
        if (Buffers.dimensions(view) == 0) throw PyError.typeError("invalid indexing of 0-dim memory");
        if (Buffers.dimensions(view) > 1) throw PyError.of(Exceptions.NotImplementedError, "multi-dimensional sub-views are not implemented");
        return format.get(item(view, Memory.getLong(view + Py_buffer.buf), 0, index));
    }

    /** One item of a view of one dimension after the other; the view must stay open. */
    @Slot("tp_iter")
    public static long iter(long self) {
        MemoryViewType.requireOpen(self);
        long view = MemoryViewType.view(self);
        requireOneLetter(view);
        if (Buffers.dimensions(view) == 0) throw PyError.typeError("invalid indexing of 0-dim memory");
        if (Buffers.dimensions(view) > 1) throw PyError.of(Exceptions.NotImplementedError, "multi-dimensional sub-views are not implemented");
        return MemoryIteratorType.make(self, Buffers.extent(view, 0));
    }

    private static boolean isTuple(long key) {
        return TypeLookup.hasFlag(References.type(key), Constants.Py_TPFLAGS_TUPLE_SUBCLASS);
    }

    private static boolean allOf(long tuple, java.util.function.LongPredicate test) {
        for (long i = 0; i < TupleType.size(tuple); i++) {
            if (!test.test(TupleType.get(tuple, i))) return false;
        }
        return true;
    }

    /** The item that a tuple of as many indices as dimensions names. */
    private static long item(long view, long tuple) {
        long count = TupleType.size(tuple);
        int dimensions = Buffers.dimensions(view);
        if (count > dimensions) throw PyError.typeError("cannot index " + dimensions + "-dimension view with " + count + "-element tuple");
        if (count < dimensions) throw PyError.of(Exceptions.NotImplementedError, "sub-views are not implemented");
        long item = Memory.getLong(view + Py_buffer.buf);
        for (int i = 0; i < count; i++) item = item(view, item, i, Numbers.asSsize(TupleType.get(tuple, i), Exceptions.IndexError));
        return item;
    }

    @Slot("mp_subscript")
    public static long getItem(long self, long key) {
        MemoryViewType.requireOpen(self);
        long view = MemoryViewType.view(self);
        if (Buffers.dimensions(view) == 0) {
            if (isTuple(key) && TupleType.size(key) == 0) return format(view).get(Memory.getLong(view + Py_buffer.buf));
            if (key == Singletons.ELLIPSIS) return References.newRef(self);
            throw PyError.typeError("invalid indexing of 0-dim memory");
        }
        if (Numbers.isIndex(key)) return getAt(self, Numbers.asSsize(key, Exceptions.IndexError));
        if (SliceType.isInstance(key)) return slice(self, key);
        if (isTuple(key) && allOf(key, Numbers::isIndex)) return format(view).get(item(view, key));
        if (isTuple(key) && allOf(key, SliceType::isInstance)) {
            throw PyError.of(Exceptions.NotImplementedError, "multi-dimensional slicing is not implemented");
        }
        throw PyError.typeError("memoryview: invalid slice key");
    }

    /** A new memoryview whose first dimension is cut. */
    static long slice(long self, long slice) {
        long sliced = MemoryViewType.make(Memory.getLong(self + PyMemoryViewObject.mbuf), MemoryViewType.view(self));
        try {
            cut(MemoryViewType.view(sliced), slice);
        } catch (Throwable failure) {
            References.decref(sliced); // or the buffer would be exported for ever
            throw failure;
        }
        MemoryViewType.initFlags(sliced);
        return sliced;
    }

    private static void cut(long view, long slice) {
        long[] range = SliceType.indices(slice, Buffers.extent(view, 0));
        long stride = Buffers.stride(view, 0);
        long offset = stride * range[0];
        long suboffsets = Memory.getLong(view + Py_buffer.suboffsets);
        if (suboffsets != NULL && Memory.getLong(suboffsets) >= 0) Memory.putLong(suboffsets, Memory.getLong(suboffsets) + offset);
        else Memory.putLong(view + Py_buffer.buf, Memory.getLong(view + Py_buffer.buf) + offset);
        Memory.putLong(Memory.getLong(view + Py_buffer.shape), range[3]);
        Memory.putLong(Memory.getLong(view + Py_buffer.strides), stride * range[2]);
        long length = Buffers.itemSize(view);
        for (int i = 0; i < Buffers.dimensions(view); i++) length *= Buffers.extent(view, i);
        Memory.putLong(view + Py_buffer.len, length);
    }

    @Slot("mp_ass_subscript")
    public static int setItem(long self, long key, long value) {
        MemoryViewType.requireOpen(self);
        long view = MemoryViewType.view(self);
        ItemFormat format = format(view);
        if (Memory.getInt(view + Py_buffer.readonly) != 0) throw PyError.typeError("cannot modify read-only memory");
        if (value == NULL) throw PyError.typeError("cannot delete memory");
        if (Buffers.dimensions(view) == 0) {
            boolean whole = key == Singletons.ELLIPSIS || isTuple(key) && TupleType.size(key) == 0;
            if (!whole) throw PyError.typeError("invalid indexing of 0-dim memory");
            format.put(Memory.getLong(view + Py_buffer.buf), value);
        } else if (Numbers.isIndex(key)) {
            if (Buffers.dimensions(view) > 1) throw PyError.of(Exceptions.NotImplementedError, "sub-views are not implemented");
            format.put(item(view, Memory.getLong(view + Py_buffer.buf), 0, Numbers.asSsize(key, Exceptions.IndexError)), value);
        } else if (SliceType.isInstance(key) && Buffers.dimensions(view) == 1) {
            setSlice(self, key, value);
        } else if (isTuple(key) && allOf(key, Numbers::isIndex)) {
            format.put(item(view, key), value);
        } else if (SliceType.isInstance(key) || isTuple(key) && allOf(key, SliceType::isInstance)) {
            throw PyError.of(
                    Exceptions.NotImplementedError, "memoryview slice assignments are currently restricted to ndim = 1");
        } else {
            throw PyError.typeError("memoryview: invalid slice key");
        }
        return 0;
    }

    private static void setSlice(long self, long slice, long value) {
        Buffers.require(value);
        long source = MemoryViewType.of(value);
        long target = NULL;
        try {
            target = slice(self, slice);
            copy(MemoryViewType.view(source), MemoryViewType.view(target));
        } finally {
            References.xdecref(target);
            References.decref(source);
        }
    }

    private static void copy(long source, long target) {
        boolean same = Buffers.dimensions(source) == 1
                && sameFormat(source, target)
                && Buffers.extent(source, 0) == Buffers.extent(target, 0);
        if (!same) throw PyError.valueError("memoryview assignment: lvalue and rvalue have different structures");
        long bytes = Buffers.length(source);
        long copy = Allocation.allocate(Math.max(bytes, 1));
        try {
            Buffers.toContiguous(copy, source, bytes, 'C');
            Buffers.fromContiguous(target, copy, bytes, 'C');
        } finally {
            Allocation.free(copy);
        }
    }

    private static boolean sameFormat(long left, long right) {
        return Buffers.itemSize(left) == Buffers.itemSize(right) && letter(left).equals(letter(right));
    }

    private static String letter(long view) {
        String format = Buffers.format(view);
        return format.startsWith("@") ? format.substring(1) : format;
    }

    @Slot("tp_richcompare")
    public static long richCompare(long left, long right, int op) {
        if (op != Constants.Py_EQ && op != Constants.Py_NE) return Singletons.notImplemented();
        boolean equal;
        if (MemoryViewType.isReleased(left)) {
            equal = left == right;
        } else {
            if (!Buffers.check(right)) return Singletons.notImplemented();
            if (References.type(right) == BuiltinTypes.MEMORY_VIEW && MemoryViewType.isReleased(right)) equal = left == right;
            else equal = equal(left, right);
        }
        return BoolType.of(equal == (op == Constants.Py_EQ));
    }

    private static boolean equal(long left, long right) {
        long other;
        try {
            other = MemoryViewType.of(right);
        } catch (PyError error) {
            error.release();
            return false;
        }
        try {
            return equalViews(MemoryViewType.view(left), MemoryViewType.view(other));
        } finally {
            References.decref(other);
        }
    }

    private static boolean equalViews(long left, long right) {
        int dimensions = Buffers.dimensions(left);
        if (dimensions != Buffers.dimensions(right)) return false;
        long items = 1;
        for (int i = 0; i < dimensions; i++) {
            if (Buffers.extent(left, i) != Buffers.extent(right, i)) return false;
            items *= Buffers.extent(left, i);
        }
        ItemFormat first = ItemFormat.of(Buffers.format(left));
        ItemFormat second = ItemFormat.of(Buffers.format(right));
        long[] index = new long[dimensions];
        for (long i = 0; i < items; i++) {
            if (!equalItems(first, Buffers.pointer(left, index), second, Buffers.pointer(right, index), left, right)) return false;
            Buffers.advance(left, index, false);
        }
        return true;
    }

    private static boolean equalItems(ItemFormat first, long left, ItemFormat second, long right, long leftView, long rightView) {
        if (first == null || second == null) {
            return StructItems.equal(Buffers.format(leftView), left, Buffers.itemSize(leftView), Buffers.format(rightView), right, Buffers.itemSize(rightView));
        }
        boolean bits = first == second && first != ItemFormat.FLOAT && first != ItemFormat.DOUBLE && first != ItemFormat.BOOL;
        if (bits) return Memory.compare(left, right, first.size) == 0;
        long a = first.get(left);
        long b = second.get(right);
        try {
            return Objects.equal(a, b);
        } finally {
            References.decref(a);
            References.decref(b);
        }
    }

    @Slot("tp_hash")
    public static long hash(long self) {
        long known = Memory.getLong(self + PyMemoryViewObject.hash);
        if (known != -1) return known;
        MemoryViewType.requireOpen(self);
        long view = MemoryViewType.view(self);
        if (Memory.getInt(view + Py_buffer.readonly) == 0) throw PyError.valueError("cannot hash writable memoryview object");
        ItemFormat format = ItemFormat.of(Buffers.format(view));
        if (format == null || !format.isByte()) throw PyError.valueError("memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
        long exporter = Memory.getLong(view + Py_buffer.obj);
        if (exporter != NULL) Objects.hash(exporter);
        long bytes = MemoryViewMethods.toBytes(view, 'C');
        try {
            long hash = Objects.hash(bytes);
            Memory.putLong(self + PyMemoryViewObject.hash, hash);
            return hash;
        } finally {
            References.decref(bytes);
        }
    }
}
