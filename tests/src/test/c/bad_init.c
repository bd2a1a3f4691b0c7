/* Init functions that go wrong; the module's name says how. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "bad", NULL, -1, NULL};

PyMODINIT_FUNC PyInit_silent(void)
{
    return NULL;
}

PyMODINIT_FUNC PyInit_raising(void)
{
    PyErr_SetString(PyExc_RuntimeError, "init raises");
    return NULL;
}

PyMODINIT_FUNC PyInit_raising_with_module(void)
{
    PyErr_SetString(PyExc_RuntimeError, "init raises and returns");
    return PyModule_Create(&module);
}

PyMODINIT_FUNC PyInit_number(void)
{
    return PyLong_FromLong(5);
}

static PyObject untyped;

PyMODINIT_FUNC PyInit_untyped(void)
{
    return &untyped;
}
