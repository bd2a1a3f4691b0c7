/* The GIL: one lock per interpreter, or per group of interpreters that share it; a compare-and-swap to take while nobody waits, a store to release.

   A thread that finds it taken spins for a moment and then sleeps. When the holder hasn't changed for a switch interval, it asks for
   a drop, and then the holder, on its next release, waits until somebody else has had the GIL: otherwise
   the holder would mostly take it again before the sleeper is up.

   The release is a plain store and a look at `waiting`. The processor may look before the store is seen; a waiter that comes
   just then spins longer than that lasts, and its timed sleep bounds the harm if it should not. */
#include "gil.h"
#include "c4j_index.h"
#include "internal_varargs.h"

#include <errno.h>
#include <limits.h>
#include <time.h>

enum { SPINS = 200 };

static const long LONGEST_SLEEP = 100 * 1000 * 1000; /* nanoseconds, whatever the switch interval is: a missed wake-up costs no more */

static _Atomic unsigned long switch_interval = 5000; /* microseconds */

long c4j_report_waits = LONG_MAX;

/* The GIL that this thread has although no state is current, as PyThreadState_Swap(NULL) leaves it: the next state that becomes current has it. */
static __thread struct c4j_gil *bare __attribute__((tls_model("initial-exec")));

void c4j_gil_init(struct c4j_gil *gil)
{
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_mutex_init(&gil->mutex, NULL);
    pthread_cond_init(&gil->freed, &monotonic);
    pthread_cond_init(&gil->switched, &monotonic);
    pthread_condattr_destroy(&monotonic);
}

/* Nanoseconds of the monotonic clock. */
static long now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000L + time.tv_nsec;
}

static long interval(void)
{
    unsigned long nanoseconds = switch_interval < LONG_MAX / 2000 ? switch_interval * 1000 : LONG_MAX / 2;
    return (long)nanoseconds;
}

static void sleep_until(struct c4j_gil *gil, pthread_cond_t *condition, long time)
{
    struct timespec until = {time / 1000000000, time % 1000000000};
    pthread_cond_timedwait(condition, &gil->mutex, &until);
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

static inline long earlier(long a, long b)
{
    return a < b ? a : b;
}

/* Sleeps until the GIL is taken, or until `deadline`: whether it is. A holder that keeps it for a switch interval is asked to drop it. The mutex is
   held on return of neither; the GIL, if it was taken, of both. */
static bool wait_for(struct c4j_gil *gil, long start, long deadline)
{
    pthread_mutex_lock(&gil->mutex);
    uint32_t switches = gil->switches;
    long time = start, asks = time + interval();
    bool taken;
    while (!(taken = c4j_gil_take_free(gil)) && time < deadline) {
        sleep_until(gil, &gil->freed, earlier(earlier(asks, deadline), time + LONGEST_SLEEP));
        time = now();
        if (gil->switches != switches) {
            switches = gil->switches;
            asks = time + interval();
        } else if (time >= asks && gil->locked) {
            asks = time + interval();
            gil->drop_request = 1;
            if (gil->holder != NULL)
                atomic_fetch_or(&gil->holder->eval_breaker, C4J_EVAL_DROP);
        }
    }
    pthread_mutex_unlock(&gil->mutex);
    return taken;
}

static void forget_drop(struct c4j_gil *gil)
{
    gil->drop_request = 0;
    if (gil->holder != NULL)
        atomic_fetch_and(&gil->holder->eval_breaker, ~C4J_EVAL_DROP);
}

/* Whoever took the GIL while somebody else had it last tells a holder that waits to see that. */
static void note_switch(c4j_interp *interp, PyThreadState *tstate)
{
    struct c4j_gil *gil = interp->gil;
    pthread_mutex_lock(&gil->mutex);
    if (gil->drop_request)
        forget_drop(gil);
    gil->last_holder = tstate;
    gil->holder = interp;
    gil->switches++;
    pthread_cond_broadcast(&gil->switched);
    pthread_mutex_unlock(&gil->mutex);
}

static void count_wait(c4j_interp *interp, long nanoseconds)
{
    atomic_fetch_add_explicit(&interp->gil_waits, 1, memory_order_relaxed);
    atomic_fetch_add_explicit(&interp->gil_wait_nanoseconds, nanoseconds, memory_order_relaxed);
}

/* The nanoseconds of waiting, 0 when spinning was enough; -1 when the GIL wasn't taken until the deadline. */
static __attribute__((noinline)) long take_contended(c4j_interp *interp, long deadline)
{
    struct c4j_gil *gil = interp->gil;
    long waited = 0;
    bool taken = true;
    atomic_fetch_add(&gil->waiting, 1);
    if (!spin(gil)) {
        long start = now();
        taken = wait_for(gil, start, deadline);
        waited = now() - start;
        count_wait(interp, waited);
    }
    atomic_fetch_sub(&gil->waiting, 1);
    return taken ? waited : -1;
}

/* Takes the GIL for tstate, which may have lost its interpreter meanwhile; the answer is take_contended's. errno survives, as after any lock that
   C code doesn't see. */
static long take(c4j_interp *interp, PyThreadState *tstate, long deadline)
{
    struct c4j_gil *gil = interp->gil;
    long waited = 0;
    if (C4J_UNLIKELY(!c4j_gil_take_free(gil))) {
        int saved = errno;
        waited = take_contended(interp, deadline);
        errno = saved;
    }
    if (C4J_UNLIKELY(gil->last_holder != tstate && waited >= 0))
        note_switch(interp, tstate);
    return waited;
}

/* After a release: wakes a waiter, and lets it have the GIL if it has waited for long. */
void c4j_gil_wake(struct c4j_gil *gil, PyThreadState *tstate)
{
    int saved = errno;
    pthread_mutex_lock(&gil->mutex);
    pthread_cond_signal(&gil->freed);
    while (gil->drop_request && gil->last_holder == tstate && gil->waiting != 0)
        sleep_until(gil, &gil->switched, now() + earlier(interval(), LONGEST_SLEEP));
    pthread_mutex_unlock(&gil->mutex);
    errno = saved;
}

void c4j_gil_drop(struct c4j_gil *gil, PyThreadState *tstate)
{
    atomic_store_explicit(&gil->locked, 0, memory_order_release);
    if (C4J_UNLIKELY(atomic_load_explicit(&gil->waiting, memory_order_relaxed) != 0))
        c4j_gil_wake(gil, tstate);
}

/* Who asked for the GIL may have given up since. */
static void forget_request(struct c4j_gil *gil)
{
    pthread_mutex_lock(&gil->mutex);
    if (gil->waiting == 0)
        forget_drop(gil);
    pthread_mutex_unlock(&gil->mutex);
}

/* ---- Becoming the current thread state, and ceasing to be ---- */

_Noreturn void c4j_sleep_forever(void)
{
    for (;;) {
        struct timespec long_time = {1 << 20, 0};
        nanosleep(&long_time, NULL);
    }
}

static void report_wait(long nanoseconds)
{
    int saved = errno;
    if (!c4j_finished)
        C4J_JAVA(c4j_report_gil_wait)(nanoseconds);
    errno = saved;
}

/* From here on this thread has the GIL without a state. */
void c4j_go_bare(PyThreadState *tstate)
{
    bare = tstate->interp->gil;
    c4j_tstate = NULL;
    *bare->runtime_current = NULL;
}

bool c4j_is_bare(void)
{
    return bare != NULL;
}

void c4j_drop_bare(void)
{
    struct c4j_gil *gil = bare;
    bare = NULL;
    if (gil != NULL)
        c4j_gil_drop(gil, NULL);
}

/* The one that this thread has already, or take()'s answer. */
static long take_or_have(c4j_interp *interp, PyThreadState *tstate, long deadline)
{
    if (bare != interp->gil) {
        c4j_drop_bare();
        return take(interp, tstate, deadline);
    }
    bare = NULL;
    if (interp->gil->last_holder != tstate)
        note_switch(interp, tstate);
    return 0;
}

enum { CLOSED = 0, ENTERED = 1, TIMED_OUT = -1 };

/* Takes the GIL and becomes current, unless the state's interpreter is closed by then or the deadline has come. */
static int attach_until(PyThreadState *tstate, long deadline)
{
    c4j_interp *interp = tstate->interp;
    if (C4J_UNLIKELY(interp == NULL))
        return CLOSED;
    long waited = C4J_LIKELY(bare == NULL) ? take(interp, tstate, deadline) : take_or_have(interp, tstate, deadline);
    if (C4J_UNLIKELY(waited < 0))
        return TIMED_OUT;
    if (C4J_UNLIKELY(c4j_finished) && interp != &c4j_nowhere)
        c4j_sleep_forever(); /* as CPython does with daemon threads after its end: there is no way back into their C frames */
    if (C4J_UNLIKELY(tstate->interp != interp)) {
        c4j_gil_drop(interp->gil, NULL);
        return CLOSED;
    }
    c4j_make_current(interp->gil, tstate);
    if (C4J_UNLIKELY(C4J_THREAD(tstate)->owner != pthread_self()))
        c4j_own(tstate);
    if (C4J_UNLIKELY(waited >= c4j_report_waits))
        report_wait(waited);
    return ENTERED;
}

void c4j_attach(PyThreadState *tstate)
{
    if (C4J_UNLIKELY(attach_until(tstate, LONG_MAX) == CLOSED))
        c4j_sleep_forever();
}

void c4j_detach(PyThreadState *tstate)
{
    c4j_detach_fast(tstate, tstate->interp->gil);
}

/* False: it was let go by a function that has another partner. */
static inline bool count_return(PyThreadState *tstate)
{
    if (C4J_UNLIKELY(C4J_THREAD(tstate)->released == 0))
        return false;
    C4J_THREAD(tstate)->released--;
    tstate->interp->released--;
    return true;
}

static inline void count_release(PyThreadState *tstate)
{
    C4J_THREAD(tstate)->released++;
    tstate->interp->released++;
}

/* Lets go of the GIL in the middle of something; whoever closes the interpreter waits for c4j_step_in. */
void c4j_step_out(PyThreadState *tstate)
{
    count_release(tstate);
    c4j_detach(tstate);
}

void c4j_step_in(PyThreadState *tstate)
{
    c4j_attach(tstate);
    count_return(tstate);
}

PyThreadState *c4j_current(void)
{
    return c4j_tstate;
}

int c4j_holds_gil(c4j_interp *interp)
{
    return c4j_tstate != NULL && c4j_tstate->interp == interp;
}

void c4j_set_report_waits(long nanoseconds)
{
    c4j_report_waits = nanoseconds;
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
        c4j_bury_dead(interp); /* which don't come back */
    }
}

/* ---- From one state of this thread to another ---- */

/* The same, of interpreters that share the GIL, which nobody else has in between. */
static void hand_over(PyThreadState *to)
{
    struct c4j_gil *gil = to->interp->gil;
    pthread_mutex_lock(&gil->mutex);
    bool asked = gil->drop_request;
    if (asked)
        forget_drop(gil);
    gil->last_holder = to;
    gil->holder = to->interp;
    if (asked) {
        gil->drop_request = 1;
        atomic_fetch_or(&to->interp->eval_breaker, C4J_EVAL_DROP);
    }
    pthread_mutex_unlock(&gil->mutex);
    c4j_make_current(to->interp->gil, to);
    if (C4J_THREAD(to)->owner != pthread_self())
        c4j_own(to);
}

static bool share_gil(PyThreadState *from, PyThreadState *to)
{
    return from != NULL && to != NULL && to->interp != NULL && from->interp->gil == to->interp->gil;
}

/* A state that came by a swap leaves nothing behind on the stack; of any other, whoever closes its interpreter awaits the return. NULL keeps the GIL. */
void c4j_swap(PyThreadState *from, PyThreadState *to)
{
    bool together = share_gil(from, to);
    if (from != NULL) {
        if (!C4J_THREAD(from)->is_visiting)
            count_release(from);
        C4J_THREAD(from)->is_visiting = false;
        if (to == NULL)
            c4j_go_bare(from);
        else if (!together)
            c4j_detach(from);
    }
    if (to == NULL)
        return;
    if (together)
        hand_over(to);
    else
        c4j_attach(to);
    C4J_THREAD(to)->is_visiting = !count_return(to);
}

PyThreadState *c4j_take_back(PyThreadState *tstate)
{
    c4j_swap(c4j_tstate, tstate == NULL ? c4j_gilstate : tstate);
    const char *message = "C code returned without the GIL, or with another thread state";
    if (c4j_tstate->curexc_type != NULL)
        _PyErr_FormatFromCause(PyExc_SystemError, message);
    else
        PyErr_SetString(PyExc_SystemError, message);
    return c4j_tstate;
}

/* Gives a waiting thread its turn. */
void c4j_yield(c4j_interp *interp)
{
    PyThreadState *tstate = c4j_tstate;
    if (tstate == NULL || tstate->interp != interp || !interp->gil->drop_request)
        return;
    c4j_step_out(tstate);
    c4j_step_in(tstate);
    if (interp->gil->drop_request)
        forget_request(interp->gil);
}

/* ---- Entering from Java ---- */

/* An interpreter switch of this thread that c4j_leave has to undo. */
struct entry {
    PyThreadState *outer;
    PyThreadState *inner;
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
    entry->inner = inner;
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

static void enter_from(PyThreadState *outer, PyThreadState *inner)
{
    count_release(outer);
    hand_over(inner);
}

static void leave_to(PyThreadState *outer, PyThreadState *inner)
{
    if (share_gil(outer, inner)) {
        hand_over(outer);
        count_return(outer);
        return;
    }
    if (inner != NULL)
        c4j_detach(inner);
    if (outer != NULL)
        c4j_step_in(outer);
}

static __attribute__((noinline)) int enter_slowly(c4j_interp *interp, uint64_t serial, long deadline)
{
    PyThreadState *outer = c4j_tstate;
    PyThreadState *tstate = c4j_thread_here(interp, serial);
    if (tstate == NULL)
        return CLOSED;
    int result = ENTERED;
    if (share_gil(outer, tstate)) {
        enter_from(outer, tstate);
    } else {
        if (outer != NULL)
            c4j_step_out(outer);
        result = attach_until(tstate, deadline);
    }
    if (C4J_UNLIKELY(result != ENTERED || interp->serial != serial)) {
        leave_to(outer, result == ENTERED ? tstate : NULL);
        return result == TIMED_OUT ? TIMED_OUT : CLOSED;
    }
    c4j_push_entry(outer, tstate);
    c4j_bury_dead(interp);
    if (C4J_UNLIKELY(interp->eval_breaker & C4J_EVAL_DROP))
        forget_request(interp->gil);
    return ENTERED;
}

static int enter(c4j_interp *interp, uint64_t serial, long deadline)
{
    PyThreadState *tstate = enter_again(interp);
    if (tstate != NULL)
        return ENTERED;
    tstate = c4j_tstate == NULL ? c4j_attach_fast(interp, interp->gil, serial) : NULL;
    if (C4J_UNLIKELY(tstate == NULL))
        return enter_slowly(interp, serial, deadline);
    c4j_push_entry(NULL, tstate);
    return ENTERED;
}

PyThreadState *c4j_enter(c4j_interp *interp, uint64_t serial)
{
    return enter(interp, serial, LONG_MAX) == ENTERED ? c4j_tstate : NULL;
}

int c4j_enter_within(c4j_interp *interp, uint64_t serial, long nanoseconds)
{
    return enter(interp, serial, now() + nanoseconds);
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

/* The state that Java entered with last. */
static PyThreadState *entered(c4j_interp *interp)
{
    PyThreadState *tstate = entries == NULL ? NULL : entries->inner;
    if (tstate == NULL || tstate->interp != interp)
        c4j_fatal("c4j_leave", "the GIL of interpreter %ld is not held", (long)interp->id);
    return tstate;
}

int c4j_leave(c4j_interp *interp)
{
    PyThreadState *tstate = c4j_tstate;
    bool lost = tstate == NULL || tstate->interp != interp || (C4J_THREAD(tstate)->nesting <= 1 && (entries == NULL || entries->inner != tstate));
    if (C4J_UNLIKELY(lost))
        c4j_swap(c4j_tstate, tstate = entered(interp));
    if (C4J_THREAD(tstate)->nesting > 1)
        C4J_THREAD(tstate)->nesting--;
    else
        leave_to(pop_entry(tstate), tstate);
    return lost;
}

/* Whether Java is in the middle of something with this state. */
bool c4j_has_entered(PyThreadState *tstate)
{
    for (struct entry *entry = entries; entry != NULL; entry = entry->below) {
        if (entry->inner == tstate)
            return true;
    }
    return false;
}

/* Leaves for good: the thread states are forgotten, and the struct is no interpreter any more. */
void c4j_end_entry(c4j_interp *interp)
{
    PyThreadState *outer = pop_entry(c4j_tstate);
    c4j_tstate = NULL;
    *interp->gil->runtime_current = NULL;
    c4j_gil_drop(interp->gil, NULL);
    if (outer != NULL)
        c4j_step_in(outer);
}

/* Enters without blocking, or answers NULL. */
PyThreadState *c4j_try_enter(c4j_interp *interp, uint64_t serial)
{
    PyThreadState *tstate = enter_again(interp);
    if (tstate != NULL || c4j_tstate != NULL || entries != NULL)
        return tstate;
    tstate = c4j_attach_fast(interp, interp->gil, serial);
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
    if (C4J_THREAD(tstate)->nesting <= 1 && (interp->gil->waiting != 0 || entries == NULL || entries->outer != NULL || entries->inner != tstate))
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
        _Py_FatalError_TstateNULL("PyEval_SaveThread");
    c4j_step_out(tstate);
    return tstate;
}

void PyEval_RestoreThread(PyThreadState *tstate)
{
    if (tstate == NULL)
        c4j_give_up("PyEval_RestoreThread", "NULL tstate");
    c4j_step_in(tstate);
}

void PyEval_AcquireThread(PyThreadState *tstate)
{
    if (tstate == NULL)
        c4j_give_up("PyEval_AcquireThread", "NULL tstate");
    if (c4j_tstate != NULL)
        c4j_give_up("PyEval_AcquireThread", "non-NULL old thread state");
    c4j_step_in(tstate);
}

void PyEval_ReleaseThread(PyThreadState *tstate)
{
    if (c4j_tstate != tstate || tstate == NULL) {
        c4j_misuse("PyEval_ReleaseThread", "wrong thread state");
        return;
    }
    c4j_detach(tstate);
}

/* The GIL without a thread state is nothing that any caller can use: the thread's own state comes with it. */
void PyEval_AcquireLock(void)
{
    if (c4j_tstate != NULL)
        c4j_give_up("PyEval_AcquireLock", "current thread state is not NULL");
    c4j_interp *interp = c4j_interp_for(__builtin_return_address(0));
    PyThreadState *tstate = interp == NULL ? NULL : c4j_thread_here(interp, C4J_ANY);
    if (tstate != NULL)
        c4j_attach(tstate);
}

void PyEval_ReleaseLock(void)
{
    if (c4j_tstate != NULL)
        c4j_detach(c4j_tstate);
    else
        c4j_drop_bare();
}

void PyEval_InitThreads(void)
{
}

int PyEval_ThreadsInitialized(void)
{
    return 1;
}
