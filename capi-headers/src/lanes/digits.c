/* Sums, differences and products of ints with more digits than a C integer holds: as on paper. */
#include "digits.h"

typedef Py_ssize_t size;

static inline const digit *digits_of(PyObject *integer)
{
    return ((PyLongObject *)integer)->ob_digit;
}

PyLongObject *c4j_new_room(size digits)
{
    PyLongObject *object = PyObject_Malloc(offsetof(PyLongObject, ob_digit) + sizeof(digit) * (size_t)(digits > 2 ? digits : 2));
    if (C4J_LIKELY(object != NULL)) {
        object->ob_base.ob_base = (PyObject){.ob_refcnt = 1, .ob_type = &PyLong_Type};
        object->ob_base.ob_size = digits;
    }
    return object;
}

PyObject *c4j_finish_digits(PyLongObject *object, size digits, bool negative)
{
    while (digits > 0 && object->ob_digit[digits - 1] == 0)
        digits--;
    long value = digits == 0 ? 0 : negative ? -(long)object->ob_digit[0] : (long)object->ob_digit[0];
    if (digits <= 1 && c4j_is_small(value)) {
        PyObject_Free(object);
        return Py_NewRef(c4j_small(value));
    }
    object->ob_base.ob_size = negative ? -digits : digits;
    return (PyObject *)object;
}

/* |left| <=> |right| */
static int compare_magnitudes(PyObject *left, PyObject *right)
{
    size count = c4j_digit_count(left);
    if (count != c4j_digit_count(right))
        return count < c4j_digit_count(right) ? -1 : 1;
    while (--count >= 0) {
        if (digits_of(left)[count] != digits_of(right)[count])
            return digits_of(left)[count] < digits_of(right)[count] ? -1 : 1;
    }
    return 0;
}

static PyObject *add_magnitudes(PyObject *left, PyObject *right, bool negative)
{
    if (c4j_digit_count(left) < c4j_digit_count(right)) {
        PyObject *shorter = left;
        left = right;
        right = shorter;
    }
    size longer = c4j_digit_count(left), shorter = c4j_digit_count(right);
    PyLongObject *sum = c4j_new_room(longer + 1);
    if (C4J_UNLIKELY(sum == NULL))
        return NULL;
    digit carry = 0;
    for (size i = 0; i < longer; i++) {
        carry += digits_of(left)[i] + (i < shorter ? digits_of(right)[i] : 0);
        sum->ob_digit[i] = carry & PyLong_MASK;
        carry >>= PyLong_SHIFT;
    }
    sum->ob_digit[longer] = carry;
    return c4j_finish_digits(sum, longer + 1, negative);
}

/* |left| - |right|, negated on demand. */
static PyObject *subtract_magnitudes(PyObject *left, PyObject *right, bool negated)
{
    if (compare_magnitudes(left, right) < 0) {
        PyObject *smaller = left;
        left = right;
        right = smaller;
        negated = !negated;
    }
    size longer = c4j_digit_count(left), shorter = c4j_digit_count(right);
    PyLongObject *difference = c4j_new_room(longer);
    if (C4J_UNLIKELY(difference == NULL))
        return NULL;
    sdigit borrow = 0;
    for (size i = 0; i < longer; i++) {
        borrow += (sdigit)digits_of(left)[i] - (sdigit)(i < shorter ? digits_of(right)[i] : 0);
        difference->ob_digit[i] = (digit)borrow & PyLong_MASK;
        borrow >>= PyLong_SHIFT; /* 0 or -1 */
    }
    return c4j_finish_digits(difference, longer, negated);
}

PyObject *c4j_add_digits(PyObject *left, PyObject *right)
{
    bool negative = Py_SIZE(left) < 0;
    return negative == (Py_SIZE(right) < 0) ? add_magnitudes(left, right, negative) : subtract_magnitudes(left, right, negative);
}

PyObject *c4j_subtract_digits(PyObject *left, PyObject *right)
{
    bool negative = Py_SIZE(left) < 0;
    return negative == (Py_SIZE(right) < 0) ? subtract_magnitudes(left, right, negative) : add_magnitudes(left, right, negative);
}

PyObject *c4j_multiply_digits(PyObject *left, PyObject *right)
{
    size m = c4j_digit_count(left), n = c4j_digit_count(right);
    if (m > C4J_MANY_DIGITS && n > C4J_MANY_DIGITS)
        return NULL;
    PyLongObject *product = c4j_new_room(m + n);
    if (C4J_UNLIKELY(product == NULL))
        return NULL;
    memset(product->ob_digit, 0, (size_t)(m + n) * sizeof(digit));
    for (size i = 0; i < m; i++) {
        twodigits factor = digits_of(left)[i], carry = 0;
        for (size j = 0; j < n; j++) {
            carry += product->ob_digit[i + j] + factor * digits_of(right)[j];
            product->ob_digit[i + j] = (digit)(carry & PyLong_MASK);
            carry >>= PyLong_SHIFT;
        }
        product->ob_digit[i + n] = (digit)carry;
    }
    return c4j_finish_digits(product, m + n, (Py_SIZE(left) < 0) != (Py_SIZE(right) < 0));
}
