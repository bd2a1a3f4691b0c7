/* floats as text and as eight bytes: of up to fifteen digits, where scaling by a power of ten that a double holds exactly is exact. */
#include "str.h"

enum { EXACT_POWERS = 16, DIGITS = 15 };

static const double POWERS[EXACT_POWERS] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
static const double LARGEST = 1e15; /* below it, fewer than sixteen digits: two such texts never mean the same double */

/* Writes digits / 10**decimals backwards, ending at end. */
static char *write_fixed(char *end, long digits, int decimals)
{
    char *start = end;
    if (decimals == 0)
        *--start = '0';
    for (int i = 0; i < decimals; i++, digits /= 10)
        *--start = (char)('0' + digits % 10);
    *--start = '.';
    do {
        *--start = (char)('0' + digits % 10);
        digits /= 10;
    } while (digits != 0);
    return start;
}

/* The shortest text that means this double, or NULL when it takes an exponent or more digits. */
static PyObject *short_repr(double value)
{
    char text[40], *end = text + sizeof(text), *start;
    double magnitude = __builtin_fabs(value);
    if (!(magnitude >= 1e-4 && magnitude < LARGEST))
        return NULL;
    for (int decimals = 0; decimals < EXACT_POWERS; decimals++) {
        double scaled = magnitude * POWERS[decimals];
        if (scaled >= LARGEST)
            return NULL;
        long digits = (long)(scaled + 0.5);
        if ((double)digits / POWERS[decimals] != magnitude)
            continue;
        start = write_fixed(end, digits, decimals);
        if (value < 0)
            *--start = '-';
        return c4j_str_of_ascii(start, (size_t)(end - start));
    }
    return NULL;
}

SLOT_LANE(PyObject *, c4j_FloatType_repr, PyObject *self)
{
    PyObject *text = short_repr(PyFloat_AS_DOUBLE(self));
    return C4J_LIKELY(text != NULL) ? text : MISS(c4j_FloatType_repr)(self);
}

/* Digits, perhaps a point and further digits; false for anything more. */
static bool parse(const char *text, double *value)
{
    bool negative = *text == '-';
    const char *first = text += negative, *point = NULL;
    long digits = 0;
    for (; (*text >= '0' && *text <= '9') || (*text == '.' && point == NULL && text > first); text++) {
        if (*text == '.')
            point = text;
        else
            digits = digits * 10 + (*text - '0');
        if (text - first > DIGITS - (point == NULL))
            return false;
    }
    if (text == first || *text != '\0')
        return false;
    *value = (double)digits / POWERS[point == NULL ? 0 : text - point - 1];
    *value = negative ? -*value : *value;
    return true;
}

static const char *text_of(PyObject *object, Py_ssize_t *length)
{
    if (PyBytes_CheckExact(object)) {
        *length = Py_SIZE(object);
        return PyBytes_AS_STRING(object);
    }
    if (!c4j_is_plain_str(object) || !c4j_str_is_ascii(object))
        return NULL;
    *length = c4j_str_length(object);
    return c4j_str_data(object);
}

LANE(PyObject *, PyFloat_FromString)(PyObject *object)
{
    double value;
    Py_ssize_t length;
    const char *text = object == NULL ? NULL : text_of(object, &length);
    if (C4J_UNLIKELY(text == NULL || (Py_ssize_t)strlen(text) != length || !parse(text, &value)))
        return MISS(PyFloat_FromString)(object);
    return PyFloat_FromDouble(value);
}

LANE(int, PyFloat_Pack8)(double value, char *target, int little_endian)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof(bits));
    bits = little_endian ? bits : __builtin_bswap64(bits);
    memcpy(target, &bits, sizeof(bits));
    return 0;
}

LANE(double, PyFloat_Unpack8)(const char *source, int little_endian)
{
    uint64_t bits;
    double value;
    memcpy(&bits, source, sizeof(bits));
    bits = little_endian ? bits : __builtin_bswap64(bits);
    memcpy(&value, &bits, sizeof(value));
    return value;
}
