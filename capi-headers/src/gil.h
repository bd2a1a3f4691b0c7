/* The GIL's fast paths, shared by gil.c and call.c. */
#ifndef CAPI4J_GIL_H
#define CAPI4J_GIL_H

#include "shim.h"

/* The state of this OS thread that was used last, which PyGILState_Ensure takes. */
extern __thread PyThreadState *c4j_gilstate __attribute__((tls_model("initial-exec"), visibility("hidden")));

/* pthread_self() without a call: glibc's is this word of the thread's control block. */
static inline pthread_t c4j_pthread(void)
{
#ifdef __x86_64__
    pthread_t self;
    __asm__("movq %%fs:16, %0" : "=r"(self));
    return self;
#else
    return pthread_self();
#endif
}

static inline char *c4j_stack_pointer(void)
{
#ifdef __x86_64__
    char *pointer;
    __asm__("movq %%rsp, %0" : "=r"(pointer));
    return pointer;
#else
    return __builtin_frame_address(0);
#endif
}

static inline bool c4j_gil_take_free(struct c4j_gil *gil)
{
    uint32_t unlocked = 0;
    return atomic_compare_exchange_strong_explicit(&gil->locked, &unlocked, 1, memory_order_acquire, memory_order_relaxed);
}

static inline void c4j_make_current(struct c4j_gil *gil, PyThreadState *tstate)
{
    c4j_tstate = tstate;
    *gil->runtime_current = tstate;
}

/* Whether the state is this thread's of the interpreter whose GIL this is, had that last, and nothing waits to be attended to. */
static inline bool c4j_can_attach(PyThreadState *tstate, c4j_interp *interp, struct c4j_gil *gil)
{
    return tstate != NULL && tstate->interp == interp && gil->last_holder == tstate && !interp->eval_breaker && C4J_THREAD(tstate)->owner == c4j_pthread();
}

/* This thread's state of the interpreter whose GIL this is, current now, if that takes neither waiting nor making anything; else NULL. */
static inline PyThreadState *c4j_attach_fast(c4j_interp *interp, struct c4j_gil *gil, uint64_t serial)
{
    PyThreadState *tstate = c4j_gilstate;
    if (C4J_UNLIKELY(!c4j_can_attach(tstate, interp, gil) || !c4j_gil_take_free(gil)))
        return NULL;
    if (C4J_UNLIKELY(interp->serial != serial)) { /* closed since we looked, or another one by now */
        c4j_gil_drop(gil, NULL);
        return NULL;
    }
    c4j_make_current(gil, tstate);
    return tstate;
}

/* Leaves the current state and its GIL; whether somebody waits, who then has to be woken. */
static inline bool c4j_let_go(struct c4j_gil *gil)
{
    c4j_tstate = NULL;
    *gil->runtime_current = NULL;
    atomic_store_explicit(&gil->locked, 0, memory_order_release);
    return atomic_load_explicit(&gil->waiting, memory_order_relaxed) != 0;
}

/* `gil` is the state's interpreter's. */
static inline void c4j_detach_fast(PyThreadState *tstate, struct c4j_gil *gil)
{
    if (C4J_UNLIKELY(c4j_let_go(gil)))
        c4j_gil_wake(gil, tstate);
}

/* Makes an attachment one that c4j_leave undoes; outer was current before, or NULL. */
void c4j_push_entry(PyThreadState *outer, PyThreadState *inner);

#endif /* CAPI4J_GIL_H */
