/* Every variadic function: Java can't be called with "...", so each takes a va_list and calls the form that takes one. */
#include "lanes/lookup.h"
#include "parse.h"
#include "internal_varargs.h"

#include <limits.h>

#undef Py_BuildValue
#undef PyArg_Parse
#undef PyArg_ParseTuple
#undef PyArg_ParseTupleAndKeywords
#undef PyObject_CallFunction
#undef PyObject_CallMethod
#undef Py_VaBuildValue
#undef PyArg_VaParse
#undef PyArg_VaParseTupleAndKeywords
#undef _PyObject_CallMethodId
#undef _PyArg_ParseStack
#undef _PyArg_ParseStackAndKeywords
#undef _PyArg_ParseTupleAndKeywordsFast
#undef _PyArg_VaParseTupleAndKeywordsFast

/* Runs a statement between va_start and va_end. */
#define WITH_VA(last, statement) \
    va_list va;                  \
    va_start(va, last);          \
    statement;                   \
    va_end(va)

/* ---- Parsing arguments ---- */

static bool fast_tuple(PyObject *args, const char *format, char *const *kwlist, bool sizes, va_list *va)
{
    return !c4j_lanes_off && args != NULL && PyTuple_Check(args)
        && c4j_parse_fast(((PyTupleObject *)args)->ob_item, PyTuple_GET_SIZE(args), format, kwlist, sizes, va);
}

static inline bool no_keywords(PyObject *kwargs)
{
    return kwargs == NULL || (PyDict_CheckExact(kwargs) && ((PyDictObject *)kwargs)->ma_used == 0);
}

static bool fast_keywords(PyObject *args, PyObject *kwargs, const char *format, char *const *kwlist, bool sizes, va_list *va)
{
    if (kwlist == NULL || no_keywords(kwargs))
        return kwlist != NULL && fast_tuple(args, format, kwlist, sizes, va);
    bool plain = !c4j_lanes_off && args != NULL && PyTuple_Check(args) && PyDict_CheckExact(kwargs);
    return plain && c4j_parse_keywords_fast(args, kwargs, format, kwlist, sizes, va);
}

int PyArg_Parse(PyObject *args, const char *format, ...)
{
    WITH_VA(format, int result = c4j_va_PyArg_Parse(args, format, &va));
    return result;
}

int _PyArg_Parse_SizeT(PyObject *args, const char *format, ...)
{
    WITH_VA(format, int result = c4j_va__PyArg_Parse_SizeT(args, format, &va));
    return result;
}

int PyArg_ParseTuple(PyObject *args, const char *format, ...)
{
    WITH_VA(format, bool done = fast_tuple(args, format, NULL, false, &va));
    if (C4J_LIKELY(done))
        return 1;
    va_start(va, format);
    int result = PyArg_VaParse(args, format, va);
    va_end(va);
    return result;
}

int _PyArg_ParseTuple_SizeT(PyObject *args, const char *format, ...)
{
    WITH_VA(format, bool done = fast_tuple(args, format, NULL, true, &va));
    if (C4J_LIKELY(done))
        return 1;
    va_start(va, format);
    int result = _PyArg_VaParse_SizeT(args, format, va);
    va_end(va);
    return result;
}

int PyArg_ParseTupleAndKeywords(PyObject *args, PyObject *kwargs, const char *format, char **kwlist, ...)
{
    WITH_VA(kwlist, bool done = fast_keywords(args, kwargs, format, kwlist, false, &va));
    if (C4J_LIKELY(done))
        return 1;
    va_start(va, kwlist);
    int result = PyArg_VaParseTupleAndKeywords(args, kwargs, format, kwlist, va);
    va_end(va);
    return result;
}

int _PyArg_ParseTupleAndKeywords_SizeT(PyObject *args, PyObject *kwargs, const char *format, char **kwlist, ...)
{
    WITH_VA(kwlist, bool done = fast_keywords(args, kwargs, format, kwlist, true, &va));
    if (C4J_LIKELY(done))
        return 1;
    va_start(va, kwlist);
    int result = _PyArg_VaParseTupleAndKeywords_SizeT(args, kwargs, format, kwlist, va);
    va_end(va);
    return result;
}

int _PyArg_ParseTupleAndKeywordsFast(PyObject *args, PyObject *kwargs, struct _PyArg_Parser *parser, ...)
{
    WITH_VA(parser, int result = _PyArg_VaParseTupleAndKeywordsFast(args, kwargs, parser, va));
    return result;
}

int _PyArg_ParseTupleAndKeywordsFast_SizeT(PyObject *args, PyObject *kwargs, struct _PyArg_Parser *parser, ...)
{
    WITH_VA(parser, int result = _PyArg_VaParseTupleAndKeywordsFast_SizeT(args, kwargs, parser, va));
    return result;
}

int _PyArg_ParseStack(PyObject *const *args, Py_ssize_t nargs, const char *format, ...)
{
    WITH_VA(format, bool done = !c4j_lanes_off && c4j_parse_fast(args, nargs, format, NULL, false, &va));
    if (C4J_LIKELY(done))
        return 1;
    va_start(va, format);
    int result = c4j_va__PyArg_ParseStack(args, nargs, format, &va);
    va_end(va);
    return result;
}

int _PyArg_ParseStack_SizeT(PyObject *const *args, Py_ssize_t nargs, const char *format, ...)
{
    WITH_VA(format, bool done = !c4j_lanes_off && c4j_parse_fast(args, nargs, format, NULL, true, &va));
    if (C4J_LIKELY(done))
        return 1;
    va_start(va, format);
    int result = c4j_va__PyArg_ParseStack_SizeT(args, nargs, format, &va);
    va_end(va);
    return result;
}

int _PyArg_ParseStackAndKeywords(PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames, struct _PyArg_Parser *parser, ...)
{
    WITH_VA(parser, int result = c4j_va__PyArg_ParseStackAndKeywords(args, nargs, kwnames, parser, &va));
    return result;
}

int _PyArg_ParseStackAndKeywords_SizeT(PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames, struct _PyArg_Parser *parser, ...)
{
    WITH_VA(parser, int result = c4j_va__PyArg_ParseStackAndKeywords_SizeT(args, nargs, kwnames, parser, &va));
    return result;
}

static bool unpack(PyObject *const *args, Py_ssize_t nargs, Py_ssize_t min, Py_ssize_t max, va_list *va)
{
    if (c4j_lanes_off || nargs < min || nargs > max)
        return false;
    for (Py_ssize_t i = 0; i < nargs; i++)
        *va_arg(*va, PyObject **) = args[i];
    return true;
}

int PyArg_UnpackTuple(PyObject *args, const char *name, Py_ssize_t min, Py_ssize_t max, ...)
{
    WITH_VA(max, int result = PyTuple_Check(args) && unpack(((PyTupleObject *)args)->ob_item, PyTuple_GET_SIZE(args), min, max, &va));
    if (C4J_LIKELY(result))
        return 1;
    va_start(va, max);
    result = c4j_va_PyArg_UnpackTuple(args, name, min, max, &va);
    va_end(va);
    return result;
}

int _PyArg_UnpackStack(PyObject *const *args, Py_ssize_t nargs, const char *name, Py_ssize_t min, Py_ssize_t max, ...)
{
    WITH_VA(max, int result = unpack(args, nargs, min, max, &va));
    if (C4J_LIKELY(result))
        return 1;
    va_start(va, max);
    result = c4j_va__PyArg_UnpackStack(args, nargs, name, min, max, &va);
    va_end(va);
    return result;
}

/* ---- Building values ---- */

PyObject *Py_BuildValue(const char *format, ...)
{
    PyObject *value;
    WITH_VA(format, if (c4j_lanes_off || !c4j_build_fast(format, &va, &value)) value = Py_VaBuildValue(format, va));
    return value;
}

PyObject *_Py_BuildValue_SizeT(const char *format, ...)
{
    PyObject *value;
    WITH_VA(format, if (c4j_lanes_off || !c4j_build_fast(format, &va, &value)) value = _Py_VaBuildValue_SizeT(format, va));
    return value;
}

PyObject *PyTuple_Pack(Py_ssize_t size, ...)
{
    if (c4j_lanes_off) {
        WITH_VA(size, PyObject *packed = c4j_va_PyTuple_Pack(size, &va));
        return packed;
    }
    PyObject *tuple = PyTuple_New(size);
    if (tuple == NULL)
        return NULL;
    va_list va;
    va_start(va, size);
    for (Py_ssize_t i = 0; i < size; i++) {
        PyObject *item = va_arg(va, PyObject *);
        Py_INCREF(item);
        PyTuple_SET_ITEM(tuple, i, item);
    }
    va_end(va);
    return tuple;
}

PyObject *PyUnicode_FromFormat(const char *format, ...)
{
    WITH_VA(format, PyObject *result = PyUnicode_FromFormatV(format, va));
    return result;
}

PyObject *PyBytes_FromFormat(const char *format, ...)
{
    WITH_VA(format, PyObject *result = PyBytes_FromFormatV(format, va));
    return result;
}

/* ---- Calling ---- */

/* Whether the call was made without Java. */
static bool call_function(PyObject *callable, const char *format, va_list *va, PyObject **result)
{
    return !c4j_lanes_off && callable != NULL && c4j_call_fast(callable, format, va, result);
}

static bool call_method(PyObject *object, const char *text, const char *format, va_list *va, PyObject **result)
{
    PyObject *name = c4j_lanes_off || object == NULL || text == NULL ? NULL : c4j_name_of(text);
    if (C4J_UNLIKELY(name == NULL))
        return false;
    bool done = c4j_call_method_fast(object, name, format, va, result);
    Py_DECREF(name);
    return done;
}

PyObject *PyObject_CallFunction(PyObject *callable, const char *format, ...)
{
    PyObject *result;
    WITH_VA(format, bool done = call_function(callable, format, &va, &result));
    if (C4J_LIKELY(done))
        return result;
    va_start(va, format);
    result = c4j_va_PyObject_CallFunction(callable, format, &va);
    va_end(va);
    return result;
}

PyObject *_PyObject_CallFunction_SizeT(PyObject *callable, const char *format, ...)
{
    PyObject *result;
    WITH_VA(format, bool done = call_function(callable, format, &va, &result));
    if (C4J_LIKELY(done))
        return result;
    va_start(va, format);
    result = c4j_va__PyObject_CallFunction_SizeT(callable, format, &va);
    va_end(va);
    return result;
}

PyObject *PyObject_CallMethod(PyObject *object, const char *name, const char *format, ...)
{
    PyObject *result;
    WITH_VA(format, bool done = call_method(object, name, format, &va, &result));
    if (C4J_LIKELY(done))
        return result;
    va_start(va, format);
    result = c4j_va_PyObject_CallMethod(object, name, format, &va);
    va_end(va);
    return result;
}

PyObject *_PyObject_CallMethod_SizeT(PyObject *object, const char *name, const char *format, ...)
{
    PyObject *result;
    WITH_VA(format, bool done = call_method(object, name, format, &va, &result));
    if (C4J_LIKELY(done))
        return result;
    va_start(va, format);
    result = c4j_va__PyObject_CallMethod_SizeT(object, name, format, &va);
    va_end(va);
    return result;
}

PyObject *_PyObject_CallMethod(PyObject *object, PyObject *name, const char *format, ...)
{
    WITH_VA(format, PyObject *result = c4j_va__PyObject_CallMethod(object, name, format, &va));
    return result;
}

PyObject *_PyObject_CallMethodId(PyObject *object, _Py_Identifier *name, const char *format, ...)
{
    WITH_VA(format, PyObject *result = c4j_va__PyObject_CallMethodId(object, name, format, &va));
    return result;
}

PyObject *_PyObject_CallMethodId_SizeT(PyObject *object, _Py_Identifier *name, const char *format, ...)
{
    WITH_VA(format, PyObject *result = c4j_va__PyObject_CallMethodId_SizeT(object, name, format, &va));
    return result;
}

enum { FEW_ARGUMENTS = 8 };

/* The objects up to the NULL, behind first if there is one, as the arguments of a vectorcall; their number, or -1 when there are too
   many for the stack. */
static Py_ssize_t gather(PyObject *first, PyObject **stack, va_list *va)
{
    Py_ssize_t count = 0;
    if (first != NULL)
        stack[count++] = first;
    for (PyObject *argument; (argument = va_arg(*va, PyObject *)) != NULL; count++) {
        if (c4j_lanes_off || count == FEW_ARGUMENTS)
            return -1;
        stack[count] = argument;
    }
    return count;
}

PyObject *PyObject_CallFunctionObjArgs(PyObject *callable, ...)
{
    PyObject *stack[FEW_ARGUMENTS];
    WITH_VA(callable, Py_ssize_t count = gather(NULL, stack, &va));
    if (C4J_LIKELY(count >= 0 && callable != NULL))
        return PyObject_Vectorcall(callable, stack, (size_t)count, NULL);
    va_start(va, callable);
    PyObject *result = c4j_va_PyObject_CallFunctionObjArgs(callable, &va);
    va_end(va);
    return result;
}

PyObject *PyObject_CallMethodObjArgs(PyObject *object, PyObject *name, ...)
{
    PyObject *stack[FEW_ARGUMENTS];
    WITH_VA(name, Py_ssize_t count = gather(object, stack, &va));
    if (C4J_LIKELY(count > 0 && object != NULL && name != NULL))
        return PyObject_VectorcallMethod(name, stack, (size_t)count, NULL);
    va_start(va, name);
    PyObject *result = c4j_va_PyObject_CallMethodObjArgs(object, name, &va);
    va_end(va);
    return result;
}

PyObject *_PyObject_CallMethodIdObjArgs(PyObject *object, _Py_Identifier *name, ...)
{
    WITH_VA(name, PyObject *result = c4j_va__PyObject_CallMethodIdObjArgs(object, name, &va));
    return result;
}

static PyObject *eval_call(PyObject *callable, const char *format, va_list *va)
{
    PyObject *args = callable == NULL ? NULL : Py_VaBuildValue(format, *va);
    if (args == NULL)
        return NULL;
    PyObject *result = PyEval_CallObjectWithKeywords(callable, args, NULL);
    Py_DECREF(args);
    return result;
}

PyObject *PyEval_CallFunction(PyObject *callable, const char *format, ...)
{
    WITH_VA(format, PyObject *result = eval_call(callable, format, &va));
    return result;
}

PyObject *PyEval_CallMethod(PyObject *object, const char *name, const char *format, ...)
{
    PyObject *callable = PyObject_GetAttrString(object, name);
    WITH_VA(format, PyObject *result = eval_call(callable, format, &va));
    Py_XDECREF(callable);
    return result;
}

/* ---- Errors and warnings ---- */

PyObject *PyErr_Format(PyObject *exception, const char *format, ...)
{
    WITH_VA(format, PyObject *result = PyErr_FormatV(exception, format, va));
    return result;
}

PyObject *_PyErr_Format(PyThreadState *Py_UNUSED(tstate), PyObject *exception, const char *format, ...)
{
    WITH_VA(format, PyObject *result = PyErr_FormatV(exception, format, va));
    return result;
}

PyObject *_PyErr_FormatFromCause(PyObject *exception, const char *format, ...)
{
    WITH_VA(format, PyObject *result = c4j_va__PyErr_FormatFromCause(exception, format, &va));
    return result;
}

PyObject *_PyErr_FormatFromCauseTstate(PyThreadState *Py_UNUSED(tstate), PyObject *exception, const char *format, ...)
{
    WITH_VA(format, PyObject *result = c4j_va__PyErr_FormatFromCause(exception, format, &va));
    return result;
}

PyObject *_PyErr_TrySetFromCause(const char *prefix_format, ...)
{
    WITH_VA(prefix_format, PyObject *result = c4j_va__PyErr_TrySetFromCause(prefix_format, &va));
    return result;
}

int PyErr_WarnFormat(PyObject *category, Py_ssize_t stack_level, const char *format, ...)
{
    WITH_VA(format, int result = c4j_va_PyErr_WarnFormat(category, stack_level, format, &va));
    return result;
}

int PyErr_ResourceWarning(PyObject *source, Py_ssize_t stack_level, const char *format, ...)
{
    WITH_VA(format, int result = c4j_va_PyErr_ResourceWarning(source, stack_level, format, &va));
    return result;
}

int PyErr_WarnExplicitFormat(PyObject *category, const char *filename, int lineno, const char *module, PyObject *registry, const char *format, ...)
{
    WITH_VA(format, int result = c4j_va_PyErr_WarnExplicitFormat(category, filename, lineno, module, registry, format, &va));
    return result;
}

/* ---- Output and auditing ---- */

int PyOS_vsnprintf(char *text, size_t size, const char *format, va_list va)
{
    if (size > INT_MAX - 512) {
        text[size - 1] = '\0';
        return -666;
    }
    int length = vsnprintf(text, size, format, va);
    if (size > 0)
        text[size - 1] = '\0';
    return length;
}

int PyOS_snprintf(char *text, size_t size, const char *format, ...)
{
    WITH_VA(format, int length = PyOS_vsnprintf(text, size, format, va));
    return length;
}

static void write_stream(void write(const char *), const char *format, va_list *va)
{
    char text[1001];
    int length = vsnprintf(text, sizeof(text), format, *va);
    write(text);
    if (length < 0 || (size_t)length >= sizeof(text))
        write("... truncated");
}

void PySys_WriteStdout(const char *format, ...)
{
    WITH_VA(format, write_stream(c4j_va_PySys_WriteStdout, format, &va));
}

void PySys_WriteStderr(const char *format, ...)
{
    WITH_VA(format, write_stream(c4j_va_PySys_WriteStderr, format, &va));
}

void PySys_FormatStdout(const char *format, ...)
{
    WITH_VA(format, c4j_va_PySys_FormatStdout(format, &va));
}

void PySys_FormatStderr(const char *format, ...)
{
    WITH_VA(format, c4j_va_PySys_FormatStderr(format, &va));
}

int PySys_Audit(const char *event, const char *format, ...)
{
    if (c4j_tstate == NULL || c4j_tstate->interp->audit_hooks == 0)
        return 0;
    WITH_VA(format, int result = c4j_va_PySys_Audit(event, format, &va));
    return result;
}
