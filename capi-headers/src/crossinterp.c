/* Data that one interpreter gives another: what has no references into its own. */
#include "shim.h"

struct registered {
    struct registered *next;
    PyTypeObject *type;
    crossinterpdatafunc get;
};

static pthread_mutex_t registry_mutex = PTHREAD_MUTEX_INITIALIZER;
static struct registered *registry;

/* ---- What is registered from the start ---- */

static PyObject *new_none(_PyCrossInterpreterData *Py_UNUSED(data))
{
    Py_RETURN_NONE;
}

static int get_none(PyObject *Py_UNUSED(object), _PyCrossInterpreterData *data)
{
    data->new_object = new_none;
    return 0;
}

static PyObject *new_long(_PyCrossInterpreterData *data)
{
    return PyLong_FromSsize_t((Py_ssize_t)data->data);
}

/* Only what fits into a pointer. */
static int get_long(PyObject *object, _PyCrossInterpreterData *data)
{
    Py_ssize_t value = PyLong_AsSsize_t(object);
    if (value == -1 && PyErr_Occurred()) {
        if (PyErr_ExceptionMatches(PyExc_OverflowError))
            PyErr_SetString(PyExc_OverflowError, "try sending as bytes");
        return -1;
    }
    data->data = (void *)value;
    data->new_object = new_long;
    return 0;
}

/* Bytes and strs: the first object stays alive, the other interpreter copies what it holds. */
struct text {
    int kind;
    Py_ssize_t length;
    const void *data;
};

static int get_text(PyObject *object, _PyCrossInterpreterData *data, struct text text, PyObject *(*make)(_PyCrossInterpreterData *))
{
    struct text *copy = PyMem_RawMalloc(sizeof(*copy));
    if (copy == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    *copy = text;
    data->data = copy;
    data->obj = Py_NewRef(object);
    data->new_object = make;
    data->free = PyMem_RawFree;
    return 0;
}

static PyObject *new_bytes(_PyCrossInterpreterData *data)
{
    struct text *text = data->data;
    return PyBytes_FromStringAndSize(text->data, text->length);
}

static int get_bytes(PyObject *object, _PyCrossInterpreterData *data)
{
    return get_text(object, data, (struct text){.length = PyBytes_GET_SIZE(object), .data = PyBytes_AS_STRING(object)}, new_bytes);
}

static PyObject *new_str(_PyCrossInterpreterData *data)
{
    struct text *text = data->data;
    return PyUnicode_FromKindAndData(text->kind, text->data, text->length);
}

static int get_str(PyObject *object, _PyCrossInterpreterData *data)
{
    struct text text = {.kind = PyUnicode_KIND(object), .length = PyUnicode_GET_LENGTH(object), .data = PyUnicode_DATA(object)};
    return get_text(object, data, text, new_str);
}

/* ---- The registry: all interpreters' ---- */

static bool add(PyTypeObject *type, crossinterpdatafunc get)
{
    struct registered *entry = PyMem_RawMalloc(sizeof(*entry));
    if (entry == NULL)
        return false;
    Py_INCREF(type);
    *entry = (struct registered){.next = registry, .type = type, .get = get};
    registry = entry;
    return true;
}

static void add_builtin_types(void)
{
    if (registry != NULL)
        return;
    add(Py_TYPE(Py_None), get_none);
    add(&PyLong_Type, get_long);
    add(&PyBytes_Type, get_bytes);
    add(&PyUnicode_Type, get_str);
}

int _PyCrossInterpreterData_RegisterClass(PyTypeObject *type, crossinterpdatafunc get)
{
    if (!PyType_Check(type)) {
        PyErr_Format(PyExc_ValueError, "only classes may be registered");
        return -1;
    }
    if (get == NULL) {
        PyErr_Format(PyExc_ValueError, "missing 'getdata' func");
        return -1;
    }
    pthread_mutex_lock(&registry_mutex);
    add_builtin_types();
    bool done = add(type, get);
    pthread_mutex_unlock(&registry_mutex);
    return done ? 0 : -1;
}

crossinterpdatafunc _PyCrossInterpreterData_Lookup(PyObject *object)
{
    PyTypeObject *type = Py_TYPE(object); /* before the mutex is taken: object may be NULL */
    pthread_mutex_lock(&registry_mutex);
    add_builtin_types();
    struct registered *entry = registry;
    while (entry != NULL && entry->type != type)
        entry = entry->next;
    pthread_mutex_unlock(&registry_mutex);
    return entry == NULL ? NULL : entry->get;
}

/* ---- Giving and taking ---- */

static crossinterpdatafunc find_get(PyObject *object)
{
    crossinterpdatafunc get = _PyCrossInterpreterData_Lookup(object);
    if (get == NULL && !PyErr_Occurred())
        PyErr_Format(PyExc_ValueError, "%S does not support cross-interpreter data", object);
    return get;
}

int _PyObject_CheckCrossInterpreterData(PyObject *object)
{
    return find_get(object) == NULL ? -1 : 0;
}

int _PyObject_GetCrossInterpreterData(PyObject *object, _PyCrossInterpreterData *data)
{
    *data = (_PyCrossInterpreterData){0};
    Py_INCREF(object);
    crossinterpdatafunc get = find_get(object);
    int status = get == NULL ? -1 : get(object, data);
    Py_DECREF(object);
    if (status != 0)
        return -1;
    data->interp = PyInterpreterState_Get()->cpython_id;
    if (data->new_object == NULL) {
        PyErr_SetString(PyExc_SystemError, "missing new_object func");
        _PyCrossInterpreterData_Release(data);
        return -1;
    }
    return 0;
}

PyObject *_PyCrossInterpreterData_NewObject(_PyCrossInterpreterData *data)
{
    return data->new_object(data);
}

/* The object is given up by its own interpreter's thread when that runs pending calls. */
static int give_up(void *object)
{
    Py_DECREF((PyObject *)object);
    return 0;
}

void _PyCrossInterpreterData_Release(_PyCrossInterpreterData *data)
{
    if (data->data == NULL && data->obj == NULL)
        return;
    if (data->free != NULL)
        data->free(data->data);
    data->data = NULL;
    PyInterpreterState *owner = data->obj == NULL ? NULL : _PyInterpreterState_LookUpID(data->interp);
    if (data->obj != NULL && owner == NULL)
        PyErr_Clear();
    if (owner == PyInterpreterState_Get())
        Py_DECREF(data->obj);
    else if (owner != NULL)
        _PyEval_AddPendingCall(owner, give_up, data->obj);
    data->obj = NULL;
}
