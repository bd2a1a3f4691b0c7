/* Fast paths of argument parsing and value building, used by varargs.c. */
#ifndef CAPI4J_PARSE_H
#define CAPI4J_PARSE_H

#include "fast.h"
#include <stdarg.h>

/* Whether the arguments fit the format without any conversion that could fail or call anything. Results may have been stored even when
   not: Java starts again from the beginning. kwlist may be NULL. */
bool c4j_parse_fast(PyObject *const *args, Py_ssize_t nargs, const char *format, char *const *kwlist, bool sizes, va_list *va);

/* The same with an exact tuple or one of a subclass, and an exact dict. */
bool c4j_parse_keywords_fast(PyObject *args, PyObject *kwargs, const char *format, char *const *kwlist, bool sizes, va_list *va);

/* 1 and a new reference in *result, 1 and NULL with MemoryError set, or 0 when the format or a value is not simple. */
int c4j_build_fast(const char *format, va_list *va, PyObject **result);

/* PyObject_CallFunction, if the format and the values are simple; else nothing has been done. */
bool c4j_call_fast(PyObject *callable, const char *format, va_list *va, PyObject **result);

/* PyObject_CallMethod with a str for the name, likewise. */
bool c4j_call_method_fast(PyObject *object, PyObject *name, const char *format, va_list *va, PyObject **result);

#endif /* CAPI4J_PARSE_H */
