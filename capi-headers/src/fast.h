/* Building blocks of lanes: objects made and read without leaving C. All need the GIL. */
#ifndef CAPI4J_FAST_H
#define CAPI4J_FAST_H

#include "gc.h"
#include "runtime.h"

/* Values of up to two digits, so of up to 60 bits, are read here; others are Java's. An int of no digits has room for one all the same. */
static inline bool c4j_read_long(PyObject *object, long *value)
{
    const digit *digits = ((PyLongObject *)object)->ob_digit;
    Py_ssize_t size = Py_SIZE(object);
    if (C4J_LIKELY((size_t)size + 1 <= 2)) {
        *value = size * (long)digits[0];
        return true;
    }
    if (C4J_UNLIKELY((size_t)size + 2 > 4))
        return false;
    long magnitude = (long)digits[1] << PyLong_SHIFT | (long)digits[0];
    *value = size < 0 ? -magnitude : magnitude;
    return true;
}

/* Makes a few pointers NULL: the compiler mustn't see a memset in it, whose "rep stos" takes ten times as long to begin with. */
static inline void c4j_clear(PyObject **objects, Py_ssize_t count)
{
    for (PyObject **end = objects + count; objects < end; objects++) {
        *objects = NULL;
        __asm__("" : "+r"(objects));
    }
}

/* The first block of a free list, or NULL. */
static inline void *c4j_take(struct c4j_free_list *list)
{
    void *first = list->first;
    if (C4J_UNLIKELY(first == NULL || c4j_alloc_watched))
        return NULL;
    list->first = c4j_next_free(first);
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

/* Whether it is a float or an int of one digit, whose memory, nobody's any more, a free list has now. */
static inline bool c4j_keep_number(struct c4j_lists *lists, PyObject *object)
{
    if (PyFloat_CheckExact(object))
        return c4j_keep(&lists->floats, object);
    return PyLong_CheckExact(object) && labs(Py_SIZE(object)) == 1 && c4j_keep(&lists->longs, object);
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
    if (C4J_LIKELY(c4j_is_small(value))) {
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

/* Whether an order, -1, 0 or 1, is what a comparison asks for. */
static inline bool c4j_holds(int order, int operation)
{
    static const unsigned char holds[] = {[Py_LT] = 1, [Py_LE] = 3, [Py_EQ] = 2, [Py_NE] = 5, [Py_GT] = 4, [Py_GE] = 6};
    return holds[operation] >> (order + 1) & 1;
}

/* ---- Containers ---- */

/* Where a lane begins that makes a container for its caller: now, before it holds anything, is the time to collect. */
static inline void c4j_before_container(void)
{
    c4j_interp *interp = c4j_tstate->interp;
    if (C4J_UNLIKELY(interp->gc.generations[0].count > interp->gc.generations[0].threshold))
        c4j_collect_due(interp);
}

/* A container's memory from its free list, counted as a new object of generation 0, or NULL. */
static inline void *c4j_take_container(struct c4j_free_list *list)
{
    struct c4j_generation *young = &c4j_tstate->interp->gc.generations[0];
    c4j_gc_head *head = c4j_take(list);
    if (C4J_UNLIKELY(head == NULL))
        return NULL;
    young->count++;
    head->_gc_next = head->_gc_prev = 0;
    return head + 1;
}

/* Gives a container's memory, already untracked, to its free list or back to the allocator. */
static inline void c4j_give_container(struct c4j_free_list *list, void *object)
{
    struct c4j_generation *young = &c4j_tstate->interp->gc.generations[0];
    young->count -= young->count > 0;
    if (!c4j_keep(list, c4j_gc_head_of(object)))
        PyObject_Free(c4j_gc_head_of(object));
}

/* A new tuple, items NULL, not tracked; 1 <= size < C4J_TUPLE_SIZES. NULL without an error set when memory is short. */
static inline PyTupleObject *c4j_new_tuple(Py_ssize_t size)
{
    PyTupleObject *tuple = c4j_take_container(&c4j_lists_here()->tuples[size]);
    if (C4J_LIKELY(tuple != NULL)) {
        tuple->ob_base.ob_base = (PyObject){.ob_refcnt = 1, .ob_type = &PyTuple_Type};
        tuple->ob_base.ob_size = size;
    } else {
        tuple = (PyTupleObject *)c4j_gc_new(&PyTuple_Type, offsetof(PyTupleObject, ob_item) + (size_t)size * sizeof(PyObject *));
        if (tuple == NULL)
            return NULL;
        tuple->ob_base.ob_size = size;
    }
    c4j_clear(tuple->ob_item, size);
    return tuple;
}

/* Deallocates an exact tuple. */
static inline void c4j_dealloc_tuple(PyTupleObject *tuple)
{
    Py_ssize_t size = tuple->ob_base.ob_size;
    c4j_unlink_tracked(tuple);
    for (Py_ssize_t i = size; --i >= 0;)
        Py_XDECREF(tuple->ob_item[i]);
    if (size > 0 && size < C4J_TUPLE_SIZES)
        c4j_give_container(&c4j_lists_here()->tuples[size], tuple);
    else
        PyObject_GC_Del(tuple);
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
