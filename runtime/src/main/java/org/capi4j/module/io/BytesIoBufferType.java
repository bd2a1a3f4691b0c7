package org.capi4j.module.io;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.Shim;
import org.capi4j.module.Fields;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Buffers;

/**
 * {@code _io._BytesIOBuffer}: gives out the memory of a {@link BytesIoType}, which has the size that it has while there are views.
 *
 * <pre>
 * 16 source
 * </pre>
 */
@BuiltinType(value = "_PyBytesIOBuffer_Type", references = 1, clears = false)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
public final class BytesIoBufferType {
    private static final long TYPE = Shim.symbol("_PyBytesIOBuffer_Type");

    private BytesIoBufferType() {}

    static long make(long source) {
        return Fields.make(TYPE, References.newRef(source));
    }

    @Slot("bf_getbuffer")
    static int getBuffer(long self, long view, int flags) {
        if (view == NULL) throw PyError.bufferError("bytesiobuf_getbuffer: view==NULL argument is obsolete");
        long source = Fields.get(self, 0);
        Buffers.fillInfo(view, self, BytesIoType.data(source), BytesIoType.size(source), false, flags);
        BytesIoType.countExports(source, 1);
        return 0;
    }

    @Slot("bf_releasebuffer")
    static void releaseBuffer(long self, long view) {
        BytesIoType.countExports(Fields.get(self, 0), -1);
    }
}
