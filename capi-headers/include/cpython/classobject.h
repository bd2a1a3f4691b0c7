/* Declarations of the C API area "cpython/classobject.h". */
#ifndef Py_CPYTHON_CLASSOBJECT_H
#define Py_CPYTHON_CLASSOBJECT_H

C4J_BEGIN_DECLS

PyAPI_DATA(PyTypeObject) PyInstanceMethod_Type;
PyAPI_DATA(PyTypeObject) PyMethod_Type;
PyAPI_FUNC(PyObject *) PyInstanceMethod_Function(PyObject *) C4J_BORROWED;
PyAPI_FUNC(PyObject *) PyInstanceMethod_New(PyObject *);
PyAPI_FUNC(PyObject *) PyMethod_Function(PyObject *) C4J_BORROWED;
PyAPI_FUNC(PyObject *) PyMethod_New(PyObject *, PyObject *);
PyAPI_FUNC(PyObject *) PyMethod_Self(PyObject *) C4J_BORROWED;

C4J_END_DECLS

#endif /* Py_CPYTHON_CLASSOBJECT_H */
