/* Declarations of the C API area "cpython/weakrefobject.h". */
#ifndef Py_CPYTHON_WEAKREFOBJECT_H
#define Py_CPYTHON_WEAKREFOBJECT_H

C4J_BEGIN_DECLS

PyAPI_FUNC(void) _PyWeakref_ClearRef(PyWeakReference *self);
PyAPI_FUNC(Py_ssize_t) _PyWeakref_GetWeakrefCount(PyWeakReference *head);

C4J_END_DECLS

#endif /* Py_CPYTHON_WEAKREFOBJECT_H */
