/* tuple: making, filling and reading. */
#include "lane.h"

LANE(PyObject *, PyTuple_New)(Py_ssize_t size)
{
    if (size == 0)
        return Py_NewRef(c4j_empty_tuple());
    c4j_before_container();
    PyTupleObject *tuple = size > 0 && size < C4J_TUPLE_SIZES ? c4j_new_tuple(size) : NULL;
    if (C4J_UNLIKELY(tuple == NULL))
        return MISS(PyTuple_New)(size);
    c4j_link_tracked(tuple);
    return (PyObject *)tuple;
}

LANE(Py_ssize_t, PyTuple_Size)(PyObject *tuple)
{
    return C4J_LIKELY(tuple != NULL && PyTuple_Check(tuple)) ? Py_SIZE(tuple) : MISS(PyTuple_Size)(tuple);
}

static inline bool has_item(PyObject *tuple, Py_ssize_t index)
{
    return tuple != NULL && PyTuple_Check(tuple) && (size_t)index < (size_t)Py_SIZE(tuple);
}

LANE(PyObject *, PyTuple_GetItem)(PyObject *tuple, Py_ssize_t index)
{
    return C4J_LIKELY(has_item(tuple, index)) ? PyTuple_GET_ITEM(tuple, index) : MISS(PyTuple_GetItem)(tuple, index);
}

LANE(int, PyTuple_SetItem)(PyObject *tuple, Py_ssize_t index, PyObject *item)
{
    if (C4J_UNLIKELY(!has_item(tuple, index) || Py_REFCNT(tuple) != 1))
        return MISS(PyTuple_SetItem)(tuple, index, item);
    PyObject *old = PyTuple_GET_ITEM(tuple, index);
    PyTuple_SET_ITEM(tuple, index, item);
    Py_XDECREF(old);
    return 0;
}

SLOT_LANE(void, c4j_TupleType_dealloc, PyObject *self)
{
    if (C4J_UNLIKELY(!PyTuple_CheckExact(self) || Py_SIZE(self) == 0 || c4j_tstate == NULL))
        MISS(c4j_TupleType_dealloc)(self);
    else
        c4j_dealloc_tuple((PyTupleObject *)self);
}
