package org.capi4j.capi;

import org.capi4j.export.CApi;
import org.capi4j.object.PyError;
import org.capi4j.type.DictType;
import org.capi4j.type.OrderedDictType;

/** {@code odictobject.h}: OrderedDict. */
@CApi
public final class PyODict {
    private PyODict() {}

    public static long PyODict_New() {
        return OrderedDictType.make();
    }

    public static int PyODict_SetItem(long dict, long key, long value) {
        DictType.require(dict);
        DictType.set(dict, key, value);
        return 0;
    }

    public static int PyODict_DelItem(long dict, long key) {
        DictType.require(dict);
        if (!DictType.delete(dict, key)) throw PyError.keyError(key);
        return 0;
    }
}
