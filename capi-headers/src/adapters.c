/* Methods that C calls with a tuple, as in CPython, and whose Java code takes an array. */
#include "adapters.h"

static PyObject **items(PyObject *args)
{
    return args == NULL ? NULL : ((PyTupleObject *)args)->ob_item;
}

static Py_ssize_t count(PyObject *args)
{
    return args == NULL ? 0 : Py_SIZE(args);
}

PyObject *c4j_call_with_tuple(c4j_function *function, PyObject *self, PyObject *args)
{
    return ((_PyCFunctionFast)function)(self, items(args), count(args));
}

PyObject *c4j_call_with_array(c4j_function *function, PyObject *self, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames)
{
    return ((_PyCFunctionFastWithKeywords)function)(self, args, nargs, kwnames);
}

/* Appends the values of a dict to an array, and its keys to a tuple: how many, or -1 with an error. */
static Py_ssize_t append(PyObject *kwargs, PyObject **values, PyObject *names)
{
    PyObject *key, *value;
    Py_ssize_t done = 0;
    for (Py_ssize_t at = 0; done < Py_SIZE(names) && PyDict_Next(kwargs, &at, &key, &value); done++) {
        if (!PyUnicode_Check(key)) {
            PyErr_SetString(PyExc_TypeError, "keywords must be strings");
            return -1;
        }
        PyTuple_SET_ITEM(names, done, Py_NewRef(key));
        values[done] = value;
    }
    return done;
}

PyObject *c4j_call_with_tuple_and_dict(c4j_function *function, PyObject *self, PyObject *args, PyObject *kwargs)
{
    Py_ssize_t positional = count(args), named = kwargs == NULL ? 0 : PyDict_Size(kwargs);
    if (named == 0)
        return ((_PyCFunctionFastWithKeywords)function)(self, items(args), positional, NULL);
    PyObject **all = named < 0 ? NULL : PyMem_New(PyObject *, positional + named), *result = NULL;
    if (all == NULL)
        return named < 0 ? NULL : PyErr_NoMemory();
    if (positional > 0)
        memcpy(all, items(args), positional * sizeof(PyObject *));
    PyObject *names = PyTuple_New(named);
    if (names != NULL && append(kwargs, all + positional, names) == named) {
        /* the callee may change the dict */
        for (Py_ssize_t i = 0; i < named; i++)
            Py_INCREF(all[positional + i]);
        result = ((_PyCFunctionFastWithKeywords)function)(self, all, positional, names);
        for (Py_ssize_t i = 0; i < named; i++)
            Py_DECREF(all[positional + i]);
    }
    Py_XDECREF(names);
    PyMem_Free(all);
    return result;
}
