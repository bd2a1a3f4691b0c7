/* More of the evaluation loop. */
#ifndef Py_CPYTHON_CEVAL_H
#define Py_CPYTHON_CEVAL_H

C4J_BEGIN_DECLS

PyAPI_FUNC(PyObject *) _PyEval_EvalFrameDefault(PyThreadState *tstate, struct _PyInterpreterFrame *f, int exc);
PyAPI_FUNC(PyObject *) _PyEval_GetBuiltin(PyObject *);
PyAPI_FUNC(PyObject *) _PyEval_GetBuiltinId(_Py_Identifier *);
PyAPI_FUNC(unsigned long) _PyEval_GetSwitchInterval(void) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(int) PyEval_MergeCompilerFlags(PyCompilerFlags *cf) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(Py_ssize_t) _PyEval_RequestCodeExtraIndex(freefunc);
PyAPI_FUNC(void) PyEval_SetProfile(Py_tracefunc, PyObject *) C4J_NOFAIL;
PyAPI_FUNC(int) _PyEval_SetProfile(PyThreadState *tstate, Py_tracefunc func, PyObject *arg);
PyAPI_FUNC(void) _PyEval_SetSwitchInterval(unsigned long microseconds);
PyAPI_FUNC(void) PyEval_SetTrace(Py_tracefunc, PyObject *) C4J_NOFAIL;
PyAPI_FUNC(int) _PyEval_SetTrace(PyThreadState *tstate, Py_tracefunc func, PyObject *arg);
PyAPI_FUNC(int) _PyEval_SliceIndex(PyObject *, Py_ssize_t *) C4J_ERROR(0);
PyAPI_FUNC(int) _PyEval_SliceIndexNotNone(PyObject *, Py_ssize_t *) C4J_ERROR(0);

C4J_END_DECLS

#endif /* Py_CPYTHON_CEVAL_H */
