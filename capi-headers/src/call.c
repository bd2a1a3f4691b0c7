/* Calls from Java with unboxed arguments and results: everything that such a call needs, in one downcall. */
#include "fast.h"
#include "gil.h"

static __thread long outcome __attribute__((tls_model("initial-exec")));

/* ---- Preparing ---- */

/* The conventions whose C function can be called directly with so many positional arguments. Others raise the right error, or do
   the right thing, in the vectorcall. */
static bool is_direct(int convention, int count)
{
    switch (convention) {
    case METH_NOARGS:
        return count == 0;
    case METH_O:
        return count == 1;
    case METH_VARARGS:
    case METH_VARARGS | METH_KEYWORDS:
    case METH_FASTCALL:
    case METH_FASTCALL | METH_KEYWORDS:
        return true;
    }
    return false;
}

void c4j_call_prepare(struct c4j_call *plan)
{
    plan->method = NULL;
    plan->serial = plan->interp->serial;
    if (!Py_IS_TYPE(plan->callable, &PyCFunction_Type))
        return;
    PyCFunctionObject *function = (PyCFunctionObject *)plan->callable;
    plan->convention = function->m_ml->ml_flags & (METH_VARARGS | METH_KEYWORDS | METH_NOARGS | METH_O | METH_FASTCALL | METH_METHOD);
    plan->self = function->m_ml->ml_flags & METH_STATIC ? NULL : function->m_self;
    if (is_direct(plan->convention, plan->count))
        plan->method = function->m_ml->ml_meth;
}

/* ---- Arguments ---- */

static inline PyObject *box(char kind, long raw)
{
    double number;
    switch (kind) {
    case 'l':
        return c4j_new_long(raw);
    case 'd':
        memcpy(&number, &raw, sizeof(number));
        return c4j_new_float(number);
    default:
        return raw ? Py_NewRef(Py_True) : Py_NewRef(Py_False);
    }
}

static inline void drop_arguments(const struct c4j_call *plan, PyObject **args, int made)
{
    for (int i = made; --i >= 0;) {
        if (plan->kinds[i] != 'o')
            Py_DECREF(args[i]);
    }
}

static inline bool make_arguments(const struct c4j_call *plan, const long *raw, PyObject **args)
{
    for (int i = 0; i < plan->count; i++) {
        args[i] = plan->kinds[i] == 'o' ? (PyObject *)raw[i] : box(plan->kinds[i], raw[i]);
        if (C4J_UNLIKELY(args[i] == NULL)) {
            drop_arguments(plan, args, i);
            PyErr_NoMemory();
            return false;
        }
    }
    return true;
}

/* The arguments as a tuple. One without objects of the caller's can't be part of a cycle, so it needs no tracking. */
static PyObject *pack(const struct c4j_call *plan, PyObject **args)
{
    if (plan->count == 0)
        return Py_NewRef(c4j_empty_tuple());
    PyTupleObject *tuple = c4j_new_tuple(plan->count);
    if (tuple == NULL)
        return PyErr_NoMemory();
    bool objects = false;
    for (int i = 0; i < plan->count; i++) {
        tuple->ob_item[i] = Py_NewRef(args[i]);
        objects |= plan->kinds[i] == 'o';
    }
    if (objects)
        c4j_link_tracked(tuple);
    return (PyObject *)tuple;
}

/* ---- The call ---- */

static PyObject *call_packed(const struct c4j_call *plan, PyObject **args)
{
    PyObject *tuple = pack(plan, args);
    if (tuple == NULL)
        return NULL;
    PyObject *result = plan->convention & METH_KEYWORDS ? ((PyCFunctionWithKeywords)(void (*)(void))plan->method)(plan->self, tuple, NULL)
                                                        : plan->method(plan->self, tuple);
    if (C4J_LIKELY(Py_REFCNT(tuple) == 1 && plan->count > 0))
        c4j_dealloc_tuple((PyTupleObject *)tuple);
    else
        Py_DECREF(tuple);
    return result;
}

static inline PyObject *call(const struct c4j_call *plan, PyObject **args)
{
    if (C4J_UNLIKELY(plan->method == NULL))
        return PyObject_Vectorcall(plan->callable, args, (size_t)plan->count | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL);
    switch (plan->convention) {
    case METH_NOARGS:
        return plan->method(plan->self, NULL);
    case METH_O:
        return plan->method(plan->self, args[0]);
    case METH_FASTCALL:
        return ((_PyCFunctionFast)(void (*)(void))plan->method)(plan->self, args, plan->count);
    case METH_FASTCALL | METH_KEYWORDS:
        return ((_PyCFunctionFastWithKeywords)(void (*)(void))plan->method)(plan->self, args, plan->count, NULL);
    default:
        return call_packed(plan, args);
    }
}

static PyObject *guarded_call(const struct c4j_call *plan, PyThreadState *tstate, PyObject **args)
{
    if (Py_EnterRecursiveCall(" while calling a Python object"))
        return NULL;
    PyObject *result = call(plan, args);
    tstate->recursion_remaining++;
    if (C4J_UNLIKELY((result == NULL) != (tstate->curexc_type != NULL)))
        return _Py_CheckFunctionResult(tstate, plan->callable, result, NULL);
    return result;
}

/* ---- The result ---- */

static bool unbox_long(PyObject *object, long *value)
{
    if (!PyLong_CheckExact(object))
        return false;
    if (C4J_LIKELY(c4j_read_long(object, value)))
        return true;
    PyLongObject *integer = (PyLongObject *)object;
    if (labs(Py_SIZE(integer)) != 3 || integer->ob_digit[2] > 7)
        return false;
    long magnitude = (long)integer->ob_digit[2] << (2 * PyLong_SHIFT) | (long)integer->ob_digit[1] << PyLong_SHIFT | integer->ob_digit[0];
    *value = Py_SIZE(integer) < 0 ? -magnitude : magnitude;
    return true;
}

static bool unbox_double(PyObject *object, long *value)
{
    double number;
    long integer;
    if (PyFloat_CheckExact(object))
        number = PyFloat_AS_DOUBLE(object);
    else if (unbox_long(object, &integer) && integer >= -(1L << 53) && integer <= 1L << 53)
        number = (double)integer;
    else
        return false;
    memcpy(value, &number, sizeof(number));
    return true;
}

/* Whether the object is what the caller wants as a plain value. */
static inline bool unbox(char kind, PyObject *object, long *value)
{
    switch (kind) {
    case 'l':
        return unbox_long(object, value);
    case 'i':
        return unbox_long(object, value) && *value == (int)*value;
    case 'd':
        return unbox_double(object, value);
    case 'f':
        return PyFloat_CheckExact(object) && unbox_double(object, value);
    case 'z':
        *value = object == Py_True;
        return object == Py_True || object == Py_False;
    case 'n':
        *value = 0;
        return object == Py_None;
    default:
        *value = 0;
        return true;
    }
}

/* ---- Entry ---- */

static long unusual(long what)
{
    outcome = what;
    return C4J_CALL_UNUSUAL;
}

long c4j_call_outcome(void)
{
    return outcome;
}

/* With the GIL held. On true the GIL may be released. */
static inline bool run(struct c4j_call *plan, PyThreadState *tstate, const long *raw, long *value)
{
    PyObject *room[1 + C4J_CALL_ARGUMENTS], **args = room + 1; /* one before, as vectorcall likes it */
    PyObject *result = NULL;
    if (C4J_LIKELY(make_arguments(plan, raw, args))) {
        result = guarded_call(plan, tstate, args);
        drop_arguments(plan, args, plan->count);
    }
    if (C4J_UNLIKELY(result == NULL)) {
        *value = unusual(-1);
        return false;
    }
    if (plan->result == 'o') {
        *value = (long)result;
        return true;
    }
    if (C4J_UNLIKELY(!unbox(plan->result, result, value))) {
        *value = unusual((long)result);
        return false;
    }
    Py_DECREF(result);
    if (C4J_UNLIKELY(*value == C4J_CALL_UNUSUAL))
        unusual(0);
    return true;
}

/* The GIL is held for the interpreter already, or can be had at once: no bookkeeping but when Java has to look. */
static inline long call_attached(struct c4j_call *plan, PyThreadState *tstate, bool held, const long *raw)
{
    long value;
    bool plain = run(plan, tstate, raw, &value);
    if (C4J_UNLIKELY(!plain)) {
        if (held)
            C4J_THREAD(tstate)->nesting++;
        else
            c4j_push_entry(NULL, tstate);
    } else if (!held) {
        c4j_detach_fast(tstate);
    }
    return value;
}

static __attribute__((noinline)) long call_entered(struct c4j_call *plan, const long *raw)
{
    long value;
    PyThreadState *tstate = c4j_enter(plan->interp, plan->serial);
    if (C4J_UNLIKELY(tstate == NULL))
        return unusual(C4J_CALL_CLOSED);
    if (C4J_UNLIKELY(plan->interp->eval_breaker && c4j_attend(0) < 0))
        return unusual(-1);
    if (run(plan, tstate, raw, &value))
        c4j_leave(plan->interp);
    return value;
}

long c4j_call_typed(struct c4j_call *plan, long a0, long a1, long a2, long a3, long a4, long a5)
{
    const long raw[C4J_CALL_ARGUMENTS] = {a0, a1, a2, a3, a4, a5};
    PyThreadState *tstate = c4j_tstate;
    bool held = tstate != NULL && tstate->interp == plan->interp;
    if (!held && tstate == NULL)
        tstate = c4j_attach_fast(plan->interp, plan->serial);
    else if (!held)
        tstate = NULL;
    return C4J_LIKELY(tstate != NULL) ? call_attached(plan, tstate, held, raw) : call_entered(plan, raw);
}
