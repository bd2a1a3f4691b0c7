/* Declarations of the C API area "pythonrun.h". */
#ifndef Py_PYTHONRUN_H
#define Py_PYTHONRUN_H

C4J_BEGIN_DECLS

PyAPI_DATA(int) (*PyOS_InputHook)(void);
PyAPI_FUNC(PyObject *) Py_CompileString(const char *, const char *, int);
PyAPI_FUNC(void) PyErr_Display(PyObject *, PyObject *, PyObject *) C4J_NOFAIL;
PyAPI_FUNC(void) PyErr_Print(void) C4J_NOFAIL;
PyAPI_FUNC(void) PyErr_PrintEx(int) C4J_NOFAIL;

#ifndef Py_LIMITED_API
#  include "cpython/pythonrun.h"
#endif

C4J_END_DECLS

#endif /* Py_PYTHONRUN_H */
