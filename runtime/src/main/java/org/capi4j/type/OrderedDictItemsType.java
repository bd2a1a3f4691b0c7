package org.capi4j.type;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;

/** odict_items: a dict_items that is iterated in OrderedDict's way. */
@BuiltinType("PyODictItems_Type")
public final class OrderedDictItemsType {
    private OrderedDictItemsType() {}

    @Slot("tp_iter")
    static long iter(long self) {
        return OrderedDictIterType.make(DictViews.dict(self), OrderedDictIterType.ITEMS);
    }

    @Method("__reversed__")
    static long reversed(long self) {
        return OrderedDictIterType.make(DictViews.dict(self), OrderedDictIterType.ITEMS | OrderedDictIterType.REVERSED);
    }
}
