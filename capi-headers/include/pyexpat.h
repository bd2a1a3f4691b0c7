/* Declarations of the C API area "pyexpat.h". */
#ifndef Py_PYEXPAT_H
#define Py_PYEXPAT_H

#endif /* Py_PYEXPAT_H */
