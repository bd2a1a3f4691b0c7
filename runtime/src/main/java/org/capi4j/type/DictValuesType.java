package org.capi4j.type;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.object.BuiltinTypes;

/** dict_values: see {@link DictViews}. */
@BuiltinType("PyDictValues_Type")
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
public final class DictValuesType {
    private DictValuesType() {}

    @Slot("tp_iter")
    static long iter(long self) {
        return DictViews.iter(self, BuiltinTypes.DICT_ITER_VALUE);
    }

    @Method("__reversed__")
    static long reversed(long self) {
        return DictViews.iter(self, BuiltinTypes.DICT_REV_ITER_VALUE);
    }
}
