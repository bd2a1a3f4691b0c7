package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.Shim;
import org.capi4j.object.References;

/**
 * {@code itertools._grouper}: a run of {@link GroupbyType}.
 *
 * <pre>
 * 16 groupby
 * 24 key
 * </pre>
 */
@BuiltinType(value = "c4j_Grouper_Type", name = "itertools._grouper", basicsize = 32, flags = 0x4180)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class GrouperType {
    static final long TYPE = Shim.symbol("c4j_Grouper_Type");
    private static final int PARENT = 0;
    private static final int KEY = 1;

    private GrouperType() {}

    static long make(long parent, long key) {
        return Fields.make(TYPE, References.newRef(parent), References.newRef(key));
    }

    @Slot("tp_iternext")
    public static long next(long self) {
        return GroupbyType.nextOf(Fields.get(self, PARENT), self, Fields.get(self, KEY));
    }

    @Slot("tp_traverse")
    public static int traverse(long self, long visit, long argument) {
        return Fields.traverse(self, 2, visit, argument);
    }

    @Slot("tp_clear")
    public static void clear(long self) {
        Fields.clear(self, 2);
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        if (Fields.get(self, PARENT) != NULL) GroupbyType.forget(Fields.get(self, PARENT), self);
        Fields.dealloc(self, TYPE, 2);
    }
}
