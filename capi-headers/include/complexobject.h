/* complex. */
#ifndef Py_COMPLEXOBJECT_H
#define Py_COMPLEXOBJECT_H

C4J_BEGIN_DECLS

PyAPI_DATA(PyTypeObject) PyComplex_Type;
PyAPI_FUNC(PyObject *) PyComplex_FromDoubles(double real, double imag);
PyAPI_FUNC(double) PyComplex_ImagAsDouble(PyObject *op);
PyAPI_FUNC(double) PyComplex_RealAsDouble(PyObject *op);

#define PyComplex_Check(op) PyObject_TypeCheck((op), &PyComplex_Type)
#define PyComplex_CheckExact(op) Py_IS_TYPE((op), &PyComplex_Type)

C4J_END_DECLS

#ifndef Py_LIMITED_API
#  include "cpython/complexobject.h"
#endif

#endif /* Py_COMPLEXOBJECT_H */
