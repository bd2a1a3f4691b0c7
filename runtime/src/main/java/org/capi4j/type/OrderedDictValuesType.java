package org.capi4j.type;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;

/** odict_values: a dict_values that is iterated in OrderedDict's way. */
@BuiltinType("PyODictValues_Type")
public final class OrderedDictValuesType {
    private OrderedDictValuesType() {}

    @Slot("tp_iter")
    static long iter(long self) {
        return OrderedDictIterType.make(DictViews.dict(self), OrderedDictIterType.VALUES);
    }

    @Method("__reversed__")
    static long reversed(long self) {
        return OrderedDictIterType.make(DictViews.dict(self), OrderedDictIterType.VALUES | OrderedDictIterType.REVERSED);
    }
}
