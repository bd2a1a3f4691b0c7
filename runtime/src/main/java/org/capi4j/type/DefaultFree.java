package org.capi4j.type;

import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.References;

/** Frees an object's memory through its type's {@code tp_free}, as every {@code tp_dealloc} does in the end. */
final class DefaultFree {
    private DefaultFree() {}

    static void free(long object) {
        FunctionCall.run(Memory.getLong(References.type(object) + PyTypeObject.tp_free), object);
    }
}
