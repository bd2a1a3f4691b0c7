/* Declarations of the C API area "pystrtod.h". */
#ifndef Py_PYSTRTOD_H
#define Py_PYSTRTOD_H

C4J_BEGIN_DECLS

PyAPI_FUNC(char *) PyOS_double_to_string(double val, char format_code, int precision, int flags, int *type);
PyAPI_FUNC(double) PyOS_string_to_double(const char *str, char **endptr, PyObject *overflow_exception);

#ifndef Py_LIMITED_API
PyAPI_FUNC(double) _Py_parse_inf_or_nan(const char *p, char **endptr);
PyAPI_FUNC(PyObject *) _Py_string_to_number_with_underscores(const char *str, Py_ssize_t len, const char *what, PyObject *obj, void *arg, PyObject *(*innerfunc)(const char *, Py_ssize_t, void *));
#endif

C4J_END_DECLS

#endif /* Py_PYSTRTOD_H */
