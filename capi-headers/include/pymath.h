/* Numbers of mathematics and the classes of a double. */
#ifndef Py_PYMATH_H
#define Py_PYMATH_H

#ifndef Py_MATH_PI
#  define Py_MATH_PI 3.14159265358979323846
#endif
#define Py_MATH_PIl 3.1415926535897932384626433832795029L
#ifndef Py_MATH_E
#  define Py_MATH_E 2.7182818284590452354
#endif
#define Py_MATH_El 2.7182818284590452353602874713526625L
#ifndef Py_MATH_TAU
#  define Py_MATH_TAU 6.2831853071795864769252867665590057683943L
#endif

/* The classifying macros of <math.h> vanish where <cmath> is included, so C++ names them in full. */
#ifdef __cplusplus
#  include <cmath>
#  define Py_IS_NAN(X) std::isnan(X)
#  define Py_IS_INFINITY(X) std::isinf(X)
#  define Py_IS_FINITE(X) std::isfinite(X)
#else
#  define Py_IS_NAN(X) isnan(X)
#  define Py_IS_INFINITY(X) isinf(X)
#  define Py_IS_FINITE(X) isfinite(X)
#endif

#ifndef Py_HUGE_VAL
#  define Py_HUGE_VAL HUGE_VAL
#endif
#if !defined(Py_NAN) && !defined(Py_NO_NAN)
#  if defined(__GNUC__) || defined(__clang__)
#    define Py_NAN (__builtin_nan(""))
#  else
#    define Py_NAN (HUGE_VAL * 0.)
#  endif
#endif

#endif /* Py_PYMATH_H */
