/* Thread states: one per OS thread and interpreter, made when first needed, cleared when the OS thread has ended. */
#define _GNU_SOURCE
#include "gil.h"
#include "c4j_index.h"

#include <sys/syscall.h>
#include <unistd.h>

enum { STACK_RESERVE = 192 * 1024 }; /* for Java's guard pages and what reports the RecursionError */

__thread PyThreadState *c4j_tstate __attribute__((tls_model("initial-exec")));

__thread PyThreadState *c4j_gilstate __attribute__((tls_model("initial-exec")));

/* This OS thread's states, of one interpreter each. */
static __thread struct c4j_thread *own_states __attribute__((tls_model("initial-exec")));

static pthread_mutex_t states_mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_key_t exit_key;
static pthread_once_t exit_key_once = PTHREAD_ONCE_INIT;

static void thread_exits(void *unused);

static void make_exit_key(void)
{
    pthread_key_create(&exit_key, thread_exits);
}

static __thread bool awaited __attribute__((tls_model("initial-exec")));

/* From here on the end of this thread is seen. */
static void await_thread_end(void)
{
    if (awaited)
        return;
    awaited = true;
    pthread_once(&exit_key_once, make_exit_key);
    pthread_setspecific(exit_key, &exit_key);
}

static void set_stack_limit(struct c4j_thread *thread)
{
    static __thread char *limit __attribute__((tls_model("initial-exec")));
    if (limit == NULL) {
        pthread_attr_t attributes;
        void *low = NULL;
        size_t size = 0;
        if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
            pthread_attr_getstack(&attributes, &low, &size);
            pthread_attr_destroy(&attributes);
        }
        limit = (char *)low + (size > 2 * STACK_RESERVE ? STACK_RESERVE : size / 2);
    }
    thread->stack_limit = limit;
}

/* ---- Making and unmaking ---- */

/* False when it isn't, or not any more, the interpreter of that serial. C code that somebody waits for comes in until the end, so its calls ask for any:
   who looked at the serial first could find it changed now. */
static bool link_state(c4j_interp *interp, uint64_t serial, PyThreadState *tstate)
{
    pthread_mutex_lock(&states_mutex);
    if ((serial != C4J_ANY && interp->serial != serial) || interp->is_gone) {
        pthread_mutex_unlock(&states_mutex);
        return false;
    }
    tstate->id = ++interp->next_thread_id;
    tstate->next = interp->threads;
    if (interp->threads != NULL)
        interp->threads->prev = tstate;
    interp->threads = tstate;
    interp->thread_count++;
    pthread_mutex_unlock(&states_mutex);
    return true;
}

static void unlink_state(PyThreadState *tstate)
{
    c4j_interp *interp = tstate->interp;
    pthread_mutex_lock(&states_mutex);
    if (tstate->prev != NULL)
        tstate->prev->next = tstate->next;
    else
        interp->threads = tstate->next;
    if (tstate->next != NULL)
        tstate->next->prev = tstate->prev;
    interp->thread_count--;
    interp->released -= C4J_THREAD(tstate)->released; /* it doesn't come back */
    pthread_mutex_unlock(&states_mutex);
    if (interp->gil->last_holder == tstate)
        interp->gil->last_holder = NULL;
}

/* Makes tstate this OS thread's: a state may be made by one thread and used by another. */
void c4j_own(PyThreadState *tstate)
{
    struct c4j_thread *thread = C4J_THREAD(tstate);
    thread->owner = pthread_self();
    tstate->thread_id = (unsigned long)pthread_self();
    tstate->native_thread_id = (unsigned long)syscall(SYS_gettid);
    set_stack_limit(thread);
    await_thread_end();
    if (c4j_gilstate == NULL)
        c4j_gilstate = tstate;
}

/* A state that nobody but the end of this thread will delete. */
static void own_for_good(PyThreadState *tstate)
{
    struct c4j_thread *thread = C4J_THREAD(tstate);
    thread->os_next = own_states;
    thread->is_listed = true;
    own_states = thread;
    c4j_own(tstate);
}

void c4j_disown(PyThreadState *tstate)
{
    struct c4j_thread *thread = C4J_THREAD(tstate);
    for (struct c4j_thread **link = &own_states; *link != NULL; link = &(*link)->os_next) {
        if (*link == thread) {
            *link = thread->os_next;
            break;
        }
    }
    if (c4j_gilstate == tstate)
        c4j_gilstate = own_states == NULL ? NULL : &own_states->state;
}

static PyThreadState *new_state(c4j_interp *interp, uint64_t serial)
{
    struct c4j_thread *thread = calloc(1, sizeof(*thread));
    if (thread == NULL)
        return NULL;
    PyThreadState *tstate = &thread->state;
    tstate->interp = interp;
    tstate->_initialized = 1;
    tstate->recursion_limit = tstate->recursion_remaining = interp->recursion_limit;
    tstate->exc_info = &tstate->exc_state;
    tstate->cframe = &tstate->root_cframe;
    tstate->gilstate_counter = 1;
    tstate->context_ver = 1;
    thread->nesting = 1;
    tstate->thread_id = (unsigned long)pthread_self();
    if (link_state(interp, serial, tstate))
        return tstate;
    free(thread);
    return NULL;
}

PyThreadState *PyThreadState_New(PyInterpreterState *interp)
{
    return new_state(interp, C4J_ANY);
}

PyThreadState *_PyThreadState_Prealloc(PyInterpreterState *interp)
{
    return PyThreadState_New(interp);
}

/* The initialisation is complete already; kept for those who call it after _PyThreadState_Prealloc. */
void _PyThreadState_Init(PyThreadState *Py_UNUSED(tstate))
{
}

/* Frees this thread's states of interpreters that were closed. */
static void free_forgotten(void)
{
    struct c4j_thread **link = &own_states;
    while (*link != NULL) {
        struct c4j_thread *thread = *link;
        if (thread->state.interp != NULL || thread->released > 0) {
            link = &thread->os_next;
            continue;
        }
        *link = thread->os_next;
        if (c4j_gilstate == &thread->state)
            c4j_gilstate = NULL;
        free(thread);
    }
    if (c4j_gilstate != NULL && c4j_gilstate->interp == NULL)
        c4j_gilstate = NULL;
}

static __attribute__((noinline)) PyThreadState *find_or_make(c4j_interp *interp, uint64_t serial)
{
    free_forgotten();
    for (struct c4j_thread *thread = own_states; thread != NULL; thread = thread->os_next) {
        if (thread->state.interp == interp)
            return c4j_gilstate = &thread->state;
    }
    PyThreadState *tstate = new_state(interp, serial);
    if (tstate == NULL)
        return NULL;
    own_for_good(tstate);
    return c4j_gilstate = tstate;
}

/* This OS thread's state of an interpreter, which PyGILState_Ensure takes from now on; NULL when that is closed. */
PyThreadState *c4j_thread_here(c4j_interp *interp, uint64_t serial)
{
    PyThreadState *tstate = c4j_gilstate;
    if (C4J_LIKELY(tstate != NULL && tstate->interp == interp && C4J_THREAD(tstate)->owner == pthread_self()))
        return tstate;
    return find_or_make(interp, serial);
}

void PyThreadState_Clear(PyThreadState *tstate)
{
    Py_CLEAR(tstate->dict);
    Py_CLEAR(tstate->async_exc);
    Py_CLEAR(tstate->curexc_type);
    Py_CLEAR(tstate->curexc_value);
    Py_CLEAR(tstate->curexc_traceback);
    Py_CLEAR(tstate->exc_state.exc_value);
    tstate->c_profilefunc = NULL;
    tstate->c_tracefunc = NULL;
    Py_CLEAR(tstate->c_profileobj);
    Py_CLEAR(tstate->c_traceobj);
    Py_CLEAR(tstate->async_gen_firstiter);
    Py_CLEAR(tstate->async_gen_finalizer);
    Py_CLEAR(tstate->context);
    if (tstate->on_delete != NULL) {
        tstate->on_delete(tstate->on_delete_data);
        tstate->on_delete = NULL;
    }
}

/* _thread.lock: LockType.java has the layout. */
typedef struct {
    PyObject_HEAD
    PyThread_type_lock lock;
    PyObject *weakrefs;
    long held;
} lock_object;

static void release_sentinel(void *data)
{
    lock_object *sentinel = data;
    if (sentinel->held) {
        sentinel->held = 0;
        PyThread_release_lock(sentinel->lock);
    }
    Py_DECREF(sentinel);
}

/* Steals lock, which is released when the thread's state is cleared; a former one is forgotten. */
void c4j_set_sentinel(PyObject *lock)
{
    PyThreadState *tstate = c4j_tstate;
    PyObject *former = tstate->on_delete == release_sentinel ? tstate->on_delete_data : NULL;
    tstate->on_delete = release_sentinel;
    tstate->on_delete_data = lock;
    Py_XDECREF(former);
}

static void free_state(PyThreadState *tstate)
{
    unlink_state(tstate);
    free(tstate);
}

void PyThreadState_Delete(PyThreadState *tstate)
{
    if (tstate == NULL || !c4j_is_alive(tstate)) {
        c4j_misuse("PyThreadState_Delete", "no thread state of a living interpreter");
        return;
    }
    if (tstate == c4j_tstate || (C4J_THREAD(tstate)->is_listed && C4J_THREAD(tstate)->owner != pthread_self())) {
        c4j_misuse("PyThreadState_Delete", tstate == c4j_tstate ? "tstate is still current" : "the thread state ends with its thread");
        return;
    }
    c4j_thread_free(tstate);
}

/* A state that is not current. */
void c4j_thread_free(PyThreadState *tstate)
{
    c4j_disown(tstate);
    free_state(tstate);
}

/* _PyThreadState_DeleteExcept: what a child process does with the threads that it doesn't have. */
void _PyThreadState_DeleteExcept(_PyRuntimeState *Py_UNUSED(runtime), PyThreadState *tstate)
{
    for (PyThreadState *each = tstate->interp->threads, *next; each != NULL; each = next) {
        next = each->next;
        if (each == tstate || each == c4j_tstate || C4J_THREAD(each)->is_listed)
            continue; /* what an OS thread owns goes with it */
        PyThreadState_Clear(each);
        c4j_thread_free(each);
    }
}

void PyThreadState_DeleteCurrent(void)
{
    PyThreadState *tstate = c4j_tstate;
    if (tstate == NULL || C4J_THREAD(tstate)->is_listed) {
        c4j_misuse("PyThreadState_DeleteCurrent", tstate == NULL ? "no current thread state" : "the thread state ends with its thread");
        return;
    }
    c4j_interp *interp = tstate->interp;
    c4j_disown(tstate);
    c4j_tstate = NULL;
    *interp->gil->runtime_current = NULL;
    unlink_state(tstate);
    c4j_gil_drop(interp->gil, NULL);
    free(tstate);
}

/* ---- The end of an OS thread ---- */

/* Its interpreter may be closed meanwhile, and be another one's struct: only the mutex tells. A living interpreter's states are freed by who has its
   GIL, under which others look at them. */
static void leave_dead(struct c4j_thread *thread)
{
    pthread_mutex_lock(&states_mutex);
    c4j_interp *interp = thread->state.interp;
    if (interp != NULL) {
        thread->is_listed = true;
        thread->os_next = interp->dead;
        interp->dead = thread;
        atomic_fetch_or(&interp->eval_breaker, C4J_EVAL_DEAD);
    }
    pthread_mutex_unlock(&states_mutex);
    if (interp == NULL)
        free(thread);
}

/* One that is no thread's own is given up where nobody else can have it: it is current, or PyGILState_Ensure has made it. */
static void leave_unlisted(PyThreadState *tstate)
{
    struct c4j_thread *thread = C4J_THREAD(tstate);
    if (thread->is_listed || (tstate != c4j_tstate && !(thread->is_ensured && thread->owner == pthread_self())))
        return;
    leave_dead(thread);
    if (tstate == c4j_tstate)
        c4j_detach(tstate);
}

/* Runs when an OS thread ends, perhaps with the GIL. */
static void thread_exits(void *Py_UNUSED(unused))
{
    if (c4j_tstate != NULL && c4j_tstate != c4j_gilstate)
        leave_unlisted(c4j_tstate);
    if (c4j_gilstate != NULL)
        leave_unlisted(c4j_gilstate);
    c4j_drop_bare();
    struct c4j_thread *thread = own_states;
    while (thread != NULL) {
        struct c4j_thread *next = thread->os_next;
        if (c4j_tstate == &thread->state)
            c4j_detach(c4j_tstate);
        leave_dead(thread);
        thread = next;
    }
    own_states = NULL;
    c4j_gilstate = NULL;
    awaited = false; /* destructors of an extension's thread-local data may be still to come, and back */
}

/* Clears and frees the states of threads that have ended. The GIL is held. */
void c4j_bury_dead(c4j_interp *interp)
{
    if (interp->keeps_dead || !(interp->eval_breaker & C4J_EVAL_DEAD))
        return;
    pthread_mutex_lock(&states_mutex);
    atomic_fetch_and(&interp->eval_breaker, ~C4J_EVAL_DEAD);
    struct c4j_thread *thread = interp->dead;
    interp->dead = NULL;
    pthread_mutex_unlock(&states_mutex);
    while (thread != NULL) {
        struct c4j_thread *next = thread->os_next;
        PyThreadState_Clear(&thread->state);
        free_state(&thread->state);
        thread = next;
    }
}

/* Drops what the states of an interpreter hold; its GIL is held, but what is dropped may let go of it. */
void c4j_threads_clear(c4j_interp *interp)
{
    c4j_bury_dead(interp);
    interp->keeps_dead = true;
    for (PyThreadState *tstate = interp->threads; tstate != NULL; tstate = tstate->next)
        PyThreadState_Clear(tstate);
    interp->keeps_dead = false;
}

/* From here on no thread that hasn't been in the interpreter gets in. */
void c4j_interp_refuse(c4j_interp *interp)
{
    pthread_mutex_lock(&states_mutex);
    interp->serial = 0;
    pthread_mutex_unlock(&states_mutex);
    atomic_fetch_or(&interp->eval_breaker, C4J_EVAL_CLOSED);
}

/* Whether this thread is in the middle of something there: holds its GIL, or has let go of it for a while. */
int c4j_is_inside(c4j_interp *interp)
{
    if (c4j_tstate != NULL && c4j_tstate->interp == interp)
        return 1;
    for (struct c4j_thread *thread = own_states; thread != NULL; thread = thread->os_next) {
        if (thread->state.interp == interp && thread->released > 0)
            return 1;
    }
    return 0;
}

/* Forgets the states of an interpreter that ends; its GIL is held. Those that an OS thread owns are freed when it ends. */
void c4j_threads_forget(c4j_interp *interp)
{
    pthread_mutex_lock(&states_mutex);
    PyThreadState *tstate = interp->threads;
    while (tstate != NULL) {
        PyThreadState *next = tstate->next;
        tstate->interp = NULL;
        tstate = next;
    }
    for (struct c4j_thread *thread = interp->dead, *next; thread != NULL; thread = next) {
        next = thread->os_next;
        free(thread);
    }
    interp->dead = NULL;
    interp->threads = NULL;
    interp->thread_count = 0;
    interp->is_gone = true;
    pthread_mutex_unlock(&states_mutex);
}

/* ---- Current state and fields ---- */

PyThreadState *PyThreadState_Get(void)
{
    if (c4j_tstate == NULL)
        _Py_FatalError_TstateNULL("PyThreadState_Get");
    return c4j_tstate;
}

PyThreadState *_PyThreadState_UncheckedGet(void)
{
    return c4j_tstate;
}

/* The GIL goes along, if it is another one; NULL keeps it. */
PyThreadState *PyThreadState_Swap(PyThreadState *tstate)
{
    PyThreadState *old = c4j_tstate;
    if (old == tstate)
        return old;
    if (tstate != NULL && !c4j_is_alive(tstate)) {
        c4j_misuse("PyThreadState_Swap", "no thread state of a living interpreter");
        return old;
    }
    c4j_swap(old, tstate);
    return old;
}

bool c4j_has_state(c4j_interp *interp, PyThreadState *tstate)
{
    pthread_mutex_lock(&states_mutex);
    PyThreadState *each = interp->threads;
    while (each != NULL && each != tstate)
        each = each->next;
    pthread_mutex_unlock(&states_mutex);
    return each != NULL;
}


PyThreadState *_PyThreadState_Swap(struct _gilstate_runtime_state *Py_UNUSED(runtime), PyThreadState *tstate)
{
    return PyThreadState_Swap(tstate);
}

void _PyThreadState_SetCurrent(PyThreadState *Py_UNUSED(tstate))
{
}

PyObject *_PyThreadState_GetDict(PyThreadState *tstate)
{
    if (tstate->dict == NULL) {
        tstate->dict = PyDict_New();
        if (tstate->dict == NULL)
            PyErr_Clear();
    }
    return tstate->dict;
}

PyObject *PyThreadState_GetDict(void)
{
    return c4j_tstate == NULL ? NULL : _PyThreadState_GetDict(c4j_tstate);
}

PyInterpreterState *PyThreadState_GetInterpreter(PyThreadState *tstate)
{
    return tstate->interp;
}

PyInterpreterState *PyInterpreterState_Get(void)
{
    if (c4j_tstate == NULL)
        _Py_FatalError_TstateNULL("PyInterpreterState_Get");
    return c4j_tstate->interp;
}

uint64_t PyThreadState_GetID(PyThreadState *tstate)
{
    return tstate->id;
}

PyThreadState *PyInterpreterState_ThreadHead(PyInterpreterState *interp)
{
    if (c4j_holds_gil(interp))
        c4j_bury_dead(interp);
    return interp->threads;
}

PyThreadState *PyThreadState_Next(PyThreadState *tstate)
{
    return tstate->next;
}

void PyThreadState_EnterTracing(PyThreadState *tstate)
{
    tstate->tracing++;
}

void PyThreadState_LeaveTracing(PyThreadState *tstate)
{
    tstate->tracing--;
}

int PyThreadState_SetAsyncExc(unsigned long id, PyObject *exception)
{
    c4j_bury_dead(c4j_tstate->interp);
    pthread_mutex_lock(&states_mutex);
    PyThreadState *tstate = c4j_tstate->interp->threads;
    while (tstate != NULL && tstate->thread_id != id)
        tstate = tstate->next;
    PyObject *old = NULL;
    if (tstate != NULL) {
        old = tstate->async_exc;
        Py_XINCREF(exception);
        tstate->async_exc = exception;
        if (exception != NULL)
            atomic_fetch_or(&c4j_tstate->interp->eval_breaker, C4J_EVAL_ASYNC);
    }
    pthread_mutex_unlock(&states_mutex);
    Py_XDECREF(old);
    return tstate != NULL;
}

/* What another thread has sent to this one: a new reference, or NULL. */
PyObject *c4j_take_async(PyThreadState *tstate)
{
    bool others = false;
    pthread_mutex_lock(&states_mutex);
    PyObject *exception = tstate->async_exc;
    tstate->async_exc = NULL;
    for (PyThreadState *each = tstate->interp->threads; each != NULL; each = each->next)
        others |= each->async_exc != NULL;
    if (!others)
        atomic_fetch_and(&tstate->interp->eval_breaker, ~C4J_EVAL_ASYNC);
    pthread_mutex_unlock(&states_mutex);
    return exception;
}

/* ---- PyGILState ---- */

/* Another thread may be closing the interpreter: NULL when it has. */
static inline c4j_group *group_of(const PyThreadState *tstate)
{
    c4j_interp *interp = __atomic_load_n(&tstate->interp, __ATOMIC_RELAXED);
    return interp == NULL ? NULL : interp->group;
}

/* The state that this thread has in the interpreters that share a GIL. */
static PyThreadState *own_state_in(c4j_group *group)
{
    if (c4j_gilstate != NULL && group_of(c4j_gilstate) == group)
        return c4j_gilstate;
    struct c4j_thread *thread = own_states;
    while (thread != NULL && group_of(&thread->state) != group)
        thread = thread->os_next;
    return thread == NULL ? NULL : &thread->state;
}

/* The interpreter that the code at an address means when it doesn't say which, and no state is current: the main one of those that the extension with that
   code belongs to; or where this thread comes from, was last, or is called from; or the oldest one. NULL: it is gone. */
c4j_interp *c4j_interp_for(const void *caller)
{
    c4j_group *group;
    if (c4j_library_group(caller, &group) || c4j_birth_group(&group))
        return group == NULL ? NULL : group->main;
    c4j_interp *last = c4j_gilstate == NULL ? NULL : c4j_gilstate->interp;
    if (last == NULL && own_states != NULL)
        last = own_states->state.interp;
    if (last != NULL)
        return last;
    return c4j_stack_group(&group) ? group == NULL ? NULL : group->main : c4j_main_interp;
}

/* A state that PyGILState_Release ends, or one of several that this thread has. */
static PyThreadState *make_state(c4j_interp *interp)
{
    if (own_states != NULL)
        return c4j_thread_here(interp, C4J_ANY);
    interp->has_strangers = true;
    PyThreadState *tstate = PyThreadState_New(interp);
    if (tstate != NULL) {
        tstate->gilstate_counter = 0;
        C4J_THREAD(tstate)->is_ensured = true;
    }
    return tstate;
}

/* For a thread that has no state yet, or none for the code that calls. */
static PyThreadState *state_to_ensure(const void *caller)
{
    free_forgotten();
    c4j_interp *interp = c4j_interp_for(caller);
    PyThreadState *tstate = interp == NULL ? NULL : own_state_in(interp->group);
    if (tstate != NULL)
        return c4j_gilstate = tstate;
    tstate = interp == NULL || !c4j_attach_to_java() ? c4j_tstate : make_state(interp);
    if (tstate == NULL)
        c4j_sleep_forever(); /* a thread of an extension's has outlived its interpreter, and has no other way out */
    return tstate;
}

/* As long as there has been one group, all is its. */
static inline bool is_for(PyThreadState *tstate, const void *caller)
{
    c4j_group *group;
    return !c4j_many_groups || !c4j_library_group(caller, &group) || group_of(tstate) == group;
}

PyGILState_STATE PyGILState_Ensure(void)
{
    PyThreadState *tstate = c4j_tstate;
    if (tstate != NULL) {
        tstate->gilstate_counter++;
        return PyGILState_LOCKED;
    }
    tstate = c4j_gilstate;
    const void *caller = __builtin_return_address(0);
    if (C4J_UNLIKELY(tstate == NULL || tstate->interp == NULL || !is_for(tstate, caller)))
        tstate = state_to_ensure(caller);
    c4j_attach(tstate);
    tstate->gilstate_counter++;
    return PyGILState_UNLOCKED;
}

void PyGILState_Release(PyGILState_STATE state)
{
    PyThreadState *tstate = c4j_tstate;
    if (tstate == NULL)
        c4j_give_up("PyGILState_Release", "thread state must be current when releasing");
    bool last = tstate->gilstate_counter == 1;
    if (last && tstate->recursion_remaining == tstate->recursion_limit) { /* what is cleared may call PyGILState_Ensure */
        PyThreadState_Clear(tstate);
        PyThreadState_DeleteCurrent();
        return;
    }
    if (!last) /* else a call that uses this state is still to return */
        tstate->gilstate_counter--;
    if (state == PyGILState_UNLOCKED) {
        c4j_detach(tstate);
    }
}

/* Once an interpreter has been made, CPython doesn't know any more, and says yes. */
int PyGILState_Check(void)
{
    if (c4j_tstate != NULL)
        return 1;
    c4j_interp *interp = c4j_interp_for(__builtin_return_address(0));
    return interp != NULL && interp->group->had_children;
}

/* Not one that came by a swap. */
PyThreadState *PyGILState_GetThisThreadState(void)
{
    bool own = c4j_tstate != NULL && !(C4J_THREAD(c4j_tstate)->is_visiting && c4j_gilstate != NULL);
    const void *caller = __builtin_return_address(0);
    c4j_group *group;
    if (own || c4j_gilstate == NULL || c4j_gilstate->interp == NULL || is_for(c4j_gilstate, caller))
        return own ? c4j_tstate : c4j_gilstate;
    return c4j_library_group(caller, &group) && group != NULL ? own_state_in(group) : NULL;
}

PyInterpreterState *_PyGILState_GetInterpreterStateUnsafe(void)
{
    c4j_interp *interp = c4j_tstate != NULL ? c4j_tstate->interp : c4j_interp_for(__builtin_return_address(0));
    return interp == NULL ? NULL : interp->group->main;
}
