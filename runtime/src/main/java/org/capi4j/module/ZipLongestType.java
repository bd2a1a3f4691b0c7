package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.Shim;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.DictType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/**
 * {@code itertools.zip_longest}: as zip, until the longest iterable ends.
 *
 * <pre>
 * 16 iterators, a tuple that others never see, None for those that have ended
 * 24 what stands for missing items
 * 32 how many have not ended
 * </pre>
 */
@BuiltinType(value = "c4j_ZipLongest_Type", name = "itertools.zip_longest", basicsize = 40, flags = Fields.FLAGS)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class ZipLongestType {
    static final long TYPE = Shim.symbol("c4j_ZipLongest_Type");
    private static final int ITERATORS = 0;
    private static final int FILL = 1;
    private static final int ACTIVE = 2;

    private ZipLongestType() {}

    @Slot("tp_new")
    public static long create(long type, long args, long kwargs) {
        long count = TupleType.size(args);
        long iterators = TupleType.make(count);
        try {
            long fill = fill(kwargs);
            for (long i = 0; i < count; i++) TupleType.init(iterators, i, Objects.iter(TupleType.get(args, i)));
            long zip = Fields.make(type, References.newRef(iterators), References.newRef(fill));
            Fields.setNumber(zip, ACTIVE, count);
            return zip;
        } finally {
            References.decref(iterators);
        }
    }

    private static long fill(long kwargs) {
        if (kwargs == NULL || DictType.size(kwargs) == 0) return Singletons.NONE;
        long fill = DictType.get(kwargs, "fillvalue");
        if (fill == NULL || DictType.size(kwargs) > 1) throw PyError.typeError("zip_longest() got an unexpected keyword argument");
        return fill;
    }

    @Slot("tp_iternext")
    public static long next(long self) {
        if (Fields.number(self, ACTIVE) == 0) return NULL;
        long iterators = Fields.get(self, ITERATORS);
        long items = TupleType.make(TupleType.size(iterators));
        try {
            for (long i = 0; i < TupleType.size(iterators); i++) {
                TupleType.init(items, i, item(self, iterators, i));
                if (Fields.number(self, ACTIVE) == 0) return NULL;
            }
            return References.newRef(items);
        } catch (PyError error) {
            Fields.setNumber(self, ACTIVE, 0);
            throw error;
        } finally {
            References.decref(items);
        }
    }

    private static long item(long self, long iterators, long index) {
        long iterator = TupleType.get(iterators, index);
        long item = iterator == Singletons.NONE ? NULL : Objects.next(iterator);
        if (item != NULL) return item;
        if (iterator != Singletons.NONE) {
            Fields.setNumber(self, ACTIVE, Fields.number(self, ACTIVE) - 1);
            TupleType.init(iterators, index, Singletons.none());
            References.decref(iterator);
        }
        return References.newRef(Fields.get(self, FILL));
    }

    @Slot("tp_traverse")
    public static int traverse(long self, long visit, long argument) {
        return Fields.traverse(self, 2, visit, argument);
    }

    @Slot("tp_clear")
    public static void clear(long self) {
        Fields.clear(self, 2);
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        Fields.dealloc(self, TYPE, 2);
    }
}
