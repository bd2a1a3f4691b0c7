package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Slot;
import org.capi4j.object.PyError;

/** _io._BytesIOBuffer: what exports the buffer of a BytesIO. Only the C name is there: our BytesIO has its own way. */
@BuiltinType("_PyBytesIOBuffer_Type")
public final class BytesIoBufferType {
    private BytesIoBufferType() {}

    @Slot("bf_getbuffer")
    static int getBuffer(long self, long view, int flags) {
        if (view == NULL) throw PyError.bufferError("bytesiobuf_getbuffer: view==NULL argument is obsolete");
        throw PyError.bufferError("this _BytesIOBuffer belongs to no BytesIO");
    }
}
