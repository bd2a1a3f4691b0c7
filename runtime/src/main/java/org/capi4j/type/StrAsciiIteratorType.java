package org.capi4j.type;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.Shim;

/** str_ascii_iterator: what {@code iter} gives for an ASCII str. It differs from {@link StrIteratorType} only in its name. */
@BuiltinType(value = "_PyUnicodeASCIIIter_Type", name = "str_ascii_iterator", basicsize = 32, flags = 0x5180)
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class StrAsciiIteratorType {
    static final long TYPE = Shim.symbol("_PyUnicodeASCIIIter_Type");

    private StrAsciiIteratorType() {}

    @Slot("tp_iternext")
    static long next(long self) {
        return StrIteratorType.next(self);
    }

    @Slot("tp_dealloc")
    static void dealloc(long self) {
        StrIteratorType.dealloc(self);
    }

    @Slot("tp_traverse")
    static int traverse(long self, long visit, long argument) {
        return StrIteratorType.traverse(self, visit, argument);
    }

    @Method("__length_hint__")
    static long lengthHint(long self) {
        return StrIteratorType.lengthHint(self);
    }

    @Method("__reduce__")
    static long reduce(long self) {
        return StrIteratorType.reduce(self);
    }

    @Method("__setstate__")
    static long setState(long self, long state) {
        return StrIteratorType.setState(self, state);
    }
}
