/* Types, identity and sizes: questions that the structs answer. */
#include "lookup.h"

LANE(int, PyType_IsSubtype)(PyTypeObject *type, PyTypeObject *base)
{
    if (type == base)
        return 1;
    PyObject *mro = type->tp_mro;
    if (C4J_UNLIKELY(mro == NULL || !PyTuple_Check(mro)))
        return MISS(PyType_IsSubtype)(type, base);
    for (Py_ssize_t i = 0; i < Py_SIZE(mro); i++) {
        if (((PyTupleObject *)mro)->ob_item[i] == (PyObject *)base)
            return 1;
    }
    return 0;
}

LANE(unsigned long, PyType_GetFlags)(PyTypeObject *type)
{
    return type->tp_flags;
}

/* Whether a class has the metatype type, so no hook of its own. */
static inline bool is_plain_class(PyObject *class)
{
    return class != NULL && Py_IS_TYPE(class, &PyType_Type);
}

/* Whether instances of a type have the __class__ of object, which is their type: it is a data descriptor, so nothing hides it. */
static bool claims_no_other_class(PyTypeObject *type)
{
    PyObject *name = c4j_static_string("__class__", 9), *own, *common;
    return c4j_finds_generically(type) && c4j_look_up_type(type, name, &own) && c4j_look_up_type(&PyBaseObject_Type, name, &common)
        && own == common;
}

LANE(int, PyObject_IsInstance)(PyObject *object, PyObject *class)
{
    if (C4J_UNLIKELY(object == NULL))
        return MISS(PyObject_IsInstance)(object, class);
    PyTypeObject *type = Py_TYPE(object);
    if (class == (PyObject *)type || (is_plain_class(class) && PyType_IsSubtype(type, (PyTypeObject *)class)))
        return 1;
    return is_plain_class(class) && claims_no_other_class(type) ? 0 : MISS(PyObject_IsInstance)(object, class);
}

LANE(int, PyCallable_Check)(PyObject *object)
{
    return object != NULL && Py_TYPE(object)->tp_call != NULL;
}

LANE(PyObject *, PyIter_Next)(PyObject *iterator)
{
    if (C4J_UNLIKELY(iterator == NULL || Py_TYPE(iterator)->tp_iternext == NULL))
        return MISS(PyIter_Next)(iterator);
    PyObject *item = Py_TYPE(iterator)->tp_iternext(iterator);
    if (item == NULL && c4j_tstate->curexc_type != NULL && PyErr_ExceptionMatches(PyExc_StopIteration))
        PyErr_Clear();
    return item;
}

static inline Py_ssize_t simple_size(PyObject *object)
{
    if (object == NULL)
        return -1;
    if (PyTuple_CheckExact(object) || PyList_CheckExact(object) || PyBytes_CheckExact(object))
        return Py_SIZE(object);
    if (PyDict_CheckExact(object))
        return ((PyDictObject *)object)->ma_used;
    if (PyUnicode_CheckExact(object) && ((PyASCIIObject *)object)->state.ready)
        return ((PyASCIIObject *)object)->length;
    return -1;
}

LANE(Py_ssize_t, PyObject_Size)(PyObject *object)
{
    Py_ssize_t size = simple_size(object);
    return C4J_LIKELY(size >= 0) ? size : MISS(PyObject_Size)(object);
}

LANE(Py_ssize_t, PyDict_Size)(PyObject *dict)
{
    return C4J_LIKELY(dict != NULL && PyDict_Check(dict)) ? ((PyDictObject *)dict)->ma_used : MISS(PyDict_Size)(dict);
}

/* What str, bytes and many others inherit from object. */
SLOT_LANE(void, c4j_ObjectType_dealloc, PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    if (C4J_LIKELY(type->tp_free == PyObject_Free && !PyType_HasFeature(type, Py_TPFLAGS_HEAPTYPE)))
        PyObject_Free(self);
    else
        MISS(c4j_ObjectType_dealloc)(self);
}
