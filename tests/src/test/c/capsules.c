/* Capsules whose destructors do what destructors may do: use the API, call back, leave an error, make and drop other capsules. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

enum way { CALLS, RAISES, CHAINS, USES_API };

struct content {
    PyObject *callable;
    enum way way;
    int rest;
};

static PyObject *kept;

static PyObject *make_capsule(PyObject *callable, enum way way, int rest);

/* Whatever the destructor does with errors, one that was set before stays. */
static void use_api(void)
{
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyObject *list = PyList_New(0), *text = PyUnicode_FromFormat("%d of %R", 1, list), *module = PyImport_ImportModule("sys");
    if (list && text)
        PyList_Append(list, text);
    Py_XDECREF(module);
    Py_XDECREF(text);
    Py_XDECREF(list);
    PyErr_Restore(type, value, traceback);
}

static void destroy(PyObject *capsule)
{
    struct content *content = PyCapsule_GetPointer(capsule, "capsules.content");
    if (content == NULL || PyCapsule_GetContext(capsule) != content) {
        PyErr_WriteUnraisable(capsule);
        return;
    }
    switch (content->way) {
    case CALLS: {
        PyObject *result = PyObject_CallFunction(content->callable, "i", content->rest);
        if (result == NULL)
            PyErr_WriteUnraisable(content->callable);
        Py_XDECREF(result);
        break;
    }
    case RAISES:
        PyErr_SetString(PyExc_ValueError, "left by a destructor");
        break;
    case CHAINS:
        if (content->rest > 0) {
            PyObject *next = make_capsule(content->callable, CHAINS, content->rest - 1);
            Py_XDECREF(next);
        } else {
            PyObject *result = PyObject_CallFunction(content->callable, "i", -1);
            Py_XDECREF(result);
        }
        break;
    case USES_API:
        use_api();
        break;
    }
    Py_DECREF(content->callable);
    PyMem_Free(content);
}

static PyObject *make_capsule(PyObject *callable, enum way way, int rest)
{
    struct content *content = PyMem_Malloc(sizeof(*content));
    if (content == NULL)
        return PyErr_NoMemory();
    content->callable = Py_NewRef(callable);
    content->way = way;
    content->rest = rest;
    PyObject *capsule = PyCapsule_New(content, "capsules.content", destroy);
    if (capsule == NULL || PyCapsule_SetContext(capsule, content) < 0) {
        PyMem_Free(content);
        Py_DECREF(callable);
    }
    return capsule;
}

/* make(callable, way, rest) */
static PyObject *make(PyObject *self, PyObject *args)
{
    PyObject *callable;
    int way, rest;
    return PyArg_ParseTuple(args, "Oii", &callable, &way, &rest) ? make_capsule(callable, way, rest) : NULL;
}

/* drop(callable, way, rest): makes one and lets go of it at once; what its destructor leaves is this call's error */
static PyObject *drop(PyObject *self, PyObject *args)
{
    PyObject *capsule = make(self, args);
    if (capsule == NULL)
        return NULL;
    Py_DECREF(capsule);
    return PyErr_Occurred() ? NULL : Py_NewRef(Py_None);
}

/* drop_silently(callable, way, rest): as a careless extension does it, without a look at the error */
static PyObject *drop_silently(PyObject *self, PyObject *args)
{
    PyObject *capsule = make(self, args);
    Py_XDECREF(capsule);
    return Py_NewRef(Py_None);
}

static PyObject *keep(PyObject *self, PyObject *object)
{
    Py_XSETREF(kept, Py_NewRef(object));
    Py_RETURN_NONE;
}

static PyMethodDef functions[] = {
    {"make", make, METH_VARARGS, NULL},
    {"drop", drop, METH_VARARGS, NULL},
    {"drop_silently", drop_silently, METH_VARARGS, NULL},
    {"keep", keep, METH_O, NULL},
    {NULL},
};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "capsules", NULL, 0, functions};

PyMODINIT_FUNC PyInit_capsules(void)
{
    return PyModuleDef_Init(&module);
}
