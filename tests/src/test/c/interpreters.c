/* What extensions do wrong with interpreters and thread states, and what they leave behind. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

static long ended;
static PyThreadState *left;

static PyObject *count_end(PyObject *self, PyObject *unused)
{
    ended++;
    Py_RETURN_NONE;
}

static PyMethodDef at_end = {"at_end", count_end, METH_NOARGS, NULL};

static int register_at_end(void)
{
    PyObject *atexit = PyImport_ImportModule("atexit"), *function = PyCFunction_New(&at_end, NULL);
    PyObject *done = atexit == NULL || function == NULL ? NULL : PyObject_CallMethod(atexit, "register", "O", function);
    Py_XDECREF(atexit);
    Py_XDECREF(function);
    Py_XDECREF(done);
    return done == NULL ? -1 : 0;
}

static PyObject *end_own(PyObject *self, PyObject *unused)
{
    Py_EndInterpreter(PyThreadState_Get());
    return PyErr_Occurred() ? NULL : Py_NewRef(Py_None);
}

static PyObject *end_other(PyObject *self, PyObject *unused)
{
    PyThreadState *before = PyThreadState_Get(), *made = Py_NewInterpreter();
    PyThreadState_Swap(before);
    Py_EndInterpreter(made);
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyThreadState_Swap(made);
    Py_EndInterpreter(made);
    PyThreadState_Swap(before);
    PyErr_Restore(type, value, traceback);
    return PyErr_Occurred() ? NULL : Py_NewRef(Py_None);
}

static PyObject *end_with_second_state(PyObject *self, PyObject *unused)
{
    PyThreadState *before = PyThreadState_Get(), *made = Py_NewInterpreter(), *second = PyThreadState_New(PyThreadState_GetInterpreter(made));
    Py_EndInterpreter(made);
    int refused = PyErr_ExceptionMatches(PyExc_SystemError);
    PyErr_Clear();
    PyThreadState_Clear(second);
    PyThreadState_Delete(second);
    Py_EndInterpreter(made);
    PyThreadState_Swap(before);
    return PyBool_FromLong(refused);
}

static PyObject *swap_dead(PyObject *self, PyObject *unused)
{
    PyThreadState *before = PyThreadState_Get(), *made = Py_NewInterpreter();
    Py_EndInterpreter(made);
    PyThreadState_Swap(before);
    PyThreadState_Swap(made);
    return PyErr_Occurred() ? NULL : Py_NewRef(Py_None);
}

/* With no state current there is none that could have the error: that of the thread has it. */
static PyObject *swap_dead_from_nowhere(PyObject *self, PyObject *unused)
{
    PyThreadState *made = Py_NewInterpreter();
    Py_EndInterpreter(made);
    PyThreadState_Swap(made);
    return PyErr_Occurred() ? NULL : Py_NewRef(Py_None);
}

static PyObject *delete_current(PyObject *self, PyObject *unused)
{
    PyThreadState_Delete(PyThreadState_Get());
    return PyErr_Occurred() ? NULL : Py_NewRef(Py_None);
}

static PyObject *delete_own(PyObject *self, PyObject *unused)
{
    PyThreadState_DeleteCurrent();
    return PyErr_Occurred() ? NULL : Py_NewRef(Py_None);
}

static PyObject *release_wrong(PyObject *self, PyObject *unused)
{
    PyThreadState *second = PyThreadState_New(PyInterpreterState_Get());
    PyEval_ReleaseThread(second);
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyThreadState_Clear(second);
    PyThreadState_Delete(second);
    PyErr_Restore(type, value, traceback);
    return PyErr_Occurred() ? NULL : Py_NewRef(Py_None);
}

/* Comes back in another interpreter, with a result that is made there. */
static PyObject *come_back_elsewhere(PyObject *self, PyObject *unused)
{
    left = Py_NewInterpreter();
    return PyLong_FromLong(123456);
}

static PyObject *come_back_nowhere(PyObject *self, PyObject *unused)
{
    PyThreadState_Swap(NULL);
    Py_RETURN_NONE;
}

static PyObject *come_back_in_second_state(PyObject *self, PyObject *unused)
{
    PyThreadState_Swap(PyThreadState_New(PyInterpreterState_Get()));
    return PyLong_FromLong(5);
}

static PyObject *end_left(PyObject *self, PyObject *unused)
{
    PyThreadState *before = PyThreadState_Swap(left);
    Py_EndInterpreter(left);
    PyThreadState_Swap(before);
    Py_RETURN_NONE;
}

/* As many interpreters as asked for, which nobody ends. */
static PyObject *leave(PyObject *self, PyObject *count)
{
    PyThreadState *before = PyThreadState_Get();
    int failed = 0;
    for (long i = PyLong_AsLong(count); i > 0 && !failed; i--) {
        failed = Py_NewInterpreter() == NULL || register_at_end() < 0;
        PyThreadState_Swap(before);
    }
    return failed ? PyErr_Format(PyExc_RuntimeError, "no interpreter") : Py_NewRef(Py_None);
}

static PyObject *ends(PyObject *self, PyObject *unused)
{
    return PyLong_FromLong(ended);
}

/* Makes an interpreter, imports something there, and ends it, over and over. */
static PyObject *cycles(PyObject *self, PyObject *count)
{
    PyThreadState *before = PyThreadState_Get();
    for (long i = PyLong_AsLong(count); i > 0; i--) {
        PyThreadState *made = Py_NewInterpreter();
        if (made == NULL)
            return PyErr_Format(PyExc_RuntimeError, "no interpreter");
        PyObject *module = PyImport_ImportModule("itertools"), *object = module == NULL ? NULL : PyObject_CallMethod(module, "repeat", "i", 7);
        Py_XDECREF(module);
        Py_XDECREF(object);
        int failed = register_at_end() < 0 || object == NULL;
        PyErr_Clear();
        Py_EndInterpreter(made);
        PyThreadState_Swap(before);
        if (failed)
            return PyErr_Format(PyExc_RuntimeError, "nothing works there");
    }
    Py_RETURN_NONE;
}

static PyObject *add(PyObject *self, PyObject *args)
{
    int a, b;
    return PyArg_ParseTuple(args, "ii", &a, &b) ? PyLong_FromLong((long)a + b) : NULL;
}

static PyObject *call(PyObject *self, PyObject *callable)
{
    return PyObject_CallNoArgs(callable);
}

/* Calls it with another interpreter's thread state. */
static PyObject *call_elsewhere(PyObject *self, PyObject *callable)
{
    PyThreadState *before = PyThreadState_Get(), *made = Py_NewInterpreter();
    PyObject *result = PyObject_CallNoArgs(callable), *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyThreadState_Swap(before);
    PyErr_Restore(type, value, traceback);
    PyThreadState_Swap(made);
    Py_EndInterpreter(made);
    PyThreadState_Swap(before);
    return result;
}

static PyMethodDef functions[] = {
    {"end_own", end_own, METH_NOARGS, NULL},
    {"end_other", end_other, METH_NOARGS, NULL},
    {"end_with_second_state", end_with_second_state, METH_NOARGS, NULL},
    {"swap_dead", swap_dead, METH_NOARGS, NULL},
    {"swap_dead_from_nowhere", swap_dead_from_nowhere, METH_NOARGS, NULL},
    {"delete_current", delete_current, METH_NOARGS, NULL},
    {"delete_own", delete_own, METH_NOARGS, NULL},
    {"release_wrong", release_wrong, METH_NOARGS, NULL},
    {"come_back_elsewhere", come_back_elsewhere, METH_NOARGS, NULL},
    {"come_back_nowhere", come_back_nowhere, METH_NOARGS, NULL},
    {"come_back_in_second_state", come_back_in_second_state, METH_NOARGS, NULL},
    {"end_left", end_left, METH_NOARGS, NULL},
    {"leave", leave, METH_O, NULL},
    {"ends", ends, METH_NOARGS, NULL},
    {"cycles", cycles, METH_O, NULL},
    {"add", add, METH_VARARGS, NULL},
    {"call", call, METH_O, NULL},
    {"call_elsewhere", call_elsewhere, METH_O, NULL},
    {NULL},
};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "interpreters", NULL, 0, functions};

PyMODINIT_FUNC PyInit_interpreters(void)
{
    return PyModuleDef_Init(&module);
}
