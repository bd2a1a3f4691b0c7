package org.capi4j.type;

import org.capi4j.object.PyError;

/** slice. */
public final class SliceType {
    private SliceType() {}

    /** NULL means None; borrowed. */
    public static long of(long start, long stop, long step) {
        throw PyError.notImplemented("SliceType.of");
    }

    /** start, stop, step, slice length: PySlice_Unpack and AdjustIndices. */
    public static long[] indices(long slice, long length) {
        throw PyError.notImplemented("SliceType.indices");
    }
}
