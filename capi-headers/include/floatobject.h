/* float. */
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

#define PyFloat_Check(op) PyObject_TypeCheck((op), &PyFloat_Type)
#define PyFloat_CheckExact(op) Py_IS_TYPE((op), &PyFloat_Type)

#ifdef Py_NAN
#  define Py_RETURN_NAN return PyFloat_FromDouble(Py_NAN)
#endif
#define Py_RETURN_INF(sign) do { if (copysign(1., sign) == 1.) { return PyFloat_FromDouble(Py_HUGE_VAL); } else { return PyFloat_FromDouble(-Py_HUGE_VAL); } } while (0)

C4J_END_DECLS

#ifndef Py_LIMITED_API
#  include "cpython/floatobject.h"
#endif

#endif /* Py_FLOATOBJECT_H */
