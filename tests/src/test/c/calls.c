/* One function per calling convention, for the tests of calls from Java: each tells what it got. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *kept;

static PyObject *noargs(PyObject *self, PyObject *unused)
{
    return PyLong_FromLong(unused == NULL);
}

static PyObject *one(PyObject *self, PyObject *argument)
{
    return Py_NewRef(argument);
}

static PyObject *array(PyObject *const *args, Py_ssize_t count)
{
    PyObject *tuple = PyTuple_New(count);
    for (Py_ssize_t i = 0; tuple != NULL && i < count; i++)
        PyTuple_SET_ITEM(tuple, i, Py_NewRef(args[i]));
    return tuple;
}

static PyObject *fast(PyObject *self, PyObject *const *args, Py_ssize_t count)
{
    return array(args, count);
}

static PyObject *fast_keywords(PyObject *self, PyObject *const *args, Py_ssize_t count, PyObject *names)
{
    PyObject *positional = array(args, count), *named = PyDict_New();
    for (Py_ssize_t i = 0; names != NULL && named != NULL && i < PyTuple_GET_SIZE(names); i++)
        PyDict_SetItem(named, PyTuple_GET_ITEM(names, i), args[count + i]);
    return Py_BuildValue("(NN)", positional, named);
}

static PyObject *tuple(PyObject *self, PyObject *args)
{
    return Py_NewRef(args);
}

static PyObject *tuple_keywords(PyObject *self, PyObject *args, PyObject *named)
{
    return named ? Py_BuildValue("(OO)", args, named) : Py_BuildValue("(O{})", args);
}

/* Keeps its arguments for longer than the call, and gives back those of the last. */
static PyObject *keep(PyObject *self, PyObject *args)
{
    PyObject *last = kept == NULL ? Py_NewRef(Py_None) : kept;
    kept = Py_NewRef(args);
    return last;
}

static PyObject *forget(PyObject *self, PyObject *unused)
{
    Py_CLEAR(kept);
    Py_RETURN_NONE;
}

/* The sum of numbers, an int as long as all are. */
static PyObject *sum(PyObject *self, PyObject *const *args, Py_ssize_t count)
{
    PyObject *total = PyLong_FromLong(0);
    for (Py_ssize_t i = 0; total != NULL && i < count; i++)
        Py_SETREF(total, PyNumber_Add(total, args[i]));
    return total;
}

static PyObject *power(PyObject *self, PyObject *args, PyObject *named)
{
    static char *names[] = {"base", "exponent", "unit", NULL};
    long base, exponent = 2, result = 1;
    const char *unit = "";
    if (!PyArg_ParseTupleAndKeywords(args, named, "l|ls:power", names, &base, &exponent, &unit))
        return NULL;
    while (exponent-- > 0)
        result *= base;
    return *unit ? PyUnicode_FromFormat("%ld %s", result, unit) : PyLong_FromLong(result);
}

/* A result of another type each time. */
static PyObject *fickle(PyObject *self, PyObject *number)
{
    long value = PyLong_AsLong(number);
    switch (value % 5) {
    case 0:
        return PyLong_FromLong(value);
    case 1:
        return PyFloat_FromDouble((double)value);
    case 2:
        return PyUnicode_FromFormat("%ld", value);
    case 3:
        Py_RETURN_NONE;
    default:
        return PyBool_FromLong(value & 1);
    }
}

static PyObject *fail(PyObject *self, PyObject *const *args, Py_ssize_t count)
{
    return PyErr_Format(PyExc_ValueError, "%zd arguments", count);
}

#define CAST(function) (PyCFunction)(void (*)(void))function

static PyMethodDef methods[] = {
    {"noargs", noargs, METH_NOARGS, NULL},
    {"one", one, METH_O, NULL},
    {"fast", CAST(fast), METH_FASTCALL, NULL},
    {"fast_keywords", CAST(fast_keywords), METH_FASTCALL | METH_KEYWORDS, NULL},
    {"tuple", tuple, METH_VARARGS, NULL},
    {"tuple_keywords", CAST(tuple_keywords), METH_VARARGS | METH_KEYWORDS, NULL},
    {"keep", keep, METH_VARARGS, NULL},
    {"forget", forget, METH_NOARGS, NULL},
    {"sum", CAST(sum), METH_FASTCALL, NULL},
    {"power", CAST(power), METH_VARARGS | METH_KEYWORDS, NULL},
    {"fickle", fickle, METH_O, NULL},
    {"fail", CAST(fail), METH_FASTCALL, NULL},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, .m_name = "calls", .m_size = -1, .m_methods = methods};

PyMODINIT_FUNC PyInit_calls(void)
{
    return PyModule_Create(&module);
}
