/* Building blocks of lanes: objects made and read without leaving C. All need the GIL. */
#ifndef CAPI4J_FAST_H
#define CAPI4J_FAST_H

#include "runtime.h"

/* Values of up to two digits, so of up to 60 bits, are read here; others are Java's. */
static inline bool c4j_read_long(PyObject *object, long *value)
{
    const digit *digits = ((PyLongObject *)object)->ob_digit;
    switch (Py_SIZE(object)) {
    case 0:
        *value = 0;
        return true;
    case 1:
        *value = (long)digits[0];
        return true;
    case -1:
        *value = -(long)digits[0];
        return true;
    case 2:
        *value = (long)digits[1] << PyLong_SHIFT | (long)digits[0];
        return true;
    case -2:
        *value = -((long)digits[1] << PyLong_SHIFT | (long)digits[0]);
        return true;
    }
    return false;
}

/* The first block of a free list, or NULL. */
static inline void *c4j_take(struct c4j_free_list *list)
{
    void *first = list->first;
    if (C4J_UNLIKELY(first == NULL || c4j_alloc_watched))
        return NULL;
    list->first = *(void **)first;
    list->length--;
    return first;
}

/* Whether a free list has taken the block. */
static inline bool c4j_keep(struct c4j_free_list *list, void *block)
{
    if (C4J_UNLIKELY(list->length >= C4J_KEEP || c4j_alloc_watched))
        return false;
    *(void **)block = list->first;
    list->first = block;
    list->length++;
    return true;
}

static inline struct c4j_lists *c4j_lists_here(void)
{
    return &c4j_tstate->interp->lists;
}

/* NULL without an error set when memory is short: the lane then goes to Java, which fails properly. */
static inline PyObject *c4j_new_float(double value)
{
    PyFloatObject *object = c4j_take(&c4j_lists_here()->floats);
    if (C4J_UNLIKELY(object == NULL)) {
        object = PyObject_Malloc(sizeof(*object));
        if (object == NULL)
            return NULL;
    }
    object->ob_base = (PyObject){.ob_refcnt = 1, .ob_type = &PyFloat_Type};
    object->ob_fval = value;
    return (PyObject *)object;
}

static inline PyObject *c4j_new_digits(unsigned long magnitude, bool negative)
{
    int digits = magnitude >> PyLong_SHIFT == 0 ? 1 : magnitude >> (2 * PyLong_SHIFT) == 0 ? 2 : 3;
    PyLongObject *object = digits > 2 ? NULL : c4j_take(&c4j_lists_here()->longs);
    if (C4J_UNLIKELY(object == NULL)) {
        object = PyObject_Malloc(offsetof(PyLongObject, ob_digit) + sizeof(digit) * (size_t)(digits > 2 ? digits : 2));
        if (object == NULL)
            return NULL;
    }
    object->ob_base.ob_base = (PyObject){.ob_refcnt = 1, .ob_type = &PyLong_Type};
    object->ob_base.ob_size = negative ? -digits : digits;
    for (int i = 0; i < digits; i++, magnitude >>= PyLong_SHIFT)
        object->ob_digit[i] = (digit)(magnitude & PyLong_MASK);
    return (PyObject *)object;
}

static inline PyObject *c4j_new_long(long value)
{
    if (c4j_is_small(value)) {
        PyObject *small = c4j_small(value);
        Py_INCREF(small);
        return small;
    }
    return c4j_new_digits(value < 0 ? 0UL - (unsigned long)value : (unsigned long)value, value < 0);
}

static inline PyObject *c4j_new_unsigned(unsigned long value)
{
    if (value < C4J_SMALL_POSITIVE)
        return c4j_new_long((long)value);
    return c4j_new_digits(value, false);
}

/* The text of a str whose UTF-8 form is at hand, or NULL. */
static inline const char *c4j_utf8(PyObject *string, Py_ssize_t *length)
{
    if (!PyUnicode_Check(string))
        return NULL;
    PyASCIIObject *ascii = (PyASCIIObject *)string;
    if (!ascii->state.compact || !ascii->state.ready)
        return NULL;
    if (ascii->state.ascii) {
        *length = ascii->length;
        return (const char *)(ascii + 1);
    }
    PyCompactUnicodeObject *compact = (PyCompactUnicodeObject *)string;
    *length = compact->utf8_length;
    return compact->utf8;
}

#endif /* CAPI4J_FAST_H */
