/* Declarations of the C API area "pythread.h". */
#ifndef Py_PYTHREAD_H
#define Py_PYTHREAD_H

C4J_BEGIN_DECLS

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

#ifndef Py_LIMITED_API
#  include "cpython/pythread.h"
#endif

C4J_END_DECLS

#endif /* Py_PYTHREAD_H */
