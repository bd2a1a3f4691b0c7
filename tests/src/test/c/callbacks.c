/* All kinds of places where C code calls back what it was given: each slot, destructor and hook here calls a callable, and hands on its error, or tells it to sys.unraisablehook where
   nobody can get it. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <pthread.h>

/* ---- A type whose every slot calls ---- */

typedef struct {
    PyObject_HEAD
    PyObject *callable;
    PyObject *kept;
    int ends; /* which of the functions at its end call */
} Calls;

enum { FINALIZE = 1, CLEAR = 2, DEALLOC = 4 };

static PyObject *ask(PyObject *self)
{
    return PyObject_CallNoArgs(((Calls *)self)->callable);
}

/* 0, or -1 with an error set. */
static int ask_int(PyObject *self)
{
    PyObject *answer = ask(self);
    Py_XDECREF(answer);
    return answer == NULL ? -1 : 0;
}

static void ask_in_vain(PyObject *callable)
{
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyObject *answer = PyObject_CallNoArgs(callable);
    if (answer == NULL)
        PyErr_WriteUnraisable(callable);
    Py_XDECREF(answer);
    PyErr_Restore(type, value, traceback);
}

static int Calls_init(PyObject *self, PyObject *args, PyObject *kwargs)
{
    PyObject *callable, *kept = NULL;
    int calls = 0, ends = 0;
    if (!PyArg_ParseTuple(args, "O|pOi", &callable, &calls, &kept, &ends))
        return -1;
    Py_XSETREF(((Calls *)self)->callable, Py_NewRef(callable));
    Py_XSETREF(((Calls *)self)->kept, Py_XNewRef(kept));
    ((Calls *)self)->ends = ends;
    return calls ? ask_int(self) : 0;
}

static void Calls_finalize(PyObject *self)
{
    if (((Calls *)self)->ends & FINALIZE)
        ask_in_vain(((Calls *)self)->callable);
}

static int Calls_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(((Calls *)self)->callable);
    Py_VISIT(((Calls *)self)->kept);
    Py_VISIT(Py_TYPE(self));
    return 0;
}

static int Calls_clear(PyObject *self)
{
    if (((Calls *)self)->ends & CLEAR && ((Calls *)self)->callable != NULL)
        ask_in_vain(((Calls *)self)->callable);
    Py_CLEAR(((Calls *)self)->kept);
    return 0;
}

static void Calls_dealloc(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    if (PyObject_CallFinalizerFromDealloc(self) < 0)
        return;
    PyObject_GC_UnTrack(self);
    PyObject *callable = ((Calls *)self)->callable;
    Py_CLEAR(((Calls *)self)->kept);
    if (((Calls *)self)->ends & DEALLOC)
        ask_in_vain(callable);
    Py_XDECREF(callable);
    type->tp_free(self);
    Py_DECREF(type);
}

static PyObject *Calls_compare(PyObject *self, PyObject *other, int op)
{
    return ask(self);
}

static PyObject *Calls_binary(PyObject *self, PyObject *other)
{
    return PyObject_CallNoArgs(((Calls *)(Py_TYPE(self)->tp_finalize == Calls_finalize ? self : other))->callable);
}

static PyObject *Calls_call(PyObject *self, PyObject *args, PyObject *kwargs)
{
    return ask(self);
}

static int Calls_set_item(PyObject *self, PyObject *key, PyObject *value)
{
    return ask_int(self);
}

static PyObject *Calls_get_attribute(PyObject *self, PyObject *name)
{
    return PyUnicode_CompareWithASCIIString(name, "asked") == 0 ? ask(self) : PyObject_GenericGetAttr(self, name);
}

static PyObject *Calls_descr_get(PyObject *self, PyObject *object, PyObject *type)
{
    return object == NULL ? Py_NewRef(self) : ask(self);
}

static PyObject *Calls_get(PyObject *self, void *closure)
{
    return ask(self);
}

static int Calls_set(PyObject *self, PyObject *value, void *closure)
{
    return ask_int(self);
}

static int Calls_get_buffer(PyObject *self, Py_buffer *view, int flags)
{
    static char bytes[4] = "four";
    if (!((Calls *)self)->ends && ask_int(self) < 0) {
        view->obj = NULL;
        return -1;
    }
    return PyBuffer_FillInfo(view, self, bytes, sizeof(bytes), 1, flags);
}

static void Calls_release_buffer(PyObject *self, Py_buffer *view)
{
    ask_in_vain(((Calls *)self)->callable);
}

static Py_hash_t Calls_hash(PyObject *self)
{
    return ask_int(self);
}

static Py_ssize_t Calls_length(PyObject *self)
{
    return ask_int(self);
}

static int Calls_contains(PyObject *self, PyObject *item)
{
    return ask_int(self);
}

static PyGetSetDef Calls_getset[] = {{"got", Calls_get, Calls_set, NULL, NULL}, {NULL, NULL, NULL, NULL, NULL}};

static PyType_Slot slots[] = {
    {Py_tp_init, Calls_init}, {Py_tp_finalize, Calls_finalize}, {Py_tp_traverse, Calls_traverse}, {Py_tp_clear, Calls_clear}, {Py_tp_dealloc, Calls_dealloc},
    {Py_tp_repr, ask}, {Py_tp_str, ask}, {Py_tp_hash, Calls_hash}, {Py_tp_richcompare, Calls_compare}, {Py_tp_call, Calls_call}, {Py_tp_iter, ask}, {Py_tp_iternext, ask},
    {Py_tp_getattro, Calls_get_attribute}, {Py_tp_descr_get, Calls_descr_get}, {Py_tp_getset, Calls_getset}, {Py_nb_add, Calls_binary}, {Py_nb_inplace_add, Calls_binary}, {Py_nb_negative, ask},
    {Py_nb_bool, ask_int}, {Py_nb_index, ask}, {Py_nb_float, ask}, {Py_sq_length, Calls_length}, {Py_sq_contains, Calls_contains}, {Py_mp_subscript, Calls_binary},
    {Py_mp_ass_subscript, Calls_set_item}, {Py_am_await, ask}, {Py_bf_getbuffer, Calls_get_buffer}, {Py_bf_releasebuffer, Calls_release_buffer}, {0, NULL},
};

static PyType_Spec spec = {"callbacks.Calls", sizeof(Calls), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC, slots};

/* ---- Destructors and hooks that aren't slots ---- */

static void destroy(PyObject *capsule)
{
    PyObject *callable = PyCapsule_GetPointer(capsule, NULL);
    ask_in_vain(callable);
    Py_DECREF(callable);
}

static PyObject *capsule(PyObject *self, PyObject *callable)
{
    return PyCapsule_New(Py_NewRef(callable), NULL, destroy);
}

static int pending(void *callable)
{
    PyObject *answer = PyObject_CallNoArgs(callable);
    Py_DECREF((PyObject *)callable);
    Py_XDECREF(answer);
    return answer == NULL ? -1 : 0;
}

static PyObject *pend(PyObject *self, PyObject *callable)
{
    if (Py_AddPendingCall(pending, Py_NewRef(callable)) < 0) {
        Py_DECREF(callable);
        return PyErr_Format(PyExc_RuntimeError, "too many");
    }
    Py_RETURN_NONE;
}

static PyObject *run_pending(PyObject *self, PyObject *unused)
{
    return Py_MakePendingCalls() < 0 ? NULL : Py_NewRef(Py_None);
}

static int audit(const char *event, PyObject *args, void *callable)
{
    if (strcmp(event, "callbacks.audit") != 0)
        return 0;
    PyObject *answer = PyObject_CallNoArgs((PyObject *)PyCapsule_GetPointer(PyTuple_GET_ITEM(args, 0), "audit"));
    Py_XDECREF(answer);
    return answer == NULL ? -1 : 0;
}

/* Asks the hook, which stays for the process and does nothing else. */
static PyObject *audited(PyObject *self, PyObject *callable)
{
    static int hooked;
    if (!hooked && PySys_AddAuditHook(audit, NULL) < 0)
        return NULL;
    hooked = 1;
    PyObject *hidden = PyCapsule_New(callable, "audit", NULL);
    int failed = hidden == NULL || PySys_Audit("callbacks.audit", "O", hidden) < 0;
    Py_XDECREF(hidden);
    return failed ? NULL : Py_NewRef(Py_None);
}

static void state_ends(void *callable)
{
    ask_in_vain(callable);
    Py_DECREF((PyObject *)callable);
}

/* The state of a thread that ends. */
static PyObject *on_delete(PyObject *self, PyObject *callable)
{
    PyThreadState *tstate = PyThreadState_New(PyInterpreterState_Get());
    if (tstate == NULL)
        return PyErr_NoMemory();
    tstate->on_delete = state_ends;
    tstate->on_delete_data = Py_NewRef(callable);
    PyThreadState_Clear(tstate);
    PyThreadState_Delete(tstate);
    Py_RETURN_NONE;
}

/* ---- Threads that end without giving back what they took ---- */

struct dying {
    PyObject *callable;
    int way;
};

static void call_with_gil(void *argument)
{
    struct dying *dying = argument;
    PyGILState_Ensure();
    PyObject *answer = PyObject_CallNoArgs(dying->callable);
    Py_XDECREF(answer);
}

static pthread_key_t at_end;

static void make_key(void)
{
    pthread_key_create(&at_end, call_with_gil);
}

static void *die(void *argument)
{
    struct dying *dying = argument;
    call_with_gil(dying);
    if (dying->way == 3) {
        static pthread_once_t once = PTHREAD_ONCE_INIT;
        pthread_once(&once, make_key);
        pthread_setspecific(at_end, dying);
    }
    if (dying->way == 1)
        PyThreadState_Swap(NULL);
    if (dying->way == 2)
        PyThread_exit_thread();
    return NULL;
}

/* A thread of C's that has the GIL ends: 0 as the current state's, 1 without a state, 2 in the middle of something, 3 and takes it once more when its data are
   destroyed. What its last call has raised is its state's. */
static PyObject *dies(PyObject *self, PyObject *args)
{
    pthread_t thread;
    struct dying dying;
    if (!PyArg_ParseTuple(args, "Oi", &dying.callable, &dying.way))
        return NULL;
    if (pthread_create(&thread, NULL, die, &dying) != 0)
        return PyErr_NoMemory();
    Py_BEGIN_ALLOW_THREADS
    pthread_join(thread, NULL);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

/* ---- The module, whose end calls what at_free was given ---- */

static PyObject *at_free(PyObject *module, PyObject *callable)
{
    PyObject **state = PyModule_GetState(module);
    Py_XSETREF(*state, Py_NewRef(callable));
    Py_RETURN_NONE;
}

static PyMethodDef functions[] = {
    {"capsule", capsule, METH_O, NULL},
    {"pend", pend, METH_O, NULL},
    {"run_pending", run_pending, METH_NOARGS, NULL},
    {"audited", audited, METH_O, NULL},
    {"on_delete", on_delete, METH_O, NULL},
    {"dies", dies, METH_VARARGS, NULL},
    {"at_free", at_free, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};

static int execute(PyObject *module)
{
    PyObject *type = PyType_FromSpec(&spec);
    int failed = type == NULL || PyModule_AddObjectRef(module, "Calls", type) < 0;
    Py_XDECREF(type);
    return failed ? -1 : 0;
}

static int module_clear(PyObject *module)
{
    PyObject **state = PyModule_GetState(module);
    if (state != NULL && *state != NULL)
        ask_in_vain(*state);
    return 0;
}

static int module_traverse(PyObject *module, visitproc visit, void *arg)
{
    PyObject **state = PyModule_GetState(module);
    if (state != NULL)
        Py_VISIT(*state);
    return 0;
}

static void module_free(void *module)
{
    PyObject **state = PyModule_GetState(module);
    if (state == NULL || *state == NULL)
        return;
    ask_in_vain(*state);
    Py_CLEAR(*state);
}

static PyModuleDef_Slot module_slots[] = {{Py_mod_exec, execute}, {0, NULL}};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "callbacks", NULL, sizeof(PyObject *), functions, module_slots, module_traverse, module_clear, module_free};

PyMODINIT_FUNC PyInit_callbacks(void)
{
    return PyModuleDef_Init(&module);
}
