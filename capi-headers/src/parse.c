/* PyArg_ParseTuple's straight success path: formats of plain units, arguments of the very types. */
#include "parse.h"
#include "c4j_index.h"

#include <limits.h>

static bool store_in_range(PyObject *argument, long low, long high, long *value)
{
    return PyLong_Check(argument) && c4j_read_long(argument, value) && *value >= low && *value <= high;
}

static bool store_double(PyObject *argument, double *value)
{
    long integer;
    if (PyFloat_Check(argument))
        *value = PyFloat_AS_DOUBLE(argument);
    else if (PyLong_CheckExact(argument) && c4j_read_long(argument, &integer) && integer >= -(1L << 53) && integer <= 1L << 53)
        *value = (double)integer;
    else
        return false;
    return true;
}

static bool store_truth(PyObject *argument, int *value)
{
    long integer;
    if (argument == Py_True || argument == Py_False || argument == Py_None)
        *value = argument == Py_True;
    else if (PyLong_CheckExact(argument) && c4j_read_long(argument, &integer))
        *value = integer != 0;
    else
        return false;
    return true;
}

/* 's' and 'z', with the length too when *format is '#'. */
static bool store_text(PyObject *argument, bool none_too, const char **format, bool sizes, va_list *va)
{
    if (**format == '*')
        return false;
    const char **text = va_arg(*va, const char **);
    Py_ssize_t length = 0;
    bool none = none_too && argument == Py_None;
    *text = none ? NULL : c4j_utf8(argument, &length);
    if (*text == NULL && !none)
        return false;
    if (**format == '#') {
        ++*format;
        if (!sizes)
            return false;
        *va_arg(*va, Py_ssize_t *) = length;
        return true;
    }
    return none || memchr(*text, 0, (size_t)length) == NULL;
}

static bool store_bytes(PyObject *argument, const char **format, bool sizes, va_list *va)
{
    if (**format != '#' || !sizes || !PyBytes_Check(argument))
        return false;
    ++*format;
    *va_arg(*va, const char **) = PyBytes_AS_STRING(argument);
    *va_arg(*va, Py_ssize_t *) = PyBytes_GET_SIZE(argument);
    return true;
}

static bool store_object(PyObject *argument, const char **format, va_list *va)
{
    if (**format == '&')
        return false;
    if (**format == '!') {
        ++*format;
        PyTypeObject *type = va_arg(*va, PyTypeObject *);
        if (!PyObject_TypeCheck(argument, type))
            return false;
    }
    *va_arg(*va, PyObject **) = argument;
    return true;
}

static bool store_if(bool fits, PyObject *argument, va_list *va)
{
    if (fits)
        *va_arg(*va, PyObject **) = argument;
    return fits;
}

#define STORE_RANGE(type, low, high)                         \
    do {                                                     \
        if (!store_in_range(argument, low, high, &integer))  \
            return false;                                    \
        *va_arg(*va, type *) = (type)integer;                \
        return true;                                         \
    } while (0)

/* Converts one argument; *format stands behind the unit's first character. */
static bool store(PyObject *argument, char unit, const char **format, bool sizes, va_list *va)
{
    long integer;
    double number;
    switch (unit) {
    case 'i': STORE_RANGE(int, INT_MIN, INT_MAX);
    case 'l': STORE_RANGE(long, LONG_MIN, LONG_MAX);
    case 'n': STORE_RANGE(Py_ssize_t, LONG_MIN, LONG_MAX);
    case 'L': STORE_RANGE(long long, LONG_MIN, LONG_MAX);
    case 'b': STORE_RANGE(unsigned char, 0, UCHAR_MAX);
    case 'h': STORE_RANGE(short, SHRT_MIN, SHRT_MAX);
    case 'B': STORE_RANGE(unsigned char, LONG_MIN, LONG_MAX);
    case 'H': STORE_RANGE(unsigned short, LONG_MIN, LONG_MAX);
    case 'I': STORE_RANGE(unsigned int, LONG_MIN, LONG_MAX);
    case 'k': STORE_RANGE(unsigned long, LONG_MIN, LONG_MAX);
    case 'K': STORE_RANGE(unsigned long long, LONG_MIN, LONG_MAX);
    case 'd':
        return store_double(argument, va_arg(*va, double *));
    case 'f':
        if (!store_double(argument, &number))
            return false;
        *va_arg(*va, float *) = (float)number;
        return true;
    case 'p':
        return store_truth(argument, va_arg(*va, int *));
    case 's':
        return store_text(argument, false, format, sizes, va);
    case 'z':
        return store_text(argument, true, format, sizes, va);
    case 'y':
        return store_bytes(argument, format, sizes, va);
    case 'O':
        return store_object(argument, format, va);
    case 'U':
        return store_if(PyUnicode_Check(argument), argument, va);
    case 'S':
        return store_if(PyBytes_Check(argument), argument, va);
    }
    return false;
}

/* Steps over the target of an argument that was not given. */
static bool skip(char unit, const char **format, va_list *va)
{
    if (strchr("bBhHiIlkLKnfdpOSUszy", unit) == NULL || **format == '*' || **format == '&')
        return false;
    if (**format == '!')
        (void)va_arg(*va, void *);
    (void)va_arg(*va, void *);
    if (**format == '#')
        (void)va_arg(*va, void *);
    *format += **format == '!' || **format == '#';
    return true;
}

/* args has gaps where a keyword was not given; the first positional ones come from the tuple. */
static bool parse(PyObject *const *args, Py_ssize_t nargs, Py_ssize_t positional, const char *format, char *const *kwlist, bool sizes, va_list *va)
{
    bool optional = false;
    Py_ssize_t index = 0;
    while (*format != '\0' && *format != ':' && *format != ';') {
        char unit = *format++;
        if (unit == '|') {
            optional = true;
            continue;
        }
        if (unit == '$' && kwlist != NULL) {
            if (positional > index || !optional)
                return false;
            continue;
        }
        if (index == nargs)
            return optional;
        if (kwlist != NULL && kwlist[index] == NULL)
            return false;
        bool done = args[index] != NULL ? store(args[index], unit, &format, sizes, va) : optional && skip(unit, &format, va);
        if (!done)
            return false;
        index++;
    }
    return index == nargs;
}

bool c4j_parse_fast(PyObject *const *args, Py_ssize_t nargs, const char *format, char *const *kwlist, bool sizes, va_list *va)
{
    return parse(args, nargs, nargs, format, kwlist, sizes, va);
}

enum { PARAMETERS = 32 };

static Py_ssize_t parameters_of(char *const *kwlist)
{
    Py_ssize_t count = 0;
    while (count < PARAMETERS && kwlist[count] != NULL)
        count++;
    return count;
}

/* The parameter of this name, or -1. */
static Py_ssize_t parameter_of(PyObject *name, char *const *kwlist)
{
    Py_ssize_t length;
    const char *text = c4j_utf8(name, &length);
    if (text == NULL || length == 0)
        return -1;
    for (Py_ssize_t i = 0; i < PARAMETERS && kwlist[i] != NULL; i++) {
        if (strncmp(kwlist[i], text, (size_t)length) == 0 && kwlist[i][length] == '\0')
            return i;
    }
    return -1;
}

bool c4j_parse_keywords_fast(PyObject *args, PyObject *kwargs, const char *format, char *const *kwlist, bool sizes, va_list *va)
{
    PyObject *given[PARAMETERS], *name, *value;
    Py_ssize_t positional = Py_SIZE(args), nargs = positional;
    if (positional > PARAMETERS)
        return false;
    c4j_clear(given, parameters_of(kwlist));
    memcpy(given, ((PyTupleObject *)args)->ob_item, (size_t)positional * sizeof(*given));
    for (Py_ssize_t position = 0; PyDict_Next(kwargs, &position, &name, &value);) {
        Py_ssize_t index = parameter_of(name, kwlist);
        if (index < 0 || given[index] != NULL)
            return false;
        given[index] = value;
        nargs = index >= nargs ? index + 1 : nargs;
    }
    return parse(given, nargs, positional, format, kwlist, sizes, va);
}

static PyObject *const *unpack(PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames, char *const *kwlist, Py_ssize_t required, PyObject **places)
{
    Py_ssize_t count = 0;
    while (kwlist[count] != NULL)
        count++;
    if (nargs > count || required > count)
        return NULL;
    memset(places, 0, (size_t)count * sizeof(*places));
    memcpy(places, args, (size_t)nargs * sizeof(*places));
    for (Py_ssize_t i = 0; i < Py_SIZE(kwnames); i++) {
        Py_ssize_t index = parameter_of(((PyTupleObject *)kwnames)->ob_item[i], kwlist);
        if (index < 0 || places[index] != NULL)
            return NULL;
        places[index] = args[nargs + i];
    }
    for (Py_ssize_t i = nargs; i < required; i++) {
        if (places[i] == NULL)
            return NULL;
    }
    return places;
}

/* What functions do whose arguments were declared to Argument Clinic; without keywords they don't call it. */
LANE(PyObject *const *, _PyArg_UnpackKeywords)(PyObject *const *args, Py_ssize_t nargs, PyObject *kwargs, PyObject *kwnames,
    struct _PyArg_Parser *parser, int minpos, int maxpos, int minkw, PyObject **places)
{
    PyObject *const *result = NULL;
    if (args != NULL && kwargs == NULL && kwnames != NULL && nargs <= maxpos)
        result = unpack(args, nargs, kwnames, (char *const *)parser->keywords, minkw > 0 ? maxpos + minkw : minpos, places);
    return C4J_LIKELY(result != NULL) ? result
        : MISS(_PyArg_UnpackKeywords)(args, nargs, kwargs, kwnames, parser, minpos, maxpos, minkw, places);
}
