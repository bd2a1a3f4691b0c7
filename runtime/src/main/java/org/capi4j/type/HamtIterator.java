package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.PyObject;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.Allocation;

/** What {@code hamt.keys()}, {@code items()} and {@code values()} give: around an iterator of a dict, NULL at its end. */
@BuiltinType(value = "c4j_HamtKeysType", name = "keys", basicsize = 168, flags = 0x4100, references = 1, clears = false)
@BuiltinType(value = "c4j_HamtItemsType", name = "items", basicsize = 168, flags = 0x4100, references = 1, clears = false)
@BuiltinType(value = "c4j_HamtValuesType", name = "values", basicsize = 168, flags = 0x4100, references = 1, clears = false)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
final class HamtIterator {
    static final long KEYS = Shim.symbol("c4j_HamtKeysType");
    static final long ITEMS = Shim.symbol("c4j_HamtItemsType");
    static final long VALUES = Shim.symbol("c4j_HamtValuesType");

    private HamtIterator() {}

    /** {@code iterator} is stolen. */
    static long make(long type, long iterator) {
        long made = Allocation.genericAlloc(type, 0);
        Memory.putLong(made + PyObject.SIZEOF, iterator);
        return made;
    }

    @Slot("tp_iternext")
    static long next(long self) {
        long iterator = Memory.getLong(self + PyObject.SIZEOF);
        return iterator == NULL ? NULL : Objects.next(iterator);
    }
}
