/* Methods that C calls with a tuple, or with a class, as in CPython, and whose Java code takes an array without either. */
#ifndef CAPI4J_ADAPTERS_H
#define CAPI4J_ADAPTERS_H

#include "Python.h"

typedef void c4j_function(void);

/* The function is FASTCALL, and FASTCALL | KEYWORDS. `args` is a tuple or NULL, `kwargs` a dict or NULL. */
PyObject *c4j_call_with_tuple(c4j_function *function, PyObject *self, PyObject *args);
PyObject *c4j_call_with_tuple_and_dict(c4j_function *function, PyObject *self, PyObject *args, PyObject *kwargs);
/* The function is FASTCALL | KEYWORDS. */
PyObject *c4j_call_with_array(c4j_function *function, PyObject *self, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames);

#define C4J_FROM_TUPLE(function) \
    static PyObject *function##_adapted(PyObject *self, PyObject *args) \
    { \
        return c4j_call_with_tuple(function, self, args); \
    }

#define C4J_FROM_TUPLE_AND_DICT(function) \
    static PyObject *function##_adapted(PyObject *self, PyObject *args, PyObject *kwargs) \
    { \
        return c4j_call_with_tuple_and_dict(function, self, args, kwargs); \
    }

#define C4J_WITHOUT_CLASS(function) \
    static PyObject *function##_adapted(PyObject *self, __attribute__((unused)) PyTypeObject *cls, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames) \
    { \
        return c4j_call_with_array(function, self, args, nargs, kwnames); \
    }

#endif /* CAPI4J_ADAPTERS_H */
