/* The bytearray struct: ob_bytes is what was allocated, ob_start where the contents begin in it. */
#ifndef Py_CPYTHON_BYTEARRAYOBJECT_H
#define Py_CPYTHON_BYTEARRAYOBJECT_H

C4J_BEGIN_DECLS

typedef struct {
    PyObject_VAR_HEAD
    Py_ssize_t ob_alloc;
    char *ob_bytes;
    char *ob_start;
    Py_ssize_t ob_exports;
} PyByteArrayObject;

PyAPI_DATA(char) _PyByteArray_empty_string[];

#define _PyByteArray_CAST(op) (assert(PyByteArray_Check(op)), _Py_CAST(PyByteArrayObject *, op))

static inline char *PyByteArray_AS_STRING(PyObject *op) {
    return Py_SIZE(op) ? ((PyByteArrayObject *)op)->ob_start : _PyByteArray_empty_string;
}

static inline Py_ssize_t PyByteArray_GET_SIZE(PyObject *op) {
    return Py_SIZE(op);
}

#define PyByteArray_AS_STRING(self) PyByteArray_AS_STRING(_PyObject_CAST(self))
#define PyByteArray_GET_SIZE(self) PyByteArray_GET_SIZE(_PyObject_CAST(self))

C4J_END_DECLS

#endif /* Py_CPYTHON_BYTEARRAYOBJECT_H */
