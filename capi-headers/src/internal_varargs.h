/* The va_list forms that varargs.c calls where the public API has none: c4j_va_<name> stands for <name>. They belong to the
   shim and Java; a va_list travels as a pointer to its struct, which Java reads and advances itself. */
#ifndef CAPI4J_INTERNAL_VARARGS_H
#define CAPI4J_INTERNAL_VARARGS_H

#include "Python.h"
#include <stdarg.h>

C4J_BEGIN_DECLS

/* getargs */
PyAPI_FUNC(int) c4j_va_PyArg_Parse(PyObject *args, const char *format, va_list *va) C4J_ERROR(0);
PyAPI_FUNC(int) c4j_va__PyArg_Parse_SizeT(PyObject *args, const char *format, va_list *va) C4J_ERROR(0);
PyAPI_FUNC(int) c4j_va__PyArg_ParseStack(PyObject *const *args, Py_ssize_t nargs, const char *format, va_list *va) C4J_ERROR(0);
PyAPI_FUNC(int) c4j_va__PyArg_ParseStack_SizeT(PyObject *const *args, Py_ssize_t nargs, const char *format, va_list *va) C4J_ERROR(0);
PyAPI_FUNC(int) c4j_va__PyArg_ParseStackAndKeywords(PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames, struct _PyArg_Parser *parser, va_list *va) C4J_ERROR(0);
PyAPI_FUNC(int) c4j_va__PyArg_ParseStackAndKeywords_SizeT(PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames, struct _PyArg_Parser *parser, va_list *va) C4J_ERROR(0);
PyAPI_FUNC(int) c4j_va_PyArg_UnpackTuple(PyObject *args, const char *name, Py_ssize_t min, Py_ssize_t max, va_list *va) C4J_ERROR(0);
PyAPI_FUNC(int) c4j_va__PyArg_UnpackStack(PyObject *const *args, Py_ssize_t nargs, const char *name, Py_ssize_t min, Py_ssize_t max, va_list *va) C4J_ERROR(0);

/* abstract */
PyAPI_FUNC(PyObject *) c4j_va_PyObject_CallFunction(PyObject *callable, const char *format, va_list *va);
PyAPI_FUNC(PyObject *) c4j_va__PyObject_CallFunction_SizeT(PyObject *callable, const char *format, va_list *va);
PyAPI_FUNC(PyObject *) c4j_va_PyObject_CallFunctionObjArgs(PyObject *callable, va_list *va);
PyAPI_FUNC(PyObject *) c4j_va_PyObject_CallMethod(PyObject *obj, const char *name, const char *format, va_list *va);
PyAPI_FUNC(PyObject *) c4j_va__PyObject_CallMethod(PyObject *obj, PyObject *name, const char *format, va_list *va);
PyAPI_FUNC(PyObject *) c4j_va__PyObject_CallMethod_SizeT(PyObject *obj, const char *name, const char *format, va_list *va);
PyAPI_FUNC(PyObject *) c4j_va__PyObject_CallMethodId(PyObject *obj, _Py_Identifier *name, const char *format, va_list *va);
PyAPI_FUNC(PyObject *) c4j_va__PyObject_CallMethodId_SizeT(PyObject *obj, _Py_Identifier *name, const char *format, va_list *va);
PyAPI_FUNC(PyObject *) c4j_va__PyObject_CallMethodIdObjArgs(PyObject *obj, _Py_Identifier *name, va_list *va);
PyAPI_FUNC(PyObject *) c4j_va_PyObject_CallMethodObjArgs(PyObject *obj, PyObject *name, va_list *va);
PyAPI_FUNC(PyObject *) c4j_va_PyTuple_Pack(Py_ssize_t n, va_list *va);

/* pyerrors and warnings */
PyAPI_FUNC(PyObject *) c4j_va__PyErr_FormatFromCause(PyObject *exception, const char *format, va_list *va);
PyAPI_FUNC(PyObject *) c4j_va__PyErr_TrySetFromCause(const char *prefix_format, va_list *va) C4J_BORROWED;
PyAPI_FUNC(int) c4j_va_PyErr_ResourceWarning(PyObject *source, Py_ssize_t stack_level, const char *format, va_list *va);
PyAPI_FUNC(int) c4j_va_PyErr_WarnExplicitFormat(PyObject *category, const char *filename, int lineno, const char *module, PyObject *registry, const char *format, va_list *va);
PyAPI_FUNC(int) c4j_va_PyErr_WarnFormat(PyObject *category, Py_ssize_t stack_level, const char *format, va_list *va);

/* marshal: bytes with a question mark for what can't be written; one object from the start of data, of whose bytes *used says how many it took */
PyAPI_FUNC(PyObject *) c4j_va_PyMarshal_WriteObject(PyObject *object, int version);
PyAPI_FUNC(PyObject *) c4j_va_PyMarshal_ReadObject(const char *data, Py_ssize_t length, Py_ssize_t *used);

/* sys */
PyAPI_FUNC(int) c4j_va_PySys_Audit(const char *event, const char *argFormat, va_list *va);
PyAPI_FUNC(void) c4j_va_PySys_FormatStderr(const char *format, va_list *va);
PyAPI_FUNC(void) c4j_va_PySys_FormatStdout(const char *format, va_list *va);

/* PySys_WriteStdout and PySys_WriteStderr, formatted by C: to sys.stdout or sys.stderr, else to the C stream; errors are dropped. */
PyAPI_FUNC(void) c4j_va_PySys_WriteStderr(const char *text) C4J_NOFAIL;
PyAPI_FUNC(void) c4j_va_PySys_WriteStdout(const char *text) C4J_NOFAIL;

/* events, which Java passes on to who records them */
PyAPI_FUNC(void) c4j_report_collection(int generation, Py_ssize_t collected, Py_ssize_t uncollectable, long nanoseconds) C4J_NOFAIL;
PyAPI_FUNC(void) c4j_report_gil_wait(long nanoseconds) C4J_NOFAIL;

/* interpreters that C code makes: their Java side is made, filled with modules, ended (exit functions first) and forgotten */
PyAPI_FUNC(PyInterpreterState *) c4j_open_interpreter(PyInterpreterState *sharing);
PyAPI_FUNC(int) c4j_populate_interpreter(PyInterpreterState *interp);
PyAPI_FUNC(void) c4j_end_functions(PyInterpreterState *interp) C4J_NOFAIL;
PyAPI_FUNC(void) c4j_clear_interpreter(PyInterpreterState *interp) C4J_NOFAIL;
PyAPI_FUNC(void) c4j_end_interpreter(PyInterpreterState *interp) C4J_NOFAIL;

/* complex: PyComplex_AsCComplex of anything that is not a complex; a struct by value is not for Java */
PyAPI_FUNC(int) c4j_va_PyComplex_AsCComplex(PyObject *op, double *real, double *imag);

C4J_END_DECLS

#endif /* CAPI4J_INTERNAL_VARARGS_H */
