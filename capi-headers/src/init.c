/* Start and end of the shim: the binding of Java functions, interpreters, and the way out. */
#include "gc.h"
#include "faults.h"
#include "runtime.h"
#include "c4j_index.h"

#include <stdarg.h>

c4j_interp *c4j_main_interp;
int c4j_lanes_off;

static long (*bind_upcall)(long index);
static pthread_mutex_t interps_mutex = PTHREAD_MUTEX_INITIALIZER;
static c4j_interp *closed;
static uint64_t last_serial;

_Noreturn void c4j_fatal(const char *function, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fflush(stdout);
    fprintf(stderr, "Fatal Python error: %s: ", function);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    fflush(stderr);
    va_end(arguments);
    abort();
}

/* Binds function index to its upcall stub. Two threads may do so at once: both stubs are good. */
void *c4j_bind(long index)
{
    void *gone = c4j_gone();
    if (gone != NULL)
        return gone;
    void *lazy = c4j_java[index];
    void *bound = (void *)bind_upcall(index);
    if (bound == NULL)
        c4j_fatal(c4j_entries[index], "capi4j could not bind this function to Java");
    __atomic_store_n(&c4j_java[index], bound, __ATOMIC_RELEASE);
    if (c4j_slots[index] == lazy)
        __atomic_store_n(&c4j_slots[index], bound, __ATOMIC_RELEASE);
    return bound;
}

void c4j_rebind(long index, void *stub)
{
    void *bound = c4j_java[index];
    __atomic_store_n(&c4j_java[index], stub, __ATOMIC_RELEASE);
    if (c4j_slots[index] == bound)
        __atomic_store_n(&c4j_slots[index], stub, __ATOMIC_RELEASE);
}

int c4j_init(int flags, void *bind)
{
    bind_upcall = (long (*)(long))bind;
    if (c4j_main_interp != NULL)
        return 0;
    c4j_lanes_off = flags & 1;
    if (c4j_lanes_off)
        memcpy(c4j_slots, c4j_java, sizeof(void *) * (size_t)c4j_function_count);
    c4j_alloc_init();
    c4j_runtime_init();
    c4j_types_inherit();
    c4j_afterlife_init();
    c4j_await_exit();
    c4j_faults_init();
    return 0;
}

static void gc_init(struct c4j_gc *gc)
{
    static const int thresholds[C4J_GENERATIONS] = {700, 10, 10};
    for (int i = 0; i < C4J_GENERATIONS; i++) {
        c4j_gc_head *head = &gc->generations[i].head;
        head->_gc_next = head->_gc_prev = (uintptr_t)head;
        gc->generations[i].threshold = thresholds[i];
    }
    c4j_gc_head *permanent = &gc->permanent_generation.head;
    permanent->_gc_next = permanent->_gc_prev = (uintptr_t)permanent;
    gc->generation0 = &gc->generations[0].head;
    gc->enabled = 1;
}

/* The main interpreter, the oldest that is open, is where threads that Java doesn't know go, and what stock modules see. */
void c4j_become_main(c4j_interp *interp)
{
    c4j_main_interp = interp;
    _PyRuntime.interpreters_head = _PyRuntime.interpreters_main = _PyRuntime.gilstate_interp = interp;
}

static void link_interp(c4j_interp *interp)
{
    static PyThreadState *nowhere;
    interp->runtime_current = &nowhere;
    pthread_mutex_lock(&interps_mutex);
    interp->serial = ++last_serial;
    interp->cpython_id = (int64_t)interp->serial - 1;
    if (c4j_main_interp == NULL) {
        c4j_become_main(interp);
        interp->runtime_current = &_PyRuntime.tstate_current; /* others get a view when they need one */
    } else {
        interp->next = c4j_main_interp->next;
        c4j_main_interp->next = interp;
    }
    pthread_mutex_unlock(&interps_mutex);
}

static void unlink_interp(c4j_interp *interp)
{
    pthread_mutex_lock(&interps_mutex);
    if (interp == c4j_main_interp) {
        c4j_become_main(interp->next);
    } else {
        c4j_interp *before = c4j_main_interp;
        while (before->next != interp)
            before = before->next;
        before->next = interp->next;
    }
    pthread_mutex_unlock(&interps_mutex);
}

static void keep_closed(c4j_interp *interp)
{
    pthread_mutex_lock(&interps_mutex);
    interp->next = closed;
    closed = interp;
    pthread_mutex_unlock(&interps_mutex);
}

/* A closed interpreter's struct, with what is left of its heap: blocks that outlive their interpreter still name it as their
   owner, and threads may still wait for its GIL, so it is never freed, only used again. */
static c4j_interp *closed_interp(void)
{
    pthread_mutex_lock(&interps_mutex);
    c4j_interp *interp = closed;
    if (interp != NULL)
        closed = interp->next;
    pthread_mutex_unlock(&interps_mutex);
    if (interp == NULL)
        return NULL;
    memset(interp, 0, offsetof(c4j_interp, runtime_view));
    memset(&interp->lists, 0, sizeof(*interp) - offsetof(c4j_interp, lists));
    interp->pending.first = interp->pending.length = 0;
    return interp;
}

/* Hooks of PySys_AddAuditHook, which every interpreter asks. */
static long process_audit_hooks;

void c4j_count_audit_hook(c4j_interp *interp)
{
    if (interp != NULL) {
        interp->audit_hooks++;
        return;
    }
    process_audit_hooks++;
    for (c4j_interp *each = c4j_main_interp; each != NULL; each = each->next)
        each->audit_hooks++;
}

static c4j_interp *make_interp(void)
{
    c4j_interp *interp = calloc(1, sizeof(*interp));
    if (interp == NULL)
        return NULL;
    pthread_mutex_init(&interp->pending.mutex, NULL);
    c4j_gil_init(interp);
    return interp;
}

c4j_interp *c4j_interp_new(long place)
{
    c4j_interp *interp = closed_interp();
    if (interp == NULL)
        interp = make_interp();
    if (interp == NULL)
        return NULL;
    interp->id = place;
    interp->runtime = &_PyRuntime;
    interp->recursion_limit = 1000;
    interp->audit_hooks = process_audit_hooks;
    gc_init(&interp->gc);
    c4j_heap_init(&interp->heap);
    link_interp(interp);
    return interp;
}

void c4j_interp_clear(c4j_interp *interp)
{
    Py_CLEAR(interp->dict);
    Py_CLEAR(interp->gc.garbage);
    Py_CLEAR(interp->gc.callbacks);
    c4j_threads_clear(interp);
    c4j_lookups_clear(interp);
    c4j_lists_clear(interp);
    c4j_intern_clear(interp);
}

/* Objects that outlive their interpreter must not hang on to its lists, which the next one gets. */
static void untrack_all(struct c4j_gc *gc)
{
    for (int i = 0; i <= C4J_GENERATIONS; i++) {
        c4j_gc_head *list = i < C4J_GENERATIONS ? &gc->generations[i].head : &gc->permanent_generation.head;
        c4j_gc_head *next;
        for (c4j_gc_head *head = (c4j_gc_head *)list->_gc_next; head != list; head = next) {
            next = (c4j_gc_head *)(head->_gc_next & ~(uintptr_t)C4J_GC_NEXT_FLAGS);
            head->_gc_next = 0;
            head->_gc_prev &= C4J_GC_FINALIZED;
        }
    }
}

/* Java has dropped every object of it, and this thread has entered it once. */
void c4j_interp_free(c4j_interp *interp, int keep)
{
    c4j_interp_refuse(interp);
    c4j_threads_forget(interp);
    untrack_all(&interp->gc);
    c4j_heap_close(interp, keep || interp->released > 0 || interp->has_strangers);
    unlink_interp(interp);
    c4j_end_entry(interp);
    keep_closed(interp);
}

uint64_t c4j_serial(c4j_interp *interp)
{
    return interp->serial;
}

PyInterpreterState *PyInterpreterState_Main(void)
{
    return c4j_main_interp;
}

PyObject *PyInterpreterState_GetDict(PyInterpreterState *interp)
{
    if (interp->dict == NULL) {
        interp->dict = PyDict_New();
        if (interp->dict == NULL)
            PyErr_Clear();
    }
    return interp->dict;
}

PyInterpreterState *PyInterpreterState_Head(void)
{
    return c4j_main_interp;
}

PyInterpreterState *PyInterpreterState_Next(PyInterpreterState *interp)
{
    return interp->next;
}

int64_t PyInterpreterState_GetID(PyInterpreterState *interp)
{
    return interp->cpython_id;
}

PyInterpreterState *_PyInterpreterState_LookUpID(int64_t id)
{
    pthread_mutex_lock(&interps_mutex);
    c4j_interp *interp = c4j_main_interp;
    while (interp != NULL && interp->cpython_id != id)
        interp = interp->next;
    pthread_mutex_unlock(&interps_mutex);
    return interp != NULL ? interp : C4J_JAVA(_PyInterpreterState_LookUpID)(id);
}

#undef Py_FatalError

void Py_FatalError(const char *message)
{
    c4j_fatal("<unknown>", "%s", message);
}

void _Py_FatalErrorFunc(const char *function, const char *message)
{
    c4j_fatal(function, "%s", message);
}

void _Py_FatalRefcountErrorFunc(const char *function, const char *message)
{
    c4j_fatal(function, "%s", message);
}

void _Py_FatalErrorFormat(const char *function, const char *format, ...)
{
    char message[1000];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof(message), format, arguments);
    va_end(arguments);
    c4j_fatal(function, "%s", message);
}
