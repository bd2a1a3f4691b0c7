/* The key of thread-local storage, in full, so that it can be a static variable. */
#ifndef Py_CPYTHON_PYTHREAD_H
#define Py_CPYTHON_PYTHREAD_H

#include <pthread.h>

C4J_BEGIN_DECLS

#define PYTHREAD_INVALID_THREAD_ID ((unsigned long)-1)

#define NATIVE_TSS_KEY_T pthread_key_t

struct _Py_tss_t {
    int _is_initialized;
    pthread_key_t _key;
};

#define Py_tss_NEEDS_INIT {0}

PyAPI_FUNC(int) _PyThread_at_fork_reinit(PyThread_type_lock *lock);

C4J_END_DECLS

#endif /* Py_CPYTHON_PYTHREAD_H */
