package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.Shim;
import org.capi4j.object.References;

/** Backward iterators of deques, laid out as {@link DequeIteratorType}. */
@BuiltinType(value = "c4j_DequeReverseIterator_Type", name = "_collections._deque_reverse_iterator", basicsize = 56, flags = 0x4100, references = 1, clears = false)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class DequeReverseIteratorType {
    static final long TYPE = Shim.symbol("c4j_DequeReverseIterator_Type");

    private DequeReverseIteratorType() {}

    @Slot("tp_new")
    public static long create(long type, long args, long kwargs) {
        return DequeIteratorType.create(type, args);
    }

    @Slot("tp_iternext")
    public static long next(long self) {
        long index = DequeIteratorType.step(self);
        if (index < 0) return NULL;
        long deque = Fields.get(self, DequeIteratorType.DEQUE);
        return References.newRef(DequeType.get(deque, DequeType.size(deque) - 1 - index));
    }

    @Method("__length_hint__")
    public static long lengthHint(long self) {
        return DequeIteratorType.lengthHint(self);
    }

    @Method("__reduce__")
    public static long reduce(long self) {
        return DequeIteratorType.reduce(self);
    }
}
