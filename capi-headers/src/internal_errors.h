/* What errors.c hands to Java together with errno, which only C can read before anything else changes it. */
#ifndef CAPI4J_INTERNAL_ERRORS_H
#define CAPI4J_INTERNAL_ERRORS_H

#include "Python.h"

C4J_BEGIN_DECLS

PyAPI_FUNC(PyObject *) c4j_set_from_errno(PyObject *exc, int number, const char *text, PyObject *filename, PyObject *filename2);
PyAPI_FUNC(PyObject *) c4j_set_from_errno_path(PyObject *exc, int number, const char *text, const char *filename);

C4J_END_DECLS

#endif /* CAPI4J_INTERNAL_ERRORS_H */
