/* Threads, locks and thread-local storage of the platform. */
#ifndef Py_PYTHREAD_H
#define Py_PYTHREAD_H

C4J_BEGIN_DECLS

typedef void *PyThread_type_lock;

typedef enum PyLockStatus {
    PY_LOCK_FAILURE = 0,
    PY_LOCK_ACQUIRED = 1,
    PY_LOCK_INTR
} PyLockStatus;

#define WAIT_LOCK 1
#define NOWAIT_LOCK 0

/* Timeouts are microseconds; beyond the maximum, nanoseconds would not fit. */
#define PY_TIMEOUT_T long long
#define PY_TIMEOUT_MAX (LLONG_MAX / 1000)

#define PY_HAVE_THREAD_NATIVE_ID

typedef struct _Py_tss_t Py_tss_t;

PyAPI_FUNC(int) PyThread_acquire_lock(PyThread_type_lock, int) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(PyLockStatus) PyThread_acquire_lock_timed(PyThread_type_lock, long long microseconds, int intr_flag) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(PyThread_type_lock) PyThread_allocate_lock(void) C4J_NOFAIL;
PyAPI_FUNC(int) PyThread_create_key(void) C4J_NOFAIL;
PyAPI_FUNC(void) PyThread_delete_key(int key) C4J_NOFAIL;
PyAPI_FUNC(void) PyThread_delete_key_value(int key) C4J_NOFAIL;
PyAPI_FUNC(void) PyThread_exit_thread(void) C4J_ABORTS;
PyAPI_FUNC(void) PyThread_free_lock(PyThread_type_lock) C4J_NOFAIL;
PyAPI_FUNC(void *) PyThread_get_key_value(int key) C4J_NOFAIL;
PyAPI_FUNC(size_t) PyThread_get_stacksize(void) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(unsigned long) PyThread_get_thread_ident(void) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(unsigned long) PyThread_get_thread_native_id(void) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(void) PyThread_init_thread(void) C4J_NOFAIL;
PyAPI_FUNC(void) PyThread_ReInitTLS(void) C4J_NOFAIL;
PyAPI_FUNC(void) PyThread_release_lock(PyThread_type_lock) C4J_NOFAIL;
PyAPI_FUNC(int) PyThread_set_key_value(int key, void *value) C4J_NOFAIL;
PyAPI_FUNC(int) PyThread_set_stacksize(size_t);
PyAPI_FUNC(unsigned long) PyThread_start_new_thread(void (*)(void *), void *);

#if !defined(Py_LIMITED_API) || Py_LIMITED_API+0 >= 0x03030000
PyAPI_FUNC(PyObject *) PyThread_GetInfo(void);
#endif

#if !defined(Py_LIMITED_API) || Py_LIMITED_API+0 >= 0x03070000
PyAPI_FUNC(Py_tss_t *) PyThread_tss_alloc(void) C4J_NOFAIL;
PyAPI_FUNC(int) PyThread_tss_create(Py_tss_t *key) C4J_NOFAIL;
PyAPI_FUNC(void) PyThread_tss_delete(Py_tss_t *key) C4J_NOFAIL;
PyAPI_FUNC(void) PyThread_tss_free(Py_tss_t *key) C4J_NOFAIL;
PyAPI_FUNC(void *) PyThread_tss_get(Py_tss_t *key) C4J_NOFAIL;
PyAPI_FUNC(int) PyThread_tss_is_created(Py_tss_t *key) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(int) PyThread_tss_set(Py_tss_t *key, void *value) C4J_NOFAIL;
#endif

C4J_END_DECLS

#ifndef Py_LIMITED_API
#  include "cpython/pythread.h"
#endif

#endif /* Py_PYTHREAD_H */
