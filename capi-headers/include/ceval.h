/* Declarations of the C API area "ceval.h". */
#ifndef Py_CEVAL_H
#define Py_CEVAL_H

C4J_BEGIN_DECLS

PyAPI_FUNC(int) Py_AddPendingCall(int (*func)(void *), void *arg);
PyAPI_FUNC(int) Py_GetRecursionLimit(void) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(int) Py_MakePendingCalls(void);
PyAPI_FUNC(void) Py_SetRecursionLimit(int);
PyAPI_FUNC(void) PyEval_AcquireLock(void) C4J_NOFAIL;
PyAPI_FUNC(void) PyEval_AcquireThread(PyThreadState *tstate) C4J_NOFAIL;
PyAPI_FUNC(PyObject *) PyEval_CallFunction(PyObject *callable, const char *format, ...);
PyAPI_FUNC(PyObject *) PyEval_CallMethod(PyObject *obj, const char *name, const char *format, ...);
PyAPI_FUNC(PyObject *) PyEval_CallObjectWithKeywords(PyObject *callable, PyObject *args, PyObject *kwargs);
PyAPI_FUNC(PyObject *) PyEval_EvalCode(PyObject *, PyObject *, PyObject *);
PyAPI_FUNC(PyObject *) PyEval_EvalCodeEx(PyObject *co, PyObject *globals, PyObject *locals, PyObject *const *args, int argc, PyObject *const *kwds, int kwdc, PyObject *const *defs, int defc, PyObject *kwdefs, PyObject *closure);
PyAPI_FUNC(PyObject *) PyEval_EvalFrame(PyFrameObject *);
PyAPI_FUNC(PyObject *) PyEval_EvalFrameEx(PyFrameObject *f, int exc);
PyAPI_FUNC(PyObject *) PyEval_GetBuiltins(void) C4J_BORROWED C4J_NOFAIL;
PyAPI_FUNC(PyFrameObject *) PyEval_GetFrame(void) C4J_BORROWED C4J_NOFAIL;
PyAPI_FUNC(const char *) PyEval_GetFuncDesc(PyObject *);
PyAPI_FUNC(const char *) PyEval_GetFuncName(PyObject *);
PyAPI_FUNC(PyObject *) PyEval_GetGlobals(void) C4J_BORROWED C4J_NOFAIL;
PyAPI_FUNC(PyObject *) PyEval_GetLocals(void) C4J_BORROWED;
PyAPI_FUNC(void) PyEval_InitThreads(void) C4J_NOFAIL;
PyAPI_FUNC(void) PyEval_ReleaseLock(void) C4J_NOFAIL;
PyAPI_FUNC(void) PyEval_ReleaseThread(PyThreadState *tstate) C4J_NOFAIL;
PyAPI_FUNC(void) PyEval_RestoreThread(PyThreadState *) C4J_NOFAIL;
PyAPI_FUNC(PyThreadState *) PyEval_SaveThread(void) C4J_NOFAIL;
PyAPI_FUNC(int) PyEval_ThreadsInitialized(void) C4J_ERROR(0) C4J_NOFAIL;

#if !defined(Py_LIMITED_API) || Py_LIMITED_API+0 >= 0x03090000
PyAPI_FUNC(int) Py_EnterRecursiveCall(const char *where);
PyAPI_FUNC(void) Py_LeaveRecursiveCall(void) C4J_NOFAIL;
#endif

#ifndef Py_LIMITED_API
#  include "cpython/ceval.h"
#endif

C4J_END_DECLS

#endif /* Py_CEVAL_H */
