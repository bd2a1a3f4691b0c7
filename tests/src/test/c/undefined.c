/* Needs functions that exist nowhere. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

PyObject *PyObject_DoesNotExist(PyObject *object);
int another_missing_function(void);
extern int PyMissing_Data;

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "undefined", NULL, 0, NULL};

PyMODINIT_FUNC PyInit_undefined(void)
{
    return another_missing_function() + PyMissing_Data ? PyObject_DoesNotExist(NULL) : PyModuleDef_Init(&module);
}
