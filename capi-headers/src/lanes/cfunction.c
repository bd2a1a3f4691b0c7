/* Calling a builtin_function_or_method or a method_descriptor: straight to its C function. */
#include "lane.h"

typedef PyObject *vectorcall(PyObject *callable, PyObject *const *args, size_t nargsf, PyObject *kwnames);

vectorcall c4j_CFunctionType_vectorcallNoArgs;
vectorcall c4j_CFunctionType_vectorcallO;
vectorcall c4j_CFunctionType_vectorcallFast;
vectorcall c4j_CFunctionType_vectorcallFastKeywords;
vectorcall c4j_MethodDescrType_vectorcallNoArgs;
vectorcall c4j_MethodDescrType_vectorcallO;
vectorcall c4j_MethodDescrType_vectorcallFast;

/* Whether the call may begin: no keywords, and neither too deep nor too little stack. leave() follows. */
static inline bool enter(PyObject *kwnames)
{
    PyThreadState *tstate = c4j_tstate;
    if ((kwnames != NULL && Py_SIZE(kwnames) != 0) || tstate->recursion_remaining <= 0 || c4j_stack_is_low(tstate))
        return false;
    tstate->recursion_remaining--;
    return true;
}

static inline PyObject *leave(PyObject *result)
{
    c4j_tstate->recursion_remaining++;
    return result;
}

/* ---- builtin_function_or_method ---- */

static inline PyCFunction function_of(PyObject *callable)
{
    return ((PyCFunctionObject *)callable)->m_ml->ml_meth;
}

static inline PyObject *self_of(PyObject *callable)
{
    PyCFunctionObject *function = (PyCFunctionObject *)callable;
    return function->m_ml->ml_flags & METH_STATIC ? NULL : function->m_self;
}

LANE(PyObject *, c4j_CFunctionType_vectorcallNoArgs)(PyObject *callable, PyObject *const *args, size_t nargsf, PyObject *kwnames)
{
    if (C4J_UNLIKELY(PyVectorcall_NARGS(nargsf) != 0 || !enter(kwnames)))
        return MISS(c4j_CFunctionType_vectorcallNoArgs)(callable, args, nargsf, kwnames);
    return leave(function_of(callable)(self_of(callable), NULL));
}

LANE(PyObject *, c4j_CFunctionType_vectorcallO)(PyObject *callable, PyObject *const *args, size_t nargsf, PyObject *kwnames)
{
    if (C4J_UNLIKELY(PyVectorcall_NARGS(nargsf) != 1 || !enter(kwnames)))
        return MISS(c4j_CFunctionType_vectorcallO)(callable, args, nargsf, kwnames);
    return leave(function_of(callable)(self_of(callable), args[0]));
}

LANE(PyObject *, c4j_CFunctionType_vectorcallFast)(PyObject *callable, PyObject *const *args, size_t nargsf, PyObject *kwnames)
{
    if (C4J_UNLIKELY(!enter(kwnames)))
        return MISS(c4j_CFunctionType_vectorcallFast)(callable, args, nargsf, kwnames);
    _PyCFunctionFast function = (_PyCFunctionFast)(void (*)(void))function_of(callable);
    return leave(function(self_of(callable), args, PyVectorcall_NARGS(nargsf)));
}

LANE(PyObject *, c4j_CFunctionType_vectorcallFastKeywords)(PyObject *callable, PyObject *const *args, size_t nargsf, PyObject *kwnames)
{
    if (C4J_UNLIKELY(!enter(NULL)))
        return MISS(c4j_CFunctionType_vectorcallFastKeywords)(callable, args, nargsf, kwnames);
    _PyCFunctionFastWithKeywords function = (_PyCFunctionFastWithKeywords)(void (*)(void))function_of(callable);
    return leave(function(self_of(callable), args, PyVectorcall_NARGS(nargsf), kwnames));
}

/* ---- method_descriptor: the first argument is self ---- */

static inline PyCFunction method_of(PyObject *callable)
{
    return ((PyMethodDescrObject *)callable)->d_method->ml_meth;
}

/* Whether there is a self that fits, and so many arguments behind it (-1: any number). */
static inline bool fits(PyObject *callable, PyObject *const *args, size_t nargsf, Py_ssize_t arguments)
{
    Py_ssize_t count = PyVectorcall_NARGS(nargsf);
    return count >= 1 && (arguments < 0 || count == arguments + 1)
        && PyObject_TypeCheck(args[0], ((PyMethodDescrObject *)callable)->d_common.d_type);
}

LANE(PyObject *, c4j_MethodDescrType_vectorcallNoArgs)(PyObject *callable, PyObject *const *args, size_t nargsf, PyObject *kwnames)
{
    if (C4J_UNLIKELY(!fits(callable, args, nargsf, 0) || !enter(kwnames)))
        return MISS(c4j_MethodDescrType_vectorcallNoArgs)(callable, args, nargsf, kwnames);
    return leave(method_of(callable)(args[0], NULL));
}

LANE(PyObject *, c4j_MethodDescrType_vectorcallO)(PyObject *callable, PyObject *const *args, size_t nargsf, PyObject *kwnames)
{
    if (C4J_UNLIKELY(!fits(callable, args, nargsf, 1) || !enter(kwnames)))
        return MISS(c4j_MethodDescrType_vectorcallO)(callable, args, nargsf, kwnames);
    return leave(method_of(callable)(args[0], args[1]));
}

LANE(PyObject *, c4j_MethodDescrType_vectorcallFast)(PyObject *callable, PyObject *const *args, size_t nargsf, PyObject *kwnames)
{
    if (C4J_UNLIKELY(!fits(callable, args, nargsf, -1) || !enter(kwnames)))
        return MISS(c4j_MethodDescrType_vectorcallFast)(callable, args, nargsf, kwnames);
    _PyCFunctionFast function = (_PyCFunctionFast)(void (*)(void))method_of(callable);
    return leave(function(args[0], args + 1, PyVectorcall_NARGS(nargsf) - 1));
}
