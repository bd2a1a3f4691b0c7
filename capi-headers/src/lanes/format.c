/* PyUnicode_FromFormat and PyErr_Format, where the format and all that goes into it is ASCII and not too long. */
#include "str.h"

enum { ROOM = 512 };

struct text {
    size_t length;
    char room[ROOM];
};

static bool add(struct text *text, const char *more, size_t length)
{
    if (length > ROOM - text->length || !c4j_is_ascii(more, length))
        return false;
    memcpy(text->room + text->length, more, length);
    text->length += length;
    return true;
}

static bool add_number(struct text *text, unsigned long magnitude, bool negative, unsigned base)
{
    char digits[24], *first = digits + sizeof(digits);
    do {
        *--first = "0123456789abcdef"[magnitude % base];
        magnitude /= base;
    } while (magnitude != 0);
    if (negative)
        *--first = '-';
    return add(text, first, (size_t)(digits + sizeof(digits) - first));
}

static bool add_signed(struct text *text, long value)
{
    return add_number(text, value < 0 ? 0UL - (unsigned long)value : (unsigned long)value, value < 0, 10);
}

static bool add_str(struct text *text, PyObject *str)
{
    return str != NULL && c4j_is_plain_str(str) && c4j_str_is_ascii(str) && add(text, c4j_str_data(str), (size_t)c4j_str_length(str));
}

/* Reads the number behind "%." and steps over it; -1 when there is none, or none so large. */
static long precision_of(const char **format)
{
    long precision = -1;
    if (**format != '.')
        return -1;
    while (*++*format >= '0' && **format <= '9' && precision < ROOM)
        precision = (precision < 0 ? 0 : precision * 10) + (**format - '0');
    return precision;
}

/* One unit, of which *format is the first character behind the percent sign; steps to its last. */
static bool add_unit(struct text *text, const char **format, va_list *va)
{
    long precision = precision_of(format);
    if (precision >= 0 && **format != 's')
        return false;
    int size = **format == 'l' || **format == 'z' ? *(*format)++ : 0;
    if (size == 'l' && **format == 'l')
        ++*format;
    const char *string;
    int character;
    void *address;
    switch (**format) {
    case 'd': case 'i':
        return add_signed(text, size ? va_arg(*va, long) : va_arg(*va, int));
    case 'u':
        return add_number(text, size ? va_arg(*va, unsigned long) : va_arg(*va, unsigned int), false, 10);
    }
    switch (size ? '\0' : **format) {
    case 'x':
        return add_number(text, va_arg(*va, unsigned int), false, 16);
    case 's':
        string = va_arg(*va, const char *);
        return string != NULL && add(text, string, precision < 0 ? strlen(string) : strnlen(string, (size_t)precision));
    case 'c':
        character = va_arg(*va, int);
        return character > 0 && character < 0x80 && add(text, &(char){(char)character}, 1);
    case 'p':
        address = va_arg(*va, void *);
        return address != NULL && add(text, "0x", 2) && add_number(text, (unsigned long)address, false, 16);
    case 'U': case 'S':
        return add_str(text, va_arg(*va, PyObject *));
    case '%':
        return add(text, "%", 1);
    }
    return false;
}

/* The formatted str, or NULL when that is for Java to make. */
static PyObject *format_ascii(const char *format, va_list va)
{
    struct text text;
    text.length = 0;
    va_list ahead;
    va_copy(ahead, va);
    bool plain = format != NULL;
    for (const char *at = format; plain && *at != '\0'; at++) {
        size_t run = strcspn(at, "%");
        if (run == 0) {
            at++;
            plain = add_unit(&text, &at, &ahead);
        } else {
            plain = add(&text, at, run);
            at += run - 1;
        }
    }
    va_end(ahead);
    return plain ? c4j_str_of_ascii(text.room, text.length) : NULL;
}

LANE(PyObject *, PyUnicode_FromFormatV)(const char *format, va_list va)
{
    PyObject *string = format_ascii(format, va);
    return C4J_LIKELY(string != NULL) ? string : MISS(PyUnicode_FromFormatV)(format, va);
}

LANE(PyObject *, PyErr_FormatV)(PyObject *exception, const char *format, va_list va)
{
    PyObject *message = format_ascii(format, va);
    if (C4J_UNLIKELY(message == NULL))
        return MISS(PyErr_FormatV)(exception, format, va);
    PyErr_Clear();
    PyErr_SetObject(exception, message);
    Py_DECREF(message);
    return NULL;
}
