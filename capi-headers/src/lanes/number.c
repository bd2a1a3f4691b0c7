/* PyNumber_: both operands exact ints, or both exact floats, or one of each; everything else is dispatched by Java. */
#include "arithmetic.h"

static inline bool exact_ints(PyObject *left, PyObject *right)
{
    return left != NULL && right != NULL && PyLong_CheckExact(left) && PyLong_CheckExact(right);
}

/* Not two ints: those have operators of their own. */
static inline bool exact_floats(PyObject *left, PyObject *right)
{
    if (left == NULL || right == NULL)
        return false;
    return PyFloat_CheckExact(left) ? PyFloat_CheckExact(right) || PyLong_CheckExact(right) : PyLong_CheckExact(left) && PyFloat_CheckExact(right);
}

/* Sequences whose types are no numbers at all. */
static inline binaryfunc concat_of(PyObject *left, PyObject *right)
{
    if (left == NULL || right == NULL || Py_TYPE(left) != Py_TYPE(right) || Py_TYPE(left)->tp_as_sequence == NULL)
        return NULL;
    PyNumberMethods *numbers = Py_TYPE(left)->tp_as_number;
    return numbers == NULL || numbers->nb_add == NULL ? Py_TYPE(left)->tp_as_sequence->sq_concat : NULL;
}

#define INT_LANE(name, operator)                                                                                        \
    LANE(PyObject *, name)(PyObject *left, PyObject *right)                                                             \
    {                                                                                                                   \
        PyObject *result = exact_ints(left, right) ? c4j_int_##operator(left, right) : NULL;                            \
        return C4J_LIKELY(result != NULL) ? result : MISS(name)(left, right);                                           \
    }

#define NUMBER_LANE(name, operator, otherwise)                                                                          \
    LANE(PyObject *, name)(PyObject *left, PyObject *right)                                                             \
    {                                                                                                                   \
        PyObject *result = NULL;                                                                                        \
        if (C4J_LIKELY(exact_ints(left, right)))                                                                        \
            result = c4j_int_##operator(left, right);                                                                   \
        else if (exact_floats(left, right))                                                                             \
            result = c4j_float_##operator(left, right);                                                                 \
        return C4J_LIKELY(result != NULL) ? result : otherwise(left, right);                                            \
    }

static PyObject *add_others(PyObject *left, PyObject *right)
{
    binaryfunc concat = concat_of(left, right);
    return concat != NULL ? concat(left, right) : MISS(PyNumber_Add)(left, right);
}

NUMBER_LANE(PyNumber_Add, add, add_others)
NUMBER_LANE(PyNumber_Subtract, subtract, MISS(PyNumber_Subtract))
NUMBER_LANE(PyNumber_Multiply, multiply, MISS(PyNumber_Multiply))
NUMBER_LANE(PyNumber_TrueDivide, trueDivide, MISS(PyNumber_TrueDivide))
NUMBER_LANE(PyNumber_InPlaceAdd, add, MISS(PyNumber_InPlaceAdd))
NUMBER_LANE(PyNumber_InPlaceSubtract, subtract, MISS(PyNumber_InPlaceSubtract))
NUMBER_LANE(PyNumber_InPlaceMultiply, multiply, MISS(PyNumber_InPlaceMultiply))
NUMBER_LANE(PyNumber_InPlaceTrueDivide, trueDivide, MISS(PyNumber_InPlaceTrueDivide))
INT_LANE(PyNumber_FloorDivide, floorDivide)
INT_LANE(PyNumber_Remainder, remainder)
INT_LANE(PyNumber_And, and)
INT_LANE(PyNumber_Or, or)
INT_LANE(PyNumber_Xor, xor)
INT_LANE(PyNumber_Lshift, leftShift)
INT_LANE(PyNumber_Rshift, rightShift)
INT_LANE(PyNumber_InPlaceFloorDivide, floorDivide)
INT_LANE(PyNumber_InPlaceRemainder, remainder)
INT_LANE(PyNumber_InPlaceAnd, and)
INT_LANE(PyNumber_InPlaceOr, or)
INT_LANE(PyNumber_InPlaceXor, xor)
INT_LANE(PyNumber_InPlaceLshift, leftShift)
INT_LANE(PyNumber_InPlaceRshift, rightShift)

/* The value of an exact int whose negation, too, can be read. */
static inline bool exact_value(PyObject *object, long *value)
{
    return object != NULL && PyLong_CheckExact(object) && c4j_read_long(object, value);
}

LANE(PyObject *, PyNumber_Negative)(PyObject *object)
{
    long value;
    PyObject *result = NULL;
    if (exact_value(object, &value))
        result = c4j_new_long(-value);
    else if (object != NULL && PyFloat_CheckExact(object))
        result = c4j_new_float(-PyFloat_AS_DOUBLE(object));
    return C4J_LIKELY(result != NULL) ? result : MISS(PyNumber_Negative)(object);
}

LANE(PyObject *, PyNumber_Absolute)(PyObject *object)
{
    long value;
    PyObject *result = NULL;
    if (exact_value(object, &value))
        result = value >= 0 ? Py_NewRef(object) : c4j_new_long(-value);
    else if (object != NULL && PyFloat_CheckExact(object))
        result = c4j_new_float(__builtin_fabs(PyFloat_AS_DOUBLE(object)));
    return C4J_LIKELY(result != NULL) ? result : MISS(PyNumber_Absolute)(object);
}

LANE(PyObject *, PyNumber_Invert)(PyObject *object)
{
    long value;
    PyObject *result = exact_value(object, &value) ? c4j_new_long(~value) : NULL;
    return C4J_LIKELY(result != NULL) ? result : MISS(PyNumber_Invert)(object);
}
