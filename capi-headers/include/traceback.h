/* Declarations of the C API area "traceback.h". */
#ifndef Py_TRACEBACK_H
#define Py_TRACEBACK_H

C4J_BEGIN_DECLS

PyAPI_DATA(PyTypeObject) PyTraceBack_Type;
PyAPI_FUNC(int) PyTraceBack_Here(PyFrameObject *);
PyAPI_FUNC(int) PyTraceBack_Print(PyObject *, PyObject *);

#ifndef Py_LIMITED_API
#  include "cpython/traceback.h"
#endif

C4J_END_DECLS

#endif /* Py_TRACEBACK_H */
