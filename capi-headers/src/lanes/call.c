/* Calling what is implemented in C, without a detour through Java. */
#include "lookup.h"
#include "vector.h"

/* ---- Callables without vectorcall: tp_call with a tuple ---- */

static PyObject *call_by_tuple(PyObject *callable, PyObject *args, PyObject *kwargs)
{
    return c4j_checked(callable, c4j_leave_call(Py_TYPE(callable)->tp_call(callable, args, kwargs)));
}

/* Positional arguments only. False when that is for Java to do. */
static inline bool pack_and_call(PyObject *callable, PyObject *const *args, Py_ssize_t nargs, PyObject **result)
{
    PyObject *tuple = callable == NULL || Py_TYPE(callable)->tp_call == NULL ? NULL : c4j_packed(args, nargs);
    if (C4J_UNLIKELY(tuple == NULL))
        return false;
    bool entered = c4j_enter_call();
    if (C4J_LIKELY(entered))
        *result = call_by_tuple(callable, tuple, NULL);
    Py_DECREF(tuple);
    return entered;
}

LANE(PyObject *, PyObject_Vectorcall)(PyObject *callable, PyObject *const *args, size_t nargsf, PyObject *kwnames)
{
    PyObject *result;
    vectorcallfunc vectorcall = c4j_vectorcall_of(callable);
    if (C4J_LIKELY(vectorcall != NULL))
        return c4j_checked(callable, vectorcall(callable, args, nargsf, kwnames));
    if (C4J_LIKELY(c4j_no_names(kwnames) && pack_and_call(callable, args, PyVectorcall_NARGS(nargsf), &result)))
        return result;
    return MISS(PyObject_Vectorcall)(callable, args, nargsf, kwnames);
}

LANE(PyObject *, _PyObject_MakeTpCall)(PyThreadState *tstate, PyObject *callable, PyObject *const *args, Py_ssize_t nargs, PyObject *keywords)
{
    PyObject *result;
    return C4J_LIKELY(keywords == NULL && pack_and_call(callable, args, nargs, &result)) ? result
        : MISS(_PyObject_MakeTpCall)(tstate, callable, args, nargs, keywords);
}

LANE(PyObject *, PyObject_VectorcallDict)(PyObject *callable, PyObject *const *args, size_t nargsf, PyObject *kwargs)
{
    return C4J_LIKELY(callable != NULL && c4j_no_keywords(kwargs)) ? PyObject_Vectorcall(callable, args, nargsf, NULL)
                                                                   : MISS(PyObject_VectorcallDict)(callable, args, nargsf, kwargs);
}

LANE(PyObject *, PyObject_CallNoArgs)(PyObject *callable)
{
    PyObject *room[1] = {NULL}, *result;
    vectorcallfunc vectorcall = c4j_vectorcall_of(callable);
    if (C4J_LIKELY(vectorcall != NULL))
        return c4j_checked(callable, vectorcall(callable, room + 1, PY_VECTORCALL_ARGUMENTS_OFFSET, NULL));
    return pack_and_call(callable, NULL, 0, &result) ? result : MISS(PyObject_CallNoArgs)(callable);
}

LANE(PyObject *, PyObject_CallOneArg)(PyObject *callable, PyObject *argument)
{
    PyObject *room[2] = {NULL, argument}, *result;
    vectorcallfunc vectorcall = argument == NULL ? NULL : c4j_vectorcall_of(callable);
    if (C4J_LIKELY(vectorcall != NULL))
        return c4j_checked(callable, vectorcall(callable, room + 1, 1 | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL));
    return argument != NULL && pack_and_call(callable, &argument, 1, &result) ? result : MISS(PyObject_CallOneArg)(callable, argument);
}

/* ---- A tuple and a dict ---- */

enum { KEYWORDS = 16, ARGUMENTS = 32 };

/* The dict's strs and values as vectorcall takes them: a new tuple of names, the values behind the positional arguments; NULL without an
   error when that is for Java to do. */
static PyObject *spread(PyObject *kwargs, PyObject **values)
{
    PyObject *name, *value, *names[KEYWORDS];
    Py_ssize_t count = 0;
    for (Py_ssize_t position = 0; PyDict_Next(kwargs, &position, &name, &value); count++) {
        if (count == KEYWORDS || !PyUnicode_CheckExact(name))
            return NULL;
        names[count] = name;
        values[count] = value;
    }
    PyObject *tuple = c4j_packed(names, count);
    for (Py_ssize_t i = 0; tuple != NULL && i < count; i++)
        Py_INCREF(values[i]);
    return tuple;
}

static PyObject *call_spread(PyObject *callable, vectorcallfunc vectorcall, PyObject *args, PyObject *kwargs)
{
    PyObject *array[1 + ARGUMENTS + KEYWORDS], **values = array + 1 + Py_SIZE(args);
    PyObject *names = spread(kwargs, values);
    if (C4J_UNLIKELY(names == NULL))
        return MISS(PyObject_Call)(callable, args, kwargs);
    memcpy(array + 1, ((PyTupleObject *)args)->ob_item, (size_t)Py_SIZE(args) * sizeof(*array));
    PyObject *result = vectorcall(callable, array + 1, (size_t)Py_SIZE(args) | PY_VECTORCALL_ARGUMENTS_OFFSET, names);
    for (Py_ssize_t i = Py_SIZE(names); --i >= 0;)
        Py_DECREF(values[i]);
    Py_DECREF(names);
    return c4j_checked(callable, result);
}

LANE(PyObject *, PyObject_Call)(PyObject *callable, PyObject *args, PyObject *kwargs)
{
    if (C4J_UNLIKELY(callable == NULL || args == NULL || !PyTuple_Check(args)))
        return MISS(PyObject_Call)(callable, args, kwargs);
    vectorcallfunc vectorcall = c4j_vectorcall_of(callable);
    if (vectorcall != NULL && c4j_no_keywords(kwargs))
        return c4j_checked(callable, vectorcall(callable, ((PyTupleObject *)args)->ob_item, (size_t)Py_SIZE(args), NULL));
    if (vectorcall != NULL && PyDict_CheckExact(kwargs) && Py_SIZE(args) <= ARGUMENTS)
        return call_spread(callable, vectorcall, args, kwargs);
    if (vectorcall == NULL && Py_TYPE(callable)->tp_call != NULL && c4j_enter_call())
        return call_by_tuple(callable, args, kwargs);
    return MISS(PyObject_Call)(callable, args, kwargs);
}

LANE(PyObject *, PyObject_CallObject)(PyObject *callable, PyObject *args)
{
    if (C4J_UNLIKELY(callable == NULL || (args != NULL && !PyTuple_Check(args))))
        return MISS(PyObject_CallObject)(callable, args);
    return args == NULL ? PyObject_CallNoArgs(callable) : PyObject_Call(callable, args, NULL);
}

LANE(PyObject *, PyVectorcall_Call)(PyObject *callable, PyObject *args, PyObject *kwargs)
{
    vectorcallfunc vectorcall = args == NULL ? NULL : c4j_vectorcall_of(callable);
    if (C4J_LIKELY(vectorcall != NULL && c4j_no_keywords(kwargs)))
        return c4j_checked(callable, vectorcall(callable, ((PyTupleObject *)args)->ob_item, (size_t)Py_SIZE(args), NULL));
    return MISS(PyVectorcall_Call)(callable, args, kwargs);
}

/* ---- Methods ---- */

/* args[0] is the object. */
LANE(PyObject *, PyObject_VectorcallMethod)(PyObject *name, PyObject *const *args, size_t nargsf, PyObject *kwnames)
{
    PyObject *method;
    if (C4J_UNLIKELY(name == NULL || args == NULL || args[0] == NULL))
        return MISS(PyObject_VectorcallMethod)(name, args, nargsf, kwnames);
    bool unbound = _PyObject_GetMethod(args[0], name, &method);
    if (C4J_UNLIKELY(method == NULL))
        return NULL;
    Py_ssize_t nargs = PyVectorcall_NARGS(nargsf);
    PyObject *result = unbound ? PyObject_Vectorcall(method, args, (size_t)nargs, kwnames)
                               : PyObject_Vectorcall(method, args + 1, (size_t)(nargs - 1) | PY_VECTORCALL_ARGUMENTS_OFFSET, kwnames);
    Py_DECREF(method);
    return result;
}
