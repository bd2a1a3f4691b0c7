/* Signals and fork. */
#ifndef Py_INTRCHECK_H
#define Py_INTRCHECK_H

C4J_BEGIN_DECLS

PyAPI_FUNC(void) PyOS_AfterFork(void);
PyAPI_FUNC(int) PyOS_InterruptOccurred(void) C4J_ERROR(0) C4J_NOFAIL;

#if !defined(Py_LIMITED_API) || Py_LIMITED_API+0 >= 0x03070000
PyAPI_FUNC(void) PyOS_AfterFork_Child(void);
PyAPI_FUNC(void) PyOS_AfterFork_Parent(void);
PyAPI_FUNC(void) PyOS_BeforeFork(void);
#endif

#ifndef Py_LIMITED_API
PyAPI_FUNC(int) _PyOS_IsMainThread(void) C4J_ERROR(0) C4J_NOFAIL;
#endif

C4J_END_DECLS

#endif /* Py_INTRCHECK_H */
