/* Declarations of the C API area "cpython/cellobject.h". */
#ifndef Py_CPYTHON_CELLOBJECT_H
#define Py_CPYTHON_CELLOBJECT_H

C4J_BEGIN_DECLS

PyAPI_DATA(PyTypeObject) PyCell_Type;
PyAPI_FUNC(PyObject *) PyCell_Get(PyObject *);
PyAPI_FUNC(PyObject *) PyCell_New(PyObject *);
PyAPI_FUNC(int) PyCell_Set(PyObject *, PyObject *);

C4J_END_DECLS

#endif /* Py_CPYTHON_CELLOBJECT_H */
