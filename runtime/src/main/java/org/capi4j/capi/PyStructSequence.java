package org.capi4j.capi;

import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.type.StructSequenceType;

/** {@code structseq.h}: tuples with named fields. */
@CApi
public final class PyStructSequence {
    private PyStructSequence() {}

    public static long PyStructSequence_NewType(long description) {
        return StructSequenceType.newType(description);
    }

    public static long _PyStructSequence_NewType(long description, long flags) {
        return StructSequenceType.newType(description, flags);
    }

    public static void PyStructSequence_InitType(long type, long description) {
        StructSequenceType.initType(type, description, 0);
    }

    public static int PyStructSequence_InitType2(long type, long description) {
        StructSequenceType.initType(type, description, 0);
        return 0;
    }

    public static int _PyStructSequence_InitType(long type, long description, long flags) {
        StructSequenceType.initType(type, description, flags);
        return 0;
    }

    public static long PyStructSequence_New(long type) {
        return StructSequenceType.make(type);
    }

    public static long PyStructSequence_GetItem(long object, long index) {
        return StructSequenceType.get(object, index);
    }

    public static void PyStructSequence_SetItem(long object, long index, @Nullable long item) {
        StructSequenceType.init(object, index, item);
    }
}
