/* Types, identity and sizes: questions that the structs answer. */
#include "lane.h"

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

LANE(PyObject *, PyObject_Type)(PyObject *object)
{
    return C4J_LIKELY(object != NULL) ? Py_NewRef((PyObject *)Py_TYPE(object)) : MISS(PyObject_Type)(object);
}

LANE(int, PyObject_IsInstance)(PyObject *object, PyObject *class)
{
    return C4J_LIKELY(object != NULL && class == (PyObject *)Py_TYPE(object)) ? 1 : MISS(PyObject_IsInstance)(object, class);
}

LANE(int, PyCallable_Check)(PyObject *object)
{
    return object != NULL && Py_TYPE(object)->tp_call != NULL;
}

LANE(int, PyObject_RichCompareBool)(PyObject *left, PyObject *right, int operation)
{
    if (left == right && left != NULL && (operation == Py_EQ || operation == Py_NE))
        return operation == Py_EQ;
    return MISS(PyObject_RichCompareBool)(left, right, operation);
}

LANE(PyObject *, PyObject_SelfIter)(PyObject *object)
{
    return C4J_LIKELY(object != NULL) ? Py_NewRef(object) : MISS(PyObject_SelfIter)(object);
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

void c4j_ObjectType_dealloc(PyObject *self);

/* What str, bytes and many others inherit from object. */
LANE(void, c4j_ObjectType_dealloc)(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    if (C4J_LIKELY(type->tp_free == PyObject_Free && !PyType_HasFeature(type, Py_TPFLAGS_HEAPTYPE)))
        PyObject_Free(self);
    else
        MISS(c4j_ObjectType_dealloc)(self);
}
