/* What is left for a thread with the GIL to do when it next runs Python: calls, exceptions of other threads, interrupts. CPython's evaluation
   loop looks for it between two instructions, and leaves calls and interrupts to the main thread. Here there is neither: whoever enters an
   interpreter from Java, or comes into a Java callable from C, looks at eval_breaker, and c4j_attend does the rest. */
#include "gil.h"

#include <signal.h>

/* ---- Pending calls ---- */

int _PyEval_AddPendingCall(PyInterpreterState *interp, int (*function)(void *), void *argument)
{
    struct c4j_pending *pending = &interp->pending;
    pthread_mutex_lock(&pending->mutex);
    bool full = pending->length == C4J_PENDING - 1; /* as many as CPython takes */
    if (!full) {
        int last = (pending->first + pending->length++) % C4J_PENDING;
        pending->calls[last].function = function;
        pending->calls[last].argument = argument;
    }
    pthread_mutex_unlock(&pending->mutex);
    atomic_fetch_or(&interp->eval_breaker, C4J_EVAL_PENDING);
    return full ? -1 : 0;
}

int Py_AddPendingCall(int (*function)(void *), void *argument)
{
    c4j_interp *interp = c4j_tstate != NULL ? c4j_tstate->interp : c4j_interp_for(__builtin_return_address(0));
    return interp == NULL ? -1 : _PyEval_AddPendingCall(interp, function, argument);
}

static bool next_pending(struct c4j_pending *pending, int (**function)(void *), void **argument)
{
    pthread_mutex_lock(&pending->mutex);
    bool any = pending->length > 0;
    if (any) {
        *function = pending->calls[pending->first].function;
        *argument = pending->calls[pending->first].argument;
        pending->first = (pending->first + 1) % C4J_PENDING;
        pending->length--;
    }
    pthread_mutex_unlock(&pending->mutex);
    return any;
}

static int make_pending_calls(c4j_interp *interp)
{
    struct c4j_pending *pending = &interp->pending;
    if (pending->running || pending->length == 0)
        return 0;
    pending->running = true;
    atomic_fetch_and(&interp->eval_breaker, ~C4J_EVAL_PENDING);
    int result = 0;
    int (*function)(void *);
    void *argument;
    for (int i = 0; i < C4J_PENDING && result == 0 && next_pending(pending, &function, &argument); i++)
        result = function(argument);
    pending->running = false;
    if (pending->length > 0)
        atomic_fetch_or(&interp->eval_breaker, C4J_EVAL_PENDING);
    return result == 0 ? 0 : -1;
}

int Py_MakePendingCalls(void)
{
    c4j_interp *interp = c4j_tstate->interp;
    c4j_bury_dead(interp);
    if (c4j_raise_interrupt(interp) < 0)
        return -1;
    return make_pending_calls(interp);
}

/* ---- Interrupts ---- */

static int interrupt(int signal, c4j_interp *interp)
{
    if (signal < 1 || signal >= NSIG)
        return -1;
    if (signal == SIGINT && interp != NULL) /* the only one that has a handler when nobody has set any */
        atomic_fetch_or(&interp->eval_breaker, C4J_EVAL_SIGNAL);
    return 0;
}

/* May be called by handlers of signals, without the GIL: the interpreter is the main one of those that the caller is an extension of. */
int PyErr_SetInterruptEx(int signal)
{
    return interrupt(signal, c4j_interp_for(__builtin_return_address(0)));
}

void PyErr_SetInterrupt(void)
{
    interrupt(SIGINT, c4j_interp_for(__builtin_return_address(0)));
}

/* -1 with KeyboardInterrupt set when there was an interrupt. */
int c4j_raise_interrupt(c4j_interp *interp)
{
    if (!(interp->eval_breaker & C4J_EVAL_SIGNAL) || !(atomic_fetch_and(&interp->eval_breaker, ~C4J_EVAL_SIGNAL) & C4J_EVAL_SIGNAL))
        return 0;
    PyErr_SetNone(PyExc_KeyboardInterrupt);
    return -1;
}

/* ---- All of it ---- */

static int raise_async(PyThreadState *tstate)
{
    PyObject *exception = c4j_take_async(tstate);
    if (exception == NULL)
        return 0;
    PyErr_SetNone(exception);
    Py_DECREF(exception);
    return -1;
}

int c4j_attend(int yields)
{
    PyThreadState *tstate = c4j_tstate;
    c4j_interp *interp = tstate->interp;
    c4j_bury_dead(interp);
    if (c4j_raise_interrupt(interp) < 0)
        return -1;
    if ((interp->eval_breaker & C4J_EVAL_PENDING) && make_pending_calls(interp) < 0)
        return -1;
    if (yields && (interp->eval_breaker & C4J_EVAL_DROP))
        c4j_yield(interp);
    return interp->eval_breaker & C4J_EVAL_ASYNC ? raise_async(tstate) : 0;
}

/* There is no evaluation loop to wake: see above. */
void _PyEval_SignalReceived(PyInterpreterState *interp)
{
    atomic_fetch_or(&interp->eval_breaker, C4J_EVAL_SIGNAL);
}

void _PyEval_SignalAsyncExc(PyInterpreterState *interp)
{
    atomic_fetch_or(&interp->eval_breaker, C4J_EVAL_ASYNC);
}
