/* Declarations of the C API area "cpython/longintrepr.h". */
#ifndef Py_CPYTHON_LONGINTREPR_H
#define Py_CPYTHON_LONGINTREPR_H

C4J_BEGIN_DECLS

PyAPI_FUNC(PyObject *) _PyLong_Copy(PyLongObject *src);
PyAPI_FUNC(PyLongObject *) _PyLong_New(Py_ssize_t);

C4J_END_DECLS

#endif /* Py_CPYTHON_LONGINTREPR_H */
