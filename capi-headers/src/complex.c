/* Complex arithmetic on the C struct, which Java does not pass by value. */
#include "shim.h"
#include "internal_varargs.h"

#include <errno.h>
#include <math.h>
#include <string.h>

Py_complex _Py_c_sum(Py_complex a, Py_complex b)
{
    return (Py_complex){a.real + b.real, a.imag + b.imag};
}

Py_complex _Py_c_diff(Py_complex a, Py_complex b)
{
    return (Py_complex){a.real - b.real, a.imag - b.imag};
}

Py_complex _Py_c_neg(Py_complex a)
{
    return (Py_complex){-a.real, -a.imag};
}

Py_complex _Py_c_prod(Py_complex a, Py_complex b)
{
    return (Py_complex){a.real * b.real - a.imag * b.imag, a.real * b.imag + a.imag * b.real};
}

/* Smith's method: dividing through by the larger part of b keeps intermediate results in range. A zero divisor sets EDOM. */
Py_complex _Py_c_quot(Py_complex a, Py_complex b)
{
    double real = fabs(b.real), imag = fabs(b.imag);
    if (real >= imag) {
        if (real == 0.0) {
            errno = EDOM;
            return (Py_complex){0.0, 0.0};
        }
        double ratio = b.imag / b.real, divisor = b.real + b.imag * ratio;
        return (Py_complex){(a.real + a.imag * ratio) / divisor, (a.imag - a.real * ratio) / divisor};
    }
    if (imag >= real) {
        double ratio = b.real / b.imag, divisor = b.real * ratio + b.imag;
        return (Py_complex){(a.real * ratio + a.imag) / divisor, (a.imag * ratio - a.real) / divisor};
    }
    return (Py_complex){NAN, NAN}; /* a part of b is not a number */
}

/* In polar form; a zero base with a negative or complex exponent sets EDOM. */
Py_complex _Py_c_pow(Py_complex a, Py_complex b)
{
    if (b.real == 0.0 && b.imag == 0.0)
        return (Py_complex){1.0, 0.0};
    if (a.real == 0.0 && a.imag == 0.0) {
        if (b.imag != 0.0 || b.real < 0.0)
            errno = EDOM;
        return (Py_complex){0.0, 0.0};
    }
    double size = hypot(a.real, a.imag), angle = atan2(a.imag, a.real);
    double length = pow(size, b.real), phase = angle * b.real;
    if (b.imag != 0.0) {
        length /= exp(angle * b.imag); /* a division, not exp(-...): CPython rounds this way */
        phase += b.imag * log(size);
    }
    return (Py_complex){length * cos(phase), length * sin(phase)};
}

/* For Java, doubles as their bits: the system's functions, since Java's own round differently in the last place. */
static double of_bits(long bits)
{
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static long to_bits(double value)
{
    long bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

long c4j_float_power(long base, long exponent)
{
    return to_bits(pow(of_bits(base), of_bits(exponent)));
}

long c4j_float_hypot(long x, long y)
{
    return to_bits(hypot(of_bits(x), of_bits(y)));
}

/* parts: base and exponent, in whose first two places the result comes; 0 where it is not defined. */
long c4j_complex_power(double *parts, long unused)
{
    (void)unused;
    errno = 0;
    Py_complex result = _Py_c_pow((Py_complex){parts[0], parts[1]}, (Py_complex){parts[2], parts[3]});
    parts[0] = result.real;
    parts[1] = result.imag;
    return errno != EDOM;
}

/* Overflow sets ERANGE, anything else clears errno. */
double _Py_c_abs(Py_complex z)
{
    errno = 0;
    if (isinf(z.real) || isinf(z.imag))
        return INFINITY;
    if (isnan(z.real) || isnan(z.imag))
        return NAN;
    double result = hypot(z.real, z.imag);
    errno = isfinite(result) ? 0 : ERANGE;
    return result;
}

Py_complex PyComplex_AsCComplex(PyObject *object)
{
    Py_complex value = {-1.0, 0.0};
    if (object != NULL && PyComplex_Check(object))
        return ((PyComplexObject *)object)->cval;
    if (c4j_va_PyComplex_AsCComplex(object, &value.real, &value.imag) < 0)
        return (Py_complex){-1.0, 0.0};
    return value;
}

PyObject *PyComplex_FromCComplex(Py_complex value)
{
    return PyComplex_FromDoubles(value.real, value.imag);
}
