package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.References;

/** list_iterator: sees a list that changes while it runs. */
@BuiltinType("PyListIter_Type")
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class ListIterType {
    private ListIterType() {}

    @Slot("tp_dealloc")
    static void dealloc(long self) {
        IndexIterator.dealloc(self);
    }

    @Slot("tp_traverse")
    static int traverse(long self, long visit, long argument) {
        return IndexIterator.traverse(self, visit, argument);
    }

    static long make(long list) {
        return IndexIterator.make(BuiltinTypes.LIST_ITER, list, 0);
    }

    @Slot("tp_iternext")
    static long next(long self) {
        long list = IndexIterator.sequence(self);
        if (list == NULL) return NULL;
        long index = IndexIterator.index(self);
        if (index >= ListType.size(list)) return IndexIterator.exhaust(self);
        IndexIterator.setIndex(self, index + 1);
        return References.newRef(ListType.get(list, index));
    }

    @Method("__length_hint__")
    static long lengthHint(long self) {
        long list = IndexIterator.sequence(self);
        return LongType.of(list == NULL ? 0 : Math.max(0, ListType.size(list) - IndexIterator.index(self)));
    }

    @Method("__reduce__")
    static long reduce(long self) {
        return IndexIterator.reduce(self, "iter", ListType.make(0));
    }

    @Method("__setstate__")
    static long setState(long self, long state) {
        long index = LongType.asSsize(state);
        long list = IndexIterator.sequence(self);
        if (list != NULL) IndexIterator.setIndex(self, Math.max(0, Math.min(index, ListType.size(list))));
        return Singletons.none();
    }
}
