/* More of int. */
#ifndef Py_CPYTHON_LONGOBJECT_H
#define Py_CPYTHON_LONGOBJECT_H

C4J_BEGIN_DECLS

PyAPI_FUNC(int) _PyLong_AsByteArray(PyLongObject *v, unsigned char *bytes, size_t n, int little_endian, int is_signed);
PyAPI_FUNC(int) _PyLong_AsInt(PyObject *);
PyAPI_FUNC(PyObject *) _PyLong_DivmodNear(PyObject *, PyObject *);
PyAPI_FUNC(PyObject *) _PyLong_Format(PyObject *obj, int base);
PyAPI_FUNC(double) _PyLong_Frexp(PyLongObject *a, Py_ssize_t *e);
PyAPI_FUNC(PyObject *) _PyLong_FromByteArray(const unsigned char *bytes, size_t n, int little_endian, int is_signed);
PyAPI_FUNC(PyObject *) _PyLong_FromBytes(const char *, Py_ssize_t, int);
PyAPI_FUNC(PyObject *) PyLong_FromUnicodeObject(PyObject *u, int base);
PyAPI_FUNC(PyObject *) _PyLong_GCD(PyObject *, PyObject *);
PyAPI_FUNC(PyObject *) _PyLong_Lshift(PyObject *, size_t);
PyAPI_FUNC(size_t) _PyLong_NumBits(PyObject *v);
PyAPI_FUNC(PyObject *) _PyLong_Rshift(PyObject *, size_t);
PyAPI_FUNC(int) _PyLong_Sign(PyObject *v) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(int) _PyLong_Size_t_Converter(PyObject *, void *) C4J_ERROR(0);
PyAPI_FUNC(int) _PyLong_UnsignedInt_Converter(PyObject *, void *) C4J_ERROR(0);
PyAPI_FUNC(int) _PyLong_UnsignedLong_Converter(PyObject *, void *) C4J_ERROR(0);
PyAPI_FUNC(int) _PyLong_UnsignedLongLong_Converter(PyObject *, void *) C4J_ERROR(0);
PyAPI_FUNC(int) _PyLong_UnsignedShort_Converter(PyObject *, void *) C4J_ERROR(0);

C4J_END_DECLS

#endif /* Py_CPYTHON_LONGOBJECT_H */
