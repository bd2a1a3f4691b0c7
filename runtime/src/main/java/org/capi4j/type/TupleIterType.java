package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.References;

/** tuple_iterator. */
@BuiltinType("PyTupleIter_Type")
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class TupleIterType {
    private TupleIterType() {}

    @Slot("tp_dealloc")
    static void dealloc(long self) {
        IndexIterator.dealloc(self);
    }

    @Slot("tp_traverse")
    static int traverse(long self, long visit, long argument) {
        return IndexIterator.traverse(self, visit, argument);
    }

    static long make(long tuple) {
        return IndexIterator.make(BuiltinTypes.TUPLE_ITER, tuple, 0);
    }

    @Slot("tp_iternext")
    static long next(long self) {
        long tuple = IndexIterator.sequence(self);
        if (tuple == NULL) return NULL;
        long index = IndexIterator.index(self);
        if (index >= TupleType.size(tuple)) return IndexIterator.exhaust(self);
        IndexIterator.setIndex(self, index + 1);
        return References.newRef(TupleType.get(tuple, index));
    }

    @Method("__length_hint__")
    static long lengthHint(long self) {
        long tuple = IndexIterator.sequence(self);
        return LongType.of(tuple == NULL ? 0 : TupleType.size(tuple) - IndexIterator.index(self));
    }

    @Method("__reduce__")
    static long reduce(long self) {
        return IndexIterator.reduce(self, "iter", TupleType.empty());
    }

    @Method("__setstate__")
    static long setState(long self, long state) {
        long index = LongType.asSsize(state);
        long tuple = IndexIterator.sequence(self);
        if (tuple != NULL) IndexIterator.setIndex(self, Math.max(0, Math.min(index, TupleType.size(tuple))));
        return Singletons.none();
    }
}
