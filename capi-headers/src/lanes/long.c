/* int: making and reading values that fit a C integer. */
#include "lane.h"

#include <limits.h>

/* No negative int: that the bits of a large value would be. */
static inline bool is_small_unsigned(unsigned long value)
{
    return value <= LONG_MAX && c4j_is_small((long)value);
}

/* Small ints need no frame. */
#define FROM_LANE(name, type, made, is_small)                                              \
    static __attribute__((noinline)) PyObject *make_##name(type value)                     \
    {                                                                                      \
        PyObject *result = made(value);                                                    \
        return C4J_LIKELY(result != NULL) ? result : MISS(name)(value);                    \
    }                                                                                      \
    LANE(PyObject *, name)(type value)                                                     \
    {                                                                                      \
        return C4J_LIKELY(is_small(value)) ? Py_NewRef(c4j_small((long)value)) : make_##name(value); \
    }

FROM_LANE(PyLong_FromLong, long, c4j_new_long, c4j_is_small)
FROM_LANE(PyLong_FromLongLong, long long, c4j_new_long, c4j_is_small)
FROM_LANE(PyLong_FromSsize_t, Py_ssize_t, c4j_new_long, c4j_is_small)
FROM_LANE(PyLong_FromUnsignedLong, unsigned long, c4j_new_unsigned, is_small_unsigned)
FROM_LANE(PyLong_FromUnsignedLongLong, unsigned long long, c4j_new_unsigned, is_small_unsigned)
FROM_LANE(PyLong_FromSize_t, size_t, c4j_new_unsigned, is_small_unsigned)

/* The magnitude of an int of any class and up to 64 bits. */
static bool read_magnitude(PyObject *object, unsigned long *magnitude)
{
    if (object == NULL || !PyLong_Check(object))
        return false;
    const digit *digits = ((PyLongObject *)object)->ob_digit;
    long size = labs(Py_SIZE(object));
    if (size > 3 || (size == 3 && digits[2] >> (64 - 2 * PyLong_SHIFT) != 0))
        return false;
    *magnitude = 0;
    while (--size >= 0)
        *magnitude = *magnitude << PyLong_SHIFT | digits[size];
    return true;
}

/* The value of an int that fits a long. */
static inline bool read_int(PyObject *object, long *value)
{
    unsigned long magnitude;
    if (C4J_LIKELY(object != NULL && PyLong_Check(object) && c4j_read_long(object, value)))
        return true;
    if (!read_magnitude(object, &magnitude) || magnitude > LONG_MAX)
        return false;
    *value = Py_SIZE(object) < 0 ? -(long)magnitude : (long)magnitude;
    return true;
}

/* The value of an int that fits an unsigned long; negative ones only where the function wraps them around. */
static inline bool read_unsigned(PyObject *object, unsigned long *value)
{
    return read_magnitude(object, value) && Py_SIZE(object) >= 0;
}

static inline bool read_wrapped(PyObject *object, unsigned long *value)
{
    if (!read_magnitude(object, value))
        return false;
    *value = Py_SIZE(object) < 0 ? 0 - *value : *value;
    return true;
}

#define AS_LANE(name, type, read, word)                                                    \
    LANE(type, name)(PyObject *object)                                                     \
    {                                                                                      \
        word value;                                                                        \
        return C4J_LIKELY(read(object, &value)) ? (type)value : MISS(name)(object);        \
    }

AS_LANE(PyLong_AsLong, long, read_int, long)
AS_LANE(PyLong_AsLongLong, long long, read_int, long)
AS_LANE(PyLong_AsSsize_t, Py_ssize_t, read_int, long)
AS_LANE(PyLong_AsUnsignedLong, unsigned long, read_unsigned, unsigned long)
AS_LANE(PyLong_AsUnsignedLongLong, unsigned long long, read_unsigned, unsigned long)
AS_LANE(PyLong_AsSize_t, size_t, read_unsigned, unsigned long)
AS_LANE(PyLong_AsUnsignedLongMask, unsigned long, read_wrapped, unsigned long)
AS_LANE(PyLong_AsUnsignedLongLongMask, unsigned long long, read_wrapped, unsigned long)

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

LANE(Py_ssize_t, PyNumber_AsSsize_t)(PyObject *object, PyObject *error)
{
    long value;
    return C4J_LIKELY(read_int(object, &value)) ? value : MISS(PyNumber_AsSsize_t)(object, error);
}

LANE(PyObject *, PyNumber_Index)(PyObject *object)
{
    return object != NULL && PyLong_CheckExact(object) ? Py_NewRef(object) : MISS(PyNumber_Index)(object);
}

/* An int of one digit goes to the free list, whose blocks are those of one or two digits. */
SLOT_LANE(void, c4j_LongArithmetic_dealloc, PyObject *self)
{
    if (C4J_UNLIKELY(!PyLong_CheckExact(self)))
        MISS(c4j_LongArithmetic_dealloc)(self);
    else if (labs(Py_SIZE(self)) != 1 || c4j_tstate == NULL || !c4j_keep(&c4j_lists_here()->longs, self))
        PyObject_Free(self);
}
