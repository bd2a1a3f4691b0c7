package org.capi4j.type;

import org.capi4j.object.PyError;

/** float. */
public final class FloatType {
    private FloatType() {}

    public static long of(double value) {
        throw PyError.notImplemented("FloatType.of");
    }

    /** PyFloat_AsDouble: __float__, __index__. */
    public static double asDouble(long object) {
        throw PyError.notImplemented("FloatType.asDouble");
    }

    /** ob_fval of a float or subclass. */
    public static double value(long object) {
        throw PyError.notImplemented("FloatType.value");
    }
}
