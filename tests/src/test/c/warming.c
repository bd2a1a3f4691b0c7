/* Calls of many kinds, of the C API and of a callable, one after the other. */
#include <Python.h>

/* squares(square, count): what a callable makes of the numbers below count, sorted, as text; errors come and go meanwhile. */
static PyObject *squares(PyObject *module, PyObject *args)
{
    PyObject *square;
    long count;
    if (!PyArg_ParseTuple(args, "Ol", &square, &count))
        return NULL;
    PyObject *list = PyList_New(0);
    for (long i = 0; list != NULL && i < count; i++) {
        PyObject *result = PyObject_CallFunction(square, "l", i);
        if (result == NULL || PyList_Insert(list, 0, result) < 0)
            Py_CLEAR(list);
        Py_XDECREF(result);
        PyObject *none = PyObject_GetAttrString(module, "there_is_no_such_attribute");
        if (none != NULL || !PyErr_ExceptionMatches(PyExc_AttributeError))
            Py_CLEAR(list);
        PyErr_Clear();
    }
    PyObject *text = list != NULL && PyList_Sort(list) == 0 ? PyObject_Repr(list) : NULL;
    Py_XDECREF(list);
    return text;
}

static PyMethodDef methods[] = {{"squares", squares, METH_VARARGS, NULL}, {NULL}};
static struct PyModuleDef warming = {PyModuleDef_HEAD_INIT, "warming", NULL, 0, methods};

PyMODINIT_FUNC PyInit_warming(void)
{
    return PyModuleDef_Init(&warming);
}
