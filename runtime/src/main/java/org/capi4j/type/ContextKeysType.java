package org.capi4j.type;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.Shim;

/** What {@code contextvars.Context.keys()} gives: a {@link ContextIterator}. */
@BuiltinType(value = "c4j_ContextKeys_Type", name = "keys", basicsize = ContextIterator.SIZEOF, flags = 0x4100)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
final class ContextKeysType {
    static final long TYPE = Shim.symbol("c4j_ContextKeys_Type");

    private ContextKeysType() {}

    @Slot("mp_length")
    static long length(long self) {
        return ContextIterator.length(self);
    }

    @Slot("tp_iternext")
    static long next(long self) {
        return ContextIterator.next(self);
    }

    @Slot("tp_traverse")
    static int traverse(long self, long visit, long argument) {
        return ContextIterator.traverse(self, visit, argument);
    }

    @Slot("tp_dealloc")
    static void dealloc(long self) {
        ContextIterator.dealloc(self);
    }
}
