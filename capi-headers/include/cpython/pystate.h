/* Declarations of the C API area "cpython/pystate.h". */
#ifndef Py_CPYTHON_PYSTATE_H
#define Py_CPYTHON_PYSTATE_H

C4J_BEGIN_DECLS

PyAPI_FUNC(const PyConfig *) _Py_GetConfig(void);
PyAPI_FUNC(crossinterpdatafunc) _PyCrossInterpreterData_Lookup(PyObject *);
PyAPI_FUNC(PyObject *) _PyCrossInterpreterData_NewObject(_PyCrossInterpreterData *);
PyAPI_FUNC(int) _PyCrossInterpreterData_RegisterClass(PyTypeObject *, crossinterpdatafunc);
PyAPI_FUNC(void) _PyCrossInterpreterData_Release(_PyCrossInterpreterData *);
PyAPI_FUNC(int) PyGILState_Check(void) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(PyInterpreterState *) _PyGILState_GetInterpreterStateUnsafe(void);
PyAPI_FUNC(const PyConfig *) _PyInterpreterState_GetConfig(PyInterpreterState *interp);
PyAPI_FUNC(int) _PyInterpreterState_GetConfigCopy(struct PyConfig *config);
PyAPI_FUNC(_PyFrameEvalFunction) _PyInterpreterState_GetEvalFrameFunc(PyInterpreterState *interp);
PyAPI_FUNC(PyObject *) _PyInterpreterState_GetMainModule(PyInterpreterState *);
PyAPI_FUNC(PyInterpreterState *) PyInterpreterState_Head(void) C4J_NOFAIL;
PyAPI_FUNC(PyInterpreterState *) PyInterpreterState_Main(void) C4J_NOFAIL;
PyAPI_FUNC(PyInterpreterState *) PyInterpreterState_Next(PyInterpreterState *) C4J_NOFAIL;
PyAPI_FUNC(void) _PyInterpreterState_RequireIDRef(PyInterpreterState *, int);
PyAPI_FUNC(int) _PyInterpreterState_RequiresIDRef(PyInterpreterState *) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(int) _PyInterpreterState_SetConfig(const struct PyConfig *config);
PyAPI_FUNC(void) _PyInterpreterState_SetEvalFrameFunc(PyInterpreterState *interp, _PyFrameEvalFunction eval_frame);
PyAPI_FUNC(PyThreadState *) PyInterpreterState_ThreadHead(PyInterpreterState *) C4J_NOFAIL;
PyAPI_FUNC(int) _PyObject_CheckCrossInterpreterData(PyObject *);
PyAPI_FUNC(int) _PyObject_GetCrossInterpreterData(PyObject *, _PyCrossInterpreterData *);
PyAPI_FUNC(PyObject *) _PyThread_CurrentExceptions(void);
PyAPI_FUNC(PyObject *) _PyThread_CurrentFrames(void);
PyAPI_FUNC(void) PyThreadState_DeleteCurrent(void) C4J_NOFAIL;
PyAPI_FUNC(void) PyThreadState_EnterTracing(PyThreadState *tstate) C4J_NOFAIL;
PyAPI_FUNC(PyObject *) _PyThreadState_GetDict(PyThreadState *tstate) C4J_BORROWED C4J_NOFAIL;
PyAPI_FUNC(void) PyThreadState_LeaveTracing(PyThreadState *tstate) C4J_NOFAIL;
PyAPI_FUNC(PyThreadState *) PyThreadState_Next(PyThreadState *) C4J_NOFAIL;
PyAPI_FUNC(PyThreadState *) _PyThreadState_Prealloc(PyInterpreterState *);
PyAPI_FUNC(PyThreadState *) _PyThreadState_UncheckedGet(void) C4J_NOFAIL;

C4J_END_DECLS

#endif /* Py_CPYTHON_PYSTATE_H */
