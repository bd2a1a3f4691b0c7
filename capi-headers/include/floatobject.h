/* Declarations of the C API area "floatobject.h". */
#ifndef Py_FLOATOBJECT_H
#define Py_FLOATOBJECT_H

C4J_BEGIN_DECLS

PyAPI_DATA(PyTypeObject) PyFloat_Type;
PyAPI_FUNC(double) PyFloat_AsDouble(PyObject *);
PyAPI_FUNC(PyObject *) PyFloat_FromDouble(double);
PyAPI_FUNC(PyObject *) PyFloat_FromString(PyObject *);
PyAPI_FUNC(PyObject *) PyFloat_GetInfo(void);
PyAPI_FUNC(double) PyFloat_GetMax(void) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(double) PyFloat_GetMin(void) C4J_ERROR(0) C4J_NOFAIL;

#ifndef Py_LIMITED_API
#  include "cpython/floatobject.h"
#endif

C4J_END_DECLS

#endif /* Py_FLOATOBJECT_H */
