/* The float struct, and floats as bytes. */
#ifndef Py_CPYTHON_FLOATOBJECT_H
#define Py_CPYTHON_FLOATOBJECT_H

C4J_BEGIN_DECLS

typedef struct {
    PyObject_HEAD
    double ob_fval;
} PyFloatObject;

PyAPI_FUNC(int) PyFloat_Pack2(double x, char *p, int le);
PyAPI_FUNC(int) PyFloat_Pack4(double x, char *p, int le);
PyAPI_FUNC(int) PyFloat_Pack8(double x, char *p, int le);
PyAPI_FUNC(double) PyFloat_Unpack2(const char *p, int le);
PyAPI_FUNC(double) PyFloat_Unpack4(const char *p, int le);
PyAPI_FUNC(double) PyFloat_Unpack8(const char *p, int le);

#define PyFloat_AS_DOUBLE(op) (((PyFloatObject *)(op))->ob_fval)

C4J_END_DECLS

#endif /* Py_CPYTHON_FLOATOBJECT_H */
