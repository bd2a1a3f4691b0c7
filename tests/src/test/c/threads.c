/* What the tests of threads call. Addresses are those of ints that Java shares: nothing here waits for longer than PATIENCE. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <pthread.h>
#include <stdatomic.h>
#include <time.h>
#include <unistd.h>

enum { PATIENCE = 100 }; /* seconds */

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

/* Whether the int at the address has become at least `value`. */
static int wait_for(atomic_int *address, int value)
{
    double end = now() + PATIENCE;
    while (*address < value) {
        if (now() > end)
            return 0;
        usleep(200);
    }
    return 1;
}

/* hold(flag, ready): keeps the GIL until the flag is set; adds 1 to ready before. */
static PyObject *hold(PyObject *self, PyObject *args)
{
    Py_ssize_t flag, ready;
    if (!PyArg_ParseTuple(args, "nn", &flag, &ready))
        return NULL;
    ++*(atomic_int *)ready;
    return PyBool_FromLong(wait_for((atomic_int *)flag, 1));
}

/* meet(count, n): without the GIL, comes to the meeting and waits until n are there at once. */
static PyObject *meet(PyObject *self, PyObject *args)
{
    Py_ssize_t address;
    int n, met;
    if (!PyArg_ParseTuple(args, "ni", &address, &n))
        return NULL;
    Py_BEGIN_ALLOW_THREADS
    ++*(atomic_int *)address;
    met = wait_for((atomic_int *)address, n);
    Py_END_ALLOW_THREADS
    return PyBool_FromLong(met);
}

/* repeat(callable, flag, ready): calls until the flag is set, as one long call from outside: the number of calls, or -1 when nobody set it. */
static PyObject *repeat(PyObject *self, PyObject *args)
{
    PyObject *callable;
    Py_ssize_t flag, ready;
    long calls = 0;
    if (!PyArg_ParseTuple(args, "Onn", &callable, &flag, &ready))
        return NULL;
    ++*(atomic_int *)ready;
    for (double end = now() + PATIENCE; *(atomic_int *)flag == 0; calls++) {
        PyObject *result = PyObject_CallNoArgs(callable);
        if (result == NULL)
            return NULL;
        Py_DECREF(result);
        if (now() > end)
            return PyLong_FromLong(-1);
    }
    return PyLong_FromLong(calls);
}

struct job {
    pthread_t thread;
    PyInterpreterState *interp;
    PyObject *callable;
    int index, calls, errors, strange;
    long sum;
};

static void *run_job(void *argument)
{
    struct job *job = argument;
    for (int i = 0; i < job->calls; i++) {
        PyGILState_STATE outer = PyGILState_Ensure(), inner = PyGILState_Ensure();
        PyObject *result = PyObject_CallFunction(job->callable, "ii", job->index, i);
        job->strange += PyInterpreterState_Get() != job->interp;
        if (result == NULL) {
            PyErr_Clear();
            job->errors++;
        } else {
            job->sum += PyLong_AsLong(result);
            Py_DECREF(result);
        }
        PyGILState_Release(inner);
        Py_BEGIN_ALLOW_THREADS
        sched_yield();
        Py_END_ALLOW_THREADS
        PyGILState_Release(outer);
    }
    return NULL;
}

/* from_native(callable, threads, calls): new threads that nobody knows call callable(thread, call). How many threads, the sum of results, the number of errors, and of calls
   that came into another interpreter. */
static PyObject *from_native(PyObject *self, PyObject *args)
{
    PyObject *callable;
    int threads, calls, started = 0, errors = 0, strange = 0;
    long sum = 0;
    if (!PyArg_ParseTuple(args, "Oii", &callable, &threads, &calls))
        return NULL;
    struct job *jobs = PyMem_Calloc((size_t)threads, sizeof(*jobs));
    if (jobs == NULL)
        return PyErr_NoMemory();
    for (; started < threads; started++) {
        jobs[started] = (struct job){.interp = PyInterpreterState_Get(), .callable = callable, .index = started, .calls = calls};
        if (pthread_create(&jobs[started].thread, NULL, run_job, &jobs[started]) != 0)
            break;
    }
    Py_BEGIN_ALLOW_THREADS
    for (int i = 0; i < started; i++)
        pthread_join(jobs[i].thread, NULL);
    Py_END_ALLOW_THREADS
    for (int i = 0; i < started; i++) {
        sum += jobs[i].sum;
        errors += jobs[i].errors;
        strange += jobs[i].strange;
    }
    PyMem_Free(jobs);
    return Py_BuildValue("(ilii)", started, sum, errors, strange);
}

/* call_without(callable, *args): calls from a section that has released the GIL, through PyGILState. */
static PyObject *call_without(PyObject *self, PyObject *args)
{
    PyObject *result, *callable = PyTuple_GetItem(args, 0), *rest = PyTuple_GetSlice(args, 1, PyTuple_Size(args));
    if (callable == NULL || rest == NULL)
        return NULL;
    Py_BEGIN_ALLOW_THREADS
    PyGILState_STATE state = PyGILState_Ensure();
    result = PyObject_Call(callable, rest, NULL);
    Py_DECREF(rest);
    PyGILState_Release(state);
    Py_END_ALLOW_THREADS
    return result;
}

/* call(callable, *args) */
static PyObject *call(PyObject *self, PyObject *args)
{
    PyObject *result, *callable = PyTuple_GetItem(args, 0), *rest = PyTuple_GetSlice(args, 1, PyTuple_Size(args));
    if (callable == NULL || rest == NULL)
        return NULL;
    result = PyObject_Call(callable, rest, NULL);
    Py_DECREF(rest);
    return result;
}

static PyObject *pause_released(PyObject *self, PyObject *microseconds)
{
    long time = PyLong_AsLong(microseconds);
    if (time == -1 && PyErr_Occurred())
        return NULL;
    Py_BEGIN_ALLOW_THREADS
    if (time == 0)
        sched_yield();
    else
        usleep((useconds_t)time);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

static PyObject *ident(PyObject *self, PyObject *unused)
{
    return PyLong_FromUnsignedLong(PyThread_get_thread_ident());
}

/* send(thread, exception): how many threads got it. */
static PyObject *send(PyObject *self, PyObject *args)
{
    unsigned long thread;
    PyObject *exception;
    return PyArg_ParseTuple(args, "kO", &thread, &exception) ? PyLong_FromLong(PyThreadState_SetAsyncExc(thread, exception)) : NULL;
}

/* until_interrupted(ready): asks for signals until there is one. */
static PyObject *until_interrupted(PyObject *self, PyObject *address)
{
    Py_ssize_t ready = PyLong_AsSsize_t(address);
    if (ready == -1 && PyErr_Occurred())
        return NULL;
    ++*(atomic_int *)ready;
    for (double end = now() + PATIENCE; now() < end; usleep(100)) {
        if (PyErr_CheckSignals() < 0)
            return NULL;
    }
    Py_RETURN_FALSE;
}

static int set_flag(void *address)
{
    ++*(atomic_int *)address;
    return 0;
}

static int fail(void *unused)
{
    PyErr_SetString(PyExc_ValueError, "from a pending call");
    return -1;
}

/* pend(address): a pending call that adds 1 there; one that fails when the address is 0. */
static PyObject *pend(PyObject *self, PyObject *number)
{
    Py_ssize_t address = PyLong_AsSsize_t(number);
    if (address == -1 && PyErr_Occurred())
        return NULL;
    return PyLong_FromLong(Py_AddPendingCall(address == 0 ? fail : set_flag, (void *)address));
}

static PyObject *add(PyObject *self, PyObject *args)
{
    long a, b;
    return PyArg_ParseTuple(args, "ll", &a, &b) ? PyLong_FromLong(a + b) : NULL;
}

static PyMethodDef functions[] = {
    {"hold", hold, METH_VARARGS, NULL},
    {"meet", meet, METH_VARARGS, NULL},
    {"repeat", repeat, METH_VARARGS, NULL},
    {"from_native", from_native, METH_VARARGS, NULL},
    {"call_without", call_without, METH_VARARGS, NULL},
    {"call", call, METH_VARARGS, NULL},
    {"pause_released", pause_released, METH_O, NULL},
    {"ident", ident, METH_NOARGS, NULL},
    {"send", send, METH_VARARGS, NULL},
    {"until_interrupted", until_interrupted, METH_O, NULL},
    {"pend", pend, METH_O, NULL},
    {"add", add, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "threads", NULL, 0, functions, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_threads(void)
{
    return PyModule_Create(&module);
}
