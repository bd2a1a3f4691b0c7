/* Running source text, and what happens to errors nobody caught. */
#ifndef Py_PYTHONRUN_H
#define Py_PYTHONRUN_H

C4J_BEGIN_DECLS

PyAPI_DATA(int) (*PyOS_InputHook)(void);
PyAPI_FUNC(PyObject *) Py_CompileString(const char *, const char *, int);
PyAPI_FUNC(void) PyErr_Display(PyObject *, PyObject *, PyObject *) C4J_NOFAIL;
PyAPI_FUNC(void) PyErr_Print(void) C4J_NOFAIL;
PyAPI_FUNC(void) PyErr_PrintEx(int) C4J_NOFAIL;

/* Bytes of C stack that a check must find free. */
#define PYOS_STACK_MARGIN 2048

C4J_END_DECLS

#ifndef Py_LIMITED_API
#  include "cpython/pythonrun.h"
#endif

#endif /* Py_PYTHONRUN_H */
