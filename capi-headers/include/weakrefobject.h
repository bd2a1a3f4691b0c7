/* Declarations of the C API area "weakrefobject.h". */
#ifndef Py_WEAKREFOBJECT_H
#define Py_WEAKREFOBJECT_H

C4J_BEGIN_DECLS

PyAPI_DATA(PyTypeObject) _PyWeakref_CallableProxyType;
PyAPI_DATA(PyTypeObject) _PyWeakref_ProxyType;
PyAPI_DATA(PyTypeObject) _PyWeakref_RefType;
PyAPI_FUNC(PyObject *) PyWeakref_GetObject(PyObject *ref) C4J_BORROWED;
PyAPI_FUNC(PyObject *) PyWeakref_NewProxy(PyObject *ob, PyObject *callback);
PyAPI_FUNC(PyObject *) PyWeakref_NewRef(PyObject *ob, PyObject *callback);

#ifndef Py_LIMITED_API
#  include "cpython/weakrefobject.h"
#endif

C4J_END_DECLS

#endif /* Py_WEAKREFOBJECT_H */
