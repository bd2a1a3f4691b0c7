package org.capi4j.capi;

import org.capi4j.export.CApi;
import org.capi4j.memory.Memory;
import org.capi4j.type.ComplexType;
import org.capi4j.type.FloatType;

/** {@code complexobject.h}: complex; functions with {@code Py_complex} by value start in C. */
@CApi
public final class PyComplex {
    private PyComplex() {}

    public static long PyComplex_FromDoubles(double real, double imaginary) {
        return ComplexType.of(real, imaginary);
    }

    public static double PyComplex_RealAsDouble(long object) {
        return ComplexType.isInstance(object) ? ComplexType.real(object) : FloatType.asDouble(object);
    }

    public static double PyComplex_ImagAsDouble(long object) {
        return ComplexType.isInstance(object) ? ComplexType.imaginary(object) : 0;
    }

    /** {@code PyComplex_AsCComplex} of what is not a complex: into two C doubles. */
    public static int c4j_va_PyComplex_AsCComplex(long object, long real, long imaginary) {
        double[] value = ComplexType.value(object);
        Memory.putDouble(real, value[0]);
        Memory.putDouble(imaginary, value[1]);
        return 0;
    }
}
