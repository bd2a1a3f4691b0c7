/* Calling a builtin_function_or_method or a method_descriptor: straight to its C function. */
#include "vector.h"

typedef PyObject *vectorcall(PyObject *callable, PyObject *const *args, size_t nargsf, PyObject *kwnames);

vectorcall c4j_CFunctionType_vectorcallNoArgs;
vectorcall c4j_CFunctionType_vectorcallO;
vectorcall c4j_CFunctionType_vectorcallFast;
vectorcall c4j_CFunctionType_vectorcallFastKeywords;
vectorcall c4j_MethodDescrType_vectorcallNoArgs;
vectorcall c4j_MethodDescrType_vectorcallO;
vectorcall c4j_MethodDescrType_vectorcallFast;

/* Whether a call without keywords may begin. leave() follows. */
static inline bool enter(PyObject *kwnames)
{
    return c4j_no_names(kwnames) && c4j_enter_call();
}

static inline PyObject *leave(PyObject *result)
{
    return c4j_leave_call(result);
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

static inline PyObject *call_varargs(PyMethodDef *def, PyObject *self, PyObject *args, PyObject *kwargs)
{
    if (def->ml_flags & METH_KEYWORDS)
        return ((PyCFunctionWithKeywords)(void (*)(void))def->ml_meth)(self, args, kwargs);
    return def->ml_meth(self, args);
}

/* tp_call: only functions that take a tuple have no vectorcall. */
SLOT_LANE(PyObject *, c4j_CFunctionType_call, PyObject *self, PyObject *args, PyObject *kwargs)
{
    PyMethodDef *def = ((PyCFunctionObject *)self)->m_ml;
    bool direct = def->ml_flags & METH_VARARGS && (def->ml_flags & METH_KEYWORDS || c4j_no_keywords(kwargs));
    if (C4J_UNLIKELY(!direct || !c4j_enter_call()))
        return MISS(c4j_CFunctionType_call)(self, args, kwargs);
    return c4j_checked(self, leave(call_varargs(def, self_of(self), args, kwargs)));
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
