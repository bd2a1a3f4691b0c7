/* Ends CPython's process, in several ways and places. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

namespace {

long destroyed;

struct Local {
    ~Local() { destroyed++; }
};

PyObject *die(PyObject *, PyObject *how)
{
    Local local;
    switch (PyLong_AsLong(how)) {
        case 1: PyErr_SetString(PyExc_KeyError, "the cause"); break;
        case 2: PyEval_SaveThread(); return reinterpret_cast<PyObject *>(PyThreadState_Get());
        case 3: PyEval_SaveThread(); break;
    }
    Py_FatalError("it is over");
}

/* What a library does that makes things once: the second call makes them anew. */
PyObject *die_making(PyObject *, PyObject *)
{
    static PyObject *once = []() -> PyObject * { Py_FatalError("nothing can be made"); }();
    return Py_NewRef(once);
}

PyObject *count_destroyed(PyObject *, PyObject *)
{
    return PyLong_FromLong(destroyed);
}

/* Calls die: the class of the error that comes of it. */
PyObject *call_die(PyObject *module, PyObject *how)
{
    PyObject *result = PyObject_CallMethod(module, "die", "O", how);
    PyObject *error = PyErr_Occurred();
    if (result != NULL || error == NULL)
        return result;
    Py_INCREF(error);
    PyErr_Clear();
    return error;
}

int die_in_init(PyObject *, PyObject *, PyObject *)
{
    Py_FatalError("in a slot");
}

PyTypeObject *dying_type()
{
    static PyTypeObject type = {PyVarObject_HEAD_INIT(NULL, 0)};
    type.tp_name = "dying.Dying";
    type.tp_basicsize = sizeof(PyObject);
    type.tp_flags = Py_TPFLAGS_DEFAULT;
    type.tp_init = die_in_init;
    type.tp_new = PyType_GenericNew;
    return &type;
}

PyMethodDef methods[] = {
    {"die", die, METH_O, NULL},
    {"die_making", die_making, METH_NOARGS, NULL},
    {"count_destroyed", count_destroyed, METH_NOARGS, NULL},
    {"call_die", call_die, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};

struct PyModuleDef dying = {PyModuleDef_HEAD_INIT, "dying", NULL, -1, methods, NULL, NULL, NULL, NULL};

} // namespace

PyMODINIT_FUNC PyInit_dying(void)
{
    PyObject *module = PyModule_Create(&dying);
    if (module != NULL && PyModule_AddType(module, dying_type()) < 0)
        Py_CLEAR(module);
    return module;
}

PyMODINIT_FUNC PyInit_dying_at_once(void)
{
    Py_FatalError("no module");
}
