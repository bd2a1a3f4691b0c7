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
vectorcall c4j_MethodDescrType_vectorcallVarargs;

static inline PyObject *leave(PyObject *result)
{
    return c4j_leave_call(result);
}

/* The call, in C if it fits and may begin: neither too deep nor too little stack. */
#define RUN(fits, lane, call) return C4J_UNLIKELY(!(fits) || !c4j_enter_call()) ? MISS(lane)(callable, args, nargsf, kwnames) : leave(call)

static inline _PyCFunctionFast fast(PyCFunction function)
{
    return (_PyCFunctionFast)(void (*)(void))function;
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
    RUN(c4j_no_names(kwnames) && PyVectorcall_NARGS(nargsf) == 0, c4j_CFunctionType_vectorcallNoArgs, function_of(callable)(self_of(callable), NULL));
}

LANE(PyObject *, c4j_CFunctionType_vectorcallO)(PyObject *callable, PyObject *const *args, size_t nargsf, PyObject *kwnames)
{
    RUN(c4j_no_names(kwnames) && PyVectorcall_NARGS(nargsf) == 1, c4j_CFunctionType_vectorcallO, function_of(callable)(self_of(callable), args[0]));
}

LANE(PyObject *, c4j_CFunctionType_vectorcallFast)(PyObject *callable, PyObject *const *args, size_t nargsf, PyObject *kwnames)
{
    RUN(c4j_no_names(kwnames), c4j_CFunctionType_vectorcallFast, fast(function_of(callable))(self_of(callable), args, PyVectorcall_NARGS(nargsf)));
}

LANE(PyObject *, c4j_CFunctionType_vectorcallFastKeywords)(PyObject *callable, PyObject *const *args, size_t nargsf, PyObject *kwnames)
{
    RUN(true, c4j_CFunctionType_vectorcallFastKeywords,
        ((_PyCFunctionFastWithKeywords)(void (*)(void))function_of(callable))(self_of(callable), args, PyVectorcall_NARGS(nargsf), kwnames));
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

/* Whether there is a self that fits, and so many arguments behind it (-1: any number), none with a name. */
static inline bool fits(PyObject *callable, PyObject *const *args, size_t nargsf, PyObject *kwnames, Py_ssize_t arguments)
{
    Py_ssize_t count = PyVectorcall_NARGS(nargsf);
    return c4j_no_names(kwnames) && count >= 1 && (arguments < 0 || count == arguments + 1)
        && PyObject_TypeCheck(args[0], ((PyMethodDescrObject *)callable)->d_common.d_type);
}

LANE(PyObject *, c4j_MethodDescrType_vectorcallNoArgs)(PyObject *callable, PyObject *const *args, size_t nargsf, PyObject *kwnames)
{
    RUN(fits(callable, args, nargsf, kwnames, 0), c4j_MethodDescrType_vectorcallNoArgs, method_of(callable)(args[0], NULL));
}

LANE(PyObject *, c4j_MethodDescrType_vectorcallO)(PyObject *callable, PyObject *const *args, size_t nargsf, PyObject *kwnames)
{
    RUN(fits(callable, args, nargsf, kwnames, 1), c4j_MethodDescrType_vectorcallO, method_of(callable)(args[0], args[1]));
}

LANE(PyObject *, c4j_MethodDescrType_vectorcallFast)(PyObject *callable, PyObject *const *args, size_t nargsf, PyObject *kwnames)
{
    RUN(fits(callable, args, nargsf, kwnames, -1), c4j_MethodDescrType_vectorcallFast,
        fast(method_of(callable))(args[0], args + 1, PyVectorcall_NARGS(nargsf) - 1));
}

LANE(PyObject *, c4j_MethodDescrType_vectorcallVarargs)(PyObject *callable, PyObject *const *args, size_t nargsf, PyObject *kwnames)
{
    PyObject *tuple = fits(callable, args, nargsf, kwnames, -1) ? c4j_packed(args + 1, PyVectorcall_NARGS(nargsf) - 1) : NULL;
    if (C4J_UNLIKELY(tuple == NULL || !c4j_enter_call())) {
        Py_XDECREF(tuple);
        return MISS(c4j_MethodDescrType_vectorcallVarargs)(callable, args, nargsf, kwnames);
    }
    PyObject *result = leave(method_of(callable)(args[0], tuple));
    Py_DECREF(tuple);
    return result;
}
