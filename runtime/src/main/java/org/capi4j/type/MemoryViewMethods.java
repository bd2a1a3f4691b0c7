package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Call;
import org.capi4j.export.Getter;
import org.capi4j.export.Method;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyMemoryViewObject;
import org.capi4j.layout.Py_buffer;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** memoryview's methods and attributes. */
@BuiltinType(value = "PyMemoryView_Type", part = true)
public final class MemoryViewMethods {
    private MemoryViewMethods() {}

    private static long open(long self) {
        MemoryViewType.requireOpen(self);
        return MemoryViewType.view(self);
    }

    @Method("release")
    public static long release(long self) {
        MemoryViewType.release(self);
        return Singletons.none();
    }

    @Method("__enter__")
    public static long enter(long self) {
        open(self);
        return References.newRef(self);
    }

    @Method(value = "__exit__", call = Call.VARARGS)
    public static long exit(long self, long args, long nargs) {
        return release(self);
    }

    /** A new bytes with the items in order C, F or A (Fortran only for a Fortran-contiguous view). */
    static long toBytes(long view, char order) {
        long bytes = BytesType.make(Buffers.length(view));
        char wanted = order == 'A' ? Buffers.isContiguous(view, 'F') && !Buffers.isContiguous(view, 'C') ? 'F' : 'C' : order;
        Buffers.toContiguous(BytesType.data(bytes), view, Buffers.length(view), wanted);
        return bytes;
    }

    @Method("tobytes")
    public static long toBytes(long self, long args, long nargs, long kwnames) {
        long[] values = KeywordArguments.parse("tobytes", args, nargs, kwnames, 0, 1, "order");
        char order = 'C';
        if (values[0] != NULL && values[0] != Singletons.NONE) {
            if (!ModuleType.isStr(values[0])) {
                throw PyError.typeError("tobytes() argument 'order' must be str or None, not " + TypeLookup.fullNameOf(values[0]));
            }
            String text = Strings.toJava(values[0]);
            open(self);
            if (!text.equals("C") && !text.equals("F") && !text.equals("A")) throw PyError.valueError("order must be 'C', 'F' or 'A'");
            order = text.charAt(0);
        }
        return toBytes(open(self), order);
    }

    @Method("hex")
    public static long hex(long self, long args, long nargs, long kwnames) {
        long[] given = ByteMethods.hexArguments(args, nargs, kwnames);
        long bytes = toBytes(open(self), 'C');
        try {
            return HexText.of(BytesType.data(bytes), BytesType.size(bytes), given[0], (int) given[1], false);
        } finally {
            References.decref(bytes);
        }
    }

    @Method("tolist")
    public static long toList(long self) {
        long view = open(self);
        ItemFormat format = MemoryViewItems.format(view);
        long start = Memory.getLong(view + Py_buffer.buf);
        return Buffers.dimensions(view) == 0 ? format.get(start) : toList(view, format, start, 0);
    }

    private static long toList(long view, ItemFormat format, long start, int dimension) {
        long extent = Buffers.extent(view, dimension);
        long list = ListType.make(extent);
        try {
            for (long i = 0; i < extent; i++) {
                long item = start + i * Buffers.stride(view, dimension);
                item = Buffers.follow(item, Memory.getLong(view + Py_buffer.suboffsets), dimension);
                boolean last = dimension == Buffers.dimensions(view) - 1;
                Memory.putLong(ListType.items(list) + 8 * i, last ? format.get(item) : toList(view, format, item, dimension + 1));
            }
            return list;
        } catch (Throwable failure) {
            References.decref(list);
            throw failure;
        }
    }

    @Method("toreadonly")
    public static long toReadOnly(long self) {
        long view = open(self);
        long copy = MemoryViewType.make(Memory.getLong(self + PyMemoryViewObject.mbuf), view);
        Memory.putInt(MemoryViewType.view(copy) + Py_buffer.readonly, 1);
        return copy;
    }

    @Method("cast")
    public static long cast(long self, long args, long nargs, long kwnames) {
        long[] values = KeywordArguments.parse("cast", args, nargs, kwnames, 1, 2, "format", "shape");
        if (!ModuleType.isStr(values[0])) throw PyError.typeError("cast() argument 'format' must be str, not " + Arguments.typeName(values[0]));
        long view = open(self);
        if (!MemoryViewType.hasFlag(self, Constants._Py_MEMORYVIEW_C)) {
            throw PyError.typeError("memoryview: casts are restricted to C-contiguous views");
        }
        boolean zeros = (values[1] != NULL || Buffers.dimensions(view) != 1) && hasZero(view);
        if (zeros) throw PyError.typeError("memoryview: cannot cast view with zeros in shape or strides");
        if (values[1] != NULL) requireDimensions(values[1], Buffers.dimensions(view));
        return cast(self, view, Strings.toJava(values[0]), values[1]);
    }

    private static boolean hasZero(long view) {
        for (int i = 0; i < Buffers.dimensions(view); i++) {
            if (Buffers.extent(view, i) == 0 || Buffers.stride(view, i) == 0) return true;
        }
        return false;
    }

    private static boolean isList(long object) {
        return TypeLookup.hasFlag(References.type(object), Constants.Py_TPFLAGS_LIST_SUBCLASS);
    }

    private static void requireDimensions(long shape, int dimensions) {
        if (!isList(shape) && !TypeLookup.hasFlag(References.type(shape), Constants.Py_TPFLAGS_TUPLE_SUBCLASS)) {
            throw PyError.typeError("shape must be a list or a tuple");
        }
        long count = isList(shape) ? ListType.size(shape) : TupleType.size(shape);
        if (count > Constants.PyBUF_MAX_NDIM) throw PyError.valueError("memoryview: number of dimensions must not exceed 64");
        if (dimensions != 1 && count != 1) throw PyError.typeError("memoryview: cast must be 1D -> ND or ND -> 1D");
    }

    private static long[] extents(long shape) {
        long[] extents = new long[(int) (isList(shape) ? ListType.size(shape) : TupleType.size(shape))];
        for (int i = 0; i < extents.length; i++) {
            long item = isList(shape) ? ListType.get(shape, i) : TupleType.get(shape, i);
            if (!LongType.isInstance(item)) throw PyError.typeError("memoryview.cast(): elements of shape must be integers");
            extents[i] = LongType.asSsize(item);
            if (extents[i] <= 0) throw PyError.valueError("memoryview.cast(): elements of shape must be integers > 0");
        }
        return extents;
    }

    private static long cast(long self, long view, String text, long shape) {
        ItemFormat format = ItemFormat.of(text);
        if (format == null) {
            throw PyError.valueError("memoryview: destination format must be a native single character format prefixed with an optional '@'");
        }
        ItemFormat source = ItemFormat.of(Buffers.format(view));
        if (source == null) {
            throw PyError.valueError("memoryview: source format must be a native single character format prefixed with an optional '@'");
        }
        if (!source.isByte() && !format.isByte()) throw PyError.typeError("memoryview: cannot cast between two non-byte formats");
        long length = Buffers.length(view);
        if (length % format.size != 0) throw PyError.typeError("memoryview: length is not a multiple of itemsize");
        long[] extents = shape != NULL ? extents(shape) : new long[] {length / format.size};
        return recast(self, view, text.startsWith("@"), format, fitting(extents, format.size, length));
    }

    private static long[] fitting(long[] extents, long itemSize, long length) {
        long product = itemSize;
        for (long extent : extents) {
            if (extent > Long.MAX_VALUE / Math.max(product, 1)) throw PyError.valueError("memoryview.cast(): product(shape) > SSIZE_MAX");
            product *= extent;
        }
        if (product != length) throw PyError.typeError("memoryview: product(shape) * itemsize != buffer size");
        return extents;
    }

    private static long recast(long self, long view, boolean prefixed, ItemFormat format, long[] extents) {
        long result = MemoryViewType.makeEmpty(Memory.getLong(self + PyMemoryViewObject.mbuf), extents.length);
        long target = MemoryViewType.view(result);
        Memory.copy(view, target, Py_buffer.SIZEOF);
        Memory.putLong(target + Py_buffer.obj, References.xnewRef(Memory.getLong(view + Py_buffer.obj)));
        Memory.putLong(target + Py_buffer.format, Shim.symbol("c4j_formats") + 4L * format.ordinal() + (prefixed ? 0 : 1));
        Memory.putLong(target + Py_buffer.itemsize, format.size);
        Memory.putInt(target + Py_buffer.ndim, extents.length);
        long shape = extents.length == 0 ? NULL : MemoryViewType.array(result, extents.length, 0);
        long strides = extents.length == 0 ? NULL : MemoryViewType.array(result, extents.length, 1);
        for (int i = 0; i < extents.length; i++) Memory.putLong(shape + 8L * i, extents[i]);
        Buffers.fillStrides(extents.length, shape, strides, format.size, 'C');
        Memory.putLong(target + Py_buffer.shape, shape);
        Memory.putLong(target + Py_buffer.strides, strides);
        Memory.putLong(target + Py_buffer.suboffsets, NULL);
        MemoryViewType.initFlags(result);
        return result;
    }

    @Getter("obj")
    public static long obj(long self) {
        long object = Memory.getLong(open(self) + Py_buffer.obj);
        return References.newRef(object == NULL ? Singletons.NONE : object);
    }

    @Getter("nbytes")
    public static long nbytes(long self) {
        return LongType.of(Buffers.length(open(self)));
    }

    @Getter("readonly")
    public static long readonly(long self) {
        return BoolType.of(Memory.getInt(open(self) + Py_buffer.readonly) != 0);
    }

    @Getter("itemsize")
    public static long itemsize(long self) {
        return LongType.of(Buffers.itemSize(open(self)));
    }

    @Getter("format")
    public static long format(long self) {
        return Strings.of(Buffers.format(open(self)));
    }

    @Getter("ndim")
    public static long ndim(long self) {
        return LongType.of(Buffers.dimensions(open(self)));
    }

    @Getter("shape")
    public static long shape(long self) {
        return numbers(open(self), Py_buffer.shape);
    }

    @Getter("strides")
    public static long strides(long self) {
        return numbers(open(self), Py_buffer.strides);
    }

    @Getter("suboffsets")
    public static long suboffsets(long self) {
        return numbers(open(self), Py_buffer.suboffsets);
    }

    private static long numbers(long view, long field) {
        long numbers = Memory.getLong(view + field);
        if (numbers == NULL) return TupleType.empty();
        long tuple = TupleType.make(Buffers.dimensions(view));
        for (int i = 0; i < Buffers.dimensions(view); i++) TupleType.init(tuple, i, LongType.of(Memory.getLong(numbers + 8L * i)));
        return tuple;
    }

    @Getter("c_contiguous")
    public static long cContiguous(long self) {
        open(self);
        return BoolType.of(MemoryViewType.hasFlag(self, Constants._Py_MEMORYVIEW_C));
    }

    @Getter("f_contiguous")
    public static long fContiguous(long self) {
        open(self);
        return BoolType.of(MemoryViewType.hasFlag(self, Constants._Py_MEMORYVIEW_FORTRAN));
    }

    @Getter("contiguous")
    public static long contiguous(long self) {
        open(self);
        return BoolType.of(MemoryViewType.hasFlag(self, Constants._Py_MEMORYVIEW_C | Constants._Py_MEMORYVIEW_FORTRAN));
    }
}
