package org.capi4j.module.itertools;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.module.Fields;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.DictType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/**
 * {@code itertools.zip_longest}.
 *
 * <pre>
 * 16 iterators, a tuple; NULL for those at their end
 * 24 fill value
 * 32 how many iterators are not at their end
 * </pre>
 */
@BuiltinType(value = "c4j_ZipLongest_Type", name = "itertools.zip_longest", basicsize = 56, flags = Fields.FLAGS, references = 2)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class ZipLongestType {
    private static final int ITERATORS = 0;
    private static final int FILL = 1;
    private static final int ACTIVE = 2;

    private ZipLongestType() {}

    @Slot("tp_new")
    static long create(long type, long args, long kwargs) {
        long fill = Singletons.NONE;
        if (kwargs != NULL && DictType.size(kwargs) > 0) {
            fill = DictType.get(kwargs, "fillvalue");
            if (fill == NULL || DictType.size(kwargs) > 1) throw PyError.typeError("zip_longest() got an unexpected keyword argument");
        }
        long count = TupleType.size(args);
        long iterators = TupleType.make(count);
        try {
            for (long i = 0; i < count; i++) TupleType.init(iterators, i, Objects.iter(TupleType.get(args, i)));
        } catch (Throwable failure) {
            References.decref(iterators);
            throw failure;
        }
        long zip = Fields.make(type, iterators, References.newRef(fill));
        Fields.setNumber(zip, ACTIVE, count);
        return zip;
    }

    @Slot("tp_iternext")
    static long next(long self) {
        long iterators = Fields.get(self, ITERATORS);
        long count = TupleType.size(iterators);
        if (count == 0 || Fields.number(self, ACTIVE) == 0) return NULL;
        long result = TupleType.make(count);
        boolean complete = false;
        try {
            for (long i = 0; i < count; i++) {
                long item = item(self, iterators, i);
                if (item == NULL) return NULL;
                TupleType.init(result, i, item);
            }
            complete = true;
            return result;
        } finally {
            if (!complete) References.decref(result);
        }
    }

    /** The next item or the fill value; NULL when the last iterator has come to its end, all the others before. */
    private static long item(long self, long iterators, long index) {
        long iterator = TupleType.get(iterators, index);
        if (iterator == NULL) return References.newRef(Fields.get(self, FILL));
        long item;
        try {
            item = Objects.next(iterator);
        } catch (Throwable failure) {
            Fields.setNumber(self, ACTIVE, 0);
            throw failure;
        }
        if (item != NULL) return item;
        Fields.setNumber(self, ACTIVE, Fields.number(self, ACTIVE) - 1);
        if (Fields.number(self, ACTIVE) <= 0) return NULL;
        References.clear(TupleType.items(iterators) + 8 * index);
        return References.newRef(Fields.get(self, FILL));
    }

    /** Iterators at their end are replaced by empty tuples. */
    @Method("__reduce__")
    static long reduce(long self) {
        long iterators = Fields.get(self, ITERATORS);
        long arguments = TupleType.make(TupleType.size(iterators));
        for (long i = 0; i < TupleType.size(iterators); i++) {
            long iterator = TupleType.get(iterators, i);
            TupleType.init(arguments, i, iterator == NULL ? TupleType.empty() : References.newRef(iterator));
        }
        return IteratorArguments.reduced(self, arguments, References.newRef(Fields.get(self, FILL)));
    }

    @Method("__setstate__")
    static long setState(long self, long state) {
        Fields.set(self, FILL, References.newRef(state));
        return Singletons.none();
    }
}
