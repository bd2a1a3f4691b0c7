/* Declarations of the C API area "cpython/bytearrayobject.h". */
#ifndef Py_CPYTHON_BYTEARRAYOBJECT_H
#define Py_CPYTHON_BYTEARRAYOBJECT_H

C4J_BEGIN_DECLS

PyAPI_DATA(char) _PyByteArray_empty_string[];

C4J_END_DECLS

#endif /* Py_CPYTHON_BYTEARRAYOBJECT_H */
