/* Declarations of the C API area "cpython/listobject.h". */
#ifndef Py_CPYTHON_LISTOBJECT_H
#define Py_CPYTHON_LISTOBJECT_H

C4J_BEGIN_DECLS

PyAPI_FUNC(void) _PyList_DebugMallocStats(FILE *out);
PyAPI_FUNC(PyObject *) _PyList_Extend(PyListObject *, PyObject *);

C4J_END_DECLS

#endif /* Py_CPYTHON_LISTOBJECT_H */
