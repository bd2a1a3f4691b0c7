package org.capi4j.module.io;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.module.Fields;
import org.capi4j.object.PyError;
import org.capi4j.type.DictType;
import org.capi4j.type.Singletons;
import org.capi4j.type.TypeLookup;


/** Instance dicts in the states of streams that are copied or pickled. */
final class StreamState {
    private StreamState() {}

    /** Updates the instance's dict; None has nothing. {@code message} is that for anything but a dict, without the class's name. */
    static void setDict(long self, long dict, String message) {
        if (dict == Singletons.NONE) return;
        if (!DictType.isInstance(dict)) throw PyError.typeError(message + TypeLookup.nameOf(dict));
        if (Fields.get(self, 0) == NULL) Fields.set(self, 0, DictType.copy(dict));
        else DictType.merge(Fields.get(self, 0), dict, true);
    }
}
