/* Declarations of the C API area "cpython/pyctype.h". */
#ifndef Py_CPYTHON_PYCTYPE_H
#define Py_CPYTHON_PYCTYPE_H

C4J_BEGIN_DECLS

PyAPI_DATA(const unsigned int) _Py_ctype_table[256];
PyAPI_DATA(const unsigned char) _Py_ctype_tolower[256];
PyAPI_DATA(const unsigned char) _Py_ctype_toupper[256];

C4J_END_DECLS

#endif /* Py_CPYTHON_PYCTYPE_H */
