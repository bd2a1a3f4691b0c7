/* Arithmetic of ints of any sign. A result is a new exact int, or NULL, without an error set, when the lane has to ask Java: memory is
   short, or the operands are so large that Java's algorithms are the better ones. */
#ifndef CAPI4J_LANES_DIGITS_H
#define CAPI4J_LANES_DIGITS_H

#include "lane.h"

enum { C4J_MANY_DIGITS = 64 };

PyObject *c4j_add_digits(PyObject *left, PyObject *right);
PyObject *c4j_subtract_digits(PyObject *left, PyObject *right);
PyObject *c4j_multiply_digits(PyObject *left, PyObject *right);

/* A positive int with room for so many digits, their values not set, for c4j_finish_digits. */
PyLongObject *c4j_new_room(Py_ssize_t digits);

/* Drops leading zeros and sets the sign: what comes back is the same int or, for a small value, the shared one. */
PyObject *c4j_finish_digits(PyLongObject *object, Py_ssize_t digits, bool negative);

static inline Py_ssize_t c4j_digit_count(PyObject *integer)
{
    Py_ssize_t size = Py_SIZE(integer);
    return size < 0 ? -size : size;
}

#endif /* CAPI4J_LANES_DIGITS_H */
