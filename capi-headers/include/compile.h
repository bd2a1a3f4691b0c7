/* Declarations of the C API area "compile.h". */
#ifndef Py_COMPILE_H
#define Py_COMPILE_H

#ifndef Py_LIMITED_API
#  include "cpython/compile.h"
#endif

#endif /* Py_COMPILE_H */
