/* Declarations of the C API area "tupleobject.h". */
#ifndef Py_TUPLEOBJECT_H
#define Py_TUPLEOBJECT_H

C4J_BEGIN_DECLS

PyAPI_DATA(PyTypeObject) PyTuple_Type;
PyAPI_DATA(PyTypeObject) PyTupleIter_Type;
PyAPI_FUNC(PyObject *) PyTuple_GetItem(PyObject *, Py_ssize_t) C4J_BORROWED;
PyAPI_FUNC(PyObject *) PyTuple_GetSlice(PyObject *, Py_ssize_t, Py_ssize_t);
PyAPI_FUNC(PyObject *) PyTuple_New(Py_ssize_t size);
PyAPI_FUNC(PyObject *) PyTuple_Pack(Py_ssize_t, ...);
PyAPI_FUNC(int) PyTuple_SetItem(PyObject *, Py_ssize_t, PyObject *) C4J_STEALS(3);
PyAPI_FUNC(Py_ssize_t) PyTuple_Size(PyObject *);

#ifndef Py_LIMITED_API
#  include "cpython/tupleobject.h"
#endif

C4J_END_DECLS

#endif /* Py_TUPLEOBJECT_H */
