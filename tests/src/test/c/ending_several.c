/* In which order several interpreters of one process are taken apart: A, B and C are made by the main one, B, A and C are ended while it lives. prepare(path, True)
   leaves A, which CPython ends the process for. */
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wunused-variable"
#define SEVERAL
#include "ending.c"

static char names[64][40]; /* of objects and functions, with the interpreter's before */
static int name_count;

static const char *named(const char *who, const char *what)
{
    char *name = names[name_count++];
    snprintf(name, sizeof(names[0]), "%s %s", who, what);
    return name;
}

static int add_cycle(PyObject *dict, const char *who)
{
    PyObject *one = finalized(named(who, "cycle one")), *two = finalized(named(who, "cycle two"));
    if (one == NULL || two == NULL)
        return -1;
    ((Thing *)one)->other = Py_NewRef(two);
    ((Thing *)two)->other = Py_NewRef(one);
    int failed = watch(dict, named(who, "watches cycle"), one) < 0 || put(dict, "cycle", one) < 0;
    Py_DECREF(two);
    return failed ? -1 : 0;
}

static int add_all_modules(const char *who)
{
    PyObject *first = PyImport_AddModule("first"), *multi = add_multi(), *single = add_single(&single_def);
    int failed = first == NULL || multi == NULL || single == NULL || furnish(first, named(who, "first")) < 0 || furnish(multi, named(who, "multi")) < 0
        || furnish(single, named(who, "single")) < 0 || add_cycle(PyModule_GetDict(first), who) < 0;
    Py_XDECREF(multi);
    Py_XDECREF(single);
    return failed ? -1 : 0;
}

/* The current interpreter's. After a collection the next one isn't due before all is there: the collector's lists have it in this order. */
static int fill(const char *who)
{
    PyGC_Collect();
    PyObject *sys = PyModule_GetDict(PyImport_AddModule("sys")), *builtins = PyModule_GetDict(PyImport_AddModule("builtins"));
    PyObject *dict = PyInterpreterState_GetDict(PyInterpreterState_Get()), *thread = PyThreadState_GetDict();
    int failed = at_exit(named(who, "atexit 1")) < 0 || at_exit(named(who, "atexit 2")) < 0 || put(sys, "ending", plain(named(who, "sys.ending"))) < 0;
    failed |= put(builtins, "ending", plain(named(who, "builtins.ending"))) < 0 || put(dict, "ending", finalized(named(who, "interpreter dict"))) < 0;
    failed |= put(thread, "ending", finalized(named(who, "thread dict"))) < 0 || add_all_modules(who) < 0;
    PyObject *garbage = finalized(named(who, "garbage"));
    if (garbage == NULL)
        return -1;
    ((Thing *)garbage)->other = garbage; /* its only reference */
    return failed ? -1 : 0;
}

static PyThreadState *made(const char *who)
{
    PyThreadState *tstate = Py_NewInterpreter();
    return tstate == NULL || fill(who) < 0 ? NULL : tstate;
}

static void end(PyThreadState *tstate, const char *who)
{
    PyThreadState_Swap(tstate);
    note("ends", who);
    Py_EndInterpreter(tstate);
    note("has ended", who);
}

static PyObject *prepare_several(PyObject *self, PyObject *arguments)
{
    const char *path;
    int leaves = 0;
    if (!PyArg_ParseTuple(arguments, "s|p", &path, &leaves))
        return NULL;
    journal = fopen(path, "w");
    if (journal == NULL)
        return PyErr_SetFromErrno(PyExc_OSError);
    if (PyType_Ready(&Plain_Type) < 0 || PyType_Ready(&Finalized_Type) < 0 || fill("main") < 0)
        return NULL;
    PyThreadState *main = PyThreadState_Get(), *a = made("A"), *b = a == NULL ? NULL : made("B"), *c = b == NULL ? NULL : made("C");
    if (c != NULL) {
        end(b, "B");
        if (!leaves)
            end(a, "A");
        end(c, "C");
    }
    PyThreadState_Swap(main);
    if (c == NULL)
        return PyErr_Format(PyExc_RuntimeError, "not prepared");
    note("prepared", "all");
    Py_RETURN_NONE;
}

static PyMethodDef functions[] = {{"prepare", prepare_several, METH_VARARGS, NULL}, {NULL}};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "ending_several", NULL, 0, functions, .m_clear = own_clear, .m_free = own_free};

PyMODINIT_FUNC PyInit_ending_several(void)
{
    return PyModuleDef_Init(&module);
}
