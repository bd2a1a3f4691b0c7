/* An extension of the old kind: single-phase, with everything in static variables. */
#define PY_SSIZE_T_CLEAN
#define _GNU_SOURCE
#include <Python.h>

#include <dlfcn.h>

extern char _PyRuntime[]; /* CPython's own extensions find their thread state in it, at 576 */

static long count;
static long constructed;
static long large[20000];
static PyObject *kept;

static __attribute__((constructor)) void construct(void)
{
    constructed++;
}

static __attribute__((destructor)) void destroy(void)
{
    Py_CLEAR(kept);
}

typedef struct {
    PyObject_HEAD
    long value;
} Box;

static PyObject *Box_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    Box *box = (Box *)type->tp_alloc(type, 0);
    if (box != NULL)
        box->value = ++count;
    return (PyObject *)box;
}

static PyObject *Box_value(Box *self, void *unused)
{
    return PyLong_FromLong(self->value);
}

static PyGetSetDef Box_getset[] = {{"value", (getter)Box_value, NULL, NULL, NULL}, {NULL}};

static PyTypeObject Box_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "statics.Box",
    .tp_basicsize = sizeof(Box),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_new = Box_new,
    .tp_getset = Box_getset,
};

static PyObject *next(PyObject *self, PyObject *unused)
{
    large[count % 20000]++;
    return PyLong_FromLong(++count);
}

/* How often the memory beyond the file's was written to. */
static PyObject *written(PyObject *self, PyObject *unused)
{
    long sum = 0;
    for (int i = 0; i < 20000; i++)
        sum += large[i];
    return PyLong_FromLong(sum);
}

static PyObject *constructors(PyObject *self, PyObject *unused)
{
    return PyLong_FromLong(constructed);
}

/* Returns what was kept before. */
static PyObject *keep(PyObject *self, PyObject *object)
{
    PyObject *old = kept == NULL ? Py_NewRef(Py_None) : kept;
    kept = Py_NewRef(object);
    return old;
}

static PyObject *own_file(PyObject *self, PyObject *unused)
{
    Dl_info info;
    if (dladdr((void *)own_file, &info) == 0)
        return PyErr_Format(PyExc_RuntimeError, "no library here");
    return PyUnicode_FromString(info.dli_fname);
}

static PyObject *finds_thread_state(PyObject *self, PyObject *unused)
{
    return PyBool_FromLong(*(PyThreadState **)(_PyRuntime + 576) == PyThreadState_Get());
}

static unsigned long turn(long turns)
{
    unsigned long value = 1;
    for (long i = 0; i < turns; i++)
        value = value * 6364136223846793005ul + 1442695040888963407ul;
    return value >> 33;
}

/* A pure C loop that holds the GIL. */
static PyObject *work(PyObject *self, PyObject *turns)
{
    return PyLong_FromLong((long)turn(PyLong_AsLong(turns)));
}

/* The same without the GIL. */
static PyObject *work_released(PyObject *self, PyObject *turns)
{
    long count = PyLong_AsLong(turns);
    unsigned long value;
    Py_BEGIN_ALLOW_THREADS
    value = turn(count);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong((long)value);
}

static PyMethodDef functions[] = {
    {"next", next, METH_NOARGS, NULL},
    {"written", written, METH_NOARGS, NULL},
    {"constructors", constructors, METH_NOARGS, NULL},
    {"keep", keep, METH_O, NULL},
    {"own_file", own_file, METH_NOARGS, NULL},
    {"finds_thread_state", finds_thread_state, METH_NOARGS, NULL},
    {"work", work, METH_O, NULL},
    {"work_released", work_released, METH_O, NULL},
    {NULL},
};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "statics", NULL, -1, functions};

PyMODINIT_FUNC PyInit_statics(void)
{
    if (PyType_Ready(&Box_Type) < 0)
        return NULL;
    PyObject *made = PyModule_Create(&module);
    if (made != NULL && PyModule_AddObjectRef(made, "Box", (PyObject *)&Box_Type) < 0)
        Py_CLEAR(made);
    return made;
}
