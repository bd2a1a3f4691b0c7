package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.References;

/** list_reverseiterator. */
@BuiltinType("PyListRevIter_Type")
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class ListRevIterType {
    private ListRevIterType() {}

    @Slot("tp_dealloc")
    static void dealloc(long self) {
        IndexIterator.dealloc(self);
    }

    @Slot("tp_traverse")
    static int traverse(long self, long visit, long argument) {
        return IndexIterator.traverse(self, visit, argument);
    }

    static long make(long list) {
        return IndexIterator.make(BuiltinTypes.LIST_REV_ITER, list, ListType.size(list) - 1);
    }

    @Slot("tp_iternext")
    static long next(long self) {
        long list = IndexIterator.sequence(self);
        if (list == NULL) return NULL;
        long index = IndexIterator.index(self);
        if (index >= 0 && index < ListType.size(list)) {
            IndexIterator.setIndex(self, index - 1);
            return References.newRef(ListType.get(list, index));
        }
        IndexIterator.setIndex(self, -1);
        return IndexIterator.exhaust(self);
    }

    @Method("__length_hint__")
    static long lengthHint(long self) {
        long list = IndexIterator.sequence(self);
        long length = IndexIterator.index(self) + 1;
        return LongType.of(list == NULL || ListType.size(list) < length ? 0 : length);
    }

    @Method("__reduce__")
    static long reduce(long self) {
        boolean exhausted = IndexIterator.sequence(self) == NULL;
        return IndexIterator.reduce(self, exhausted ? "iter" : "reversed", ListType.make(0));
    }

    @Method("__setstate__")
    static long setState(long self, long state) {
        long index = LongType.asSsize(state);
        long list = IndexIterator.sequence(self);
        if (list != NULL) IndexIterator.setIndex(self, Math.max(-1, Math.min(index, ListType.size(list) - 1)));
        return Singletons.none();
    }
}
