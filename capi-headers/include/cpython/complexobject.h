/* The complex struct and arithmetic on its C value. */
#ifndef Py_CPYTHON_COMPLEXOBJECT_H
#define Py_CPYTHON_COMPLEXOBJECT_H

C4J_BEGIN_DECLS

typedef struct {
    double real;
    double imag;
} Py_complex;

typedef struct {
    PyObject_HEAD
    Py_complex cval;
} PyComplexObject;

PyAPI_FUNC(double) _Py_c_abs(Py_complex) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(Py_complex) _Py_c_diff(Py_complex, Py_complex) C4J_NOFAIL;
PyAPI_FUNC(Py_complex) _Py_c_neg(Py_complex) C4J_NOFAIL;
PyAPI_FUNC(Py_complex) _Py_c_pow(Py_complex, Py_complex) C4J_NOFAIL;
PyAPI_FUNC(Py_complex) _Py_c_prod(Py_complex, Py_complex) C4J_NOFAIL;
PyAPI_FUNC(Py_complex) _Py_c_quot(Py_complex, Py_complex) C4J_NOFAIL;
PyAPI_FUNC(Py_complex) _Py_c_sum(Py_complex, Py_complex) C4J_NOFAIL;
PyAPI_FUNC(Py_complex) PyComplex_AsCComplex(PyObject *op);
PyAPI_FUNC(PyObject *) PyComplex_FromCComplex(Py_complex);

C4J_END_DECLS

#endif /* Py_CPYTHON_COMPLEXOBJECT_H */
