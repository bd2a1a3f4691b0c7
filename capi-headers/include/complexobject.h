/* Declarations of the C API area "complexobject.h". */
#ifndef Py_COMPLEXOBJECT_H
#define Py_COMPLEXOBJECT_H

C4J_BEGIN_DECLS

PyAPI_DATA(PyTypeObject) PyComplex_Type;
PyAPI_FUNC(PyObject *) PyComplex_FromDoubles(double real, double imag);
PyAPI_FUNC(double) PyComplex_ImagAsDouble(PyObject *op);
PyAPI_FUNC(double) PyComplex_RealAsDouble(PyObject *op);

#ifndef Py_LIMITED_API
#  include "cpython/complexobject.h"
#endif

C4J_END_DECLS

#endif /* Py_COMPLEXOBJECT_H */
