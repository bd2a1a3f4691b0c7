/* Writes down in which order an interpreter's end takes things apart: prepare() puts objects wherever objects may be, and each line is an event. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <structmember.h>

static FILE *journal;

static void note(const char *what, const char *name)
{
    if (journal != NULL) {
        fprintf(journal, "%s %s\n", what, name);
        fflush(journal);
    }
}

/* ---- Objects that tell of their end: with a finalizer or without, tracked by the collector or not ---- */

typedef struct {
    PyObject_HEAD
    char name[40];
    PyObject *other;
    PyObject *weakrefs;
} Thing;

static int Thing_traverse(Thing *self, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(self->other);
    return 0;
}

static int Thing_clear(Thing *self)
{
    if (self->other != NULL)
        note("tp_clear", self->name);
    Py_CLEAR(self->other);
    return 0;
}

static void Thing_dealloc(Thing *self)
{
    PyTypeObject *type = Py_TYPE(self);
    if (type->tp_finalize != NULL && PyObject_CallFinalizerFromDealloc((PyObject *)self) < 0)
        return;
    if (PyType_IS_GC(type))
        PyObject_GC_UnTrack(self);
    if (self->weakrefs != NULL)
        PyObject_ClearWeakRefs((PyObject *)self);
    note("tp_dealloc", self->name);
    Py_CLEAR(self->other);
    type->tp_free(self);
    if (type->tp_flags & Py_TPFLAGS_HEAPTYPE)
        Py_DECREF(type);
}

static void Thing_finalize(Thing *self)
{
    note("tp_finalize", self->name);
}

static PyTypeObject Plain_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "ending.Plain",
    .tp_basicsize = sizeof(Thing),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)Thing_dealloc,
    .tp_weaklistoffset = offsetof(Thing, weakrefs),
};

static PyTypeObject Finalized_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "ending.Finalized",
    .tp_basicsize = sizeof(Thing),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_dealloc = (destructor)Thing_dealloc,
    .tp_traverse = (traverseproc)Thing_traverse,
    .tp_clear = (inquiry)Thing_clear,
    .tp_finalize = (destructor)Thing_finalize,
    .tp_weaklistoffset = offsetof(Thing, weakrefs),
};

static PyType_Slot heap_slots[] = {
    {Py_tp_dealloc, Thing_dealloc}, {Py_tp_traverse, Thing_traverse}, {Py_tp_clear, Thing_clear}, {Py_tp_finalize, Thing_finalize}, {0}};
static PyType_Spec heap_spec = {"ending.OnHeap", sizeof(Thing), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC, heap_slots};

/* A new one, which may hold another: that reference is stolen. */
static PyObject *thing(PyTypeObject *type, const char *name, PyObject *other)
{
    Thing *made = (Thing *)type->tp_alloc(type, 0);
    if (made == NULL)
        return NULL;
    strncpy(made->name, name, sizeof(made->name) - 1);
    made->other = other;
    return (PyObject *)made;
}

static PyObject *plain(const char *name)
{
    return thing(&Plain_Type, name, NULL);
}

static PyObject *finalized(const char *name)
{
    return thing(&Finalized_Type, name, NULL);
}

static int put(PyObject *dict, const char *name, PyObject *value)
{
    int failed = value == NULL || PyDict_SetItemString(dict, name, value) < 0;
    Py_XDECREF(value);
    return failed ? -1 : 0;
}

/* ---- Functions that are called at the end ---- */

static PyObject *called(PyObject *self, PyObject *argument)
{
    note("called", PyUnicode_AsUTF8(self));
    if (strcmp(PyUnicode_AsUTF8(self), "atexit that raises") == 0)
        return PyErr_Format(PyExc_ValueError, "at exit");
    Py_RETURN_NONE;
}

static PyMethodDef no_argument = {"called", called, METH_NOARGS, NULL};
static PyMethodDef one_argument = {"called", called, METH_O, NULL};

static PyObject *function(PyMethodDef *def, const char *name)
{
    PyObject *self = PyUnicode_FromString(name), *made = self == NULL ? NULL : PyCFunction_New(def, self);
    Py_XDECREF(self);
    return made;
}

static int at_exit(const char *name)
{
    PyObject *atexit = PyImport_ImportModule("atexit"), *made = function(&no_argument, name);
    PyObject *done = atexit == NULL || made == NULL ? NULL : PyObject_CallMethod(atexit, "register", "O", made);
    Py_XDECREF(atexit);
    Py_XDECREF(made);
    Py_XDECREF(done);
    return done == NULL ? -1 : 0;
}

static void at_process_exit(void)
{
    note("Py_AtExit", "function");
}

static void capsule_ends(PyObject *capsule)
{
    note("capsule", PyCapsule_GetName(capsule));
}

/* A weak reference with a callback, which the dict keeps. */
static int watch(PyObject *dict, const char *name, PyObject *object)
{
    PyObject *callback = function(&one_argument, name);
    int failed = callback == NULL || put(dict, name, PyWeakref_NewRef(object, callback)) < 0;
    Py_XDECREF(callback);
    return failed ? -1 : 0;
}

/* ---- Modules with m_clear and m_free ---- */

typedef struct {
    PyObject *kept;
    char name[40];
} State;

static int module_traverse(PyObject *module, visitproc visit, void *arg)
{
    State *state = PyModule_GetState(module);
    if (state != NULL)
        Py_VISIT(state->kept);
    return 0;
}

static int module_clear(PyObject *module)
{
    State *state = PyModule_GetState(module);
    note("m_clear", state->name);
    Py_CLEAR(state->kept);
    return 0;
}

static void module_free(void *module)
{
    State *state = PyModule_GetState(module);
    note("m_free", state->name);
    Py_CLEAR(state->kept);
}

static int multi_exec(PyObject *module)
{
    return 0;
}

static PyModuleDef_Slot multi_slots[] = {{Py_mod_exec, multi_exec}, {0}};
static struct PyModuleDef multi_def = {
    PyModuleDef_HEAD_INIT, "multi", NULL, sizeof(State), NULL, multi_slots, module_traverse, module_clear, module_free};
static struct PyModuleDef single_def = {PyModuleDef_HEAD_INIT, "single", NULL, sizeof(State), NULL, NULL, module_traverse, module_clear, module_free};
static struct PyModuleDef once_def = {PyModuleDef_HEAD_INIT, "once", NULL, -1, NULL};

/* What a module has: a state with an object, a private name and a public one. */
static int furnish(PyObject *module, const char *name)
{
    char text[40];
    PyObject *dict = PyModule_GetDict(module);
    State *state = PyModule_GetState(module);
    if (state != NULL) {
        snprintf(state->name, sizeof(state->name), "%s", name);
        snprintf(text, sizeof(text), "%s.state", name);
        state->kept = plain(text);
    }
    snprintf(text, sizeof(text), "%s.public", name);
    if (put(dict, "public", plain(text)) < 0)
        return -1;
    snprintf(text, sizeof(text), "%s._private", name);
    if (put(dict, "_private", finalized(text)) < 0)
        return -1;
    snprintf(text, sizeof(text), "%s.__dunder__", name);
    if (put(dict, "__dunder__", plain(text)) < 0)
        return -1;
    snprintf(text, sizeof(text), "%s.later", name);
    if (put(dict, "later", plain(text)) < 0)
        return -1;
    snprintf(text, sizeof(text), "%s", name);
    return watch(dict, text, module);
}

static PyObject *add_multi(void)
{
    PyObject *types = PyImport_ImportModule("types"), *spec = types == NULL ? NULL : PyObject_CallMethod(types, "SimpleNamespace", NULL), *name = PyUnicode_FromString("multi");
    PyObject *module = NULL;
    if (spec != NULL && name != NULL && PyObject_SetAttrString(spec, "name", name) == 0)
        module = PyModule_FromDefAndSpec(&multi_def, spec);
    if (module != NULL && (PyModule_ExecDef(module, &multi_def) < 0 || PyDict_SetItemString(PyImport_GetModuleDict(), "multi", module) < 0))
        Py_CLEAR(module);
    Py_XDECREF(types);
    Py_XDECREF(spec);
    Py_XDECREF(name);
    return module;
}

static PyObject *add_single(struct PyModuleDef *def)
{
    PyObject *module = PyModule_Create(def);
    if (module != NULL && (PyState_AddModule(module, def) < 0 || PyDict_SetItemString(PyImport_GetModuleDict(), def->m_name, module) < 0))
        Py_CLEAR(module);
    return module;
}

/* Borrowed. */
static PyObject *add_empty(const char *name)
{
    PyObject *module = PyImport_AddModule(name);
    return module == NULL || furnish(module, name) < 0 ? NULL : module;
}

/* ---- All of it ---- */

static int add_modules(void)
{
    PyObject *first = add_empty("first"), *multi = add_multi(), *single = add_single(&single_def), *once = add_single(&once_def), *last = add_empty("last");
    int failed = first == NULL || multi == NULL || single == NULL || once == NULL || last == NULL || furnish(multi, "multi") < 0 || furnish(single, "single") < 0
        || furnish(once, "once") < 0;
    if (!failed) { /* one that is kept by another one's dict, and one that is in no cycle with itself */
        failed |= PyDict_SetItemString(PyModule_GetDict(last), "first_module", first) < 0;
        failed |= put(PyModule_GetDict(first), "__name__", PyUnicode_FromString("renamed")) < 0;
    }
    Py_XDECREF(multi);
    Py_XDECREF(single);
    Py_XDECREF(once);
    return failed ? -1 : 0;
}

static int add_cycles(PyObject *dict)
{
    PyObject *one = finalized("cycle one"), *two = finalized("cycle two");
    if (one == NULL || two == NULL)
        return -1;
    ((Thing *)one)->other = Py_NewRef(two);
    ((Thing *)two)->other = Py_NewRef(one);
    int failed = watch(dict, "watches cycle", one) < 0 || put(dict, "cycle", one) < 0;
    Py_DECREF(two);
    PyObject *garbage = finalized("garbage");
    if (garbage == NULL)
        return -1;
    ((Thing *)garbage)->other = garbage; /* its only reference */
    return failed ? -1 : 0;
}

static int add_to_states(void)
{
    PyObject *dict = PyInterpreterState_GetDict(PyInterpreterState_Get()), *thread = PyThreadState_GetDict();
    return put(dict, "ending", finalized("interpreter dict")) < 0 || put(thread, "ending", finalized("thread dict")) < 0 ? -1 : 0;
}

static PyObject *prepare(PyObject *self, PyObject *path)
{
    journal = fopen(PyUnicode_AsUTF8(path), "w");
    if (journal == NULL)
        return PyErr_SetFromErrno(PyExc_OSError);
    if (PyType_Ready(&Plain_Type) < 0 || PyType_Ready(&Finalized_Type) < 0)
        return NULL;
    PyObject *own = PyModule_GetDict(self), *sys = PyModule_GetDict(PyImport_AddModule("sys")), *builtins = PyModule_GetDict(PyImport_AddModule("builtins"));
    PyObject *watched = plain("watched");
    PyObject *heap = PyType_FromSpec(&heap_spec);
    int failed = at_exit("atexit 1") < 0 || at_exit("atexit that raises") < 0 || at_exit("atexit 3") < 0 || Py_AtExit(at_process_exit) < 0;
    failed |= watched == NULL || watch(own, "watches", watched) < 0 || watch(sys, "watches from sys", watched) < 0 || put(own, "watched", watched) < 0;
    failed |= put(own, "capsule", PyCapsule_New(own, "in the own module", capsule_ends)) < 0 || put(sys, "capsule", PyCapsule_New(own, "in sys", capsule_ends)) < 0;
    failed |= put(sys, "ending", plain("sys.ending")) < 0 || put(sys, "_ending", plain("sys._ending")) < 0 || put(builtins, "ending", plain("builtins.ending")) < 0;
    failed |= put(sys, "last_value", plain("sys.last_value")) < 0 || put(builtins, "_", plain("builtins._")) < 0;
    failed |= heap == NULL || put(own, "on_heap", thing((PyTypeObject *)heap, "on heap", NULL)) < 0;
    Py_XDECREF(heap);
    failed |= add_cycles(own) < 0 || add_to_states() < 0 || add_modules() < 0 || put(own, "zz_last", plain("own.zz_last")) < 0 || put(own, "_first", plain("own._first")) < 0;
    if (failed)
        return PyErr_Occurred() ? NULL : PyErr_Format(PyExc_RuntimeError, "not prepared");
    note("prepared", "all");
    Py_RETURN_NONE;
}

static int own_clear(PyObject *module)
{
    note("m_clear", "own");
    return 0;
}

static void own_free(void *module)
{
    note("m_free", "own");
}

#ifndef SEVERAL

static PyMethodDef functions[] = {{"prepare", prepare, METH_O, NULL}, {NULL}};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "ending", NULL, 0, functions, .m_clear = own_clear, .m_free = own_free};

PyMODINIT_FUNC PyInit_ending(void)
{
    return PyModuleDef_Init(&module);
}

#endif
