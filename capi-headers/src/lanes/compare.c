/* Comparing, hashing and showing exact ints, floats, strs and bytes. */
#include "str.h"

static inline int outcome(long difference, int operation)
{
    return operation >= Py_LT && operation <= Py_GE ? c4j_holds((difference > 0) - (difference < 0), operation) : -1;
}

static int compare_floats(double left, double right, int operation)
{
    if (operation == Py_NE)
        return left != right;
    if (left != left || right != right)
        return operation >= Py_LT && operation <= Py_GE ? 0 : -1;
    return outcome((left > right) - (left < right), operation);
}

static inline int compare_bytes(const void *left, Py_ssize_t left_size, const void *right, Py_ssize_t right_size, int operation)
{
    if ((operation == Py_EQ || operation == Py_NE) && left_size != right_size)
        return operation == Py_NE;
    int difference = memcmp(left, right, (size_t)(left_size < right_size ? left_size : right_size));
    return outcome(difference != 0 ? difference : left_size - right_size, operation);
}

static int compare_strs(PyObject *left, PyObject *right, int operation)
{
    if (!c4j_is_plain_str(left) || !c4j_is_plain_str(right))
        return -1;
    if (operation == Py_EQ || operation == Py_NE)
        return c4j_str_equal(left, right) == (operation == Py_EQ);
    if (c4j_str_kind(left) != PyUnicode_1BYTE_KIND || c4j_str_kind(right) != PyUnicode_1BYTE_KIND)
        return -1;
    return compare_bytes(c4j_str_data(left), c4j_str_length(left), c4j_str_data(right), c4j_str_length(right), operation);
}

/* 1 or 0, or -1 when that is for Java to say. */
static inline int compare(PyObject *left, PyObject *right, int operation)
{
    long a, b;
    if (left == NULL || right == NULL || Py_TYPE(left) != Py_TYPE(right))
        return -1;
    if (PyLong_CheckExact(left))
        return c4j_read_long(left, &a) && c4j_read_long(right, &b) ? outcome(a - b, operation) : -1;
    if (PyUnicode_CheckExact(left))
        return compare_strs(left, right, operation);
    if (PyFloat_CheckExact(left))
        return compare_floats(PyFloat_AS_DOUBLE(left), PyFloat_AS_DOUBLE(right), operation);
    if (PyBytes_CheckExact(left))
        return compare_bytes(PyBytes_AS_STRING(left), Py_SIZE(left), PyBytes_AS_STRING(right), Py_SIZE(right), operation);
    return -1;
}

LANE(PyObject *, PyObject_RichCompare)(PyObject *left, PyObject *right, int operation)
{
    int result = compare(left, right, operation);
    return C4J_LIKELY(result >= 0) ? Py_NewRef(result ? Py_True : Py_False) : MISS(PyObject_RichCompare)(left, right, operation);
}

LANE(int, PyObject_RichCompareBool)(PyObject *left, PyObject *right, int operation)
{
    if (left == right && left != NULL && (operation == Py_EQ || operation == Py_NE))
        return operation == Py_EQ;
    int result = compare(left, right, operation);
    return C4J_LIKELY(result >= 0) ? result : MISS(PyObject_RichCompareBool)(left, right, operation);
}

LANE(Py_hash_t, PyObject_Hash)(PyObject *object)
{
    long value;
    if (C4J_LIKELY(object != NULL && c4j_is_plain_str(object)))
        return c4j_str_hash(object);
    if (object != NULL && PyLong_CheckExact(object) && c4j_read_long(object, &value))
        return value == -1 ? -2 : value; /* 60 bits: below the modulus of numeric hashes */
    if (C4J_UNLIKELY(object == NULL || !PyType_HasFeature(Py_TYPE(object), Py_TPFLAGS_READY) || Py_TYPE(object)->tp_hash == NULL))
        return MISS(PyObject_Hash)(object);
    return Py_TYPE(object)->tp_hash(object);
}

/* Exact ints and floats have a tp_repr in C, which is their tp_str too. */
static inline bool is_exact_number(PyObject *object)
{
    return object != NULL && (PyLong_CheckExact(object) || PyFloat_CheckExact(object));
}

LANE(PyObject *, PyObject_Repr)(PyObject *object)
{
    return is_exact_number(object) ? Py_TYPE(object)->tp_repr(object) : MISS(PyObject_Repr)(object);
}

LANE(PyObject *, PyObject_Str)(PyObject *object)
{
    if (C4J_LIKELY(object != NULL && PyUnicode_CheckExact(object)))
        return Py_NewRef(object);
    return is_exact_number(object) ? Py_TYPE(object)->tp_repr(object) : MISS(PyObject_Str)(object);
}
