/* PyThread_*: locks, threads and thread-specific storage over pthreads. */
#define _GNU_SOURCE
#include "shim.h"

#include <errno.h>
#include <limits.h>
#include <semaphore.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

void PyThread_init_thread(void)
{
}

/* ---- Locks: a lock may be released by another thread than the one that took it, so it is a semaphore ---- */

PyThread_type_lock PyThread_allocate_lock(void)
{
    sem_t *lock = PyMem_RawMalloc(sizeof(*lock));
    if (lock != NULL)
        sem_init(lock, 0, 1);
    return lock;
}

void PyThread_free_lock(PyThread_type_lock lock)
{
    if (lock == NULL)
        return;
    sem_destroy(lock);
    PyMem_RawFree(lock);
}

static long long nanoseconds(const struct timespec *time)
{
    return time->tv_sec * 1000000000LL + time->tv_nsec;
}

/* The deadline is a monotonic time, sem_timedwait's is not: when somebody sets the clock, it ends too early or too late,
   and early is the one that can be mended. */
static int wait_until(sem_t *lock, const struct timespec *deadline)
{
    if (deadline == NULL)
        return sem_wait(lock);
    for (;;) {
        struct timespec now, end;
        clock_gettime(CLOCK_MONOTONIC, &now);
        long long left = nanoseconds(deadline) - nanoseconds(&now);
        if (left <= 0) {
            int status = sem_trywait(lock);
            if (status != 0 && errno == EAGAIN)
                errno = ETIMEDOUT;
            return status;
        }
        clock_gettime(CLOCK_REALTIME, &end);
        left += end.tv_nsec;
        end.tv_sec += left / 1000000000;
        end.tv_nsec = left % 1000000000;
        if (sem_timedwait(lock, &end) == 0)
            return 0;
        if (errno != ETIMEDOUT)
            return -1;
    }
}

PyLockStatus PyThread_acquire_lock_timed(PyThread_type_lock lock, long long microseconds, int interruptible)
{
    struct timespec deadline;
    if (sem_trywait(lock) == 0)
        return PY_LOCK_ACQUIRED;
    if (microseconds == 0)
        return PY_LOCK_FAILURE;
    if (microseconds > 0) {
        clock_gettime(CLOCK_MONOTONIC, &deadline);
        long nanoseconds = deadline.tv_nsec + (long)(microseconds % 1000000) * 1000;
        deadline.tv_sec += (time_t)(microseconds / 1000000) + nanoseconds / 1000000000;
        deadline.tv_nsec = nanoseconds % 1000000000;
    }
    while (wait_until(lock, microseconds < 0 ? NULL : &deadline) != 0) {
        if (errno != EINTR)
            return PY_LOCK_FAILURE;
        if (interruptible)
            return PY_LOCK_INTR;
    }
    return PY_LOCK_ACQUIRED;
}

int PyThread_acquire_lock(PyThread_type_lock lock, int wait)
{
    return PyThread_acquire_lock_timed(lock, wait ? -1 : 0, 0);
}

void PyThread_release_lock(PyThread_type_lock lock)
{
    if (lock != NULL)
        sem_post(lock);
}

int _PyThread_at_fork_reinit(PyThread_type_lock *lock)
{
    PyThread_type_lock fresh = PyThread_allocate_lock();
    if (fresh == NULL)
        return -1;
    *lock = fresh; /* the old one may be in any state, and is given up */
    return 0;
}

/* ---- Threads ---- */

struct start {
    void (*function)(void *);
    void *argument;
    c4j_group *group;
    uint64_t life;
};

/* Those interpreters in one of which this thread was started: what it uses without saying of which interpreter is theirs. */
static __thread c4j_group *birth __attribute__((tls_model("initial-exec")));
static __thread uint64_t birth_life __attribute__((tls_model("initial-exec")));

bool c4j_birth_group(c4j_group **group)
{
    *group = birth != NULL && birth->life == birth_life ? birth : NULL;
    return birth != NULL;
}

static void *run_thread(void *boxed)
{
    struct start start = *(struct start *)boxed;
    PyMem_RawFree(boxed);
    birth = start.group;
    birth_life = start.life;
    start.function(start.argument);
    return NULL;
}

static size_t stack_size;

unsigned long PyThread_start_new_thread(void (*function)(void *), void *argument)
{
    pthread_t thread;
    pthread_attr_t attributes;
    struct start *boxed = function == NULL ? NULL : PyMem_RawMalloc(sizeof(*boxed));
    if (boxed == NULL)
        return PYTHREAD_INVALID_THREAD_ID;
    c4j_interp *here = c4j_tstate != NULL ? c4j_tstate->interp : c4j_interp_for(__builtin_return_address(0));
    c4j_group *group = here == NULL ? NULL : here->group;
    *boxed = (struct start){function, argument, group, group == NULL ? 0 : group->life};
    pthread_attr_init(&attributes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    if (stack_size != 0)
        pthread_attr_setstacksize(&attributes, stack_size);
    int failed = pthread_create(&thread, &attributes, run_thread, boxed);
    pthread_attr_destroy(&attributes);
    if (failed) {
        PyMem_RawFree(boxed);
        return PYTHREAD_INVALID_THREAD_ID;
    }
    return (unsigned long)thread;
}

void PyThread_exit_thread(void)
{
    pthread_exit(NULL);
}

unsigned long PyThread_get_thread_ident(void)
{
    return (unsigned long)pthread_self();
}

unsigned long PyThread_get_thread_native_id(void)
{
    return (unsigned long)syscall(SYS_gettid);
}

size_t PyThread_get_stacksize(void)
{
    return stack_size;
}

int PyThread_set_stacksize(size_t size)
{
    if (size == 0) {
        stack_size = 0;
        return 0;
    }
    if (size < (size_t)PTHREAD_STACK_MIN)
        return -1;
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    int failed = pthread_attr_setstacksize(&attributes, size);
    pthread_attr_destroy(&attributes);
    if (failed)
        return -1;
    stack_size = size;
    return 0;
}

/* ---- Thread-specific storage ---- */

Py_tss_t *PyThread_tss_alloc(void)
{
    Py_tss_t *key = PyMem_RawMalloc(sizeof(*key));
    if (key != NULL)
        *key = (Py_tss_t)Py_tss_NEEDS_INIT;
    return key;
}

void PyThread_tss_free(Py_tss_t *key)
{
    if (key == NULL)
        return;
    PyThread_tss_delete(key);
    PyMem_RawFree(key);
}

int PyThread_tss_is_created(Py_tss_t *key)
{
    return key->_is_initialized;
}

int PyThread_tss_create(Py_tss_t *key)
{
    if (key->_is_initialized)
        return 0;
    if (pthread_key_create(&key->_key, NULL) != 0)
        return -1;
    key->_is_initialized = 1;
    return 0;
}

void PyThread_tss_delete(Py_tss_t *key)
{
    if (!key->_is_initialized)
        return;
    pthread_key_delete(key->_key);
    key->_is_initialized = 0;
}

int PyThread_tss_set(Py_tss_t *key, void *value)
{
    return key->_is_initialized && pthread_setspecific(key->_key, value) == 0 ? 0 : -1; /* key 0 is the JVM's */
}

void *PyThread_tss_get(Py_tss_t *key)
{
    return key->_is_initialized ? pthread_getspecific(key->_key) : NULL;
}

/* ---- The older form, keys that are plain ints ---- */

int PyThread_create_key(void)
{
    pthread_key_t key;
    return pthread_key_create(&key, NULL) == 0 ? (int)key : -1;
}

void PyThread_delete_key(int key)
{
    pthread_key_delete((pthread_key_t)key);
}

int PyThread_set_key_value(int key, void *value)
{
    return pthread_setspecific((pthread_key_t)key, value) == 0 ? 0 : -1;
}

void *PyThread_get_key_value(int key)
{
    return pthread_getspecific((pthread_key_t)key);
}

void PyThread_delete_key_value(int key)
{
    pthread_setspecific((pthread_key_t)key, NULL);
}

void PyThread_ReInitTLS(void)
{
}
