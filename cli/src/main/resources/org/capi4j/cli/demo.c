/* demo: a small extension module in the style of CPython's documentation.
 *
 * It has functions with positional and keyword arguments, constants, an exception, a type with members and methods, and it is
 * initialised in two phases with its state per module: nothing in it is a static variable.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <structmember.h>

typedef struct {
    PyObject *error; /* demo.Error */
    long greetings;
} DemoState;

static DemoState *
state_of(PyObject *module)
{
    return (DemoState *)PyModule_GetState(module);
}

/* ---- functions ---- */

PyDoc_STRVAR(add_doc, "add(a, b)\n--\n\nThe sum of two integers.");

static PyObject *
demo_add(PyObject *module, PyObject *args)
{
    long a, b;

    (void)module;
    if (!PyArg_ParseTuple(args, "ll:add", &a, &b)) {
        return NULL;
    }
    return PyLong_FromLong(a + b);
}

PyDoc_STRVAR(greet_doc, "greet(name, *, punctuation='!')\n--\n\nA greeting.");

static PyObject *
demo_greet(PyObject *module, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"name", "punctuation", NULL};
    PyObject *name;
    const char *punctuation = "!";

    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "U|$s:greet", names, &name, &punctuation)) {
        return NULL;
    }
    state_of(module)->greetings++;
    return PyUnicode_FromFormat("Hello, %U%s", name, punctuation);
}

PyDoc_STRVAR(greetings_doc, "greetings()\n--\n\nHow often greet was called.");

static PyObject *
demo_greetings(PyObject *module, PyObject *unused)
{
    (void)unused;
    return PyLong_FromLong(state_of(module)->greetings);
}

PyDoc_STRVAR(mean_doc, "mean(values)\n--\n\nThe arithmetic mean of a sequence of numbers.");

static PyObject *
demo_mean(PyObject *module, PyObject *values)
{
    PyObject *sequence = PySequence_Fast(values, "mean() wants a sequence");
    Py_ssize_t count;
    double sum = 0.0;

    if (sequence == NULL) {
        return NULL;
    }
    count = PySequence_Fast_GET_SIZE(sequence);
    for (Py_ssize_t i = 0; i < count; i++) {
        double value = PyFloat_AsDouble(PySequence_Fast_GET_ITEM(sequence, i));
        if (value == -1.0 && PyErr_Occurred()) {
            Py_DECREF(sequence);
            return NULL;
        }
        sum += value;
    }
    Py_DECREF(sequence);
    if (count == 0) {
        PyErr_SetString(state_of(module)->error, "mean of nothing");
        return NULL;
    }
    return PyFloat_FromDouble(sum / (double)count);
}

static PyMethodDef demo_functions[] = {
    {"add", demo_add, METH_VARARGS, add_doc},
    {"greet", (PyCFunction)(void (*)(void))demo_greet, METH_VARARGS | METH_KEYWORDS, greet_doc},
    {"greetings", demo_greetings, METH_NOARGS, greetings_doc},
    {"mean", demo_mean, METH_O, mean_doc},
    {NULL, NULL, 0, NULL},
};

/* ---- the type demo.Counter ---- */

typedef struct {
    PyObject_HEAD
    long value;
    long step;
} Counter;

static int
Counter_init(PyObject *self, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"start", "step", NULL};
    Counter *counter = (Counter *)self;

    counter->value = 0;
    counter->step = 1;
    return PyArg_ParseTupleAndKeywords(args, kwargs, "|ll:Counter", names, &counter->value, &counter->step) ? 0 : -1;
}

static void
Counter_dealloc(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);

    type->tp_free(self);
    Py_DECREF(type);
}

static PyObject *
Counter_repr(PyObject *self)
{
    Counter *counter = (Counter *)self;

    return PyUnicode_FromFormat("Counter(%ld, step=%ld)", counter->value, counter->step);
}

static PyObject *
Counter_count(PyObject *self, PyObject *unused)
{
    Counter *counter = (Counter *)self;

    (void)unused;
    counter->value += counter->step;
    return PyLong_FromLong(counter->value);
}

static PyMethodDef Counter_methods[] = {
    {"count", Counter_count, METH_NOARGS, PyDoc_STR("count()\n--\n\nOne step further; the new value.")},
    {NULL, NULL, 0, NULL},
};

static PyMemberDef Counter_members[] = {
    {"value", T_LONG, offsetof(Counter, value), READONLY, PyDoc_STR("where the counter is")},
    {"step", T_LONG, offsetof(Counter, step), 0, PyDoc_STR("how far one step goes")},
    {NULL, 0, 0, 0, NULL},
};

static PyType_Slot Counter_slots[] = {
    {Py_tp_doc, (void *)PyDoc_STR("Counter(start=0, step=1)\n--\n\nCounts.")},
    {Py_tp_init, Counter_init},
    {Py_tp_dealloc, Counter_dealloc},
    {Py_tp_repr, Counter_repr},
    {Py_tp_methods, Counter_methods},
    {Py_tp_members, Counter_members},
    {0, NULL},
};

static PyType_Spec Counter_spec = {
    .name = "demo.Counter",
    .basicsize = sizeof(Counter),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .slots = Counter_slots,
};

/* ---- the module ---- */

static int
add_counter(PyObject *module)
{
    PyObject *type = PyType_FromModuleAndSpec(module, &Counter_spec, NULL);
    int status;

    if (type == NULL) {
        return -1;
    }
    status = PyModule_AddType(module, (PyTypeObject *)type);
    Py_DECREF(type);
    return status;
}

static int
demo_exec(PyObject *module)
{
    DemoState *state = state_of(module);

    state->greetings = 0;
    state->error = PyErr_NewExceptionWithDoc("demo.Error", "What the demo can't do.", PyExc_ValueError, NULL);
    if (state->error == NULL || PyModule_AddObjectRef(module, "Error", state->error) < 0) {
        return -1;
    }
    if (PyModule_AddIntConstant(module, "ANSWER", 42) < 0 || PyModule_AddStringConstant(module, "__version__", "1.0") < 0) {
        return -1;
    }
    return add_counter(module);
}

static int
demo_traverse(PyObject *module, visitproc visit, void *arg)
{
    Py_VISIT(state_of(module)->error);
    return 0;
}

static int
demo_clear(PyObject *module)
{
    Py_CLEAR(state_of(module)->error);
    return 0;
}

static PyModuleDef_Slot demo_slots[] = {
    {Py_mod_exec, demo_exec},
    {0, NULL},
};

static struct PyModuleDef demo_module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "demo",
    .m_doc = PyDoc_STR("What a C extension can do."),
    .m_size = sizeof(DemoState),
    .m_methods = demo_functions,
    .m_slots = demo_slots,
    .m_traverse = demo_traverse,
    .m_clear = demo_clear,
};

PyMODINIT_FUNC
PyInit_demo(void)
{
    return PyModuleDef_Init(&demo_module);
}
