/* What an extension may still be doing when the JVM ends: calls, callbacks, threads of its own, exit handlers and destructors. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

static PyObject *kept;
static int crash_at_end;

/* Every kind of function: lanes, Java's, C's own, variadic ones. Failure is no concern. */
static void use_api(long i)
{
    PyObject *list = PyList_New(0), *dict = PyDict_New(), *number = PyLong_FromLong(i * 1000003);
    if (list != NULL && dict != NULL && number != NULL) {
        PyList_Append(list, number);
        PyDict_SetItemString(dict, "number", number);
        PyObject *text = PyUnicode_FromFormat("%ld of %R", i, list);
        PyObject *sum = PyNumber_Add(number, number);
        PyObject *built = Py_BuildValue("(OsO)", list, "text", text != NULL ? text : Py_None);
        PyObject *name = PyObject_GetAttrString(list, "__class__");
        Py_XDECREF(text);
        Py_XDECREF(sum);
        Py_XDECREF(built);
        Py_XDECREF(name);
    }
    if (PyErr_Occurred())
        PyErr_Clear();
    Py_XDECREF(list);
    Py_XDECREF(dict);
    Py_XDECREF(number);
}

static PyObject *spin(PyObject *self, PyObject *unused)
{
    for (long i = 0;; i++) {
        use_api(i);
        if (i % 64 == 0) {
            Py_BEGIN_ALLOW_THREADS
            Py_END_ALLOW_THREADS
        }
    }
    return unused;
}

static PyObject *call(PyObject *self, PyObject *callable)
{
    return PyObject_CallNoArgs(callable);
}

static PyObject *keep(PyObject *self, PyObject *object)
{
    Py_XSETREF(kept, Py_NewRef(object));
    Py_RETURN_NONE;
}

static void *stays(void *unused)
{
    for (long i = 0;; i++) {
        PyGILState_STATE state = PyGILState_Ensure();
        use_api(i);
        PyGILState_Release(state);
    }
    return unused;
}

static void *comes_and_goes(void *unused)
{
    PyGILState_STATE state = PyGILState_Ensure();
    use_api(1);
    PyGILState_Release(state);
    return unused;
}

static void *starts_others(void *unused)
{
    pthread_t other;
    for (;;) {
        if (pthread_create(&other, NULL, comes_and_goes, NULL) == 0)
            pthread_join(other, NULL);
    }
    return unused;
}

static PyObject *threads(PyObject *self, PyObject *unused)
{
    pthread_t thread;
    if (pthread_create(&thread, NULL, stays, NULL) == 0)
        pthread_detach(thread);
    if (pthread_create(&thread, NULL, starts_others, NULL) == 0)
        pthread_detach(thread);
    Py_RETURN_NONE;
}

static PyObject *leave(PyObject *self, PyObject *status)
{
    exit((int)PyLong_AsLong(status));
}

static PyObject *crash_later(PyObject *self, PyObject *unused)
{
    crash_at_end = 1;
    Py_RETURN_NONE;
}

static void say(const char *text)
{
    if (write(1, text, strlen(text)) < 0)
        _exit(99);
}

/* What C++ makes of a static object's destructor is registered as this is. */
static void at_exit(void)
{
    PyGILState_STATE state = PyGILState_Ensure();
    use_api(2);
    Py_BEGIN_ALLOW_THREADS
    PyGILState_Release(PyGILState_Ensure());
    Py_END_ALLOW_THREADS
    PyObject *module = PyImport_ImportModule("sys");
    if (module == NULL)
        PyErr_Print();
    Py_XDECREF(module);
    PyErr_SetString(PyExc_ValueError, "nobody sees this");
    PyErr_Format(PyExc_ValueError, "nor %s", "that");
    PyObject_CallFunction((PyObject *)&PyList_Type, "s", "x");
    PyMem_Free(PyMem_Malloc(100));
    free(malloc(100));
    PyGILState_Release(state);
    say("exit handler\n");
}

static __attribute__((destructor)) void unloads(void)
{
    Py_CLEAR(kept);
    use_api(3);
    say("destructor\n");
    if (crash_at_end) {
        PyObject *list = PyList_New(1);
        ((volatile PyListObject *)list)->ob_item[0] = Py_None;
    }
}

static PyMethodDef functions[] = {
    {"spin", spin, METH_NOARGS, NULL},
    {"call", call, METH_O, NULL},
    {"keep", keep, METH_O, NULL},
    {"threads", threads, METH_NOARGS, NULL},
    {"leave", leave, METH_O, NULL},
    {"crash_later", crash_later, METH_NOARGS, NULL},
    {NULL},
};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "end", NULL, 0, functions};

PyMODINIT_FUNC PyInit_end(void)
{
    atexit(at_exit);
    return PyModuleDef_Init(&module);
}
