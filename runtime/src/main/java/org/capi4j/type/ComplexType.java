package org.capi4j.type;

import org.capi4j.object.PyError;

/** complex. */
public final class ComplexType {
    private ComplexType() {}

    public static long of(double real, double imaginary) {
        throw PyError.notImplemented("ComplexType.of");
    }
}
