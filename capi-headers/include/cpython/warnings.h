/* More of warnings. */
#ifndef Py_CPYTHON_WARNINGS_H
#define Py_CPYTHON_WARNINGS_H

C4J_BEGIN_DECLS

PyAPI_FUNC(int) PyErr_WarnExplicitFormat(PyObject *category, const char *filename, int lineno, const char *module, PyObject *registry, const char *format, ...);
PyAPI_FUNC(int) PyErr_WarnExplicitObject(PyObject *category, PyObject *message, PyObject *filename, int lineno, PyObject *module, PyObject *registry);

#define PyErr_Warn(category, msg) PyErr_WarnEx((category), (msg), 1)

C4J_END_DECLS

#endif /* Py_CPYTHON_WARNINGS_H */
