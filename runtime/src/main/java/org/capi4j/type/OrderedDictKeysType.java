package org.capi4j.type;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;

/** odict_keys: a dict_keys that is iterated in OrderedDict's way. */
@BuiltinType("PyODictKeys_Type")
public final class OrderedDictKeysType {
    private OrderedDictKeysType() {}

    @Slot("tp_iter")
    static long iter(long self) {
        return OrderedDictIterType.make(DictViews.dict(self), OrderedDictIterType.KEYS);
    }

    @Method("__reversed__")
    static long reversed(long self) {
        return OrderedDictIterType.make(DictViews.dict(self), OrderedDictIterType.KEYS | OrderedDictIterType.REVERSED);
    }
}
