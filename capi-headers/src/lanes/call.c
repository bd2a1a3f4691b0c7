/* Calling what is implemented in C, without a detour through Java. */
#include "lane.h"

static inline vectorcallfunc vectorcall_of(PyObject *callable)
{
    PyTypeObject *type = callable == NULL ? NULL : Py_TYPE(callable);
    if (type == NULL || !PyType_HasFeature(type, Py_TPFLAGS_HAVE_VECTORCALL))
        return NULL;
    return *(vectorcallfunc *)((char *)callable + type->tp_vectorcall_offset);
}

static inline PyObject *checked(PyObject *callable, PyObject *result)
{
    if (C4J_LIKELY((result == NULL) == (c4j_tstate->curexc_type != NULL)))
        return result;
    return _Py_CheckFunctionResult(c4j_tstate, callable, result, NULL);
}

LANE(PyObject *, PyObject_Vectorcall)(PyObject *callable, PyObject *const *args, size_t nargsf, PyObject *kwnames)
{
    vectorcallfunc vectorcall = vectorcall_of(callable);
    if (C4J_UNLIKELY(vectorcall == NULL))
        return MISS(PyObject_Vectorcall)(callable, args, nargsf, kwnames);
    return checked(callable, vectorcall(callable, args, nargsf, kwnames));
}

LANE(PyObject *, PyObject_CallNoArgs)(PyObject *callable)
{
    vectorcallfunc vectorcall = vectorcall_of(callable);
    PyObject *room[1] = {NULL};
    if (C4J_UNLIKELY(vectorcall == NULL))
        return MISS(PyObject_CallNoArgs)(callable);
    return checked(callable, vectorcall(callable, room + 1, PY_VECTORCALL_ARGUMENTS_OFFSET, NULL));
}

LANE(PyObject *, PyObject_CallOneArg)(PyObject *callable, PyObject *argument)
{
    vectorcallfunc vectorcall = vectorcall_of(callable);
    PyObject *room[2] = {NULL, argument};
    if (C4J_UNLIKELY(vectorcall == NULL || argument == NULL))
        return MISS(PyObject_CallOneArg)(callable, argument);
    return checked(callable, vectorcall(callable, room + 1, 1 | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL));
}
