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
 * memory_iterator: the items of a memoryview of one dimension.
 *
 * <pre>
 * | PyObject (16) | index | length at the start | memoryview, NULL when exhausted |
 * </pre>
 */
@BuiltinType(value = "_PyMemoryIter_Type", name = "memory_iterator", basicsize = 48, flags = 0x4180)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class MemoryIteratorType {
    private static final long TYPE = Shim.symbol("_PyMemoryIter_Type");
    private static final long INDEX = PyObject.SIZEOF;
    private static final long LENGTH = INDEX + 8;
    private static final long VIEW = LENGTH + 8;

    private MemoryIteratorType() {}

    static long make(long view, long length) {
        long iterator = Allocation.genericAlloc(TYPE, 0);
        Memory.putLong(iterator + LENGTH, length);
        Memory.putLong(iterator + VIEW, References.newRef(view));
        return iterator;
    }

    @Slot("tp_dealloc")
    static void dealloc(long self) {
        Allocation.gcUntrack(self);
        References.clear(self + VIEW);
        Allocation.freeInstance(self);
    }

    @Slot("tp_traverse")
    static int traverse(long self, long visit, long argument) {
        return Traversal.visit(Memory.getLong(self + VIEW), visit, argument);
    }

    @Slot("tp_iternext")
    static long next(long self) {
        long view = Memory.getLong(self + VIEW);
        if (view == NULL) return NULL;
        long index = Memory.getLong(self + INDEX);
        if (index < Memory.getLong(self + LENGTH)) {
            Memory.putLong(self + INDEX, index + 1);
            return MemoryViewItems.getAt(view, index);
        }
        References.clear(self + VIEW);
        return NULL;
    }
}
