/* Declarations of the C API area "errcode.h". */
#ifndef Py_ERRCODE_H
#define Py_ERRCODE_H

#endif /* Py_ERRCODE_H */
