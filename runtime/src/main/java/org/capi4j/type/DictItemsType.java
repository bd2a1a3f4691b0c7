package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.object.BuiltinTypes;

/** dict_items: see {@link DictViews}. */
@BuiltinType("PyDictItems_Type")
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_hash", function = "PyObject_HashNotImplemented")
public final class DictItemsType {
    private DictItemsType() {}

    @Slot("tp_iter")
    static long iter(long self) {
        return DictViews.iter(self, BuiltinTypes.DICT_ITER_ITEM);
    }

    @Method("__reversed__")
    static long reversed(long self) {
        return DictViews.iter(self, BuiltinTypes.DICT_REV_ITER_ITEM);
    }

    @Slot("sq_contains")
    static int contains(long self, long key) {
        return DictViews.dict(self) != NULL && DictViews.containsItem(self, key) ? 1 : 0;
    }
}
