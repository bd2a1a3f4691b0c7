package org.capi4j.type;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;

/** dict_valueiterator: see {@link DictIterator}. */
@BuiltinType("PyDictIterValue_Type")
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class DictIterValueType {
    private DictIterValueType() {}

    @Slot("tp_dealloc")
    static void dealloc(long self) {
        DictIterator.dealloc(self);
    }

    @Slot("tp_traverse")
    static int traverse(long self, long visit, long argument) {
        return DictIterator.traverse(self, visit, argument);
    }

    @Slot("tp_iternext")
    static long next(long self) {
        return DictIterator.next(self);
    }

    @Method("__length_hint__")
    static long lengthHint(long self) {
        return DictIterator.lengthHint(self);
    }

    @Method("__reduce__")
    static long reduce(long self) {
        return DictIterator.reduce(self);
    }
}
