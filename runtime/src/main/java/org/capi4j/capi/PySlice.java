package org.capi4j.capi;

import java.math.BigInteger;
import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.layout.PySliceObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.PyError;
import org.capi4j.type.LongType;
import org.capi4j.type.Singletons;
import org.capi4j.type.SliceType;

/** {@code sliceobject.h}: slice. */
@CApi
public final class PySlice {
    private PySlice() {}

    public static long PySlice_New(@Nullable long start, @Nullable long stop, @Nullable long step) {
        return SliceType.of(start, stop, step);
    }

    public static long _PySlice_FromIndices(long start, long stop) {
        return SliceType.of(start, stop);
    }

    public static int PySlice_Unpack(long slice, long start, long stop, long step) {
        long[] range = SliceType.unpack(slice);
        Memory.putLong(start, range[0]);
        Memory.putLong(stop, range[1]);
        Memory.putLong(step, range[2]);
        return 0;
    }

    public static long PySlice_AdjustIndices(long length, long start, long stop, long step) {
        long[] range = {Memory.getLong(start), Memory.getLong(stop), step};
        long count = SliceType.adjust(range, length);
        Memory.putLong(start, range[0]);
        Memory.putLong(stop, range[1]);
        return count;
    }

    public static int PySlice_GetIndicesEx(long slice, long length, long start, long stop, long step, long sliceLength) {
        PySlice_Unpack(slice, start, stop, step);
        Memory.putLong(sliceLength, PySlice_AdjustIndices(length, start, stop, Memory.getLong(step)));
        return 0;
    }

    /** The old form, which clips nothing: -1 without an error when a bound is out of range. */
    public static int PySlice_GetIndices(long slice, long length, long start, long stop, long step) {
        long by = bound(slice + PySliceObject.step, 1, 0);
        long from = bound(slice + PySliceObject.start, by < 0 ? length - 1 : 0, length);
        long to = bound(slice + PySliceObject.stop, by < 0 ? -1 : length, length);
        Memory.putLong(start, from);
        Memory.putLong(stop, to);
        Memory.putLong(step, by);
        return to > length || from >= length || by == 0 ? -1 : 0;
    }

    private static long bound(long field, long none, long length) {
        long object = Memory.getLong(field);
        if (object == Singletons.NONE) return none;
        long value = LongType.asSsize(object);
        return value < 0 ? value + length : value;
    }

    /** Stores new references to three ints. */
    public static int _PySlice_GetLongIndices(long slice, long length, long start, long stop, long step) {
        if (!LongType.isInstance(length)) throw PyError.badInternalCall();
        BigInteger[] range = SliceType.bigIndices(slice, LongType.asBigInteger(length));
        Memory.putLong(start, LongType.of(range[0]));
        Memory.putLong(stop, LongType.of(range[1]));
        Memory.putLong(step, LongType.of(range[2]));
        return 0;
    }
}
