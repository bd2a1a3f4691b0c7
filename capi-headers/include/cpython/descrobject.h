/* Declarations of the C API area "cpython/descrobject.h". */
#ifndef Py_CPYTHON_DESCROBJECT_H
#define Py_CPYTHON_DESCROBJECT_H

C4J_BEGIN_DECLS

PyAPI_DATA(PyTypeObject) _PyMethodWrapper_Type;
PyAPI_FUNC(int) PyDescr_IsData(PyObject *) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(PyObject *) PyDescr_NewWrapper(PyTypeObject *, struct wrapperbase *, void *);

C4J_END_DECLS

#endif /* Py_CPYTHON_DESCROBJECT_H */
