/* Operators on two ints or two floats, for the functions of PyNumber_ and for the slots. NULL, without an error set: ask Java. */
#ifndef CAPI4J_LANES_ARITHMETIC_H
#define CAPI4J_LANES_ARITHMETIC_H

#include "digits.h"

/* ---- Ints: bool and other subclasses may be among them, the result is an exact int ---- */

/* An operator whose result is value where the condition holds for both values, and otherwise otherwise. */
#define C4J_INT_OPERATOR(name, condition, value, otherwise)                                           \
    static inline PyObject *c4j_int_##name(PyObject *left, PyObject *right)                           \
    {                                                                                                 \
        long a, b;                                                                                    \
        return c4j_read_long(left, &a) && c4j_read_long(right, &b) && (condition) ? value : otherwise; \
    }

/* Of 60 bits, multiplied without overflow. */
static inline bool c4j_is_narrow(long a, long b)
{
    long product;
    return !__builtin_mul_overflow(a, b, &product);
}

/* Quotient rounded down, and remainder with the divisor's sign; b is not 0. */
static inline long c4j_floor_quotient(long a, long b)
{
    return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

static inline long c4j_floor_remainder(long a, long b)
{
    long remainder = a % b;
    return remainder != 0 && (remainder < 0) != (b < 0) ? remainder + b : remainder;
}

C4J_INT_OPERATOR(add, true, c4j_new_long(a + b), c4j_add_digits(left, right))
C4J_INT_OPERATOR(subtract, true, c4j_new_long(a - b), c4j_subtract_digits(left, right))
C4J_INT_OPERATOR(multiply, c4j_is_narrow(a, b), c4j_new_long(a * b), c4j_multiply_digits(left, right))
C4J_INT_OPERATOR(floorDivide, b != 0, c4j_new_long(c4j_floor_quotient(a, b)), NULL)
C4J_INT_OPERATOR(remainder, b != 0, c4j_new_long(c4j_floor_remainder(a, b)), NULL)
C4J_INT_OPERATOR(trueDivide, b != 0 && labs(a) <= 1L << 53 && labs(b) <= 1L << 53, c4j_new_float((double)a / (double)b), NULL)
C4J_INT_OPERATOR(and, true, c4j_new_long(a & b), NULL)
C4J_INT_OPERATOR(or, true, c4j_new_long(a | b), NULL)
C4J_INT_OPERATOR(xor, true, c4j_new_long(a ^ b), NULL)
C4J_INT_OPERATOR(leftShift, b >= 0 && b < 62 && labs(a) >> (62 - b) == 0, c4j_new_long(a * (1L << b)), NULL)
C4J_INT_OPERATOR(rightShift, b >= 0, c4j_new_long(a >> (b > 63 ? 63 : b)), NULL)

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

#define C4J_FLOAT_OPERATOR(name, condition, value)                                                                      \
    static inline PyObject *c4j_float_##name(PyObject *left, PyObject *right)                                           \
    {                                                                                                                   \
        double a, b;                                                                                                    \
        return c4j_read_double(left, &a) && c4j_read_double(right, &b) && (condition) ? c4j_new_float(value) : NULL;    \
    }

C4J_FLOAT_OPERATOR(add, true, a + b)
C4J_FLOAT_OPERATOR(subtract, true, a - b)
C4J_FLOAT_OPERATOR(multiply, true, a * b)
C4J_FLOAT_OPERATOR(trueDivide, b != 0.0, a / b)

#endif /* CAPI4J_LANES_ARITHMETIC_H */
