/* Declarations of the C API area "cpython/pythread.h". */
#ifndef Py_CPYTHON_PYTHREAD_H
#define Py_CPYTHON_PYTHREAD_H

C4J_BEGIN_DECLS

PyAPI_FUNC(int) _PyThread_at_fork_reinit(PyThread_type_lock *lock);

C4J_END_DECLS

#endif /* Py_CPYTHON_PYTHREAD_H */
