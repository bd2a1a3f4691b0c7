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

LANE(PyObject *, PyNumber_Add)(PyObject *left, PyObject *right)
{
    PyObject *result = exact_ints(left, right) ? c4j_int_add(left, right) : exact_floats(left, right) ? c4j_float_add(left, right) : NULL;
    if (C4J_LIKELY(result != NULL))
        return result;
    binaryfunc concat = concat_of(left, right);
    return concat != NULL ? concat(left, right) : MISS(PyNumber_Add)(left, right);
}

LANE(PyObject *, PyNumber_InPlaceAdd)(PyObject *left, PyObject *right)
{
    PyObject *result = exact_ints(left, right) ? c4j_int_add(left, right) : exact_floats(left, right) ? c4j_float_add(left, right) : NULL;
    return C4J_LIKELY(result != NULL) ? result : MISS(PyNumber_InPlaceAdd)(left, right);
}

LANE(PyObject *, PyNumber_Subtract)(PyObject *left, PyObject *right)
{
    PyObject *result = exact_ints(left, right) ? c4j_int_subtract(left, right) : exact_floats(left, right) ? c4j_float_subtract(left, right) : NULL;
    return C4J_LIKELY(result != NULL) ? result : MISS(PyNumber_Subtract)(left, right);
}

LANE(PyObject *, PyNumber_InPlaceSubtract)(PyObject *left, PyObject *right)
{
    PyObject *result = exact_ints(left, right) ? c4j_int_subtract(left, right) : exact_floats(left, right) ? c4j_float_subtract(left, right) : NULL;
    return C4J_LIKELY(result != NULL) ? result : MISS(PyNumber_InPlaceSubtract)(left, right);
}

LANE(PyObject *, PyNumber_Multiply)(PyObject *left, PyObject *right)
{
    PyObject *result = exact_ints(left, right) ? c4j_int_multiply(left, right) : exact_floats(left, right) ? c4j_float_multiply(left, right) : NULL;
    return C4J_LIKELY(result != NULL) ? result : MISS(PyNumber_Multiply)(left, right);
}

LANE(PyObject *, PyNumber_InPlaceMultiply)(PyObject *left, PyObject *right)
{
    PyObject *result = exact_ints(left, right) ? c4j_int_multiply(left, right) : exact_floats(left, right) ? c4j_float_multiply(left, right) : NULL;
    return C4J_LIKELY(result != NULL) ? result : MISS(PyNumber_InPlaceMultiply)(left, right);
}

LANE(PyObject *, PyNumber_TrueDivide)(PyObject *left, PyObject *right)
{
    PyObject *result = exact_ints(left, right) ? c4j_int_true_divide(left, right) : exact_floats(left, right) ? c4j_float_true_divide(left, right) : NULL;
    return C4J_LIKELY(result != NULL) ? result : MISS(PyNumber_TrueDivide)(left, right);
}

LANE(PyObject *, PyNumber_InPlaceTrueDivide)(PyObject *left, PyObject *right)
{
    PyObject *result = exact_ints(left, right) ? c4j_int_true_divide(left, right) : exact_floats(left, right) ? c4j_float_true_divide(left, right) : NULL;
    return C4J_LIKELY(result != NULL) ? result : MISS(PyNumber_InPlaceTrueDivide)(left, right);
}

LANE(PyObject *, PyNumber_FloorDivide)(PyObject *left, PyObject *right)
{
    PyObject *result = exact_ints(left, right) ? c4j_int_floor_divide(left, right) : NULL;
    return C4J_LIKELY(result != NULL) ? result : MISS(PyNumber_FloorDivide)(left, right);
}

LANE(PyObject *, PyNumber_InPlaceFloorDivide)(PyObject *left, PyObject *right)
{
    PyObject *result = exact_ints(left, right) ? c4j_int_floor_divide(left, right) : NULL;
    return C4J_LIKELY(result != NULL) ? result : MISS(PyNumber_InPlaceFloorDivide)(left, right);
}

LANE(PyObject *, PyNumber_Remainder)(PyObject *left, PyObject *right)
{
    PyObject *result = exact_ints(left, right) ? c4j_int_remainder(left, right) : NULL;
    return C4J_LIKELY(result != NULL) ? result : MISS(PyNumber_Remainder)(left, right);
}

LANE(PyObject *, PyNumber_InPlaceRemainder)(PyObject *left, PyObject *right)
{
    PyObject *result = exact_ints(left, right) ? c4j_int_remainder(left, right) : NULL;
    return C4J_LIKELY(result != NULL) ? result : MISS(PyNumber_InPlaceRemainder)(left, right);
}

LANE(PyObject *, PyNumber_And)(PyObject *left, PyObject *right)
{
    PyObject *result = exact_ints(left, right) ? c4j_int_and(left, right) : NULL;
    return C4J_LIKELY(result != NULL) ? result : MISS(PyNumber_And)(left, right);
}

LANE(PyObject *, PyNumber_InPlaceAnd)(PyObject *left, PyObject *right)
{
    PyObject *result = exact_ints(left, right) ? c4j_int_and(left, right) : NULL;
    return C4J_LIKELY(result != NULL) ? result : MISS(PyNumber_InPlaceAnd)(left, right);
}

LANE(PyObject *, PyNumber_Or)(PyObject *left, PyObject *right)
{
    PyObject *result = exact_ints(left, right) ? c4j_int_or(left, right) : NULL;
    return C4J_LIKELY(result != NULL) ? result : MISS(PyNumber_Or)(left, right);
}

LANE(PyObject *, PyNumber_InPlaceOr)(PyObject *left, PyObject *right)
{
    PyObject *result = exact_ints(left, right) ? c4j_int_or(left, right) : NULL;
    return C4J_LIKELY(result != NULL) ? result : MISS(PyNumber_InPlaceOr)(left, right);
}

LANE(PyObject *, PyNumber_Xor)(PyObject *left, PyObject *right)
{
    PyObject *result = exact_ints(left, right) ? c4j_int_xor(left, right) : NULL;
    return C4J_LIKELY(result != NULL) ? result : MISS(PyNumber_Xor)(left, right);
}

LANE(PyObject *, PyNumber_InPlaceXor)(PyObject *left, PyObject *right)
{
    PyObject *result = exact_ints(left, right) ? c4j_int_xor(left, right) : NULL;
    return C4J_LIKELY(result != NULL) ? result : MISS(PyNumber_InPlaceXor)(left, right);
}

LANE(PyObject *, PyNumber_Lshift)(PyObject *left, PyObject *right)
{
    PyObject *result = exact_ints(left, right) ? c4j_int_left_shift(left, right) : NULL;
    return C4J_LIKELY(result != NULL) ? result : MISS(PyNumber_Lshift)(left, right);
}

LANE(PyObject *, PyNumber_InPlaceLshift)(PyObject *left, PyObject *right)
{
    PyObject *result = exact_ints(left, right) ? c4j_int_left_shift(left, right) : NULL;
    return C4J_LIKELY(result != NULL) ? result : MISS(PyNumber_InPlaceLshift)(left, right);
}

LANE(PyObject *, PyNumber_Rshift)(PyObject *left, PyObject *right)
{
    PyObject *result = exact_ints(left, right) ? c4j_int_right_shift(left, right) : NULL;
    return C4J_LIKELY(result != NULL) ? result : MISS(PyNumber_Rshift)(left, right);
}

LANE(PyObject *, PyNumber_InPlaceRshift)(PyObject *left, PyObject *right)
{
    PyObject *result = exact_ints(left, right) ? c4j_int_right_shift(left, right) : NULL;
    return C4J_LIKELY(result != NULL) ? result : MISS(PyNumber_InPlaceRshift)(left, right);
}

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
