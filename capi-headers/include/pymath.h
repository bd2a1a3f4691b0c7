/* Declarations of the C API area "pymath.h". */
#ifndef Py_PYMATH_H
#define Py_PYMATH_H

#endif /* Py_PYMATH_H */
