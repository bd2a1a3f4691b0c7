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

void c4j_TupleType_dealloc(PyObject *self);

LANE(void, c4j_TupleType_dealloc)(PyObject *self)
{
    if (C4J_UNLIKELY(!PyTuple_CheckExact(self) || Py_SIZE(self) == 0 || c4j_tstate == NULL))
        MISS(c4j_TupleType_dealloc)(self);
    else
        c4j_dealloc_tuple((PyTupleObject *)self);
}

LANE(PyObject *, PyTuple_GetSlice)(PyObject *tuple, Py_ssize_t low, Py_ssize_t high)
{
    if (C4J_UNLIKELY(tuple == NULL || !PyTuple_CheckExact(tuple)))
        return MISS(PyTuple_GetSlice)(tuple, low, high);
    low = low < 0 ? 0 : low;
    high = high > Py_SIZE(tuple) ? Py_SIZE(tuple) : high;
    if (low == 0 && high == Py_SIZE(tuple))
        return Py_NewRef(tuple);
    PyObject *slice = PyTuple_New(high > low ? high - low : 0);
    for (Py_ssize_t i = 0; slice != NULL && i < high - low; i++)
        PyTuple_SET_ITEM(slice, i, Py_NewRef(PyTuple_GET_ITEM(tuple, low + i)));
    return slice;
}

Py_hash_t c4j_TupleType_hash(PyObject *self);

/* The xxHash scheme over the hashes of the items. */
LANE(Py_hash_t, c4j_TupleType_hash)(PyObject *self)
{
    static const uint64_t prime_1 = 0x9E3779B185EBCA87, prime_2 = 0xC2B2AE3D27D4EB4F, prime_5 = 0x27D4EB2F165667C5;
    uint64_t sum = prime_5;
    for (Py_ssize_t i = 0; i < Py_SIZE(self); i++) {
        Py_hash_t hash = PyObject_Hash(PyTuple_GET_ITEM(self, i));
        if (C4J_UNLIKELY(hash == -1))
            return -1;
        sum += (uint64_t)hash * prime_2;
        sum = (sum << 31 | sum >> 33) * prime_1;
    }
    sum += (uint64_t)Py_SIZE(self) ^ (prime_5 ^ 3527539);
    return sum == (uint64_t)-1 ? 1546275796 : (Py_hash_t)sum;
}

PyObject *c4j_TupleType_richCompare(PyObject *left, PyObject *right, int operation);

/* The first items that differ decide, else the sizes. */
LANE(PyObject *, c4j_TupleType_richCompare)(PyObject *left, PyObject *right, int operation)
{
    if (C4J_UNLIKELY(!PyTuple_Check(left) || !PyTuple_Check(right) || (unsigned)operation > Py_GE))
        return MISS(c4j_TupleType_richCompare)(left, right, operation);
    Py_ssize_t m = Py_SIZE(left), n = Py_SIZE(right);
    for (Py_ssize_t i = 0; i < m && i < n; i++) {
        PyObject *a = PyTuple_GET_ITEM(left, i), *b = PyTuple_GET_ITEM(right, i);
        int equal = PyObject_RichCompareBool(a, b, Py_EQ);
        if (equal < 0)
            return NULL;
        if (equal == 0)
            return operation == Py_EQ || operation == Py_NE ? Py_NewRef(operation == Py_NE ? Py_True : Py_False)
                                                             : PyObject_RichCompare(a, b, operation);
    }
    return c4j_ordered((m > n) - (m < n), operation);
}
