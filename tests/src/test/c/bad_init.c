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

/* ---- Modules made in phases ---- */

static PyObject *create_number(PyObject *spec, PyModuleDef *def)
{
    return PyLong_FromLong(5);
}

static PyObject *create_nothing(PyObject *spec, PyModuleDef *def)
{
    return NULL;
}

static PyObject *create_and_raise(PyObject *spec, PyModuleDef *def)
{
    PyErr_SetString(PyExc_KeyError, "create");
    return PyModule_New("made");
}

static int exec_nothing(PyObject *made)
{
    return -1;
}

static int exec_and_raise(PyObject *made)
{
    PyErr_SetString(PyExc_KeyError, "exec");
    return 0;
}

static int exec_raises(PyObject *made)
{
    PyErr_SetString(PyExc_KeyError, "exec raises");
    return -1;
}

#define PHASES(name, slots, size)                                                                                        \
    static struct PyModuleDef def_##name = {PyModuleDef_HEAD_INIT, #name, NULL, size, NULL, slots, NULL, NULL, NULL};    \
    PyMODINIT_FUNC PyInit_##name(void)                                                                                   \
    {                                                                                                                    \
        return PyModuleDef_Init(&def_##name);                                                                            \
    }

static PyModuleDef_Slot unknown[] = {{99, NULL}, {0, NULL}};
static PyModuleDef_Slot negative[] = {{-1, NULL}, {0, NULL}};
static PyModuleDef_Slot two_creates[] = {{Py_mod_create, create_nothing}, {Py_mod_create, create_nothing}, {0, NULL}};
static PyModuleDef_Slot creates_number[] = {{Py_mod_create, create_number}, {0, NULL}};
static PyModuleDef_Slot creates_number_and_executes[] = {{Py_mod_create, create_number}, {Py_mod_exec, exec_nothing}, {0, NULL}};
static PyModuleDef_Slot creates_nothing[] = {{Py_mod_create, create_nothing}, {0, NULL}};
static PyModuleDef_Slot creates_and_raises[] = {{Py_mod_create, create_and_raise}, {0, NULL}};
static PyModuleDef_Slot executes_nothing[] = {{Py_mod_exec, exec_nothing}, {0, NULL}};
static PyModuleDef_Slot executes_and_raises[] = {{Py_mod_exec, exec_and_raise}, {0, NULL}};
static PyModuleDef_Slot execution_raises[] = {{Py_mod_exec, exec_raises}, {0, NULL}};

PHASES(unknown_slot, unknown, 0)
PHASES(negative_slot, negative, 0)
PHASES(create_twice, two_creates, 0)
PHASES(create_number_with_state, creates_number, 10)
PHASES(create_number_and_execute, creates_number_and_executes, 0)
PHASES(create_nothing_at_all, creates_nothing, 0)
PHASES(create_and_raise_too, creates_and_raises, 0)
PHASES(execute_nothing_at_all, executes_nothing, 0)
PHASES(execute_and_raise_too, executes_and_raises, 0)
PHASES(execution_that_raises, execution_raises, 0)
PHASES(negative_size, execution_raises, -1)

/* ---- Definitions that can't be used ---- */

static struct PyModuleDef with_slots = {PyModuleDef_HEAD_INIT, "with_slots", NULL, 0, NULL, execution_raises, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_create_with_slots(void)
{
    return PyModule_Create(&with_slots);
}

static PyObject *noargs(PyObject *self, PyObject *args)
{
    Py_RETURN_NONE;
}

static PyMethodDef bad_flags[] = {{"noargs", noargs, METH_NOARGS | METH_O, NULL}, {NULL, NULL, 0, NULL}};
static struct PyModuleDef with_bad_flags = {PyModuleDef_HEAD_INIT, "with_bad_flags", NULL, -1, bad_flags, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_bad_method_flags(void)
{
    return PyModule_Create(&with_bad_flags);
}

static PyMethodDef class_method[] = {{"noargs", noargs, METH_NOARGS | METH_CLASS, NULL}, {NULL, NULL, 0, NULL}};
static struct PyModuleDef with_class_method = {PyModuleDef_HEAD_INIT, "with_class_method", NULL, -1, class_method, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_class_method(void)
{
    return PyModule_Create(&with_class_method);
}

static PyMethodDef broken_name[] = {{"br\xff\xfe", noargs, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};
static struct PyModuleDef with_broken_name = {PyModuleDef_HEAD_INIT, "with_broken_name", NULL, -1, broken_name, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_broken_method_name(void)
{
    return PyModule_Create(&with_broken_name);
}

static struct PyModuleDef broken_doc = {PyModuleDef_HEAD_INIT, "broken_doc", "doc \xff", -1, NULL, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_broken_doc(void)
{
    return PyModule_Create(&broken_doc);
}

PyMODINIT_FUNC PyInit_another_version(void)
{
    PyErr_WarnEx(NULL, "", 1); /* nothing of it matters */
    PyErr_Clear();
    return PyModule_FromDefAndSpec2(&with_slots, Py_None, PYTHON_API_VERSION);
}

PyMODINIT_FUNC PyInit_exception_class(void)
{
    return Py_NewRef(PyExc_ValueError);
}
