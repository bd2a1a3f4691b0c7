package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.PyObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/**
 * set_iterator.
 *
 * <pre>
 * | PyObject (16) | set | used | position | left |
 * </pre>
 *
 * {@code set} is NULL when exhausted; {@code used} is the size at the start, -1 once it was seen to differ.
 */
@BuiltinType("PySetIter_Type")
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class SetIterType {
    private static final long SET = PyObject.SIZEOF;
    private static final long USED = SET + 8;
    private static final long POSITION = USED + 8;
    private static final long LEFT = POSITION + 8;

    private SetIterType() {}

    static long make(long set) {
        long iterator = Allocation.genericAlloc(BuiltinTypes.SET_ITER, 0);
        Memory.putLong(iterator + SET, References.newRef(set));
        Memory.putLong(iterator + USED, SetTable.used(set));
        Memory.putLong(iterator + LEFT, SetTable.used(set));
        return iterator;
    }

    @Slot("tp_dealloc")
    static void dealloc(long self) {
        Allocation.gcUntrack(self);
        References.clear(self + SET);
        Allocation.freeInstance(self);
    }

    @Slot("tp_traverse")
    static int traverse(long self, long visit, long argument) {
        return Traversal.visit(Memory.getLong(self + SET), visit, argument);
    }

    @Slot("tp_iternext")
    static long next(long self) {
        long set = Memory.getLong(self + SET);
        if (set == NULL) return NULL;
        if (Memory.getLong(self + USED) != SetTable.used(set)) {
            Memory.putLong(self + USED, -1);
            throw PyError.runtimeError("Set changed size during iteration");
        }
        long index = SetTable.next(set, Memory.getLong(self + POSITION));
        if (index < 0) {
            References.clear(self + SET);
            return NULL;
        }
        Memory.putLong(self + POSITION, index + 1);
        Memory.putLong(self + LEFT, Memory.getLong(self + LEFT) - 1);
        return References.newRef(SetTable.key(SetTable.entry(SetTable.table(set), index)));
    }

    @Method("__length_hint__")
    static long lengthHint(long self) {
        long set = Memory.getLong(self + SET);
        boolean valid = set != NULL && Memory.getLong(self + USED) == SetTable.used(set);
        return LongType.of(valid ? Memory.getLong(self + LEFT) : 0);
    }

    /** {@code (iter, ([what is left],))}, without moving this iterator on. */
    @Method("__reduce__")
    static long reduce(long self) {
        long copy = Allocation.genericAlloc(BuiltinTypes.SET_ITER, 0);
        long list;
        try {
            Memory.putLong(copy + SET, References.xnewRef(Memory.getLong(self + SET)));
            for (long field = USED; field <= LEFT; field += 8) Memory.putLong(copy + field, Memory.getLong(self + field));
            list = Sequences.list(copy);
        } finally {
            References.decref(copy);
        }
        return Reduced.iter(list, NULL);
    }
}
