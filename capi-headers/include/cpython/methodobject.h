/* Declarations of the C API area "cpython/methodobject.h". */
#ifndef Py_CPYTHON_METHODOBJECT_H
#define Py_CPYTHON_METHODOBJECT_H

C4J_BEGIN_DECLS

PyAPI_DATA(PyTypeObject) PyCMethod_Type;

C4J_END_DECLS

#endif /* Py_CPYTHON_METHODOBJECT_H */
