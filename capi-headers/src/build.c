/* Py_BuildValue of plain units: one value, or a flat tuple. Everything is checked first, so that nothing can fail but memory. */
#include "parse.h"

enum { UNITS = 16 };

/* Whether the next unit's value can be built here; consumes it. */
static bool is_plain(char unit, va_list *va)
{
    switch (unit) {
    case 'i': case 'h': case 'b': case 'B': case 'H':
        (void)va_arg(*va, int);
        return true;
    case 'I':
        (void)va_arg(*va, unsigned int);
        return true;
    case 'l': case 'L': case 'n': case 'k': case 'K':
        (void)va_arg(*va, long);
        return true;
    case 'd': case 'f':
        (void)va_arg(*va, double);
        return true;
    case 'O': case 'N': case 'S':
        return va_arg(*va, PyObject *) != NULL;
    case 's': case 'z':
        (void)va_arg(*va, const char *);
        return true;
    }
    return false;
}

/* The number of units of a flat format, in parentheses or not, whose values all are plain; -1 if it is anything else. */
static int count_plain(const char *format, bool *tuple, va_list *va)
{
    char units[UNITS];
    int count = 0;
    *tuple = *format == '(';
    if (*tuple)
        format++;
    for (; *format != '\0' && *format != ')'; format++) {
        if (*format == ',' || *format == ' ' || *format == ':' || *format == '\t')
            continue;
        if (count == UNITS || format[1] == '#' || format[1] == '&')
            return -1;
        units[count++] = *format;
    }
    if (*tuple ? *format != ')' || format[1] != '\0' : *format != '\0')
        return -1;
    for (int i = 0; i < count; i++) {
        if (!is_plain(units[i], va))
            return -1;
    }
    return count;
}

static PyObject *build_text(const char *text)
{
    if (text != NULL)
        return PyUnicode_FromString(text);
    Py_INCREF(Py_None);
    return Py_None;
}

static PyObject *build(char unit, va_list *va)
{
    PyObject *object;
    switch (unit) {
    case 'i': case 'h': case 'b': case 'B': case 'H':
        return c4j_new_long(va_arg(*va, int));
    case 'I':
        return c4j_new_long((long)va_arg(*va, unsigned int));
    case 'l': case 'L': case 'n':
        return c4j_new_long(va_arg(*va, long));
    case 'k': case 'K':
        return c4j_new_unsigned(va_arg(*va, unsigned long));
    case 'd': case 'f':
        return c4j_new_float(va_arg(*va, double));
    case 's': case 'z':
        return build_text(va_arg(*va, const char *));
    case 'N':
        return va_arg(*va, PyObject *);
    default:
        object = va_arg(*va, PyObject *);
        Py_INCREF(object);
        return object;
    }
}

static const char *next_unit(const char *format)
{
    while (*format == '(' || *format == ',' || *format == ' ' || *format == ':' || *format == '\t')
        format++;
    return format;
}

/* All values are built even after one has failed: what 'N' hands over must be released. */
static PyObject *build_tuple(const char *format, int count, va_list *va)
{
    PyObject *tuple = PyTuple_New(count);
    bool failed = tuple == NULL;
    for (int i = 0; i < count; i++) {
        format = next_unit(format);
        PyObject *item = build(*format++, va);
        if (item == NULL && !failed && !PyErr_Occurred())
            PyErr_NoMemory();
        failed |= item == NULL;
        if (tuple == NULL)
            Py_XDECREF(item);
        else
            PyTuple_SET_ITEM(tuple, i, item);
    }
    if (failed)
        Py_CLEAR(tuple);
    return tuple;
}

int c4j_build_fast(const char *format, va_list *va, PyObject **result)
{
    bool tuple;
    va_list ahead;
    va_copy(ahead, *va);
    int count = count_plain(format, &tuple, &ahead);
    va_end(ahead);
    if (count < 0)
        return 0;
    if (tuple || count > 1) {
        *result = build_tuple(format, count, va);
    } else if (count == 1) {
        *result = build(*next_unit(format), va);
        if (*result == NULL && !PyErr_Occurred())
            PyErr_NoMemory();
    } else {
        Py_INCREF(Py_None);
        *result = Py_None;
    }
    return 1;
}
