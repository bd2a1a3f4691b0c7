package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.PyObject;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.Allocation;
import org.capi4j.object.References;

/**
 * What the iterators over a context's variables share. Their length is the whole context's, however far they have come.
 *
 * <pre>
 * | PyObject (16) | vars: the dict | iterator over it |
 * </pre>
 */
@BuiltinType(value = "c4j_ContextKeys_Type", name = "keys", basicsize = ContextIterator.SIZEOF, flags = 0x4100, references = 2, clears = false)
@BuiltinType(value = "c4j_ContextItems_Type", name = "items", basicsize = ContextIterator.SIZEOF, flags = 0x4100, references = 2, clears = false)
@BuiltinType(value = "c4j_ContextValues_Type", name = "values", basicsize = ContextIterator.SIZEOF, flags = 0x4100, references = 2, clears = false)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
final class ContextIterator {
    static final int SIZEOF = 32;

    static final long KEYS = Shim.symbol("c4j_ContextKeys_Type");
    static final long ITEMS = Shim.symbol("c4j_ContextItems_Type");
    static final long VALUES = Shim.symbol("c4j_ContextValues_Type");

    private static final long VARS = PyObject.SIZEOF;
    private static final long ITERATOR = VARS + 8;

    private ContextIterator() {}

    /** An iterator of {@code type} over {@code items}, the dict itself or a view of it, which is consumed. */
    static long make(long type, long vars, long items) {
        try {
            long iterator = Objects.iter(items);
            long made;
            try {
                made = Allocation.genericAlloc(type, 0);
            } catch (Throwable failure) {
                References.decref(iterator);
                throw failure;
            }
            Memory.putLong(made + VARS, References.newRef(vars));
            Memory.putLong(made + ITERATOR, iterator);
            return made;
        } finally {
            References.decref(items);
        }
    }

    @Slot("mp_length")
    static long length(long self) {
        return DictType.size(Memory.getLong(self + VARS));
    }

    @Slot("tp_iternext")
    static long next(long self) {
        long iterator = Memory.getLong(self + ITERATOR);
        return iterator == NULL ? NULL : Iterators.next(iterator);
    }
}
