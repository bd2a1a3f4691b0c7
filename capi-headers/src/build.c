/* Py_BuildValue of plain units: one value, or a flat tuple, list or dict. Everything is checked first, so that nothing can fail but memory. */
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

static char closing(char bracket)
{
    return bracket == '(' ? ')' : bracket == '[' ? ']' : bracket == '{' ? '}' : '\0';
}

/* The number of units of a flat format, in brackets or not, whose values all are plain; -1 if it is anything else. */
static int count_plain(const char *format, va_list *va)
{
    char units[UNITS], end = closing(*format);
    bool pairs = *format == '{';
    int count = 0;
    for (format += end != '\0'; *format != end; format++) {
        if (*format == ',' || *format == ' ' || *format == ':' || *format == '\t')
            continue;
        if (count == UNITS || *format == '\0' || format[1] == '#' || format[1] == '&')
            return -1;
        units[count++] = *format;
    }
    if ((end != '\0' && format[1] != '\0') || (pairs && count % 2 != 0))
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
    return format + strspn(format, "([{, :\t");
}

/* Gives the values to a new container. */
static PyObject *pack(char bracket, PyObject **values, int count)
{
    PyObject *container = bracket == '{' ? PyDict_New() : bracket == '[' ? PyList_New(count) : PyTuple_New(count);
    for (int i = 0; i < count; i++) {
        if (bracket == '{') {
            if (container != NULL && i % 2 == 1 && PyDict_SetItem(container, values[i - 1], values[i]) < 0)
                Py_CLEAR(container);
        } else if (container != NULL) {
            Py_INCREF(values[i]);
            if (bracket == '[')
                PyList_SET_ITEM(container, i, values[i]);
            else
                PyTuple_SET_ITEM(container, i, values[i]);
        }
    }
    return container;
}

/* All values are built even after one has failed: what 'N' hands over must be released. */
static bool build_items(const char *format, int count, va_list *va, PyObject **items)
{
    bool failed = false;
    for (int i = 0; i < count; i++) {
        format = next_unit(format);
        items[i] = build(*format++, va);
        if (items[i] == NULL && !failed && !PyErr_Occurred())
            PyErr_NoMemory();
        failed |= items[i] == NULL;
    }
    return !failed;
}

static void release(PyObject **items, int count)
{
    for (int i = count; --i >= 0;)
        Py_XDECREF(items[i]);
}

static PyObject *build_container(const char *format, int count, va_list *va)
{
    PyObject *items[UNITS];
    PyObject *container = build_items(format, count, va, items) ? pack(*format, items, count) : NULL;
    release(items, count);
    return container;
}

int c4j_build_fast(const char *format, va_list *va, PyObject **result)
{
    va_list ahead;
    va_copy(ahead, *va);
    int count = count_plain(format, &ahead);
    va_end(ahead);
    if (count < 0)
        return 0;
    if (closing(*format) != '\0' || count > 1) {
        *result = build_container(format, count, va);
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

/* ---- Calls with arguments that a format builds ---- */

/* The number of arguments when they are simple, else -1. */
static int count_arguments(const char *format, bool *tuple, va_list *va)
{
    *tuple = format != NULL && *format == '(';
    if (format == NULL || *format == '\0')
        return 0;
    if (*format == '[' || *format == '{')
        return -1;
    va_list ahead;
    va_copy(ahead, *va);
    int count = count_plain(format, &ahead);
    va_end(ahead);
    return count;
}

/* A single tuple that is not in parentheses stands for its items. */
static inline bool is_tuple_of_all(PyObject **args, int count, bool tuple)
{
    return count == 1 && !tuple && PyTuple_Check(args[0]);
}

static PyObject *call_built(PyObject *callable, PyObject **args, int count, bool tuple)
{
    if (is_tuple_of_all(args, count, tuple))
        return PyObject_Call(callable, args[0], NULL);
    return PyObject_Vectorcall(callable, args, (size_t)count | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL);
}

bool c4j_call_fast(PyObject *callable, const char *format, va_list *va, PyObject **result)
{
    bool tuple;
    PyObject *room[1 + UNITS], **args = room + 1;
    int count = count_arguments(format, &tuple, va);
    if (count < 0)
        return false;
    *result = build_items(format, count, va, args) ? call_built(callable, args, count, tuple) : NULL;
    release(args, count);
    return true;
}

/* method was found by _PyObject_GetMethod and may want the object in front, where there is room. */
static PyObject *call_found(PyObject *method, bool unbound, PyObject *name, PyObject **args, int count, bool tuple)
{
    if (!unbound)
        return call_built(method, args, count, tuple);
    if (!is_tuple_of_all(args, count, tuple))
        return PyObject_Vectorcall(method, args - 1, (size_t)count + 1, NULL);
    PyObject *bound = PyObject_GetAttr(args[-1], name);
    PyObject *result = bound == NULL ? NULL : PyObject_Call(bound, args[0], NULL);
    Py_XDECREF(bound);
    return result;
}

bool c4j_call_method_fast(PyObject *object, PyObject *name, const char *format, va_list *va, PyObject **result)
{
    bool tuple;
    PyObject *method, *room[1 + UNITS], **args = room + 1;
    room[0] = object;
    int count = count_arguments(format, &tuple, va);
    if (count < 0)
        return false;
    bool unbound = _PyObject_GetMethod(object, name, &method);
    *result = NULL;
    if (method == NULL)
        return true;
    bool callable = Py_TYPE(method)->tp_call != NULL;
    if (callable) {
        if (build_items(format, count, va, args))
            *result = call_found(method, unbound, name, args, count, tuple);
        release(args, count);
    }
    Py_DECREF(method);
    return callable;
}
