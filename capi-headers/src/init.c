/* Start and end of the shim: the binding of Java functions, interpreters, and the way out. */
#include "gc.h"
#include "gil.h"
#include "faults.h"
#include "runtime.h"
#include "c4j_index.h"

#include <stdarg.h>
#include <time.h>

c4j_interp *c4j_main_interp;
int c4j_lanes_off;
bool c4j_many_groups;

static long (*bind_upcall)(long index);
static pthread_mutex_t interps_mutex = PTHREAD_MUTEX_INITIALIZER;
static c4j_group *closed;
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

/* Two threads may do so at once, and Java may put another stub there meanwhile: the first one stays. */
static void *put(long index, void *lazy, void *bound)
{
    void *found = lazy;
    if (!__atomic_compare_exchange_n(&c4j_java[index], &found, bound, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
        return found; /* another thread's, which is in the slot, too */
    found = lazy;
    __atomic_compare_exchange_n(&c4j_slots[index], &found, bound, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE);
    return bound;
}

/* Binds function index to its upcall stub. */
void *c4j_bind(long index)
{
    void *gone = c4j_gone();
    if (gone != NULL)
        return gone;
    void *lazy = c4j_java[index], *bound = (void *)bind_upcall(index);
    if (bound == NULL)
        c4j_fatal(c4j_entries[index], "capi4j could not bind this function to Java");
    return put(index, lazy, bound);
}

/* The same for a function that JNI calls, and goes on to call where there is no stub. */
void c4j_bind_again(long index)
{
    void *lazy = c4j_java[index], *bound = c4j_gone() == NULL ? (void *)bind_upcall(index) : NULL;
    if (bound != NULL)
        put(index, lazy, bound);
}

void c4j_rebind(long index, void *stub)
{
    void *bound = __atomic_exchange_n(&c4j_java[index], stub, __ATOMIC_ACQ_REL);
    __atomic_compare_exchange_n(&c4j_slots[index], &bound, stub, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE);
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

/* The main interpreter, the oldest that is open, is where threads go that nothing else is known of, and what stock modules see. */
void c4j_become_main(c4j_interp *interp)
{
    c4j_main_interp = interp;
    _PyRuntime.gilstate_interp = interp;
    if (interp != NULL)
        c4j_runtime_heads(interp->group);
}

/* ---- Groups ---- */

static c4j_group *make_group(void)
{
    c4j_group *group = calloc(1, sizeof(*group));
    if (group == NULL)
        return NULL;
    c4j_gil_init(&group->gil);
    return group;
}

/* A group without members; its structs' heaps may still have blocks that outlive them. */
static c4j_group *take_group(void)
{
    static PyThreadState *nowhere;
    static bool any;
    pthread_mutex_lock(&interps_mutex);
    c4j_many_groups |= any;
    any = true;
    c4j_group *group = closed;
    if (group != NULL)
        closed = group->next;
    pthread_mutex_unlock(&interps_mutex);
    if (group == NULL)
        group = make_group();
    if (group != NULL)
        group->gil.runtime_current = &nowhere; /* until they need one */
    return group;
}

static void give_group(c4j_group *group)
{
    c4j_libraries_leave(group);
    group->life++;
    pthread_mutex_lock(&interps_mutex);
    group->next = closed;
    closed = group;
    pthread_mutex_unlock(&interps_mutex);
}

static c4j_interp *make_interp(c4j_group *group)
{
    static uint64_t last_number;
    c4j_interp *interp = calloc(1, sizeof(*interp));
    if (interp == NULL)
        return NULL;
    pthread_mutex_init(&interp->pending.mutex, NULL);
    interp->group = group;
    interp->gil = &group->gil;
    pthread_mutex_lock(&interps_mutex);
    interp->number = ++last_number;
    pthread_mutex_unlock(&interps_mutex);
    return interp;
}

/* A closed interpreter's struct, with what is left of its heap: blocks that outlive their interpreter still name it as their
   owner, and threads may still wait for its GIL, so it is never freed, only used again. */
static c4j_interp *spare_interp(c4j_group *group)
{
    pthread_mutex_lock(&interps_mutex);
    c4j_interp *interp = group->spare;
    if (interp != NULL)
        group->spare = interp->older;
    pthread_mutex_unlock(&interps_mutex);
    if (interp == NULL)
        return make_interp(group);
    memset(interp, 0, offsetof(c4j_interp, group));
    memset(&interp->lists, 0, sizeof(*interp) - offsetof(c4j_interp, lists));
    interp->pending.first = interp->pending.length = 0;
    return interp;
}

/* CPython's list of interpreters has the newest first, and so has a group; the list of all has the oldest first. */
static void link_interp(c4j_interp *interp)
{
    c4j_group *group = interp->group;
    pthread_mutex_lock(&interps_mutex);
    interp->serial = ++last_serial;
    interp->older = group->newest;
    group->newest = interp;
    if (group->main == NULL)
        group->main = interp;
    interp->cpython_id = group->next_id++;
    if (c4j_main_interp == NULL) {
        c4j_become_main(interp);
        group->gil.runtime_current = &_PyRuntime.tstate_current; /* others get a view when they need one */
    } else {
        c4j_interp *last = c4j_main_interp;
        while (last->next != NULL)
            last = last->next;
        last->next = interp;
    }
    c4j_runtime_heads(group);
    pthread_mutex_unlock(&interps_mutex);
}

static void unlink_from_group(c4j_interp *interp)
{
    c4j_group *group = interp->group;
    c4j_interp **link = &group->newest;
    while (*link != interp)
        link = &(*link)->older;
    *link = interp->older;
    c4j_interp *oldest = group->newest;
    while (oldest != NULL && oldest->older != NULL)
        oldest = oldest->older;
    group->main = oldest; /* at once: threads without the GIL read it */
    c4j_runtime_heads(group);
}

static void unlink_interp(c4j_interp *interp)
{
    pthread_mutex_lock(&interps_mutex);
    unlink_from_group(interp);
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

/* Whoever else is a member hasn't left yet; the GIL is held. */
static bool is_alone(c4j_interp *interp)
{
    return interp->group->newest == interp && interp->older == NULL;
}

static bool others_stay(c4j_interp *interp)
{
    bool stay = false;
    pthread_mutex_lock(&interps_mutex);
    for (c4j_interp *each = interp->group->newest; each != NULL; each = each->older)
        stay |= !each->leaves_group;
    pthread_mutex_unlock(&interps_mutex);
    return stay;
}

int c4j_group_leave(c4j_interp *interp, long milliseconds)
{
    struct timespec moment = {0, 500000};
    interp->leaves_group = true;
    if (others_stay(interp))
        return 0;
    PyThreadState *tstate = c4j_tstate;
    for (long turns = 2 * milliseconds; turns > 0 && !is_alone(interp); turns--) {
        c4j_detach(tstate);
        nanosleep(&moment, NULL);
        c4j_attach(tstate);
    }
    return is_alone(interp);
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

c4j_interp *c4j_interp_new(long place, c4j_interp *sharing)
{
    c4j_group *group = sharing != NULL ? sharing->group : take_group();
    c4j_interp *interp = group == NULL ? NULL : spare_interp(group);
    if (interp == NULL) {
        if (group != NULL && sharing == NULL)
            give_group(group);
        return NULL;
    }
    interp->id = place;
    interp->runtime = &_PyRuntime;
    interp->id_refcount = -1;
    interp->recursion_limit = 1000;
    interp->audit_hooks = process_audit_hooks;
    gc_init(&interp->gc);
    c4j_heap_init(&interp->heap);
    link_interp(interp);
    return interp;
}

void c4j_states_clear(c4j_interp *interp)
{
    c4j_threads_clear(interp);
    Py_CLEAR(interp->dict);
}

void c4j_interp_clear(c4j_interp *interp)
{
    c4j_states_clear(interp);
    Py_CLEAR(interp->gc.garbage);
    Py_CLEAR(interp->gc.callbacks);
    PyConfig_Clear(&interp->config);
    interp->config._config_init = 0;
    c4j_lookups_clear(interp);
    c4j_lists_clear(interp);
    if (is_alone(interp))
        c4j_intern_clear(interp->group);
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

static void keep_closed(c4j_interp *interp)
{
    pthread_mutex_lock(&interps_mutex);
    interp->older = interp->group->spare;
    interp->group->spare = interp;
    pthread_mutex_unlock(&interps_mutex);
}

/* The group's last one takes along what the others have left. */
static void close_heaps(c4j_interp *interp, bool keep, bool is_last)
{
    c4j_group *group = interp->group;
    group->keep |= keep || interp->released > 0 || interp->has_strangers;
    c4j_heap_close(interp, group->keep || !is_last);
    if (!is_last)
        return;
    if (!group->keep)
        c4j_heaps_close(group);
    group->keep = group->had_children = false;
    group->next_id = 0;
}

static void forget(c4j_interp *interp, int keep)
{
    c4j_interp_refuse(interp);
    c4j_threads_forget(interp);
    untrack_all(&interp->gc);
    close_heaps(interp, keep, is_alone(interp));
    unlink_interp(interp);
    keep_closed(interp); /* with the GIL: the last of the group, which takes along the heaps of the others, must find it */
}

/* Java has dropped every object of it, and this thread has entered it once. */
void c4j_interp_free(c4j_interp *interp, int keep)
{
    bool is_last = is_alone(interp);
    forget(interp, keep);
    c4j_end_entry(interp);
    if (is_last)
        give_group(interp->group);
}

/* As c4j_interp_free, of one that C code has made and is still in, or has left. The group has other members. */
void c4j_interp_dismiss(c4j_interp *interp, int keep)
{
    forget(interp, keep);
}

uint64_t c4j_serial(c4j_interp *interp)
{
    return interp->serial;
}

/* To C code, there are those interpreters that share the GIL: what happens in others happens at the same time. */
static c4j_group *group_here(const void *caller)
{
    c4j_interp *interp = c4j_tstate != NULL ? c4j_tstate->interp : c4j_interp_for(caller);
    return interp == NULL ? NULL : interp->group;
}

PyInterpreterState *PyInterpreterState_Main(void)
{
    c4j_group *group = group_here(__builtin_return_address(0));
    return group == NULL ? NULL : group->main;
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
    c4j_group *group = group_here(__builtin_return_address(0));
    return group == NULL ? NULL : group->newest;
}

PyInterpreterState *PyInterpreterState_Next(PyInterpreterState *interp)
{
    return interp->older;
}

int64_t PyInterpreterState_GetID(PyInterpreterState *interp)
{
    if (interp == NULL)
        c4j_misuse("PyInterpreterState_GetID", "no interpreter provided");
    return interp == NULL ? -1 : interp->cpython_id;
}

PyInterpreterState *_PyInterpreterState_LookUpID(int64_t id)
{
    c4j_group *group = group_here(__builtin_return_address(0));
    pthread_mutex_lock(&interps_mutex);
    c4j_interp *interp = group == NULL ? NULL : group->newest;
    while (interp != NULL && interp->cpython_id != id)
        interp = interp->older;
    pthread_mutex_unlock(&interps_mutex);
    if (interp == NULL && c4j_tstate != NULL)
        PyErr_Format(PyExc_RuntimeError, "unrecognized interpreter ID %lld", (long long)id);
    return interp;
}

/* Whether it is a state of an interpreter that is open: of one that isn't, nothing may be read. */
bool c4j_is_alive(PyThreadState *tstate)
{
    bool found = false;
    pthread_mutex_lock(&interps_mutex);
    for (c4j_interp *interp = c4j_main_interp; interp != NULL && !found; interp = interp->next)
        found = c4j_has_state(interp, tstate);
    pthread_mutex_unlock(&interps_mutex);
    return found;
}

/* Where CPython ends the process. Only who has a thread state can be told by an exception: the one that this thread had last becomes current. */
void c4j_misuse(const char *function, const char *message)
{
    if (c4j_tstate == NULL && (c4j_gilstate == NULL || c4j_gilstate->interp == NULL))
        c4j_fatal(function, "%s", message);
    if (c4j_tstate == NULL)
        c4j_swap(NULL, c4j_gilstate);
    PyErr_Format(PyExc_SystemError, "%s: %s", function, message);
}
