package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.object.BuiltinTypes;

/** dict_keys: see {@link DictViews}. */
@BuiltinType("PyDictKeys_Type")
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_hash", function = "PyObject_HashNotImplemented")
public final class DictKeysType {
    private DictKeysType() {}

    @Slot("tp_iter")
    static long iter(long self) {
        return DictViews.iter(self, BuiltinTypes.DICT_ITER_KEY);
    }

    @Method("__reversed__")
    static long reversed(long self) {
        return DictViews.iter(self, BuiltinTypes.DICT_REV_ITER_KEY);
    }

    @Slot("sq_contains")
    static int contains(long self, long key) {
        return DictViews.dict(self) != NULL && DictType.contains(DictViews.dict(self), key) ? 1 : 0;
    }
}
