/* Operators on two ints or two floats, for the functions of PyNumber_ and for the slots. NULL, without an error set: ask Java. */
#ifndef CAPI4J_LANES_ARITHMETIC_H
#define CAPI4J_LANES_ARITHMETIC_H

#include "digits.h"

/* ---- Ints: bool and other subclasses may be among them, the result is an exact int ---- */

static inline bool c4j_are_ints(PyObject *left, PyObject *right)
{
    return PyLong_Check(left) && PyLong_Check(right);
}

static inline PyObject *c4j_int_add(PyObject *left, PyObject *right)
{
    long a, b;
    return c4j_read_long(left, &a) && c4j_read_long(right, &b) ? c4j_new_long(a + b) : c4j_add_digits(left, right);
}

static inline PyObject *c4j_int_subtract(PyObject *left, PyObject *right)
{
    long a, b;
    return c4j_read_long(left, &a) && c4j_read_long(right, &b) ? c4j_new_long(a - b) : c4j_subtract_digits(left, right);
}

static inline PyObject *c4j_int_multiply(PyObject *left, PyObject *right)
{
    long a, b, product;
    if (c4j_read_long(left, &a) && c4j_read_long(right, &b) && !__builtin_mul_overflow(a, b, &product))
        return c4j_new_long(product);
    return c4j_multiply_digits(left, right);
}

/* Quotient rounded down and remainder with the divisor's sign; only of values that were read, b not 0. */
static inline long c4j_floor_quotient(long a, long b)
{
    return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

static inline long c4j_floor_remainder(long a, long b)
{
    long remainder = a % b;
    return remainder != 0 && (remainder < 0) != (b < 0) ? remainder + b : remainder;
}

static inline PyObject *c4j_int_floor_divide(PyObject *left, PyObject *right)
{
    long a, b;
    return c4j_read_long(left, &a) && c4j_read_long(right, &b) && b != 0 ? c4j_new_long(c4j_floor_quotient(a, b)) : NULL;
}

static inline PyObject *c4j_int_remainder(PyObject *left, PyObject *right)
{
    long a, b;
    return c4j_read_long(left, &a) && c4j_read_long(right, &b) && b != 0 ? c4j_new_long(c4j_floor_remainder(a, b)) : NULL;
}

/* Both must be exact doubles. */
static inline PyObject *c4j_int_true_divide(PyObject *left, PyObject *right)
{
    long a, b;
    bool exact = c4j_read_long(left, &a) && c4j_read_long(right, &b) && labs(a) <= 1L << 53 && labs(b) <= 1L << 53;
    return exact && b != 0 ? c4j_new_float((double)a / (double)b) : NULL;
}

static inline PyObject *c4j_int_and(PyObject *left, PyObject *right)
{
    long a, b;
    return c4j_read_long(left, &a) && c4j_read_long(right, &b) ? c4j_new_long(a & b) : NULL;
}

static inline PyObject *c4j_int_or(PyObject *left, PyObject *right)
{
    long a, b;
    return c4j_read_long(left, &a) && c4j_read_long(right, &b) ? c4j_new_long(a | b) : NULL;
}

static inline PyObject *c4j_int_xor(PyObject *left, PyObject *right)
{
    long a, b;
    return c4j_read_long(left, &a) && c4j_read_long(right, &b) ? c4j_new_long(a ^ b) : NULL;
}

static inline PyObject *c4j_int_left_shift(PyObject *left, PyObject *right)
{
    long a, count;
    if (!c4j_read_long(left, &a) || !c4j_read_long(right, &count) || count < 0 || count >= 62 || labs(a) >> (62 - count) != 0)
        return NULL;
    return c4j_new_long(a * (1L << count));
}

static inline PyObject *c4j_int_right_shift(PyObject *left, PyObject *right)
{
    long a, count;
    if (!c4j_read_long(left, &a) || !c4j_read_long(right, &count) || count < 0)
        return NULL;
    return c4j_new_long(a >> (count > 63 ? 63 : count));
}

/* ---- Floats, or a float and an int ---- */

static inline bool c4j_read_double(PyObject *object, double *value)
{
    long integer;
    if (PyFloat_Check(object)) {
        *value = PyFloat_AS_DOUBLE(object);
        return true;
    }
    if (!PyLong_Check(object) || !c4j_read_long(object, &integer))
        return false;
    *value = (double)integer;
    return true;
}

static inline PyObject *c4j_float_add(PyObject *left, PyObject *right)
{
    double a, b;
    return c4j_read_double(left, &a) && c4j_read_double(right, &b) ? c4j_new_float(a + b) : NULL;
}

static inline PyObject *c4j_float_subtract(PyObject *left, PyObject *right)
{
    double a, b;
    return c4j_read_double(left, &a) && c4j_read_double(right, &b) ? c4j_new_float(a - b) : NULL;
}

static inline PyObject *c4j_float_multiply(PyObject *left, PyObject *right)
{
    double a, b;
    return c4j_read_double(left, &a) && c4j_read_double(right, &b) ? c4j_new_float(a * b) : NULL;
}

static inline PyObject *c4j_float_true_divide(PyObject *left, PyObject *right)
{
    double a, b;
    return c4j_read_double(left, &a) && c4j_read_double(right, &b) && b != 0.0 ? c4j_new_float(a / b) : NULL;
}

#endif /* CAPI4J_LANES_ARITHMETIC_H */
