/* bool: two ints that exist once. */
#ifndef Py_BOOLOBJECT_H
#define Py_BOOLOBJECT_H

C4J_BEGIN_DECLS

PyAPI_DATA(PyLongObject) _Py_FalseStruct;
PyAPI_DATA(PyLongObject) _Py_TrueStruct;
PyAPI_DATA(PyTypeObject) PyBool_Type;
PyAPI_FUNC(int) Py_IsFalse(PyObject *x) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(int) Py_IsTrue(PyObject *x) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(PyObject *) PyBool_FromLong(long);

#define PyBool_Check(x) Py_IS_TYPE((x), &PyBool_Type)

#define Py_False _PyObject_CAST(&_Py_FalseStruct)
#define Py_True _PyObject_CAST(&_Py_TrueStruct)
#define Py_IsTrue(x) Py_Is((x), Py_True)
#define Py_IsFalse(x) Py_Is((x), Py_False)
#define Py_RETURN_TRUE return Py_NewRef(Py_True)
#define Py_RETURN_FALSE return Py_NewRef(Py_False)

C4J_END_DECLS

#endif /* Py_BOOLOBJECT_H */
