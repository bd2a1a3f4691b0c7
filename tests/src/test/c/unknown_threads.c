/* Where PyGILState_Ensure leads from threads that have no thread state. Compiled twice: with LIBRARY, into a library that all interpreters share, as it
   looks for the C API only when it is called. */
#define _GNU_SOURCE
#include <Python.h>

#include <dlfcn.h>
#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

typedef _Atomic(PyInterpreterState *) seen_interpreter;

void visit(void *seen);

#ifdef LIBRARY

#define API(function) ((__typeof__(&(function)))dlsym(RTLD_DEFAULT, #function))

void visit(void *seen)
{
    PyGILState_STATE state = API(PyGILState_Ensure)();
    *(seen_interpreter *)seen = API(PyInterpreterState_Get)();
    API(PyGILState_Release)(state);
}

void *visit_in_thread(void *seen)
{
    visit(seen);
    return NULL;
}

#else

void *visit_in_thread(void *seen);

static void visit_here(void *seen)
{
    PyGILState_STATE outer = PyGILState_Ensure(), inner = PyGILState_Ensure();
    PyGILState_Release(inner);
    *(seen_interpreter *)seen = PyInterpreterState_Get();
    Py_BEGIN_ALLOW_THREADS
    inner = PyGILState_Ensure();
    if (PyInterpreterState_Get() != *(seen_interpreter *)seen)
        *(seen_interpreter *)seen = NULL;
    PyGILState_Release(inner);
    Py_END_ALLOW_THREADS
    PyGILState_Release(outer);
}

static void *own_code(void *seen)
{
    visit_here(seen);
    return NULL;
}

static void *called_by_own_code(void *seen)
{
    visit(seen);
    usleep(1); /* no tail call */
    return NULL;
}

static void *without_gil(void *seen)
{
    *(seen_interpreter *)seen = PyInterpreterState_Main();
    return NULL;
}

static PyObject *in_thread(void *(*function)(void *))
{
    pthread_t thread;
    seen_interpreter seen = NULL;
    if (pthread_create(&thread, NULL, function, &seen) != 0)
        return PyErr_NoMemory();
    Py_BEGIN_ALLOW_THREADS
    pthread_join(thread, NULL);
    Py_END_ALLOW_THREADS
    return PyLong_FromVoidPtr(seen);
}

static PyObject *own(PyObject *self, PyObject *unused)
{
    return in_thread(own_code);
}

static PyObject *called(PyObject *self, PyObject *unused)
{
    return in_thread(called_by_own_code);
}

static PyObject *asked(PyObject *self, PyObject *unused)
{
    return in_thread(without_gil);
}

static PyObject *shared(PyObject *self, PyObject *unused)
{
    return in_thread(visit_in_thread);
}

static PyObject *started(PyObject *self, PyObject *unused)
{
    seen_interpreter seen = NULL;
    if (PyThread_start_new_thread(visit, &seen) == PYTHREAD_INVALID_THREAD_ID)
        return PyErr_NoMemory();
    Py_BEGIN_ALLOW_THREADS
    while (seen == NULL)
        usleep(100);
    Py_END_ALLOW_THREADS
    return PyLong_FromVoidPtr(seen);
}

static PyObject *here(PyObject *self, PyObject *unused)
{
    return PyLong_FromVoidPtr(PyInterpreterState_Get());
}

static PyObject *function(PyObject *self, PyObject *unused)
{
    return PyLong_FromVoidPtr((void *)visit_here);
}

/* An int that Java sets to 1; 2: the thread is about to enter, 3: it has. */
static void *stay(void *argument)
{
    atomic_int *flag = argument;
    while (*flag == 0)
        usleep(100);
    *flag = 2;
    PyGILState_STATE state = PyGILState_Ensure();
    *flag = 3;
    PyGILState_Release(state);
    return NULL;
}

static PyObject *leave_behind(PyObject *self, PyObject *address)
{
    pthread_t thread;
    if (pthread_create(&thread, NULL, stay, PyLong_AsVoidPtr(address)) != 0)
        return PyErr_NoMemory();
    pthread_detach(thread);
    Py_RETURN_NONE;
}

static PyMethodDef functions[] = {
    {"own", own, METH_NOARGS, NULL},
    {"called", called, METH_NOARGS, NULL},
    {"asked", asked, METH_NOARGS, NULL},
    {"shared", shared, METH_NOARGS, NULL},
    {"started", started, METH_NOARGS, NULL},
    {"here", here, METH_NOARGS, NULL},
    {"function", function, METH_NOARGS, NULL},
    {"leave_behind", leave_behind, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "unknown_threads", NULL, 0, functions, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_unknown_threads(void)
{
    return PyModule_Create(&module);
}

#endif
