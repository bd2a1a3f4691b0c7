/* What careless extensions do without noticing in CPython: fields that nobody has set, counts of dead objects, None for a struct. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <string.h>

enum { FIELDS = 6, OBJECTS = 32 };

typedef struct {
    PyObject_VAR_HEAD
    void *fields[FIELDS];
} Record;

static PyTypeObject Plain = {PyVarObject_HEAD_INIT(NULL, 0).tp_name = "careless.Plain", .tp_basicsize = sizeof(Record), .tp_flags = Py_TPFLAGS_DEFAULT};

static int visit_nothing(PyObject *self, visitproc visit, void *arg)
{
    return 0;
}

static PyTypeObject Tracked = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "careless.Tracked",
    .tp_basicsize = sizeof(Record),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = visit_nothing,
};

static Record *make(int kind)
{
    switch (kind) {
        case 0: return (Record *)PyObject_New(Record, &Plain);
        case 1: return (Record *)PyObject_NewVar(Record, &Plain, 3);
        case 2: return (Record *)PyObject_GC_New(Record, &Tracked);
        default: return (Record *)PyObject_GC_NewVar(Record, &Tracked, 3);
    }
}

static void drop(int kind, Record *record)
{
    if (kind < 2)
        PyObject_Free(record);
    else
        PyObject_GC_Del(record);
}

/* How many fields of new objects are set, where memory was full of other things before. */
static PyObject *unset_fields(PyObject *module, PyObject *unused)
{
    long set = 0;
    for (int kind = 0; kind < 4; kind++) {
        for (int round = 0; round < 2; round++) {
            Record *records[OBJECTS];
            for (int i = 0; i < OBJECTS; i++) {
                records[i] = make(kind);
                for (int field = 0; round == 1 && field < FIELDS; field++)
                    set += records[i]->fields[field] != NULL;
                memset(records[i]->fields, 0xff, sizeof(records[i]->fields));
            }
            for (int i = 0; i < OBJECTS; i++)
                drop(kind, records[i]);
        }
    }
    return PyLong_FromLong(set);
}

/* Counts a dead object by some, takes more blocks of its size, and says whether each has its own place. */
static PyObject *count_the_dead(PyObject *module, PyObject *by)
{
    long more = PyLong_AsLong(by);
    Record *records[OBJECTS];
    for (int i = 0; i < OBJECTS; i++)
        records[i] = make(0);
    for (int i = 0; i < OBJECTS; i++) {
        drop(0, records[i]);
        *(volatile Py_ssize_t *)&records[i]->ob_base.ob_base.ob_refcnt += more;
    }
    for (int i = 0; i < OBJECTS; i++) {
        records[i] = make(0);
        memset(records[i]->fields, i, sizeof(records[i]->fields));
    }
    int good = 1;
    for (int i = 0; i < OBJECTS; i++)
        good &= (uintptr_t)records[i] % 16 == 0 && *(unsigned char *)records[i]->fields == i;
    for (int i = 0; i < OBJECTS; i++)
        drop(0, records[i]);
    return PyBool_FromLong(good);
}

/* How many of the pointers behind the singletons aren't NULL. */
static PyObject *behind_singletons(PyObject *module, PyObject *unused)
{
    PyObject *singletons[] = {Py_None, Py_NotImplemented, Py_Ellipsis};
    long set = 0;
    for (int i = 0; i < 3; i++) {
        void *const volatile *behind = (void *const volatile *)(singletons[i] + 1);
        for (int at = 0; at < 62; at++)
            set += behind[at] != NULL;
    }
    return PyLong_FromLong(set);
}

static PyMethodDef methods[] = {
    {"unset_fields", unset_fields, METH_NOARGS, NULL},
    {"count_the_dead", count_the_dead, METH_O, NULL},
    {"behind_singletons", behind_singletons, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef careless = {PyModuleDef_HEAD_INIT, "careless", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_careless(void)
{
    if (PyType_Ready(&Plain) < 0 || PyType_Ready(&Tracked) < 0)
        return NULL;
    return PyModule_Create(&careless);
}
