/* The slots of int and float: called by C code through tp_as_number, and by Java for operands of mixed types. */
#include "arithmetic.h"

#define INT_SLOT(operator)                                                                                              \
    binary c4j_LongArithmetic_##operator;                                                                               \
    LANE(PyObject *, c4j_LongArithmetic_##operator)(PyObject *left, PyObject *right)                                    \
    {                                                                                                                   \
        PyObject *result = PyLong_Check(left) && PyLong_Check(right) ? c4j_int_##operator(left, right) : NULL;          \
        return C4J_LIKELY(result != NULL) ? result : MISS(c4j_LongArithmetic_##operator)(left, right);                  \
    }

#define FLOAT_SLOT(operator)                                                                                            \
    binary c4j_FloatType_##operator;                                                                                    \
    LANE(PyObject *, c4j_FloatType_##operator)(PyObject *left, PyObject *right)                                         \
    {                                                                                                                   \
        PyObject *result = c4j_float_##operator(left, right);                                                           \
        return C4J_LIKELY(result != NULL) ? result : MISS(c4j_FloatType_##operator)(left, right);                       \
    }

typedef PyObject *binary(PyObject *left, PyObject *right);

INT_SLOT(add)
INT_SLOT(subtract)
INT_SLOT(multiply)
INT_SLOT(floorDivide)
INT_SLOT(remainder)
INT_SLOT(trueDivide)
INT_SLOT(and)
INT_SLOT(or)
INT_SLOT(xor)
INT_SLOT(leftShift)
INT_SLOT(rightShift)
FLOAT_SLOT(add)
FLOAT_SLOT(subtract)
FLOAT_SLOT(multiply)
FLOAT_SLOT(trueDivide)

/* ---- Hash, truth and order ---- */

enum { HASH_BITS = 61 };

static const uint64_t HASH_MODULUS = (1ULL << HASH_BITS) - 1;

/* The magnitude modulo 2**61 - 1, which multiplies by 2**30 by rotating. */
static Py_hash_t hash_of(PyObject *integer)
{
    uint64_t hash = 0;
    for (Py_ssize_t i = c4j_digit_count(integer); --i >= 0;) {
        hash = (hash << PyLong_SHIFT & HASH_MODULUS) | hash >> (HASH_BITS - PyLong_SHIFT);
        hash += ((PyLongObject *)integer)->ob_digit[i];
        if (hash >= HASH_MODULUS)
            hash -= HASH_MODULUS;
    }
    Py_hash_t result = Py_SIZE(integer) < 0 ? -(Py_hash_t)hash : (Py_hash_t)hash;
    return result == -1 ? -2 : result;
}

Py_hash_t c4j_LongArithmetic_hash(PyObject *self);

LANE(Py_hash_t, c4j_LongArithmetic_hash)(PyObject *self)
{
    return hash_of(self);
}

int c4j_LongArithmetic_bool(PyObject *self);

LANE(int, c4j_LongArithmetic_bool)(PyObject *self)
{
    return Py_SIZE(self) != 0;
}

int c4j_FloatType_bool(PyObject *self);

LANE(int, c4j_FloatType_bool)(PyObject *self)
{
    return PyFloat_AS_DOUBLE(self) != 0.0;
}

PyObject *c4j_LongArithmetic_richCompare(PyObject *left, PyObject *right, int operation);

LANE(PyObject *, c4j_LongArithmetic_richCompare)(PyObject *left, PyObject *right, int operation)
{
    if (C4J_UNLIKELY(!PyLong_Check(left) || !PyLong_Check(right) || (unsigned)operation > Py_GE))
        return MISS(c4j_LongArithmetic_richCompare)(left, right, operation);
    return c4j_ordered(left == right ? 0 : c4j_compare_digits(left, right), operation);
}

PyObject *c4j_FloatType_richCompare(PyObject *left, PyObject *right, int operation);

/* An int of more than 53 bits takes an exact comparison. */
LANE(PyObject *, c4j_FloatType_richCompare)(PyObject *left, PyObject *right, int operation)
{
    double a, b;
    bool plain = PyFloat_Check(left) && (PyFloat_Check(right) || (PyLong_Check(right) && c4j_digit_count(right) <= 1));
    if (C4J_UNLIKELY(!plain || (unsigned)operation > Py_GE || !c4j_read_double(left, &a) || !c4j_read_double(right, &b)))
        return MISS(c4j_FloatType_richCompare)(left, right, operation);
    if (a != a || b != b)
        return Py_NewRef(operation == Py_NE ? Py_True : Py_False);
    return c4j_ordered((a > b) - (a < b), operation);
}

Py_hash_t c4j_FloatType_hash(PyObject *self);

/* Whole numbers hash as the ints that they equal. */
LANE(Py_hash_t, c4j_FloatType_hash)(PyObject *self)
{
    double value = PyFloat_AS_DOUBLE(self);
    if (C4J_UNLIKELY(!(value > -1e18 && value < 1e18) || value != (double)(long)value))
        return MISS(c4j_FloatType_hash)(self);
    return (long)value == -1 ? -2 : (long)value;
}
