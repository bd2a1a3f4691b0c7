/* What C code does that measures itself: the same file runs in CPython and in capi4j. Each function returns nanoseconds. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <pthread.h>
#include <time.h>

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

/* ---- The GIL ---- */

/* Taking and releasing the GIL when nobody else wants it, by a thread that has a thread state: per pair. */
static PyObject *ensure_release(PyObject *self, PyObject *count)
{
    long n = PyLong_AsLong(count);
    double time;
    if (n == -1 && PyErr_Occurred())
        return NULL;
    Py_BEGIN_ALLOW_THREADS
    time = now();
    for (long i = 0; i < n; i++) {
        PyGILState_STATE state = PyGILState_Ensure();
        PyGILState_Release(state);
    }
    time = now() - time;
    Py_END_ALLOW_THREADS
    return PyFloat_FromDouble(time / (double)n);
}

static PyObject *save_restore(PyObject *self, PyObject *count)
{
    long n = PyLong_AsLong(count);
    if (n == -1 && PyErr_Occurred())
        return NULL;
    double time = now();
    for (long i = 0; i < n; i++) {
        Py_BEGIN_ALLOW_THREADS
        Py_END_ALLOW_THREADS
    }
    return PyFloat_FromDouble((now() - time) / (double)n);
}

struct native {
    long n;
    double time;
};

static void *take_as_stranger(void *argument)
{
    struct native *native = argument;
    double time = now();
    for (long i = 0; i < native->n; i++) {
        PyGILState_STATE state = PyGILState_Ensure();
        PyGILState_Release(state);
    }
    native->time = now() - time;
    return NULL;
}

/* The same by a thread that nobody knows, and which gets a thread state each time: per pair. */
static PyObject *ensure_release_stranger(PyObject *self, PyObject *count)
{
    struct native native = {PyLong_AsLong(count), 0};
    pthread_t thread;
    if (native.n == -1 && PyErr_Occurred())
        return NULL;
    if (pthread_create(&thread, NULL, take_as_stranger, &native) != 0)
        return PyErr_Format(PyExc_RuntimeError, "no thread");
    Py_BEGIN_ALLOW_THREADS
    pthread_join(thread, NULL);
    Py_END_ALLOW_THREADS
    return PyFloat_FromDouble(native.time / (double)native.n);
}

struct player {
    int mine;
    long n;
    volatile int *turn;
};

/* Takes the GIL; when it is the other's turn, lets go of it again. */
static void *play(void *argument)
{
    struct player *player = argument;
    for (long i = 0; i < player->n;) {
        PyGILState_STATE state = PyGILState_Ensure();
        if (*player->turn == player->mine) {
            *player->turn = 1 - player->mine;
            i++;
        }
        PyGILState_Release(state);
    }
    return NULL;
}

/* Two threads that have the GIL by turns: per turn. */
static PyObject *hand_over(PyObject *self, PyObject *count)
{
    volatile int turn = 0;
    long n = PyLong_AsLong(count);
    struct player players[2] = {{0, n, &turn}, {1, n, &turn}};
    pthread_t threads[2];
    if (n == -1 && PyErr_Occurred())
        return NULL;
    double time = now();
    for (int i = 0; i < 2; i++) {
        if (pthread_create(&threads[i], NULL, play, &players[i]) != 0)
            return PyErr_Format(PyExc_RuntimeError, "no thread");
    }
    Py_BEGIN_ALLOW_THREADS
    for (int i = 0; i < 2; i++)
        pthread_join(threads[i], NULL);
    Py_END_ALLOW_THREADS
    return PyFloat_FromDouble((now() - time) / (2 * (double)n));
}

/* ---- Garbage ---- */

typedef struct {
    PyObject_HEAD
    PyObject *left, *right;
} Node;

static int node_traverse(Node *self, visitproc visit, void *arg)
{
    Py_VISIT(self->left);
    Py_VISIT(self->right);
    return 0;
}

static int node_clear(Node *self)
{
    Py_CLEAR(self->left);
    Py_CLEAR(self->right);
    return 0;
}

static void node_dealloc(Node *self)
{
    PyObject_GC_UnTrack(self);
    Py_TRASHCAN_BEGIN(self, node_dealloc)
    node_clear(self);
    PyObject_GC_Del(self);
    Py_TRASHCAN_END
}

static PyTypeObject Node_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "inside.Node",
    .tp_basicsize = sizeof(Node),
    .tp_dealloc = (destructor)node_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = (traverseproc)node_traverse,
    .tp_clear = (inquiry)node_clear,
};

static PyObject *new_node(PyObject *left, PyObject *right)
{
    Node *node = PyObject_GC_New(Node, &Node_Type);
    if (node == NULL)
        return NULL;
    node->left = Py_XNewRef(left);
    node->right = Py_XNewRef(right);
    PyObject_GC_Track((PyObject *)node);
    return (PyObject *)node;
}

/* n containers, of which every eighth is a list, tuple or dict with the last ones in it, and a cycle through the last 64 of them each:
   the newest, which holds all of them. */
static PyObject *graph(long n)
{
    PyObject *last = NULL;
    Node *start = NULL;
    for (long i = 0; i < n; i++) {
        PyObject *next;
        switch (i % 24) {
        case 7:
            next = PyList_New(1);
            if (next != NULL)
                PyList_SET_ITEM(next, 0, Py_NewRef(last));
            break;
        case 15:
            next = PyTuple_Pack(2, last, Py_None);
            break;
        case 23:
            next = PyDict_New();
            if (next != NULL && PyDict_SetItemString(next, "last", last) < 0)
                Py_CLEAR(next);
            break;
        default:
            next = new_node(last, (PyObject *)start);
        }
        Py_XDECREF(last);
        if (next == NULL)
            return NULL;
        if (i % 64 == 0) {
            if (start != NULL)
                Py_XSETREF(start->right, Py_NewRef(last)); /* last is next's now */
            start = Py_IS_TYPE(next, &Node_Type) ? (Node *)next : NULL;
        }
        last = next;
    }
    return last;
}

/* A full collection of a graph of n containers that is all alive, or (dead) all garbage. */
static PyObject *collect(PyObject *self, PyObject *args)
{
    long n;
    int dead;
    if (!PyArg_ParseTuple(args, "li", &n, &dead))
        return NULL;
    PyGC_Collect();
    int enabled = PyGC_Disable();
    PyObject *last = graph(n);
    if (enabled)
        PyGC_Enable();
    if (last == NULL)
        return NULL;
    if (dead) {
        PyObject *cycle = PyList_New(1);
        if (cycle == NULL)
            return NULL;
        PyList_SET_ITEM(cycle, 0, Py_NewRef(cycle));
        if (PyList_Append(cycle, last) < 0)
            return NULL;
        Py_DECREF(cycle);
        Py_CLEAR(last);
    }
    double time = now();
    Py_ssize_t collected = PyGC_Collect();
    time = now() - time;
    Py_XDECREF(last);
    if (dead ? collected < n : collected >= n)
        return PyErr_Format(PyExc_RuntimeError, "%zd objects of %ld collected", collected, n);
    return PyFloat_FromDouble(time);
}

static PyMethodDef functions[] = {
    {"ensure_release", ensure_release, METH_O, NULL},
    {"ensure_release_stranger", ensure_release_stranger, METH_O, NULL},
    {"save_restore", save_restore, METH_O, NULL},
    {"hand_over", hand_over, METH_O, NULL},
    {"collect", collect, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "inside", NULL, 0, functions, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_inside(void)
{
    return PyType_Ready(&Node_Type) < 0 ? NULL : PyModule_Create(&module);
}
