/* Declarations of the C API area "cpython/funcobject.h". */
#ifndef Py_CPYTHON_FUNCOBJECT_H
#define Py_CPYTHON_FUNCOBJECT_H

C4J_BEGIN_DECLS

PyAPI_DATA(PyTypeObject) PyClassMethod_Type;
PyAPI_DATA(PyTypeObject) PyFunction_Type;
PyAPI_DATA(PyTypeObject) PyStaticMethod_Type;
PyAPI_FUNC(PyObject *) PyClassMethod_New(PyObject *);
PyAPI_FUNC(PyObject *) PyFunction_GetAnnotations(PyObject *) C4J_BORROWED;
PyAPI_FUNC(PyObject *) PyFunction_GetClosure(PyObject *) C4J_BORROWED;
PyAPI_FUNC(PyObject *) PyFunction_GetCode(PyObject *) C4J_BORROWED;
PyAPI_FUNC(PyObject *) PyFunction_GetDefaults(PyObject *) C4J_BORROWED;
PyAPI_FUNC(PyObject *) PyFunction_GetGlobals(PyObject *) C4J_BORROWED;
PyAPI_FUNC(PyObject *) PyFunction_GetKwDefaults(PyObject *) C4J_BORROWED;
PyAPI_FUNC(PyObject *) PyFunction_GetModule(PyObject *) C4J_BORROWED;
PyAPI_FUNC(PyObject *) PyFunction_New(PyObject *, PyObject *);
PyAPI_FUNC(PyObject *) PyFunction_NewWithQualName(PyObject *, PyObject *, PyObject *);
PyAPI_FUNC(int) PyFunction_SetAnnotations(PyObject *, PyObject *);
PyAPI_FUNC(int) PyFunction_SetClosure(PyObject *, PyObject *);
PyAPI_FUNC(int) PyFunction_SetDefaults(PyObject *, PyObject *);
PyAPI_FUNC(int) PyFunction_SetKwDefaults(PyObject *, PyObject *);
PyAPI_FUNC(PyObject *) _PyFunction_Vectorcall(PyObject *func, PyObject *const *stack, size_t nargsf, PyObject *kwnames);
PyAPI_FUNC(PyObject *) PyStaticMethod_New(PyObject *);

C4J_END_DECLS

#endif /* Py_CPYTHON_FUNCOBJECT_H */
