/* Declarations of the C API area "cpython/tupleobject.h". */
#ifndef Py_CPYTHON_TUPLEOBJECT_H
#define Py_CPYTHON_TUPLEOBJECT_H

C4J_BEGIN_DECLS

PyAPI_FUNC(void) _PyTuple_DebugMallocStats(FILE *out);
PyAPI_FUNC(void) _PyTuple_MaybeUntrack(PyObject *);
PyAPI_FUNC(int) _PyTuple_Resize(PyObject **, Py_ssize_t);

C4J_END_DECLS

#endif /* Py_CPYTHON_TUPLEOBJECT_H */
