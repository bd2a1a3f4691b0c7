/* What extensions read of built-in types and functions without a call: sizes, offsets and flags of types, which slots they have, and the definitions behind their descriptors. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stddef.h>
#include <structmember.h>

/* Flags that tell what was done with a type so far. */
#define PASSING (Py_TPFLAGS_READY | Py_TPFLAGS_READYING | Py_TPFLAGS_VALID_VERSION_TAG)

static const struct {
    const char *name;
    size_t table, offset; /* table: of the pointer to the table in the type, 0 for the type itself */
} slots[] = {
#define OF(slot) {#slot, 0, offsetof(PyTypeObject, slot)}
#define IN(table, kind, slot) {#slot, offsetof(PyTypeObject, table), offsetof(kind, slot)}
    OF(tp_dealloc), OF(tp_repr), OF(tp_hash), OF(tp_call), OF(tp_str), OF(tp_getattro), OF(tp_setattro), OF(tp_getattr), OF(tp_setattr), OF(tp_traverse), OF(tp_clear),
    OF(tp_richcompare), OF(tp_iter), OF(tp_iternext), OF(tp_descr_get), OF(tp_descr_set), OF(tp_init), OF(tp_alloc), OF(tp_new), OF(tp_free), OF(tp_is_gc), OF(tp_del),
    OF(tp_finalize), OF(tp_vectorcall), OF(tp_base), OF(tp_bases), OF(tp_mro),
#define NUMBER(slot) IN(tp_as_number, PyNumberMethods, slot)
    NUMBER(nb_add), NUMBER(nb_subtract), NUMBER(nb_multiply), NUMBER(nb_remainder), NUMBER(nb_divmod), NUMBER(nb_power), NUMBER(nb_negative), NUMBER(nb_positive),
    NUMBER(nb_absolute), NUMBER(nb_bool), NUMBER(nb_invert), NUMBER(nb_lshift), NUMBER(nb_rshift), NUMBER(nb_and), NUMBER(nb_xor), NUMBER(nb_or), NUMBER(nb_int),
    NUMBER(nb_reserved), NUMBER(nb_float), NUMBER(nb_inplace_add), NUMBER(nb_inplace_subtract), NUMBER(nb_inplace_multiply), NUMBER(nb_inplace_remainder),
    NUMBER(nb_inplace_power), NUMBER(nb_inplace_lshift), NUMBER(nb_inplace_rshift), NUMBER(nb_inplace_and), NUMBER(nb_inplace_xor), NUMBER(nb_inplace_or),
    NUMBER(nb_floor_divide), NUMBER(nb_true_divide), NUMBER(nb_inplace_floor_divide), NUMBER(nb_inplace_true_divide), NUMBER(nb_index), NUMBER(nb_matrix_multiply),
    NUMBER(nb_inplace_matrix_multiply),
#define SEQUENCE(slot) IN(tp_as_sequence, PySequenceMethods, slot)
    SEQUENCE(sq_length), SEQUENCE(sq_concat), SEQUENCE(sq_repeat), SEQUENCE(sq_item), SEQUENCE(sq_ass_item), SEQUENCE(sq_contains), SEQUENCE(sq_inplace_concat),
    SEQUENCE(sq_inplace_repeat),
    IN(tp_as_mapping, PyMappingMethods, mp_length), IN(tp_as_mapping, PyMappingMethods, mp_subscript), IN(tp_as_mapping, PyMappingMethods, mp_ass_subscript),
    IN(tp_as_async, PyAsyncMethods, am_await), IN(tp_as_async, PyAsyncMethods, am_aiter), IN(tp_as_async, PyAsyncMethods, am_anext), IN(tp_as_async, PyAsyncMethods, am_send),
    IN(tp_as_buffer, PyBufferProcs, bf_getbuffer), IN(tp_as_buffer, PyBufferProcs, bf_releasebuffer),
};

/* Functions with a public name, which C code compares slots with, each with the letter that stands for it. */
static const struct {
    char letter;
    void *function;
} known[] = {
    {'G', (void *)PyObject_GenericGetAttr}, {'S', (void *)PyObject_GenericSetAttr}, {'H', (void *)PyObject_HashNotImplemented}, {'I', (void *)PyObject_SelfIter},
    {'A', (void *)PyType_GenericAlloc},     {'N', (void *)PyType_GenericNew},       {'F', (void *)PyObject_Free},               {'C', (void *)PyObject_GC_Del},
    {'V', (void *)PyVectorcall_Call},
};

static PyObject *lines;

static int say(PyObject *line)
{
    int failed = line == NULL || PyList_Append(lines, line) < 0;
    Py_XDECREF(line);
    return failed ? -1 : 0;
}

/* One of known, x for another function, - for none. */
static char letter_of(void *function)
{
    for (size_t i = 0; i < Py_ARRAY_LENGTH(known); i++)
        if (known[i].function == function)
            return known[i].letter;
    return function == NULL ? '-' : 'x';
}

static void tell_slots(PyTypeObject *type, char *letters)
{
    size_t end = 0;
    for (size_t i = 0; i < Py_ARRAY_LENGTH(slots); i++) {
        char *table = slots[i].table == 0 ? (char *)type : *(char **)((char *)type + slots[i].table);
        letters[i] = letter_of(table == NULL ? NULL : *(void **)(table + slots[i].offset));
        if (letters[i] != '-')
            end = i + 1;
    }
    letters[end] = 0;
}

static int say_slot_names(void)
{
    for (size_t i = 0; i < Py_ARRAY_LENGTH(slots); i++)
        if (say(PyUnicode_FromFormat("slots - %s", slots[i].name)) < 0)
            return -1;
    return 0;
}

static int say_type(PyObject *name, PyTypeObject *type)
{
    char letters[Py_ARRAY_LENGTH(slots) + 1];
    tell_slots(type, letters);
    return say(PyUnicode_FromFormat("%U size:%zd,%zd,dict:%zd,weak:%zd,vectorcall:%zd,flags:%x,slots:%s", name, type->tp_basicsize, type->tp_itemsize,
                                    type->tp_dictoffset, type->tp_weaklistoffset, type->tp_vectorcall_offset, (unsigned)(type->tp_flags & ~PASSING), letters));
}

static int say_definition(PyObject *owner, PyObject *key, const char *kind, PyMethodDef *definition)
{
    return say(PyUnicode_FromFormat("%U %s:%x %S", owner, kind, definition->ml_flags, key));
}

static int say_content(PyObject *owner, PyObject *key, PyObject *value)
{
    if (PyCFunction_Check(value))
        return say_definition(owner, key, ((PyCFunctionObject *)value)->m_self == NULL ? "free" : "bound", ((PyCFunctionObject *)value)->m_ml);
    if (Py_IS_TYPE(value, &PyMethodDescr_Type))
        return say_definition(owner, key, "method", ((PyMethodDescrObject *)value)->d_method);
    if (Py_IS_TYPE(value, &PyClassMethodDescr_Type))
        return say_definition(owner, key, "class", ((PyMethodDescrObject *)value)->d_method);
    if (Py_IS_TYPE(value, &PyMemberDescr_Type)) {
        PyMemberDef *member = ((PyMemberDescrObject *)value)->d_member;
        return say(PyUnicode_FromFormat("%U member:%d,%d,%zd %S", owner, member->type, member->flags, member->offset, key));
    }
    if (Py_IS_TYPE(value, &PyGetSetDescr_Type)) {
        PyGetSetDef *getset = ((PyGetSetDescrObject *)value)->d_getset;
        return say(PyUnicode_FromFormat("%U getset%s%s %S", owner, getset->get == NULL ? "" : ":get", getset->set == NULL ? "" : ":set", key));
    }
    if (Py_IS_TYPE(value, &PyStaticMethod_Type)) {
        PyObject *inside = PyObject_GetAttrString(value, "__func__");
        int result = inside == NULL ? -1 : PyCFunction_Check(inside) ? say_definition(owner, key, "static", ((PyCFunctionObject *)inside)->m_ml) : 0;
        Py_XDECREF(inside);
        return result;
    }
    return 0;
}

static int say_contents(PyObject *owner, PyObject *dict)
{
    PyObject *key, *value;
    for (Py_ssize_t at = 0; PyDict_Next(dict, &at, &key, &value);)
        if (say_content(owner, key, value) < 0)
            return -1;
    return 0;
}

static PyObject *full_name(PyTypeObject *type)
{
    PyObject *module = PyObject_GetAttrString((PyObject *)type, "__module__"), *name = PyType_GetQualName(type);
    PyObject *result = module == NULL || name == NULL ? NULL : PyUnicode_FromFormat("%S.%U", module, name);
    Py_XDECREF(module);
    Py_XDECREF(name);
    return result;
}

static int walk_type(PyTypeObject *type, PyObject *seen);

static int walk_subclasses(PyTypeObject *type, PyObject *seen)
{
    PyObject *subclasses = PyObject_CallMethod((PyObject *)&PyType_Type, "__subclasses__", "O", type);
    int result = subclasses == NULL ? -1 : 0;
    for (Py_ssize_t i = 0; result == 0 && i < PyList_GET_SIZE(subclasses); i++)
        result = walk_type((PyTypeObject *)PyList_GET_ITEM(subclasses, i), seen);
    Py_XDECREF(subclasses);
    return result;
}

static int walk_type(PyTypeObject *type, PyObject *seen)
{
    int known_already = PySet_Contains(seen, (PyObject *)type);
    if (known_already != 0)
        return known_already < 0 ? -1 : 0;
    PyObject *name = PySet_Add(seen, (PyObject *)type) < 0 ? NULL : full_name(type);
    int result = name == NULL ? -1 : say_type(name, type);
    /* tp_dict is NULL here until somebody looks an attribute up. */
    if (result == 0 && PyObject_HasAttrString((PyObject *)type, "__init__"))
        result = say_contents(name, type->tp_dict);
    Py_XDECREF(name);
    return result < 0 ? -1 : walk_subclasses(type, seen);
}

static int walk_module(PyObject *name, PyObject *seen)
{
    PyObject *module = PyImport_Import(name);
    if (module == NULL)
        return -1;
    PyObject *dict = PyModule_GetDict(module), *key, *value;
    int result = say_contents(name, dict);
    for (Py_ssize_t at = 0; result == 0 && PyDict_Next(dict, &at, &key, &value);)
        if (PyType_Check(value))
            result = walk_type((PyTypeObject *)value, seen);
    Py_DECREF(module);
    return result;
}

/* The lines of some modules, all types that they have, and the subclasses of these: OWNER WHAT NAME. First come the names of the slots, in the order of a type's letters. */
static PyObject *walk(PyObject *module, PyObject *names)
{
    PyObject *seen = PySet_New(NULL), *result = NULL;
    lines = PyList_New(0);
    int failed = seen == NULL || lines == NULL || say_slot_names() < 0;
    for (Py_ssize_t i = 0; !failed && i < PyList_GET_SIZE(names); i++)
        failed = walk_module(PyList_GET_ITEM(names, i), seen) < 0;
    if (!failed)
        result = Py_NewRef(lines);
    Py_CLEAR(lines);
    Py_XDECREF(seen);
    return result;
}

static PyMethodDef methods[] = {{"walk", walk, METH_O, NULL}, {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition_of_tables = {PyModuleDef_HEAD_INIT, "tables", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_tables(void)
{
    return PyModule_Create(&definition_of_tables);
}
