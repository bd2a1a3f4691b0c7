/* The shim's own header: what Java reaches by name, and what the shim's files share.

   A function marked C4J_API stands on one line, is exported, and is looked up by Java by its name. "critical" says that it
   never calls Java, never blocks and is therefore called without leaving Java's thread state. Pointers travel as C pointers,
   which Java sees as long. */
#ifndef CAPI4J_SHIM_H
#define CAPI4J_SHIM_H

#include "Python.h"
#include "structmember.h"
#include "internal_api.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define C4J_API __attribute__((visibility("default")))
#define C4J_LIKELY(condition) __builtin_expect(!!(condition), 1)
#define C4J_UNLIKELY(condition) __builtin_expect(!!(condition), 0)

/* Reference counts of what all interpreters share start here: counting without a lock may drift, but never to zero. */
#ifndef C4J_IMMORTAL_REFCNT
#  define C4J_IMMORTAL_REFCNT ((Py_ssize_t)1 << 40)
#endif

typedef struct _is c4j_interp;
typedef struct c4j_group c4j_group;
typedef struct c4j_library c4j_library;
struct pyruntimestate;

/* ---- The GIL (gil.c) ---- */

struct c4j_gil {
    _Atomic uint32_t locked;
    _Atomic uint32_t waiting;      /* threads inside the slow path of taking it */
    _Atomic uint32_t drop_request; /* somebody has waited for a switch interval */
    uint32_t switches;             /* counts changes of the holder; under mutex */
    PyThreadState *last_holder;    /* under mutex, or by the holder */
    c4j_interp *holder;            /* the last holder's: under mutex */
    PyThreadState **runtime_current; /* where stock modules look for the current thread state */
    pthread_mutex_t mutex;
    pthread_cond_t freed;
    pthread_cond_t switched;
};

/* ---- The allocator (alloc.c) ---- */

#define C4J_ALIGNMENT 16
#define C4J_SMALL_LIMIT 512
#define C4J_MEDIUM_LIMIT 65536 /* of objects: what extensions take beyond the small limit with PyMem_Malloc, some give to free() */
#define C4J_SMALL_CLASSES (C4J_SMALL_LIMIT / C4J_ALIGNMENT)
#define C4J_CLASSES (C4J_SMALL_CLASSES + 4 * 7) /* four to each power of two from 512 to 65,536 */
#define C4J_DOMAINS 3

/* A pool: blocks of one size, owned by one interpreter; this header is its start. */
struct c4j_pool {
    void *free;             /* blocks ready to hand out, linked through their first word */
    uint16_t used;
    uint16_t units;         /* of 16 bytes in a block */
    uint16_t size_class;
    bool full;              /* in no list until a block comes back */
    bool shared;            /* holds something that outlives its interpreter: see c4j_share */
    char *fresh;            /* blocks from here on were never handed out */
    struct c4j_pool *next;
    struct c4j_pool *prev;
    c4j_interp *owner;
};

struct c4j_count {
    long blocks;
    long bytes;
};

struct c4j_heap {
    struct c4j_pool *current[C4J_CLASSES]; /* where the next block comes from; never NULL */
    struct c4j_pool *rooms[C4J_CLASSES];   /* other pools with room */
    _Atomic(void *) returned;              /* blocks freed by threads that don't hold the owner's GIL */
    struct c4j_count count[C4J_DOMAINS];
    long limit;                            /* bytes of all domains, 0: none */
    bool refused;                          /* the limit has refused something, which nobody has reported yet */
};

/* ---- Free lists (lanes/) ---- */

/*
 * The block behind a free block, which holds its address where an object's count was. An extension that releases an object once too often
 * counts that address down, one that takes a dead object counts it up: what a block's alignment leaves open tells where it pointed.
 */
static inline void *c4j_next_free(void *block)
{
    return (void *)((*(uintptr_t *)block + C4J_ALIGNMENT / 2) & ~(uintptr_t)(C4J_ALIGNMENT - 1));
}

#define C4J_TUPLE_SIZES 20
#define C4J_KEEP 80

struct c4j_free_list {
    void *first;
    int length;
};

struct c4j_lists {
    struct c4j_free_list floats;
    struct c4j_free_list longs; /* one digit */
    struct c4j_free_list lists;
    struct c4j_free_list dicts;
    struct c4j_free_list tuples[C4J_TUPLE_SIZES];
};

/* Interned strs, open-addressed over their own hashes. */
struct c4j_interned {
    PyObject **slots;
    size_t mask;
    size_t count;
};

/* ---- Attribute look-ups (lanes/lookup.c) ---- */

#define C4J_LOOKUPS 1024
#define C4J_NAMES 256

/* What a type's MRO has under a name: borrowed, or NULL. Versions are never used twice, by any type; version 0 matches nothing. */
struct c4j_lookup {
    unsigned version;
    PyObject *name;
    PyObject *value;
};

/* The interned str of a C string that was asked for twice: most are literals. */
struct c4j_name {
    const char *text;
    PyObject *name; /* NULL after the first time */
    Py_hash_t hash;
};

/* ---- Interpreters ---- */

#define C4J_GENERATIONS 3

#define C4J_EVAL_DROP 1    /* another thread has waited for the GIL long enough */
#define C4J_EVAL_PENDING 2 /* pending calls are waiting */
#define C4J_EVAL_DEAD 4    /* states of finished threads are to be cleared and freed */
#define C4J_EVAL_CLOSED 8  /* the interpreter is closed: nobody gets in any more */
#define C4J_EVAL_ASYNC 16  /* PyThreadState_SetAsyncExc has left an exception for some thread */
#define C4J_EVAL_SIGNAL 32 /* PyErr_SetInterrupt was called */

/* What precedes every object of a type with Py_TPFLAGS_HAVE_GC: the links of the list that it is tracked in, next being 0 when it is
   in none; the low bits of prev are flags. */
typedef struct {
    uintptr_t _gc_next;
    uintptr_t _gc_prev;
} c4j_gc_head;

/* As CPython's, for stock modules that were built with its internal headers and link objects in by themselves. */
struct c4j_generation {
    c4j_gc_head head;
    int threshold;
    int count;
};

struct c4j_gc {
    PyObject *trash_delete_later;
    int trash_delete_nesting;
    int enabled;
    int debug;
    struct c4j_generation generations[C4J_GENERATIONS];
    c4j_gc_head *generation0;
    struct c4j_generation permanent_generation;
    char generation_stats[72];
    int collecting;
    PyObject *garbage;
    PyObject *callbacks;
    Py_ssize_t long_lived_total;
    Py_ssize_t long_lived_pending;
};

#define C4J_PENDING 32

struct c4j_pending {
    pthread_mutex_t mutex;
    int first;
    int length;
    bool running;
    struct {
        int (*function)(void *);
        void *argument;
    } calls[C4J_PENDING];
};

/* PyInterpreterState. Fields with an offset are where CPython 3.11 has them. */
struct _is {
    int64_t id;                /* the place in Java's table; what CPython calls the id is at 48 */
    uint64_t next_thread_id;   /* 8 */
    PyThreadState *threads;    /* 16 */
    long thread_count;         /* 24 */
    size_t thread_stack;       /* 32 */
    void *runtime;             /* 40 */
    int64_t cpython_id;        /* 48 */
    int64_t id_refcount;       /* 56: of InterpreterID objects; -1 as long as there are none */
    int requires_idref;        /* 64: it ends with the last of them */
    char unused_68[28];
    int recursion_limit;       /* 96 */
    _Atomic int eval_breaker;  /* 100: pending calls, a GIL drop request or threads to bury */
    _Atomic uint64_t serial;   /* 104: of no other interpreter ever; 0 once this one lets nobody in any more. Changed with the GIL held. Ours: whoever enters reads both */
    char unused_112[536];
    struct c4j_gc gc;          /* 648 */
    PyObject *modules;         /* 888 */
    PyObject *modules_by_index;
    PyObject *sysdict;         /* 904 */
    PyObject *builtins;        /* 912 */
    PyObject *importlib;       /* 920 */
    char unused_928[40];
    PyConfig config;           /* 968: filled in when first asked for */
    char unused_1392[8];
    PyObject *dict;            /* 1400 */

    c4j_interp *next;                /* of all that are open, a newer one */
    c4j_interp *older;               /* of those that share the GIL */
    bool leaves_group;
    bool is_gone;                    /* nobody can get a state of it any more */
    bool is_isolated;                /* _Py_NewInterpreter was asked for one */
    bool is_c_made;                  /* by Py_NewInterpreter or PyInterpreterState_New */
    c4j_group *group;                /* survives, as do the next five, when the struct is used again */
    struct c4j_gil *gil;             /* the group's */
    struct c4j_pending pending;
    struct c4j_heap heap;
    uint64_t number;                 /* no other struct has it */
    uint64_t dict_versions;          /* given out by lanes */
    struct c4j_lists lists;
    struct c4j_thread *dead;         /* of finished OS threads, to be cleared and freed by who holds the GIL: under the mutex of all states */
    bool keeps_dead;                 /* somebody with the GIL goes through them, and lets go of it on the way */
    long audit_hooks;
    bool has_strangers;              /* threads that Java doesn't know have been here, and may use its memory at any time */
    long released;                   /* stacks that have let go of the GIL for a while: the sum over its threads */
    long collections;                /* statistics, of the interpreter's whole life */
    long collection_nanoseconds;
    _Atomic long gil_waits;
    _Atomic long gil_wait_nanoseconds;
    struct c4j_lookup lookups[C4J_LOOKUPS];
    struct c4j_name names[C4J_NAMES];
};

/* Interpreters that share one GIL, and with it extension libraries and the objects that those keep in static variables: often there is only one.
   A group is never freed, only used again, and a struct stays in its group. */
struct c4j_group {
    struct c4j_gil gil;
    struct c4j_interned interned;
    struct pyruntimestate *runtime_view; /* of the group's libraries, if they look into it */
    c4j_interp *newest;                  /* of those that are open */
    c4j_interp *main;                    /* the oldest of them */
    c4j_interp *spare;                   /* closed ones; their heaps may still be in use as long as the group has members */
    int64_t next_id;
    bool keep;                           /* memory of a closed one may be in use by who knows whom */
    bool had_children;                   /* C code has made an interpreter */
    _Atomic uint64_t life;               /* how often it has lost its last member: threads and libraries of a former life are nobody's */
    c4j_group *next;                     /* without members */
};

/* ---- Thread states ---- */

/* What follows the public PyThreadState. */
struct c4j_thread {
    PyThreadState state;
    char *stack_limit;            /* calls that find the stack below this are refused */
    pthread_t owner;              /* read with it, by every call from Java */
    long nesting;                 /* c4j_enter calls that c4j_leave has not yet undone */
    int dealloc_depth;
    PyObject *dealloc_later;      /* linked through ob_refcnt, which is 0 then */
    struct c4j_thread *os_next;   /* other states of the same OS thread */
    bool is_listed;               /* among its OS thread's own, or the dead: nobody else deletes it */
    bool is_ensured;              /* PyGILState_Ensure has made it, and PyGILState_Release ends it */
    bool is_visiting;             /* came by PyThreadState_Swap, and has nothing on the stack to come back to */
    int released;                 /* how often this state's stack has let go of the GIL and will want it again */
};

#define C4J_THREAD(tstate) ((struct c4j_thread *)(tstate))

/* The state that holds its interpreter's GIL on this thread, or NULL. */
extern __thread PyThreadState *c4j_tstate __attribute__((tls_model("initial-exec"), visibility("hidden")));

extern c4j_interp *c4j_main_interp;
extern _Atomic int c4j_finished; /* the process runs its exit handlers, and there is no Java any more */
extern c4j_interp c4j_nowhere;
extern int c4j_lanes_off;
extern bool c4j_many_groups; /* there have been several, at once or one after the other */

/* How many nanoseconds a thread has to wait for the GIL before Java is told; LONG_MAX: never. */
extern long c4j_report_waits;

/* Not 0 while every allocation must be seen: a fault is due, a limit is set, an allocator was replaced. Free lists stand
   still then. */
extern int c4j_alloc_watched;

/* ---- The tables (generated) ---- */

extern void *c4j_slots[];
extern void *c4j_java[];
extern const char *const c4j_entries[];
extern const long c4j_function_count;
extern void *const c4j_lanes[]; /* as c4j_slots was at first */
extern char c4j_trampolines[];
extern char c4j_trampolines_end[];
extern char c4j_lazy_stubs[];
extern char c4j_lazy_stubs_end[];

enum { C4J_TRAMPOLINE = 8 }; /* bytes */

/* The calls of a library that was just opened, and of those that it brought along, go straight to the fast lanes; and no more. */
void c4j_direct(const void *handle);
void c4j_direct_end(void);
void c4j_types_inherit(void);

/* The slots of types whose struct starts with count references. */
int c4j_traverse_references(PyObject *self, int count, visitproc visit, void *arg);
int c4j_clear_references(PyObject *self, int count);
void c4j_dealloc_references(PyObject *self, int count, destructor dealloc);

void c4j_lazy(void);

/* Calls Java's implementation whatever the slot says; the name's declaration gives the type. */
#define C4J_JAVA(name) ((__typeof__(&name))c4j_java[IDX_##name])

/* A fast lane and its way out. */
#define LANE(type, name) type lane_##name
/* One for a slot of a type, which no header declares. */
#define SLOT_LANE(type, name, ...) type name(__VA_ARGS__); type lane_##name(__VA_ARGS__)
#define MISS(name) C4J_JAVA(name)

/* ---- Inside the shim ---- */

_Noreturn void c4j_fatal(const char *function, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* As c4j_fatal, but the functions of extensions that led here are given up instead of the process, if somebody beneath them can be told. */
_Noreturn void c4j_give_up(const char *function, const char *message);
void c4j_runtime_init(void);
void c4j_afterlife_init(void);
void c4j_runtime_copy(struct pyruntimestate *view);
void c4j_runtime_heads(c4j_group *group);
void c4j_libraries_end(void);
void c4j_libraries_leave(c4j_group *group);
void *c4j_gone(void);
bool c4j_attach_to_java(void);
void c4j_become_main(c4j_interp *interp);
void c4j_alloc_init(void);
void c4j_heap_init(struct c4j_heap *heap);
void c4j_heap_close(c4j_interp *interp, bool keep);
void c4j_heaps_close(c4j_group *group);
void c4j_gil_init(struct c4j_gil *gil);
void c4j_threads_clear(c4j_interp *interp);
void c4j_threads_forget(c4j_interp *interp);
void c4j_bury_dead(c4j_interp *interp);
void c4j_own(PyThreadState *tstate);
void c4j_yield(c4j_interp *interp);
PyObject *c4j_take_async(PyThreadState *tstate);
void c4j_lists_clear(c4j_interp *interp);
void c4j_intern_clear(c4j_group *group);
void c4j_lookups_clear(c4j_interp *interp);
#define C4J_ANY 0 /* in the place of a serial: whichever interpreter this is, about to close or not */
PyThreadState *c4j_thread_here(c4j_interp *interp, uint64_t serial);
void c4j_attach(PyThreadState *tstate);
void c4j_detach(PyThreadState *tstate);
void c4j_step_out(PyThreadState *tstate);
void c4j_step_in(PyThreadState *tstate);

/* C code that was called has come back without the GIL, or with another thread state: this thread's own is made current again, and a SystemError
   set that says so. NULL: the one that PyGILState_Ensure would take. */
C4J_API PyThreadState *c4j_take_back(PyThreadState *tstate);

/* The current thread state after a call of C code. */
static inline PyThreadState *c4j_back(void)
{
    return C4J_LIKELY(c4j_tstate != NULL) ? c4j_tstate : c4j_take_back(NULL);
}

void c4j_end_entry(c4j_interp *interp);
_Noreturn void c4j_sleep_forever(void);
void c4j_misuse(const char *function, const char *message);
void c4j_swap(PyThreadState *from, PyThreadState *to);
bool c4j_is_alive(PyThreadState *tstate);
bool c4j_has_state(c4j_interp *interp, PyThreadState *tstate);
bool c4j_has_entered(PyThreadState *tstate);
void c4j_go_bare(PyThreadState *tstate);
bool c4j_is_bare(void);
void c4j_drop_bare(void);
void c4j_disown(PyThreadState *tstate);

/* Whose the code at an address is, this thread, or the nearest code on its stack: false when it is no extension's, or of none that is only theirs. Those
   whose extension it was may be gone: *group is NULL then. */
bool c4j_library_group(const void *code, c4j_group **group);
bool c4j_birth_group(c4j_group **group);
bool c4j_stack_group(c4j_group **group);
c4j_interp *c4j_interp_for(const void *caller);
void c4j_thread_free(PyThreadState *tstate);
void c4j_interp_dismiss(c4j_interp *interp, int keep);
void c4j_gil_wake(struct c4j_gil *gil, PyThreadState *tstate);
void c4j_gil_drop(struct c4j_gil *gil, PyThreadState *tstate);

static inline size_t c4j_prefix_size(PyTypeObject *type)
{
    return (PyType_HasFeature(type, Py_TPFLAGS_HAVE_GC) ? sizeof(c4j_gc_head) : 0)
        + (PyType_HasFeature(type, Py_TPFLAGS_MANAGED_DICT) ? 2 * sizeof(PyObject *) : 0);
}

/* Where an object of a type with Py_TPFLAGS_MANAGED_DICT has its dict: behind the values that CPython may have instead, before the GC head. */
static inline PyObject **c4j_managed_dict(PyObject *object)
{
    return (PyObject **)object - 3;
}

enum { C4J_STACK_HEADROOM = 64 * 1024 }; /* what making a RecursionError may use below the limit */

static inline bool c4j_stack_is_low(PyThreadState *tstate)
{
    return (char *)__builtin_frame_address(0)
        < C4J_THREAD(tstate)->stack_limit - (tstate->recursion_headroom > 0 ? C4J_STACK_HEADROOM : 0);
}

/* ---- For Java ---- */

/* Start and end. flags: bit 0 turns the fast lanes off. bind is the upcall long bind(long index). 0 is success.
   To close an interpreter, entered once: c4j_interp_refuse, from where on nobody else gets in with c4j_enter; c4j_group_leave, which says whether what the
   group's interpreters share goes too; c4j_interp_clear; c4j_interp_free, which leaves. c4j_await_exit is called after each library that was opened, and when the JVM is about to end. Threads that come back from a released section after that sleep for ever. */
C4J_API int c4j_init(int flags, void *bind);
C4J_API void *c4j_bind(long index);
void c4j_bind_again(long index);
/* Puts another stub in place of the one that function index was bound to; critical. */
C4J_API void c4j_rebind(long index, void *stub);
C4J_API void c4j_await_exit(void);
/* Says where JNI_GetCreatedJavaVMs is. */
C4J_API void c4j_use_vms(void *jni_get_created_vms);
/* sharing, whose GIL is held: the interpreter with which it shares that; NULL: none. */
C4J_API c4j_interp *c4j_interp_new(long place, c4j_interp *sharing);
/* One more audit hook, of one interpreter or (NULL) of all; critical. */
C4J_API void c4j_count_audit_hook(c4j_interp *interp);
C4J_API void c4j_interp_refuse(c4j_interp *interp);
/* Waits, with the GIL held in between, until nobody else is in the middle of something. */
C4J_API void c4j_interp_await(c4j_interp *interp, long milliseconds);
/* 1: this is the last interpreter of its group. Waits until others that are leaving have left. */
C4J_API int c4j_group_leave(c4j_interp *interp, long milliseconds);
/* Clears what thread states and the interpreter's own dict hold, after its modules. */
C4J_API void c4j_states_clear(c4j_interp *interp);
C4J_API void c4j_interp_clear(c4j_interp *interp);
/* Threads in sections where they have released the GIL, and will want it again; and whether this thread is one of them, or holds it: critical. */
C4J_API long c4j_released(c4j_interp *interp);
C4J_API int c4j_is_inside(c4j_interp *interp);
/* keep: memory that is still allocated stays, for who has it. */
C4J_API void c4j_interp_free(c4j_interp *interp, int keep);

/* Steals a _thread.lock: it is released when the calling thread's state is cleared. */
C4J_API void c4j_set_sentinel(PyObject *lock);

/* Extension libraries (library.c), whose first field is dlopen's handle, and those that they need and that have Python's objects in static variables.
   NULL or -1: c4j_library_problem (critical, same thread) says why.
   c4j_library_open opens the file itself, c4j_library_find has what is open already. c4j_library_known says which file is open that is known by a name,
   c4j_library_found where the dynamic linker's folders have one (NULL: none).
   c4j_library_copy prepares a copy, c4j_library_need says what the copy is to have for a name of something that it needs, c4j_library_load loads it with
   the copies that it needs, c4j_library_drop forgets one that couldn't be loaded.
   c4j_library_begin, with the GIL held: from here on the library is this interpreter's; c4j_library_end, with the GIL held still: its destructors run.
   After the interpreter's end it may begin again. */
C4J_API void c4j_library_flags(long flags); /* for what this thread opens next */
C4J_API c4j_library *c4j_library_open(const char *path);
C4J_API c4j_library *c4j_library_find(const char *path);
C4J_API const char *c4j_library_known(const char *name);
C4J_API const char *c4j_library_found(const char *name);
C4J_API c4j_library *c4j_library_copy(const char *path);
C4J_API int c4j_library_need(const char *name, c4j_library *copy, c4j_library *needed);
C4J_API long c4j_library_load(c4j_library *copy);
C4J_API void c4j_library_drop(c4j_library *copy);
C4J_API const char *c4j_library_problem(void);
C4J_API void c4j_library_begin(c4j_library *library, c4j_interp *interp);
C4J_API void c4j_library_end(c4j_library *library);

/* The GIL. An interpreter's struct is used again after its end; its serial tells which one a caller means. c4j_try_enter and
   c4j_try_leave are critical and answer 0 when the blocking one must be called instead; c4j_enter_within answers 1, 0 when the interpreter
   is closed, -1 when the time is over. c4j_holds_gil is critical. */
C4J_API uint64_t c4j_serial(c4j_interp *interp);
C4J_API PyThreadState *c4j_current(void);
C4J_API PyThreadState *c4j_enter(c4j_interp *interp, uint64_t serial);
/* 1: C code had made another thread state current, and left it so. */
C4J_API int c4j_leave(c4j_interp *interp);
C4J_API int c4j_enter_within(c4j_interp *interp, uint64_t serial, long nanoseconds);
C4J_API PyThreadState *c4j_try_enter(c4j_interp *interp, uint64_t serial);
C4J_API int c4j_try_leave(c4j_interp *interp);
C4J_API int c4j_holds_gil(c4j_interp *interp);
/* What an evaluation loop does between two instructions: gives a waiting thread its turn (if the caller can stand that), runs pending calls,
   clears dead threads' states, raises exceptions that other threads have sent: -1 then. The GIL is held, no error is set. */
C4J_API int c4j_attend(int yields);
/* Whether PyErr_SetInterrupt was called since: -1 with KeyboardInterrupt set. */
C4J_API int c4j_raise_interrupt(c4j_interp *interp);
/* Waits of this many nanoseconds are reported from now on; critical. */
C4J_API void c4j_set_report_waits(long nanoseconds);
C4J_API void c4j_clear_errno(void);

/* Memory, all critical. domain: 0 raw, 1 mem, 2 object. */
C4J_API void *c4j_alloc(int domain, size_t size);
C4J_API void *c4j_calloc(int domain, size_t count, size_t size);
C4J_API void *c4j_realloc(int domain, void *block, size_t size);
C4J_API void c4j_free(int domain, void *block);
/* Blocks for so many objects of one size, up to 512 bytes: how many, fewer when memory is short. */
size_t c4j_object_blocks(size_t size, size_t count, void **blocks);
/* Gives up the references to so many objects, from the last one on; NULL is none. */
void c4j_drop_items(PyObject **items, Py_ssize_t count);
/* The block, of the object domain, is every interpreter's, and stays when its own one ends. */
C4J_API void c4j_share(void *block);
C4J_API void *c4j_object_malloc(size_t size);
C4J_API void *c4j_object_realloc(void *block, size_t size);
C4J_API void c4j_object_free(void *block);
C4J_API PyObject *c4j_type_alloc(PyTypeObject *type, Py_ssize_t items);
C4J_API PyObject *c4j_object_new(PyTypeObject *type, size_t size);
C4J_API PyObject *c4j_gc_new(PyTypeObject *type, size_t size);
C4J_API void c4j_gc_free(PyObject *object);
C4J_API void c4j_gc_track(PyObject *object);
C4J_API void c4j_gc_untrack(PyObject *object);

/* The cycle collector (collector.c). Those that return objects return new references, or NULL with an error set. c4j_collect_due
   does nothing while an error is set; c4j_gc_state (critical) is where Java reads and writes thresholds, counts and flags. */
C4J_API void c4j_collect_due(c4j_interp *interp);
C4J_API long c4j_collect(c4j_interp *interp, int generation);
C4J_API long c4j_collect_quietly(c4j_interp *interp);
C4J_API struct c4j_gc *c4j_gc_state(c4j_interp *interp);
C4J_API PyObject *c4j_gc_list(c4j_interp *interp, int which);
C4J_API PyObject *c4j_gc_objects(c4j_interp *interp, int generation);
C4J_API PyObject *c4j_gc_referrers(c4j_interp *interp, PyObject *objects);
C4J_API PyObject *c4j_gc_referents(PyObject *objects);
/* The tracked objects that are reachable from Java's handles (their objects, as often as there are handles) and from nothing else, and
   what they refer to among themselves: object i refers to objects[referents[starts[i]]] up to starts[i + 1]. NULL when that can't be said
   now. To be freed with c4j_gc_owned_free. */
struct c4j_owned {
    long count;
    PyObject **objects;
    long *starts;
    int *referents;
    long edges;
    long room;
};
C4J_API struct c4j_owned *c4j_gc_owned(c4j_interp *interp, PyObject **handles, long count);
C4J_API void c4j_gc_owned_free(struct c4j_owned *owned);
C4J_API void c4j_gc_freeze(c4j_interp *interp);
C4J_API void c4j_gc_unfreeze(c4j_interp *interp);
C4J_API long c4j_gc_frozen(c4j_interp *interp);

/* Statistics and faults, all critical. c4j_alloc_fail_after(n): the n-th allocation from now fails (1: the next), and no other;
   0 ends the watch. c4j_alloc_failed() is how many have failed since. */
C4J_API long c4j_blocks(c4j_interp *interp);
C4J_API long c4j_float_power(long base, long exponent);
C4J_API long c4j_float_hypot(long x, long y);
C4J_API long c4j_complex_power(double *parts, long unused);
C4J_API long c4j_bytes(c4j_interp *interp, int domain);
C4J_API void c4j_set_limit(c4j_interp *interp, long bytes);
/* The bytes in use when the limit has refused an allocation since the last time, else -1. */
C4J_API long c4j_take_refusal(c4j_interp *interp);
/* Of the interpreter's life: 0 collections, 1 their nanoseconds, 2 waits for the GIL, 3 their nanoseconds. */
C4J_API long c4j_statistic(c4j_interp *interp, int which);
C4J_API void c4j_alloc_fail_after(long n);
C4J_API long c4j_alloc_failed(void);

/* Objects that live in the shim. c4j_static_string finds the immortal str of this ASCII text, or NULL; critical. */
C4J_API PyObject *c4j_static_string(const char *ascii, long length);
C4J_API PyObject *c4j_latin1_string(long code);
/* The interned str equal to this one, which it may be: borrowed. A str that was interned must be forgotten before it is freed. Critical. */
C4J_API PyObject *c4j_intern(PyObject *str);
C4J_API void c4j_intern_forget(PyObject *str);
C4J_API PyObject *c4j_static_bytes(long byte);
C4J_API PyObject *c4j_empty_bytes(void);
C4J_API PyObject *c4j_empty_tuple(void);
C4J_API PyObject *c4j_small_int(long value);

/* Deallocation: runs tp_dealloc, whatever Java thinks. */
C4J_API void c4j_dealloc(PyObject *object);
C4J_API void c4j_decref(PyObject *object);

/* Values on their way to Java: where they end, and where in a dict the next one would be. */
struct c4j_values {
    long end, position;
    char bytes[];
};

enum { C4J_VALUES = 4096 }; /* the size of all that: org.capi4j.bridge.CallArea */

/* Whole Java values (convert.c), all critical; the arrays may be on Java's heap. A str of ASCII text; the objects of simple values (how many: fewer when memory
   is short) and, backwards, the simple values among a list's or tuple's items, or an exact dict's entries from a position on (how many: the next one is something else, or there is no
   room for it); a list of numbers, numbers out of a list's or tuple's items (0: one of them is something else), pairs of keys and values handed over to an exact dict (how many of them: the
   next one's key is there already, or takes Java to hash), and the end of an object of a plain type (0: not here). */
C4J_API PyObject *c4j_ascii_string(const char *text, long length);
C4J_API long c4j_make_values(const char *values, long count, PyObject **objects);
C4J_API long c4j_write_values(PyObject *const *items, long count, struct c4j_values *values);
C4J_API long c4j_write_entries(PyObject *dict, long position, struct c4j_values *values);
C4J_API PyObject *c4j_list_of_doubles(const double *values, long count);
C4J_API PyObject *c4j_list_of_longs(const long *values, long count);
C4J_API PyObject *c4j_list_of_ints(const int *values, long count);
C4J_API int c4j_read_doubles(PyObject *const *items, double *values, long count);
C4J_API int c4j_read_longs(PyObject *const *items, long *values, long count);
C4J_API long c4j_dict_fill(PyObject *dict, PyObject *const *pairs, long count);
C4J_API int c4j_dealloc_plain(PyObject *object);

/* Recursion, critical. NULL means that the caller has to raise RecursionError and must not leave; else the thread state, to leave with: 1 means that
   C code has left another one current, and c4j_take_back (not critical) makes up for it. NULL stands for whichever is current. */
C4J_API PyThreadState *c4j_enter_recursive(void);
C4J_API int c4j_leave_recursive(PyThreadState *tstate);

/* ---- Typed calls (call.c) ---- */

enum { C4J_CALL_REGISTERS = 5, C4J_CALL_TEXT = 4096 };

struct c4j_call;
typedef long c4j_call_entry(struct c4j_call *plan, long a0, long a1, long a2, long a3, long a4);

/* A call that Java's binder has prepared, off heap and for as long as it likes; threads may share it. Java fills in interp,
   callable and names (references of its own), count, kinds and result, then calls c4j_call_prepare once. names, which may be NULL, is a tuple of
   the strs by which the last arguments are passed.

   A kind is a letter: 'l' long or int, 'd' double (as raw bits), 'z' boolean, 'o' object (an address; arguments are borrowed, a result
   is a new reference), 'O' an object that is handed over, 's' ASCII text (the address of a c4j_text); for the result also 'i' int, 'f' a float
   and no int, 'n' None and nothing else, 'v' whatever it is, dropped. */
struct c4j_call {
    c4j_interp *interp;                /*  0 */
    PyObject *callable;                /*  8 */
    PyObject *names;                   /* 16 */
    c4j_call_entry *entry;             /* 24 */
    PyCFunction method;                /* 32 */
    PyObject *self;                    /* 40 */
    uint64_t serial;                   /* 48 */
    struct c4j_gil *gil;               /* 56 the interpreter's */
    int convention;                    /* 64 */
    int count;                         /* 68 */
    char result;                       /* 72 */
    char kinds[];                      /* 73 */
};

struct c4j_text {
    long length;
    char bytes[];
};

/* What an entry returns when it is not a plain value: c4j_call_outcome then says what happened. */
#define C4J_CALL_UNUSUAL ((long)0x8C4A5F1D33E2B7A9)

/* An outcome: the interpreter is closed, and the GIL not held. */
#define C4J_CALL_CLOSED (-2L)

/* plan->entry calls: takes the GIL unless it is held, makes the arguments, calls, reads the result, releases. With more than C4J_CALL_REGISTERS
   arguments or any text, a0 is the address of memory with the arguments one after the other, where a text that is the result is put as a
   c4j_text without its length, which is the value; it has room for C4J_CALL_TEXT bytes.

   A plain result is the value itself. Any other is C4J_CALL_UNUSUAL, and c4j_call_outcome (critical; to be called next, on the same thread) is 0: the
   value was just that number; -1: the error indicator is set; else a new reference to a result that has another type or does not fit. For the
   latter two the GIL is still held: look, then c4j_leave(plan->interp). */
C4J_API void c4j_call_prepare(struct c4j_call *plan);
C4J_API long c4j_call_outcome(void);

/* Files: what goes wrong is the error number, negative (filesystem.c). */
C4J_API long c4j_file_open(const char *path, int flags, int mode);
C4J_API long c4j_file_close(int fd);
C4J_API long c4j_file_read(int fd, void *buffer, long count);
C4J_API long c4j_file_write(int fd, const void *buffer, long count);
C4J_API long c4j_file_seek(int fd, long offset, int whence);
C4J_API long c4j_file_truncate(int fd, long size);
C4J_API long c4j_file_sync(int fd);
C4J_API long c4j_file_dup(int fd);
C4J_API long c4j_file_dup2(int fd, int target, int inheritable);
C4J_API long c4j_file_pipe(int *ends);
C4J_API long c4j_file_is_terminal(int fd);
C4J_API long c4j_file_status(const char *path, int fd, int follow, long *fields);
C4J_API long c4j_path_access(const char *path, int mode);
C4J_API long c4j_path_unlink(const char *path);
C4J_API long c4j_path_mkdir(const char *path, int mode);
C4J_API long c4j_path_rmdir(const char *path);
C4J_API long c4j_path_rename(const char *from, const char *to);
C4J_API long c4j_path_link(const char *from, const char *to);
C4J_API long c4j_path_symlink(const char *target, const char *path);
C4J_API long c4j_path_readlink(const char *path, char *buffer, long size);
C4J_API long c4j_path_chmod(const char *path, int mode);
C4J_API long c4j_path_chdir(const char *path);
C4J_API long c4j_path_cwd(char *buffer, long size);
C4J_API long c4j_directory_open(const char *path, void **directory);
C4J_API const char *c4j_directory_next(void *directory);
C4J_API void c4j_directory_close(void *directory);
C4J_API long c4j_process_kill(int process, int signal);
C4J_API long c4j_random_bytes(void *buffer, long size, int flags);
C4J_API long c4j_system_int(int (*function)(long, long, long, long, long), long a, long b, long c, long d, long e);
C4J_API long c4j_system_long(long (*function)(long, long, long, long, long), long a, long b, long c, long d, long e);
C4J_API long c4j_system_wide(long (*function)(long, long, long, long, long, long), const long *a);

/* Signals that module signal handles (signals.c). */
C4J_API long c4j_signal_set(int signal, int handler);
C4J_API void c4j_signal_restore(int signal);
C4J_API long c4j_signal_get(int signal);
C4J_API long c4j_signal_take(void);
C4J_API void c4j_signal_trip(int signal);
C4J_API long c4j_signal_wakeup(int descriptor);

#endif /* CAPI4J_SHIM_H */
