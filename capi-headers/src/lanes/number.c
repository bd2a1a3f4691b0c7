/* PyNumber_: both operands exact ints, or both exact floats, or one of each; or two objects of one static type; everything else is dispatched by Java. */
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

/* Two operands of one static type: its slot alone decides, or two sequences that aren't numbers are joined. Only Java asks further. */
static PyObject *dispatch(PyObject *left, PyObject *right, size_t operator, binaryfunc java)
{
    PyTypeObject *type = left == NULL || right == NULL || Py_TYPE(left) != Py_TYPE(right) ? NULL : Py_TYPE(left);
    if (type == NULL || PyType_HasFeature(type, Py_TPFLAGS_HEAPTYPE))
        return java(left, right);
    binaryfunc slot = type->tp_as_number == NULL ? NULL : *(binaryfunc *)((char *)type->tp_as_number + operator);
    if (slot == NULL && operator == offsetof(PyNumberMethods, nb_add) && type->tp_as_sequence != NULL)
        slot = type->tp_as_sequence->sq_concat;
    PyObject *result = slot == NULL ? Py_NewRef(Py_NotImplemented) : slot(left, right);
    if (C4J_LIKELY(result != Py_NotImplemented))
        return result;
    Py_DECREF(result);
    return java(left, right);
}

#define INT_LANE(name, operator)                                                                                        \
    LANE(PyObject *, name)(PyObject *left, PyObject *right)                                                             \
    {                                                                                                                   \
        PyObject *result = exact_ints(left, right) ? c4j_int_##operator(left, right) : NULL;                            \
        return C4J_LIKELY(result != NULL) ? result : MISS(name)(left, right);                                           \
    }

#define NUMBER_LANE(name, operator, slot)                                                                               \
    LANE(PyObject *, name)(PyObject *left, PyObject *right)                                                             \
    {                                                                                                                   \
        PyObject *result = NULL;                                                                                        \
        if (C4J_LIKELY(exact_ints(left, right)))                                                                        \
            result = c4j_int_##operator(left, right);                                                                   \
        else if (exact_floats(left, right))                                                                             \
            result = c4j_float_##operator(left, right);                                                                 \
        return C4J_LIKELY(result != NULL) ? result : dispatch(left, right, offsetof(PyNumberMethods, slot), MISS(name));    \
    }

NUMBER_LANE(PyNumber_Add, add, nb_add)
NUMBER_LANE(PyNumber_Subtract, subtract, nb_subtract)
NUMBER_LANE(PyNumber_Multiply, multiply, nb_multiply)
NUMBER_LANE(PyNumber_TrueDivide, trueDivide, nb_true_divide)
INT_LANE(PyNumber_FloorDivide, floorDivide)
INT_LANE(PyNumber_Remainder, remainder)
INT_LANE(PyNumber_And, and)
INT_LANE(PyNumber_Or, or)
INT_LANE(PyNumber_Xor, xor)
INT_LANE(PyNumber_Lshift, leftShift)
INT_LANE(PyNumber_Rshift, rightShift)

