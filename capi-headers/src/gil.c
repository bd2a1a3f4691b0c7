/* The GIL: one lock per interpreter, a compare-and-swap to take while nobody waits, a store to release.

   A thread that finds it taken spins for a moment and then sleeps. It wakes every switch interval; when the holder hasn't
   changed meanwhile, it asks for a drop, and then the holder, on its next release, waits until somebody else has had the GIL: otherwise
   the holder would mostly take it again before the sleeper is up.

   The release is a plain store and a look at `waiting`. The processor may look before the store is seen; a waiter that comes
   just then spins longer than that lasts, and its timed sleep bounds the harm if it should not. */
#include "gil.h"

#include <errno.h>
#include <time.h>

enum { SPINS = 200 };

static unsigned long switch_interval = 5000; /* microseconds */

void c4j_gil_init(c4j_interp *interp)
{
    struct c4j_gil *gil = &interp->gil;
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_mutex_init(&gil->mutex, NULL);
    pthread_cond_init(&gil->freed, &monotonic);
    pthread_cond_init(&gil->switched, &monotonic);
    pthread_condattr_destroy(&monotonic);
}

/* Waits on a condition for one switch interval at most; whether that has passed. */
static bool timed_wait(struct c4j_gil *gil, pthread_cond_t *condition)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += (long)(switch_interval % 1000000) * 1000;
    until.tv_sec += (time_t)(switch_interval / 1000000) + until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    return pthread_cond_timedwait(condition, &gil->mutex, &until) == ETIMEDOUT;
}

static bool spin(struct c4j_gil *gil)
{
    for (int i = 0; i < SPINS; i++) {
        if (gil->locked == 0 && c4j_gil_take_free(gil))
            return true;
        __builtin_ia32_pause();
    }
    return false;
}

/* The mutex is held on return of neither; the GIL of both. */
static void wait_for(c4j_interp *interp)
{
    struct c4j_gil *gil = &interp->gil;
    pthread_mutex_lock(&gil->mutex);
    while (!c4j_gil_take_free(gil)) {
        uint32_t switches = gil->switches;
        if (timed_wait(gil, &gil->freed) && gil->locked && gil->switches == switches) {
            gil->drop_request = 1;
            atomic_fetch_or(&interp->eval_breaker, C4J_EVAL_DROP);
        }
    }
    pthread_mutex_unlock(&gil->mutex);
}

/* Whoever took the GIL while somebody else had it last tells a holder that waits to see that. */
static void note_switch(c4j_interp *interp, PyThreadState *tstate)
{
    struct c4j_gil *gil = &interp->gil;
    pthread_mutex_lock(&gil->mutex);
    gil->last_holder = tstate;
    gil->switches++;
    if (gil->drop_request) {
        gil->drop_request = 0;
        atomic_fetch_and(&interp->eval_breaker, ~C4J_EVAL_DROP);
    }
    pthread_cond_broadcast(&gil->switched);
    pthread_mutex_unlock(&gil->mutex);
}

static __attribute__((noinline)) void take_contended(c4j_interp *interp)
{
    struct c4j_gil *gil = &interp->gil;
    atomic_fetch_add(&gil->waiting, 1);
    if (!spin(gil))
        wait_for(interp);
    atomic_fetch_sub(&gil->waiting, 1);
}

/* Takes the GIL for tstate, which may have lost its interpreter meanwhile. errno survives, as after any lock that C code doesn't see. */
void c4j_gil_take(c4j_interp *interp, PyThreadState *tstate)
{
    struct c4j_gil *gil = &interp->gil;
    if (C4J_UNLIKELY(!c4j_gil_take_free(gil))) {
        int saved = errno;
        take_contended(interp);
        errno = saved;
    }
    if (C4J_UNLIKELY(gil->last_holder != tstate))
        note_switch(interp, tstate);
}

/* After a release: wakes a waiter, and lets it have the GIL if it has waited for long. */
void c4j_gil_wake(struct c4j_gil *gil, PyThreadState *tstate)
{
    int saved = errno;
    pthread_mutex_lock(&gil->mutex);
    pthread_cond_signal(&gil->freed);
    while (gil->drop_request && gil->last_holder == tstate && gil->waiting != 0)
        timed_wait(gil, &gil->switched);
    pthread_mutex_unlock(&gil->mutex);
    errno = saved;
}

void c4j_gil_drop(struct c4j_gil *gil, PyThreadState *tstate)
{
    atomic_store_explicit(&gil->locked, 0, memory_order_release);
    if (C4J_UNLIKELY(atomic_load_explicit(&gil->waiting, memory_order_relaxed) != 0))
        c4j_gil_wake(gil, tstate);
}

/* ---- Becoming the current thread state, and ceasing to be ---- */

_Noreturn void c4j_sleep_forever(void)
{
    for (;;) {
        struct timespec long_time = {1 << 20, 0};
        nanosleep(&long_time, NULL);
    }
}

/* Takes the GIL and becomes current, unless the state's interpreter is closed by then. */
static bool attach_if_open(PyThreadState *tstate)
{
    c4j_interp *interp = tstate->interp;
    if (C4J_UNLIKELY(interp == NULL))
        return false;
    c4j_gil_take(interp, tstate);
    if (C4J_UNLIKELY(c4j_finished) && interp != &c4j_nowhere)
        c4j_sleep_forever(); /* as CPython does with daemon threads after its end: there is no way back into their C frames */
    if (C4J_UNLIKELY(tstate->interp != interp)) {
        c4j_gil_drop(&interp->gil, NULL);
        return false;
    }
    c4j_make_current(tstate);
    if (C4J_UNLIKELY(C4J_THREAD(tstate)->owner != pthread_self()))
        c4j_own(tstate);
    return true;
}

void c4j_attach(PyThreadState *tstate)
{
    if (C4J_UNLIKELY(!attach_if_open(tstate)))
        c4j_sleep_forever();
}

void c4j_detach(PyThreadState *tstate)
{
    c4j_detach_fast(tstate);
}

/* Lets go of the GIL in the middle of something; whoever closes the interpreter waits for c4j_step_in. */
void c4j_step_out(PyThreadState *tstate)
{
    C4J_THREAD(tstate)->released++;
    tstate->interp->released++;
    c4j_detach(tstate);
}

void c4j_step_in(PyThreadState *tstate)
{
    c4j_attach(tstate);
    if (C4J_UNLIKELY(C4J_THREAD(tstate)->released == 0))
        return; /* let go by a function that has another partner */
    C4J_THREAD(tstate)->released--;
    tstate->interp->released--;
}

PyThreadState *c4j_current(void)
{
    return c4j_tstate;
}

int c4j_holds_gil(c4j_interp *interp)
{
    return c4j_tstate != NULL && c4j_tstate->interp == interp;
}

int c4j_eval_breaker(c4j_interp *interp)
{
    return interp->eval_breaker;
}

long c4j_released(c4j_interp *interp)
{
    return interp->released;
}

void c4j_interp_await(c4j_interp *interp, long milliseconds)
{
    PyThreadState *tstate = c4j_tstate;
    struct timespec moment = {0, 500000};
    for (long turns = 2 * milliseconds; turns > 0 && interp->released > 0; turns--) {
        c4j_detach(tstate);
        nanosleep(&moment, NULL);
        c4j_attach(tstate);
    }
}

/* Gives a waiting thread its turn. */
void c4j_yield(c4j_interp *interp)
{
    PyThreadState *tstate = c4j_tstate;
    if (tstate == NULL || tstate->interp != interp || !interp->gil.drop_request)
        return;
    c4j_step_out(tstate);
    c4j_step_in(tstate);
}

/* ---- Entering from Java ---- */

/* An interpreter switch of this thread that c4j_leave has to undo. */
struct entry {
    PyThreadState *outer;
    long nesting;
    struct entry *below;
};

static __thread struct entry *entries __attribute__((tls_model("initial-exec")));

/* The outermost entry of a thread, by far the most frequent, needs no allocation. */
static __thread struct entry first_entry __attribute__((tls_model("initial-exec")));

void c4j_push_entry(PyThreadState *outer, PyThreadState *inner)
{
    struct entry *entry = entries == NULL ? &first_entry : malloc(sizeof(*entry));
    if (entry == NULL)
        c4j_fatal("c4j_enter", "out of memory");
    entry->outer = outer;
    entry->nesting = C4J_THREAD(inner)->nesting;
    entry->below = entries;
    entries = entry;
    C4J_THREAD(inner)->nesting = 1;
}

static inline PyThreadState *enter_again(c4j_interp *interp)
{
    PyThreadState *tstate = c4j_tstate;
    if (tstate == NULL || tstate->interp != interp)
        return NULL;
    C4J_THREAD(tstate)->nesting++;
    return tstate;
}

/* NULL when the interpreter is closed. */
static __attribute__((noinline)) PyThreadState *enter_slowly(c4j_interp *interp, uint64_t serial)
{
    PyThreadState *outer = c4j_tstate;
    PyThreadState *tstate = c4j_thread_here(interp, serial);
    if (tstate == NULL)
        return NULL;
    if (outer != NULL)
        c4j_step_out(outer);
    bool attached = attach_if_open(tstate);
    if (C4J_UNLIKELY(!attached || interp->serial != serial)) {
        if (attached)
            c4j_detach(tstate);
        if (outer != NULL)
            c4j_step_in(outer);
        return NULL;
    }
    c4j_push_entry(outer, tstate);
    if (C4J_UNLIKELY(interp->eval_breaker & C4J_EVAL_DEAD))
        c4j_bury_dead(interp);
    return tstate;
}

PyThreadState *c4j_enter(c4j_interp *interp, uint64_t serial)
{
    PyThreadState *tstate = enter_again(interp);
    if (tstate != NULL)
        return tstate;
    tstate = c4j_tstate == NULL ? c4j_attach_fast(interp, serial) : NULL;
    if (C4J_UNLIKELY(tstate == NULL))
        return enter_slowly(interp, serial);
    c4j_push_entry(NULL, tstate);
    return tstate;
}

static PyThreadState *pop_entry(PyThreadState *tstate)
{
    struct entry *entry = entries;
    if (entry == NULL)
        c4j_fatal("c4j_leave", "called more often than c4j_enter");
    PyThreadState *outer = entry->outer;
    C4J_THREAD(tstate)->nesting = entry->nesting;
    entries = entry->below;
    if (entry != &first_entry)
        free(entry);
    return outer;
}

void c4j_leave(c4j_interp *interp)
{
    PyThreadState *tstate = c4j_tstate;
    if (tstate == NULL || tstate->interp != interp)
        c4j_fatal("c4j_leave", "the GIL of interpreter %ld is not held", (long)interp->id);
    if (C4J_THREAD(tstate)->nesting > 1) {
        C4J_THREAD(tstate)->nesting--;
        return;
    }
    PyThreadState *outer = pop_entry(tstate);
    c4j_detach(tstate);
    if (outer != NULL)
        c4j_step_in(outer);
}

/* Leaves for good: the thread states are forgotten, and the struct is no interpreter any more. */
void c4j_end_entry(c4j_interp *interp)
{
    PyThreadState *outer = pop_entry(c4j_tstate);
    c4j_tstate = NULL;
    *interp->runtime_current = NULL;
    c4j_gil_drop(&interp->gil, NULL);
    if (outer != NULL)
        c4j_step_in(outer);
}

/* Enters without blocking, or answers NULL. */
PyThreadState *c4j_try_enter(c4j_interp *interp, uint64_t serial)
{
    PyThreadState *tstate = enter_again(interp);
    if (tstate != NULL || c4j_tstate != NULL || entries != NULL)
        return tstate;
    tstate = c4j_attach_fast(interp, serial);
    if (tstate != NULL)
        c4j_push_entry(NULL, tstate);
    return tstate;
}

/* Leaves when that wakes nobody, and answers whether it has. */
int c4j_try_leave(c4j_interp *interp)
{
    PyThreadState *tstate = c4j_tstate;
    if (tstate == NULL || tstate->interp != interp)
        return 0;
    if (C4J_THREAD(tstate)->nesting <= 1 && (interp->gil.waiting != 0 || entries == NULL || entries->outer != NULL))
        return 0;
    c4j_leave(interp);
    return 1;
}

/* ---- CPython's functions ---- */

unsigned long _PyEval_GetSwitchInterval(void)
{
    return switch_interval;
}

void _PyEval_SetSwitchInterval(unsigned long microseconds)
{
    switch_interval = microseconds > 0 ? microseconds : 1;
}

PyThreadState *PyEval_SaveThread(void)
{
    PyThreadState *tstate = c4j_tstate;
    if (tstate == NULL)
        c4j_fatal("PyEval_SaveThread", "the function must be called with the GIL held, but the GIL is released (the current Python thread state is NULL)");
    c4j_step_out(tstate);
    return tstate;
}

void PyEval_RestoreThread(PyThreadState *tstate)
{
    if (tstate == NULL)
        c4j_fatal("PyEval_RestoreThread", "NULL tstate");
    c4j_step_in(tstate);
}

void PyEval_AcquireThread(PyThreadState *tstate)
{
    if (tstate == NULL)
        c4j_fatal("PyEval_AcquireThread", "NULL tstate");
    if (c4j_tstate != NULL)
        c4j_fatal("PyEval_AcquireThread", "non-NULL old thread state");
    c4j_step_in(tstate);
}

void PyEval_ReleaseThread(PyThreadState *tstate)
{
    if (c4j_tstate != tstate)
        c4j_fatal("PyEval_ReleaseThread", "wrong thread state");
    c4j_detach(tstate);
}

/* The GIL without a thread state is nothing that any caller can use: the thread's own state comes with it. */
void PyEval_AcquireLock(void)
{
    if (c4j_tstate != NULL)
        c4j_fatal("PyEval_AcquireLock", "current thread state is not NULL");
    c4j_attach(c4j_thread_here(c4j_main_interp, c4j_main_interp->serial));
}

void PyEval_ReleaseLock(void)
{
    if (c4j_tstate != NULL)
        c4j_detach(c4j_tstate);
}

void PyEval_InitThreads(void)
{
}

int PyEval_ThreadsInitialized(void)
{
    return 1;
}
