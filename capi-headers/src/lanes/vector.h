/* Calls through vectorcall, shared by the files of calling lanes. */
#ifndef CAPI4J_LANES_VECTOR_H
#define CAPI4J_LANES_VECTOR_H

#include "lane.h"

static inline vectorcallfunc c4j_vectorcall_of(PyObject *callable)
{
    PyTypeObject *type = callable == NULL ? NULL : Py_TYPE(callable);
    if (type == NULL || !PyType_HasFeature(type, Py_TPFLAGS_HAVE_VECTORCALL))
        return NULL;
    return *(vectorcallfunc *)((char *)callable + type->tp_vectorcall_offset);
}

/* A result that comes with an error, or a failure without one, is Java's to report. */
static inline PyObject *c4j_checked(PyObject *callable, PyObject *result)
{
    PyThreadState *tstate = c4j_back();
    if (C4J_LIKELY((result == NULL) == (tstate->curexc_type != NULL)))
        return result;
    return _Py_CheckFunctionResult(tstate, callable, result, NULL);
}

/* Whether a call that counts may begin: neither too deep nor too little stack. c4j_leave_call follows. */
static inline bool c4j_enter_call(void)
{
    PyThreadState *tstate = c4j_tstate;
    if (C4J_UNLIKELY(tstate->recursion_remaining <= 0 || c4j_stack_is_low(tstate)))
        return false;
    tstate->recursion_remaining--;
    return true;
}

static inline PyObject *c4j_leave_call(PyObject *result)
{
    c4j_back()->recursion_remaining++;
    return result;
}

static inline bool c4j_no_names(PyObject *kwnames)
{
    return kwnames == NULL || Py_SIZE(kwnames) == 0;
}

static inline bool c4j_no_keywords(PyObject *kwargs)
{
    return kwargs == NULL || (PyDict_CheckExact(kwargs) && ((PyDictObject *)kwargs)->ma_used == 0);
}

/* A tuple of so many arguments; NULL without an error when that is for Java to make. */
static inline PyObject *c4j_packed(PyObject *const *args, Py_ssize_t nargs)
{
    if (nargs == 0)
        return Py_NewRef(c4j_empty_tuple());
    c4j_before_container();
    PyTupleObject *tuple = nargs < C4J_TUPLE_SIZES ? c4j_new_tuple(nargs) : NULL;
    if (C4J_UNLIKELY(tuple == NULL))
        return NULL;
    for (Py_ssize_t i = 0; i < nargs; i++)
        tuple->ob_item[i] = Py_NewRef(args[i]);
    c4j_link_tracked(tuple);
    return (PyObject *)tuple;
}

#endif /* CAPI4J_LANES_VECTOR_H */
