/* ints as text. */
#include "digits.h"
#include "str.h"

enum {
    LONGEST_TEXT = 320,     /* below the least limit that a program can set for decimal text */
    LONGEST_DECIMAL = 32,   /* digits of 30 bits */
    CHUNK = 1000000000,     /* nine decimal digits */
    CHUNK_DIGITS = 9
};

/* ---- From text ---- */

static inline bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* digits = digits * factor + summand; the new count. */
static Py_ssize_t multiply_add(digit *digits, Py_ssize_t count, digit factor, digit summand)
{
    twodigits carry = summand;
    for (Py_ssize_t i = 0; i < count; i++) {
        carry += (twodigits)digits[i] * factor;
        digits[i] = (digit)(carry & PyLong_MASK);
        carry >>= PyLong_SHIFT;
    }
    if (carry != 0)
        digits[count++] = (digit)carry;
    return count;
}

static PyObject *from_digits(const digit *digits, Py_ssize_t count, bool negative)
{
    PyLongObject *object = c4j_new_room(count);
    if (C4J_UNLIKELY(object == NULL))
        return NULL;
    memcpy(object->ob_digit, digits, (size_t)count * sizeof(digit));
    return c4j_finish_digits(object, count, negative);
}

/* The base that a prefix chooses or confirms; steps over the prefix. */
static int base_of(const char **text, int base)
{
    const char *at = *text;
    int prefix = at[0] != '0' ? 0 : (at[1] | 32) == 'x' ? 16 : (at[1] | 32) == 'o' ? 8 : (at[1] | 32) == 'b' ? 2 : 0;
    if (prefix != 0 && (base == 0 || base == prefix)) {
        *text += 2;
        return prefix;
    }
    return base != 0 ? base : at[0] == '0' ? -1 : 10;
}

/* Reads a number with nothing behind it but spaces: NULL when there is anything unusual, underscores included. */
static PyObject *parse(const char *text, int base, const char **end)
{
    digit digits[LONGEST_TEXT / 5 + 2];
    Py_ssize_t count = 0;
    while (is_space(*text))
        text++;
    bool negative = *text == '-';
    text += *text == '-' || *text == '+';
    base = base_of(&text, base);
    const char *first = text;
    digit chunk = 0, factor = 1;
    for (; base >= 2 && base <= 36 && _PyLong_DigitValue[(unsigned char)*text] < base; text++) {
        if (text - first >= LONGEST_TEXT)
            return NULL;
        chunk = chunk * (digit)base + _PyLong_DigitValue[(unsigned char)*text];
        factor *= (digit)base;
        if (factor > PyLong_BASE / 36 / 36) {
            count = multiply_add(digits, count, factor, chunk);
            chunk = 0;
            factor = 1;
        }
    }
    if (text == first)
        return NULL;
    count = multiply_add(digits, count, factor, chunk);
    while (is_space(*text))
        text++;
    *end = text;
    return *text == '\0' ? from_digits(digits, count, negative) : NULL;
}

LANE(PyObject *, PyLong_FromString)(const char *text, char **end, int base)
{
    const char *stop = NULL;
    PyObject *result = text == NULL ? NULL : parse(text, base, &stop);
    if (C4J_UNLIKELY(result == NULL))
        return MISS(PyLong_FromString)(text, end, base);
    if (end != NULL)
        *end = (char *)stop;
    return result;
}

LANE(PyObject *, PyNumber_Long)(PyObject *object)
{
    if (object != NULL && PyLong_CheckExact(object))
        return Py_NewRef(object);
    return MISS(PyNumber_Long)(object);
}

/* ---- To text ---- */

/* Writes a power of two's digits backwards, ending at end: where they start. */
static char *write_bits(char *end, PyObject *integer, int bits)
{
    const digit *digits = ((PyLongObject *)integer)->ob_digit;
    twodigits rest = 0;
    int available = 0;
    char *start = end;
    for (Py_ssize_t i = 0; i < c4j_digit_count(integer); i++) {
        rest |= (twodigits)digits[i] << available;
        available += PyLong_SHIFT;
        for (; available >= bits; available -= bits, rest >>= bits)
            *--start = Py_hexdigits[rest & ((1u << bits) - 1)];
    }
    if (rest != 0)
        *--start = Py_hexdigits[rest];
    while (start < end && *start == '0')
        start++;
    if (start == end)
        *--start = '0';
    return start;
}

/* As write_bits, in base ten: divides by a thousand million until nothing is left. */
static char *write_decimal(char *end, PyObject *integer)
{
    digit digits[LONGEST_DECIMAL];
    Py_ssize_t count = c4j_digit_count(integer);
    memcpy(digits, ((PyLongObject *)integer)->ob_digit, (size_t)count * sizeof(digit));
    char *start = end;
    do {
        twodigits rest = 0;
        for (Py_ssize_t i = count; --i >= 0;) {
            rest = rest << PyLong_SHIFT | digits[i];
            digits[i] = (digit)(rest / CHUNK);
            rest %= CHUNK;
        }
        while (count > 0 && digits[count - 1] == 0)
            count--;
        for (int i = 0; i < CHUNK_DIGITS && (count > 0 || rest != 0); i++, rest /= 10)
            *--start = (char)('0' + rest % 10);
    } while (count > 0);
    if (start == end)
        *--start = '0';
    return start;
}

static PyObject *format(PyObject *object, int base)
{
    char text[LONGEST_DECIMAL * PyLong_SHIFT + 4], *end = text + sizeof(text), *start = end;
    int bits = base == 16 ? 4 : base == 8 ? 3 : 1;
    if (object == NULL || !PyLong_Check(object) || c4j_digit_count(object) > LONGEST_DECIMAL)
        return NULL;
    if (base == 10) {
        start = write_decimal(end, object);
    } else if (base == 16 || base == 8 || base == 2) {
        start = write_bits(end, object, bits);
        *--start = base == 16 ? 'x' : base == 8 ? 'o' : 'b';
        *--start = '0';
    } else {
        return NULL;
    }
    if (Py_SIZE(object) < 0)
        *--start = '-';
    return c4j_str_of_ascii(start, (size_t)(end - start));
}

LANE(PyObject *, PyNumber_ToBase)(PyObject *object, int base)
{
    PyObject *text = format(object, base);
    return C4J_LIKELY(text != NULL) ? text : MISS(PyNumber_ToBase)(object, base);
}

SLOT_LANE(PyObject *, c4j_LongArithmetic_repr, PyObject *self)
{
    PyObject *text = format(self, 10);
    return C4J_LIKELY(text != NULL) ? text : MISS(c4j_LongArithmetic_repr)(self);
}
