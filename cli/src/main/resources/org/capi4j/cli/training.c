/* What generated extensions do while they are imported, for the JVM that records the quick start's cache: types of both kinds, imports, look-ups that
   fail. */
#include <Python.h>
#include <structmember.h>

typedef struct {
    PyObject_HEAD
    PyObject *items;
    int frozen;
} holder;

static int holder_traverse(holder *self, visitproc visit, void *arg)
{
    Py_VISIT(self->items);
    return 0;
}

static int holder_clear(holder *self)
{
    Py_CLEAR(self->items);
    return 0;
}

static void holder_dealloc(holder *self)
{
    PyObject_GC_UnTrack(self);
    holder_clear(self);
    Py_TYPE(self)->tp_free(self);
}

static PyObject *holder_new(PyTypeObject *type, PyObject *Py_UNUSED(args), PyObject *Py_UNUSED(kwargs))
{
    holder *self = (holder *)type->tp_alloc(type, 0);
    if (self != NULL && (self->items = PyList_New(0)) == NULL)
        Py_CLEAR(self);
    return (PyObject *)self;
}

static PyObject *holder_append(holder *self, PyObject *item)
{
    return PyList_Append(self->items, item) < 0 ? NULL : Py_NewRef(Py_None);
}

static PyObject *holder_count(holder *self, void *Py_UNUSED(closure))
{
    return PyLong_FromSsize_t(PyList_GET_SIZE(self->items));
}

static Py_ssize_t holder_length(holder *self)
{
    return PyList_GET_SIZE(self->items);
}

static PyMethodDef holder_methods[] = {{"append", (PyCFunction)holder_append, METH_O, NULL}, {NULL}};
static PyGetSetDef holder_getset[] = {{"count", (getter)holder_count, NULL, NULL, NULL}, {NULL}};
static PyMemberDef holder_members[] = {{"frozen", T_INT, offsetof(holder, frozen), 0, NULL}, {NULL}};
static PySequenceMethods holder_sequence = {.sq_length = (lenfunc)holder_length};

static PyTypeObject holder_type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "training.Holder",
    .tp_basicsize = sizeof(holder),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
    .tp_new = holder_new,
    .tp_dealloc = (destructor)holder_dealloc,
    .tp_traverse = (traverseproc)holder_traverse,
    .tp_clear = (inquiry)holder_clear,
    .tp_as_sequence = &holder_sequence,
    .tp_methods = holder_methods,
    .tp_getset = holder_getset,
    .tp_members = holder_members,
};

static PyType_Slot plain_slots[] = {{Py_tp_methods, NULL}, {Py_tp_doc, "A type from a spec."}, {0}};
static PyType_Spec plain_spec = {"training.Plain", sizeof(PyObject), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, plain_slots};

/* Releases an object; whether there was one. */
static int made(PyObject *object)
{
    Py_XDECREF(object);
    return object != NULL;
}

static PyObject *import_from(const char *module, const char *name)
{
    PyObject *names = Py_BuildValue("[s]", name), *text = PyUnicode_FromString(module), *from = NULL;
    PyObject *found = names == NULL || text == NULL ? NULL : PyImport_ImportModuleLevelObject(text, NULL, NULL, names, 0);
    if (found != NULL)
        from = PyObject_GetAttrString(found, name);
    Py_XDECREF(names);
    Py_XDECREF(text);
    Py_XDECREF(found);
    return from;
}

static int add_types(PyObject *module)
{
    PyObject *plain = PyType_FromModuleAndSpec(module, &plain_spec, NULL);
    int failed = plain == NULL || PyType_Ready(&holder_type) < 0 || PyModule_AddObjectRef(module, "Plain", plain) < 0 ||
        PyModule_AddObjectRef(module, "Holder", (PyObject *)&holder_type) < 0 || !made(PyObject_CallNoArgs(plain));
    Py_XDECREF(plain);
    if (failed)
        return -1;
    PyObject *method = PyDict_GetItemString(holder_type.tp_dict, "append");
    return made(PyClassMethod_New(method)) && made(PyObject_CallNoArgs((PyObject *)&holder_type)) ? 0 : -1;
}

static int use_imports(void)
{
    PyObject *abstract = import_from("collections.abc", "MutableSequence");
    PyObject *least = Py_BuildValue("(ii)", 3, 9), *info = import_from("sys", "version_info");
    int fine = abstract != NULL && least != NULL && info != NULL &&
        made(PyObject_CallMethod(abstract, "register", "O", &holder_type)) && PyObject_RichCompareBool(info, least, Py_GE) > 0 &&
        made(import_from("types", "GenericAlias"));
    Py_XDECREF(abstract);
    Py_XDECREF(least);
    Py_XDECREF(info);
    return fine ? 0 : -1;
}

static PyObject *three(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(unused))
{
    return PyLong_FromLong(3);
}

static PyMethodDef three_definition = {"three", three, METH_NOARGS, NULL};

/* As generated code makes the code objects of its functions. */
static int replace_code(PyObject *code)
{
    PyObject *replace = code == NULL ? NULL : PyObject_GetAttrString(code, "replace"), *result = NULL;
    PyObject *changes = Py_BuildValue("{s(ss)sisi}", "co_varnames", "self", "item", "co_nlocals", 2, "co_argcount", 2), *none = PyTuple_New(0);
    if (replace != NULL && changes != NULL && none != NULL)
        result = PyObject_Call(replace, none, changes);
    Py_XDECREF(code);
    Py_XDECREF(replace);
    Py_XDECREF(changes);
    Py_XDECREF(none);
    return made(result);
}

static int look_up(PyObject *module)
{
    PyObject *key = PyUnicode_InternFromString("Holder"), *holder = PyObject_CallNoArgs((PyObject *)&holder_type);
    int fine = key != NULL && holder != NULL && _PyDict_GetItem_KnownHash(PyModule_GetDict(module), key, PyObject_Hash(key)) != NULL &&
        made(PyObject_GetAttrString(holder, "frozen")) && made(PyObject_GetAttrString(holder, "count"));
    Py_XDECREF(key);
    Py_XDECREF(holder);
    return fine;
}

static int make_others(PyObject *module)
{
    if (made(PyObject_GetAttrString(module, "nothing")))
        return -1;
    PyErr_Clear();
    return replace_code((PyObject *)PyCode_NewEmpty("training.pyx", "add", 1)) && look_up(module) &&
            made(PyCFunction_NewEx(&three_definition, module, NULL)) && made(PyErr_NewException("training.Error", NULL, NULL)) &&
            made(PyUnicode_FromFormat("%.200s has %zd items", "Holder", (Py_ssize_t)1)) && made(PyObject_Repr((PyObject *)&holder_type)) &&
            PyObject_SetAttrString(module, "__test__", Py_None) == 0 && Py_GetVersion() != NULL
        ? 0
        : -1;
}

static int execute(PyObject *module)
{
    return add_types(module) < 0 || use_imports() < 0 || make_others(module) < 0 ? -1 : 0;
}

static PyModuleDef_Slot slots[] = {{Py_mod_exec, execute}, {0}};
static PyMethodDef functions[] = {{NULL}};
static struct PyModuleDef training = {PyModuleDef_HEAD_INIT, "training", NULL, 0, functions, slots, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_training(void)
{
    return PyModuleDef_Init(&training);
}
