/* Declarations of the C API area "methodobject.h". */
#ifndef Py_METHODOBJECT_H
#define Py_METHODOBJECT_H

C4J_BEGIN_DECLS

PyAPI_DATA(PyTypeObject) PyCFunction_Type;
PyAPI_FUNC(PyObject *) PyCFunction_Call(PyObject *, PyObject *, PyObject *);
PyAPI_FUNC(int) PyCFunction_GetFlags(PyObject *);
PyAPI_FUNC(PyCFunction) PyCFunction_GetFunction(PyObject *);
PyAPI_FUNC(PyObject *) PyCFunction_GetSelf(PyObject *) C4J_BORROWED;
PyAPI_FUNC(PyObject *) PyCFunction_NewEx(PyMethodDef *, PyObject *, PyObject *);

#if !defined(Py_LIMITED_API) || Py_LIMITED_API+0 >= 0x03040000
PyAPI_FUNC(PyObject *) PyCFunction_New(PyMethodDef *, PyObject *);
#endif

#if !defined(Py_LIMITED_API) || Py_LIMITED_API+0 >= 0x03090000
PyAPI_FUNC(PyObject *) PyCMethod_New(PyMethodDef *, PyObject *, PyObject *, PyTypeObject *);
#endif

#ifndef Py_LIMITED_API
#  include "cpython/methodobject.h"
#endif

C4J_END_DECLS

#endif /* Py_METHODOBJECT_H */
