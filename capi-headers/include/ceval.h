/* Calls, pending calls, recursion and the GIL. */
#ifndef Py_CEVAL_H
#define Py_CEVAL_H

C4J_BEGIN_DECLS

PyAPI_FUNC(int) Py_AddPendingCall(int (*func)(void *), void *arg);
PyAPI_FUNC(int) Py_EnterRecursiveCall(const char *where);
PyAPI_FUNC(int) Py_GetRecursionLimit(void) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(void) Py_LeaveRecursiveCall(void) C4J_NOFAIL;
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

#define PyEval_CallObject(callable, arg) PyEval_CallObjectWithKeywords((callable), (arg), _PyObject_CAST(_Py_NULL))

/* Around blocking code that touches no object. BEGIN opens a block that END closes; BLOCK and UNBLOCK take and
   release the GIL for a moment in between. */
#define Py_BEGIN_ALLOW_THREADS { PyThreadState *_save; _save = PyEval_SaveThread();
#define Py_BLOCK_THREADS PyEval_RestoreThread(_save);
#define Py_UNBLOCK_THREADS _save = PyEval_SaveThread();
#define Py_END_ALLOW_THREADS PyEval_RestoreThread(_save); }

/* FORMAT_VALUE: which conversion, and whether a format spec is on the stack. */
#define FVC_MASK 0x3
#define FVC_NONE 0x0
#define FVC_STR 0x1
#define FVC_REPR 0x2
#define FVC_ASCII 0x3
#define FVS_MASK 0x4
#define FVS_HAVE_SPEC 0x4

C4J_END_DECLS

#ifndef Py_LIMITED_API
#  include "cpython/ceval.h"
#endif

#endif /* Py_CEVAL_H */
