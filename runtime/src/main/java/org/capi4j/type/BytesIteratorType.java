package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.Memory;

/** bytes_iterator. */
@BuiltinType("PyBytesIter_Type")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class BytesIteratorType {
    private BytesIteratorType() {}

    private static long length(long self) {
        long bytes = IndexIterator.sequence(self);
        return bytes == NULL ? 0 : BytesType.size(bytes);
    }

    @Slot("tp_iternext")
    static long next(long self) {
        long bytes = IndexIterator.sequence(self);
        if (bytes == NULL) return NULL;
        long index = IndexIterator.index(self);
        if (index >= BytesType.size(bytes)) return IndexIterator.exhaust(self);
        IndexIterator.setIndex(self, index + 1);
        return LongType.of(Memory.getUnsignedByte(BytesType.data(bytes) + index));
    }

    @Slot("tp_dealloc")
    static void dealloc(long self) {
        IndexIterator.dealloc(self);
    }

    @Slot("tp_traverse")
    static int traverse(long self, long visit, long argument) {
        return IndexIterator.traverse(self, visit, argument);
    }

    @Method("__length_hint__")
    static long lengthHint(long self) {
        return LongType.of(Math.max(0, length(self) - IndexIterator.index(self)));
    }

    @Method("__reduce__")
    static long reduce(long self) {
        return IndexIterator.reduce(self, "iter", TupleType.empty());
    }

    @Method("__setstate__")
    static long setState(long self, long state) {
        long index = LongType.asSsize(state);
        if (IndexIterator.sequence(self) != NULL) IndexIterator.setIndex(self, Math.max(0, Math.min(index, length(self))));
        return Singletons.none();
    }
}
