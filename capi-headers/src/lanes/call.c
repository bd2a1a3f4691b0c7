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

LANE(PyObject *, PyObject_Call)(PyObject *callable, PyObject *args, PyObject *kwargs)
{
    if (C4J_UNLIKELY(callable == NULL || args == NULL || !PyTuple_Check(args)))
        return MISS(PyObject_Call)(callable, args, kwargs);
    vectorcallfunc vectorcall = c4j_vectorcall_of(callable);
    if (vectorcall != NULL && c4j_no_keywords(kwargs))
        return vectorcall(callable, ((PyTupleObject *)args)->ob_item, (size_t)Py_SIZE(args), NULL); /* at which CPython doesn't look */
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
