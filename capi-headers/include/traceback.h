/* Tracebacks. */
#ifndef Py_TRACEBACK_H
#define Py_TRACEBACK_H

C4J_BEGIN_DECLS

PyAPI_DATA(PyTypeObject) PyTraceBack_Type;
PyAPI_FUNC(int) PyTraceBack_Here(PyFrameObject *);
PyAPI_FUNC(int) PyTraceBack_Print(PyObject *, PyObject *);

#define PyTraceBack_Check(v) Py_IS_TYPE((v), &PyTraceBack_Type)

C4J_END_DECLS

#ifndef Py_LIMITED_API
#  include "cpython/traceback.h"
#endif

#endif /* Py_TRACEBACK_H */
