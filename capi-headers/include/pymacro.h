/* Declarations of the C API area "pymacro.h". */
#ifndef Py_PYMACRO_H
#define Py_PYMACRO_H

#endif /* Py_PYMACRO_H */
