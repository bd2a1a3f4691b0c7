/* What 'capi4j soak' does beside published extensions: callbacks, cycles, weak references, sections without the GIL, native threads. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <pthread.h>

/* callbacks(callable, n): calls callable(i) for each i below n; the sum of the results. */
static PyObject *callbacks(PyObject *self, PyObject *args)
{
    PyObject *callable;
    long n, sum = 0;
    if (!PyArg_ParseTuple(args, "Ol", &callable, &n))
        return NULL;
    for (long i = 0; i < n; i++) {
        PyObject *result = PyObject_CallFunction(callable, "l", i);
        if (result == NULL)
            return NULL;
        sum += PyLong_AsLong(result);
        Py_DECREF(result);
        if (sum == -1 && PyErr_Occurred())
            return NULL;
    }
    return PyLong_FromLong(sum);
}

static PyObject *pair(PyObject *first, PyObject *second)
{
    PyObject *list = first == NULL || second == NULL ? NULL : PyList_New(2);
    if (list == NULL) {
        Py_XDECREF(first);
        Py_XDECREF(second);
        return NULL;
    }
    PyList_SET_ITEM(list, 0, first);
    PyList_SET_ITEM(list, 1, second);
    return list;
}

/* garbage(n, callable): n cycles of a list, a dict, a str and the callable, with a weak reference to a set in them. */
static PyObject *garbage(PyObject *self, PyObject *args)
{
    long n, made = 0;
    PyObject *callable;
    if (!PyArg_ParseTuple(args, "lO", &n, &callable))
        return NULL;
    for (; made < n; made++) {
        PyObject *set = PySet_New(NULL), *weak = set == NULL ? NULL : PyWeakref_NewRef(set, NULL), *dict = PyDict_New();
        PyObject *list = pair(set, PyUnicode_FromFormat("cycle %ld", made));
        int failed = weak == NULL || dict == NULL || list == NULL || PyDict_SetItemString(dict, "list", list) < 0 || PyList_Append(list, dict) < 0
            || PyDict_SetItemString(dict, "weak", weak) < 0 || PyDict_SetItemString(dict, "callable", callable) < 0;
        Py_XDECREF(weak);
        Py_XDECREF(dict);
        Py_XDECREF(list);
        if (failed)
            return NULL;
    }
    return PyLong_FromLong(made);
}

/* released(text, n): a hash of the text, n times over, without the GIL. */
static PyObject *released(PyObject *self, PyObject *args)
{
    const char *text;
    Py_ssize_t length;
    long n;
    unsigned long hash = 5381;
    if (!PyArg_ParseTuple(args, "s#l", &text, &length, &n))
        return NULL;
    Py_BEGIN_ALLOW_THREADS
    for (long i = 0; i < n; i++) {
        for (Py_ssize_t j = 0; j < length; j++)
            hash = hash * 33 ^ (unsigned char)text[j];
    }
    Py_END_ALLOW_THREADS
    return PyLong_FromUnsignedLong(hash >> 1);
}

struct job {
    PyObject *callable;
    long n, sum;
};

static void *run_job(void *argument)
{
    struct job *job = argument;
    for (long i = 0; i < job->n; i++) {
        PyGILState_STATE state = PyGILState_Ensure();
        PyObject *result = PyObject_CallFunction(job->callable, "l", i);
        if (result == NULL)
            PyErr_Clear();
        else
            job->sum += PyLong_AsLong(result);
        Py_XDECREF(result);
        PyGILState_Release(state);
    }
    return NULL;
}

/* stranger(callable, n): callbacks from a native thread that ends at once. */
static PyObject *stranger(PyObject *self, PyObject *args)
{
    struct job job = {NULL, 0, 0};
    pthread_t thread;
    if (!PyArg_ParseTuple(args, "Ol", &job.callable, &job.n))
        return NULL;
    if (pthread_create(&thread, NULL, run_job, &job) != 0)
        return PyErr_Format(PyExc_RuntimeError, "can't start a thread");
    Py_BEGIN_ALLOW_THREADS
    pthread_join(thread, NULL);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(job.sum);
}

/* fails(text): raises. */
static PyObject *fails(PyObject *self, PyObject *text)
{
    PyErr_SetObject(PyExc_ValueError, text);
    return NULL;
}

static PyMethodDef functions[] = {
    {"callbacks", callbacks, METH_VARARGS, NULL},
    {"garbage", garbage, METH_VARARGS, NULL},
    {"released", released, METH_VARARGS, NULL},
    {"stranger", stranger, METH_VARARGS, NULL},
    {"fails", fails, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "soak", NULL, 0, functions, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_soak(void)
{
    return PyModule_Create(&module);
}
