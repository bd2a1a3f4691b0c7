package org.capi4j.capi;

import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.memory.Memory;
import org.capi4j.module.MarshalModule;

/** {@code marshal.h}: the functions on a {@code FILE *} are C's, above these. */
@CApi
public final class PyMarshal {
    private PyMarshal() {}

    public static long PyMarshal_WriteObjectToString(@Nullable long object, int version) {
        return MarshalModule.dumps(object, version);
    }

    public static long PyMarshal_ReadObjectFromString(long data, long length) {
        return MarshalModule.loads(Memory.getBytes(data, length), new int[1]);
    }

    public static long c4j_va_PyMarshal_WriteObject(long object, int version) {
        return MarshalModule.dumpsWhatGoes(object, version);
    }

    public static long c4j_va_PyMarshal_ReadObject(long data, long length, long used) {
        int[] count = new int[1];
        try {
            return MarshalModule.loads(Memory.getBytes(data, length), count);
        } finally {
            Memory.putLong(used, count[0]);
        }
    }
}
