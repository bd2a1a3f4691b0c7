package org.capi4j.type;

import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;

/** The C library's functions where Java's own round differently in the last place. */
final class NativeMath {
    private static final long POWER = Shim.symbol("c4j_float_power");
    private static final long HYPOT = Shim.symbol("c4j_float_hypot");
    private static final long COMPLEX_POWER = Shim.symbol("c4j_complex_power");

    private NativeMath() {}

    static double power(double base, double exponent) {
        return Double.longBitsToDouble(NativeCall.critical(POWER, Double.doubleToRawLongBits(base), Double.doubleToRawLongBits(exponent)));
    }

    static double hypot(double x, double y) {
        return Double.longBitsToDouble(NativeCall.critical(HYPOT, Double.doubleToRawLongBits(x), Double.doubleToRawLongBits(y)));
    }

    /** From {base, exponent}, both as real and imaginary part, to the result's parts in the first two places; false where there is none. */
    static boolean complexPower(double[] parts) {
        return NativeCall.critical(COMPLEX_POWER, parts) != 0;
    }
}
