/* The special values that CPython's number conversion exports. */
#include "shim.h"
#include "internal_api.h"
#include <math.h>

double _Py_dg_infinity(int sign)
{
    return sign ? -(double)INFINITY : (double)INFINITY;
}

double _Py_dg_stdnan(int sign)
{
    return copysign((double)NAN, sign ? -1.0 : 1.0);
}
