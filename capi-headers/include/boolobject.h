/* Declarations of the C API area "boolobject.h". */
#ifndef Py_BOOLOBJECT_H
#define Py_BOOLOBJECT_H

C4J_BEGIN_DECLS

PyAPI_DATA(PyLongObject) _Py_FalseStruct;
PyAPI_DATA(PyLongObject) _Py_TrueStruct;
PyAPI_DATA(PyTypeObject) PyBool_Type;
PyAPI_FUNC(PyObject *) PyBool_FromLong(long);

#if !defined(Py_LIMITED_API) || Py_LIMITED_API+0 >= 0x030a0000
PyAPI_FUNC(int) Py_IsFalse(PyObject *x) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(int) Py_IsTrue(PyObject *x) C4J_ERROR(0) C4J_NOFAIL;
#endif

C4J_END_DECLS

#endif /* Py_BOOLOBJECT_H */
