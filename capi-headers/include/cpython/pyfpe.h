/* Declarations of the C API area "cpython/pyfpe.h". */
#ifndef Py_CPYTHON_PYFPE_H
#define Py_CPYTHON_PYFPE_H

#endif /* Py_CPYTHON_PYFPE_H */
