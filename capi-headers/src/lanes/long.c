/* int: making and reading values that fit a C integer. */
#include "lane.h"

#include <limits.h>

LANE(PyObject *, PyLong_FromLong)(long value)
{
    PyObject *result = c4j_new_long(value);
    return C4J_LIKELY(result != NULL) ? result : MISS(PyLong_FromLong)(value);
}

LANE(PyObject *, PyLong_FromLongLong)(long long value)
{
    PyObject *result = c4j_new_long(value);
    return C4J_LIKELY(result != NULL) ? result : MISS(PyLong_FromLongLong)(value);
}

LANE(PyObject *, PyLong_FromSsize_t)(Py_ssize_t value)
{
    PyObject *result = c4j_new_long(value);
    return C4J_LIKELY(result != NULL) ? result : MISS(PyLong_FromSsize_t)(value);
}

LANE(PyObject *, PyLong_FromUnsignedLong)(unsigned long value)
{
    PyObject *result = c4j_new_unsigned(value);
    return C4J_LIKELY(result != NULL) ? result : MISS(PyLong_FromUnsignedLong)(value);
}

LANE(PyObject *, PyLong_FromUnsignedLongLong)(unsigned long long value)
{
    PyObject *result = c4j_new_unsigned(value);
    return C4J_LIKELY(result != NULL) ? result : MISS(PyLong_FromUnsignedLongLong)(value);
}

LANE(PyObject *, PyLong_FromSize_t)(size_t value)
{
    PyObject *result = c4j_new_unsigned(value);
    return C4J_LIKELY(result != NULL) ? result : MISS(PyLong_FromSize_t)(value);
}

static inline bool read_int(PyObject *object, long *value)
{
    return object != NULL && PyLong_Check(object) && c4j_read_long(object, value);
}

LANE(long, PyLong_AsLong)(PyObject *object)
{
    long value;
    return C4J_LIKELY(read_int(object, &value)) ? value : MISS(PyLong_AsLong)(object);
}

LANE(long long, PyLong_AsLongLong)(PyObject *object)
{
    long value;
    return C4J_LIKELY(read_int(object, &value)) ? value : MISS(PyLong_AsLongLong)(object);
}

LANE(Py_ssize_t, PyLong_AsSsize_t)(PyObject *object)
{
    long value;
    return C4J_LIKELY(read_int(object, &value)) ? value : MISS(PyLong_AsSsize_t)(object);
}

LANE(int, _PyLong_AsInt)(PyObject *object)
{
    long value;
    return C4J_LIKELY(read_int(object, &value) && value >= INT_MIN && value <= INT_MAX) ? (int)value : MISS(_PyLong_AsInt)(object);
}

LANE(long, PyLong_AsLongAndOverflow)(PyObject *object, int *overflow)
{
    long value;
    if (C4J_UNLIKELY(!read_int(object, &value)))
        return MISS(PyLong_AsLongAndOverflow)(object, overflow);
    *overflow = 0;
    return value;
}

LANE(long long, PyLong_AsLongLongAndOverflow)(PyObject *object, int *overflow)
{
    long value;
    if (C4J_UNLIKELY(!read_int(object, &value)))
        return MISS(PyLong_AsLongLongAndOverflow)(object, overflow);
    *overflow = 0;
    return value;
}

LANE(unsigned long, PyLong_AsUnsignedLong)(PyObject *object)
{
    long value;
    return C4J_LIKELY(read_int(object, &value) && value >= 0) ? (unsigned long)value : MISS(PyLong_AsUnsignedLong)(object);
}

LANE(unsigned long long, PyLong_AsUnsignedLongLong)(PyObject *object)
{
    long value;
    return C4J_LIKELY(read_int(object, &value) && value >= 0) ? (unsigned long long)value : MISS(PyLong_AsUnsignedLongLong)(object);
}

LANE(size_t, PyLong_AsSize_t)(PyObject *object)
{
    long value;
    return C4J_LIKELY(read_int(object, &value) && value >= 0) ? (size_t)value : MISS(PyLong_AsSize_t)(object);
}

LANE(unsigned long, PyLong_AsUnsignedLongMask)(PyObject *object)
{
    long value;
    return C4J_LIKELY(read_int(object, &value)) ? (unsigned long)value : MISS(PyLong_AsUnsignedLongMask)(object);
}

LANE(double, PyLong_AsDouble)(PyObject *object)
{
    long value;
    if (C4J_LIKELY(read_int(object, &value) && value >= -(1L << 53) && value <= 1L << 53))
        return (double)value;
    return MISS(PyLong_AsDouble)(object);
}

LANE(Py_ssize_t, PyNumber_AsSsize_t)(PyObject *object, PyObject *error)
{
    long value;
    return C4J_LIKELY(read_int(object, &value)) ? value : MISS(PyNumber_AsSsize_t)(object, error);
}

LANE(PyObject *, PyNumber_Index)(PyObject *object)
{
    return object != NULL && PyLong_CheckExact(object) ? Py_NewRef(object) : MISS(PyNumber_Index)(object);
}

void c4j_LongArithmetic_dealloc(PyObject *self);

/* An int of one digit goes to the free list, whose blocks are those of one or two digits. */
LANE(void, c4j_LongArithmetic_dealloc)(PyObject *self)
{
    if (C4J_UNLIKELY(!PyLong_CheckExact(self)))
        MISS(c4j_LongArithmetic_dealloc)(self);
    else if (labs(Py_SIZE(self)) != 1 || c4j_tstate == NULL || !c4j_keep(&c4j_lists_here()->longs, self))
        PyObject_Free(self);
}
