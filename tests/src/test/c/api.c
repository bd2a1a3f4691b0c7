/* What the tests of the Java API call. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *add(PyObject *self, PyObject *args)
{
    int a, b;
    return PyArg_ParseTuple(args, "ii:add", &a, &b) ? PyLong_FromLong((long)a + b) : NULL;
}

static PyObject *half(PyObject *self, PyObject *number)
{
    double value = PyFloat_AsDouble(number);
    return value == -1 && PyErr_Occurred() ? NULL : PyFloat_FromDouble(value / 2);
}

static PyObject *nothing(PyObject *self, PyObject *unused)
{
    Py_RETURN_NONE;
}

static PyObject *is_odd(PyObject *self, PyObject *const *args, Py_ssize_t count)
{
    if (count != 1)
        return PyErr_Format(PyExc_TypeError, "is_odd wants one number, not %zd", count);
    long value = PyLong_AsLong(args[0]);
    return value == -1 && PyErr_Occurred() ? NULL : PyBool_FromLong(value & 1);
}

static PyObject *echo(PyObject *self, PyObject *object)
{
    return Py_NewRef(object);
}

static PyObject *type_name(PyObject *self, PyObject *object)
{
    return PyUnicode_FromString(Py_TYPE(object)->tp_name);
}

static PyObject *call(PyObject *self, PyObject *args)
{
    PyObject *callable, *arguments;
    return PyArg_ParseTuple(args, "OO!", &callable, &PyTuple_Type, &arguments) ? PyObject_Call(callable, arguments, NULL) : NULL;
}

static PyObject *keywords(PyObject *self, PyObject *args, PyObject *kwargs)
{
    return Py_BuildValue("(OO)", args, kwargs ? kwargs : Py_None);
}

static PyObject *fail(PyObject *self, PyObject *args)
{
    const char *text;
    if (!PyArg_ParseTuple(args, "s", &text))
        return NULL;
    PyErr_SetString(PyExc_KeyError, "cause");
    PyObject *t, *v, *tb;
    PyErr_Fetch(&t, &v, &tb);
    PyErr_NormalizeException(&t, &v, &tb);
    PyObject *error = PyObject_CallFunction(PyExc_ValueError, "s", text);
    if (error) {
        PyException_SetCause(error, Py_NewRef(v));
        PyErr_SetObject(PyExc_ValueError, error);
        Py_DECREF(error);
    }
    Py_XDECREF(t);
    Py_XDECREF(v);
    Py_XDECREF(tb);
    return NULL;
}

/* What a careless extension does: each must end in an error, not in a crash. */
static PyObject *careless(PyObject *self, PyObject *args)
{
    const char *what;
    if (!PyArg_ParseTuple(args, "s", &what))
        return NULL;
    if (!strcmp(what, "list append NULL"))
        return PyList_Append(NULL, Py_None) < 0 ? NULL : Py_NewRef(Py_None);
    if (!strcmp(what, "append NULL item")) {
        PyObject *list = PyList_New(0);
        int result = PyList_Append(list, NULL);
        Py_DECREF(list);
        return result < 0 ? NULL : Py_NewRef(Py_None);
    }
    if (!strcmp(what, "str of NULL"))
        return PyObject_Str(NULL);
    if (!strcmp(what, "attribute of NULL"))
        return PyObject_GetAttrString(NULL, "x");
    if (!strcmp(what, "call NULL"))
        return PyObject_CallNoArgs(NULL);
    if (!strcmp(what, "int of NULL"))
        return PyLong_AsLong(NULL) == -1 ? NULL : Py_NewRef(Py_None);
    if (!strcmp(what, "dict key NULL")) {
        PyObject *dict = PyDict_New();
        int result = PyDict_SetItem(dict, NULL, Py_None);
        Py_DECREF(dict);
        return result < 0 ? NULL : Py_NewRef(Py_None);
    }
    if (!strcmp(what, "broken UTF-8"))
        return PyUnicode_FromString("ok \xff\xfe");
    if (!strcmp(what, "NULL without exception"))
        return NULL;
    if (!strcmp(what, "result with exception")) {
        PyErr_SetString(PyExc_KeyError, "left over");
        return Py_NewRef(Py_None);
    }
    if (!strcmp(what, "GIL released")) {
        PyEval_SaveThread();
        return Py_NewRef(Py_None);
    }
    if (!strcmp(what, "GIL released after an error")) {
        PyErr_SetString(PyExc_KeyError, "before");
        PyEval_SaveThread();
        return NULL;
    }
    if (!strcmp(what, "PyGILState_Release too many")) {
        PyGILState_Release(PyGILState_UNLOCKED);
        return Py_NewRef(Py_None);
    }
    return PyErr_Format(PyExc_LookupError, "%s", what);
}

static PyObject *buffer_sum(PyObject *self, PyObject *object)
{
    Py_buffer view;
    if (PyObject_GetBuffer(object, &view, PyBUF_SIMPLE) < 0)
        return NULL;
    long sum = 0;
    for (Py_ssize_t i = 0; i < view.len; i++)
        sum += ((unsigned char *)view.buf)[i];
    if (!view.readonly && view.len > 0)
        ((unsigned char *)view.buf)[0] = 99;
    PyBuffer_Release(&view);
    return PyLong_FromLong(sum);
}

static PyObject *recurse(PyObject *self, PyObject *callable)
{
    return PyObject_CallOneArg(callable, callable);
}

static PyMethodDef functions[] = {
    {"add", add, METH_VARARGS, NULL},
    {"half", half, METH_O, NULL},
    {"nothing", nothing, METH_NOARGS, NULL},
    {"is_odd", (PyCFunction)(void (*)(void))is_odd, METH_FASTCALL, NULL},
    {"echo", echo, METH_O, NULL},
    {"type_name", type_name, METH_O, NULL},
    {"call", call, METH_VARARGS, NULL},
    {"keywords", (PyCFunction)(void (*)(void))keywords, METH_VARARGS | METH_KEYWORDS, NULL},
    {"fail", fail, METH_VARARGS, NULL},
    {"careless", careless, METH_VARARGS, NULL},
    {"buffer_sum", buffer_sum, METH_O, NULL},
    {"recurse", recurse, METH_O, NULL},
    {NULL},
};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "api", NULL, 0, functions};

PyMODINIT_FUNC PyInit_api(void)
{
    return PyModuleDef_Init(&module);
}
