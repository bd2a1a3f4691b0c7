package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.memory.Memory;
import org.capi4j.module.SysInfo;
import org.capi4j.object.PyError;
import org.capi4j.type.FloatType;

/** {@code floatobject.h}: float. Packing writes IEEE 754 formats in either byte order ({@code le} non-zero: little-endian). */
@CApi
public final class PyFloat {
    private PyFloat() {}

    public static long PyFloat_GetInfo() {
        return SysInfo.floatInfo();
    }

    public static long PyFloat_FromDouble(double value) {
        return FloatType.of(value);
    }

    public static double PyFloat_AsDouble(@Nullable long object) {
        if (object == NULL) throw PyError.badArgument();
        return FloatType.asDouble(object);
    }

    public static long PyFloat_FromString(long object) {
        return FloatType.fromString(object);
    }

    public static double PyFloat_GetMax() {
        return Double.MAX_VALUE;
    }

    public static double PyFloat_GetMin() {
        return Double.MIN_NORMAL;
    }

    public static int PyFloat_Pack2(double value, long target, int le) {
        short bits = Float.floatToFloat16(toHalf(value));
        Memory.putShort(target, le != 0 ? bits : Short.reverseBytes(bits));
        return 0;
    }

    /** Rounds to 11 bits at once: by way of a float, rounded to odd, so that the second rounding is right. */
    private static float toHalf(double value) {
        float single = (float) value;
        if (single != value && Float.isFinite(single)) {
            float toward = Math.abs((double) single) > Math.abs(value) ? Math.nextAfter(single, 0) : single;
            single = Float.intBitsToFloat(Float.floatToRawIntBits(toward) | 1);
        }
        if (Double.isFinite(value) && Math.abs(value) >= 65520.0) throw PyError.overflowError("float too large to pack with e format");
        return single;
    }

    public static int PyFloat_Pack4(double value, long target, int le) {
        float single = (float) value;
        if (Float.isInfinite(single) && !Double.isInfinite(value)) throw PyError.overflowError("float too large to pack with f format");
        int bits = Float.floatToRawIntBits(single);
        Memory.putInt(target, le != 0 ? bits : Integer.reverseBytes(bits));
        return 0;
    }

    public static int PyFloat_Pack8(double value, long target, int le) {
        long bits = Double.doubleToRawLongBits(value);
        Memory.putLong(target, le != 0 ? bits : Long.reverseBytes(bits));
        return 0;
    }

    public static double PyFloat_Unpack2(long source, int le) {
        short bits = Memory.getShort(source);
        return Float.float16ToFloat(le != 0 ? bits : Short.reverseBytes(bits));
    }

    public static double PyFloat_Unpack4(long source, int le) {
        int bits = Memory.getInt(source);
        return Float.intBitsToFloat(le != 0 ? bits : Integer.reverseBytes(bits));
    }

    public static double PyFloat_Unpack8(long source, int le) {
        long bits = Memory.getLong(source);
        return Double.longBitsToDouble(le != 0 ? bits : Long.reverseBytes(bits));
    }
}
