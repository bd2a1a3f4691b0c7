/* Declarations of the C API area "cpython/traceback.h". */
#ifndef Py_CPYTHON_TRACEBACK_H
#define Py_CPYTHON_TRACEBACK_H

C4J_BEGIN_DECLS

PyAPI_FUNC(int) _Py_DisplaySourceLine(PyObject *, PyObject *, int, int, int *, PyObject **);
PyAPI_FUNC(void) _PyTraceback_Add(const char *, const char *, int);

C4J_END_DECLS

#endif /* Py_CPYTHON_TRACEBACK_H */
