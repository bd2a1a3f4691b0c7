/* _PyAccu: many short strs that become one, for _json. */
#include "shim.h"
#include "internal_api.h"

/* The layout is CPython's: its modules have these on the stack. */
struct _PyAccu {
    PyObject *large; /* list of strs of many pieces, or NULL */
    PyObject *small; /* list of pieces */
};

enum { MANY = 100000 };

int _PyAccu_Init(_PyAccu *acc)
{
    acc->large = NULL;
    acc->small = PyList_New(0);
    return acc->small == NULL ? -1 : 0;
}

/* The pieces become one str of large. */
static int flush(_PyAccu *acc)
{
    if (PyList_GET_SIZE(acc->small) == 0)
        return 0;
    PyObject *nothing = PyUnicode_New(0, 0);
    PyObject *joined = nothing == NULL ? NULL : PyUnicode_Join(nothing, acc->small);
    Py_XDECREF(nothing);
    if (joined == NULL || PyList_SetSlice(acc->small, 0, PY_SSIZE_T_MAX, NULL) < 0) {
        Py_XDECREF(joined);
        return -1;
    }
    int result = PyList_Append(acc->large, joined);
    Py_DECREF(joined);
    return result;
}

int _PyAccu_Accumulate(_PyAccu *acc, PyObject *unicode)
{
    if (PyList_Append(acc->small, unicode) < 0)
        return -1;
    if (PyList_GET_SIZE(acc->small) < MANY)
        return 0;
    if (acc->large == NULL && (acc->large = PyList_New(0)) == NULL)
        return -1;
    return flush(acc);
}

PyObject *_PyAccu_FinishAsList(_PyAccu *acc)
{
    if (acc->large == NULL)
        acc->large = PyList_New(0);
    PyObject *list = acc->large != NULL && flush(acc) == 0 ? Py_NewRef(acc->large) : NULL;
    _PyAccu_Destroy(acc);
    return list;
}

PyObject *_PyAccu_Finish(_PyAccu *acc)
{
    PyObject *list = _PyAccu_FinishAsList(acc);
    PyObject *nothing = list == NULL ? NULL : PyUnicode_New(0, 0);
    PyObject *text = nothing == NULL ? NULL : PyUnicode_Join(nothing, list);
    Py_XDECREF(nothing);
    Py_XDECREF(list);
    return text;
}

void _PyAccu_Destroy(_PyAccu *acc)
{
    Py_CLEAR(acc->small);
    Py_CLEAR(acc->large);
}
