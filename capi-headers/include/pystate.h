/* Interpreters, threads and the GIL. */
#ifndef Py_PYSTATE_H
#define Py_PYSTATE_H

C4J_BEGIN_DECLS

#define MAX_CO_EXTRA_USERS 255

typedef enum {
    PyGILState_LOCKED,
    PyGILState_UNLOCKED
} PyGILState_STATE;

PyAPI_FUNC(PyGILState_STATE) PyGILState_Ensure(void) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(PyThreadState *) PyGILState_GetThisThreadState(void) C4J_NOFAIL;
PyAPI_FUNC(void) PyGILState_Release(PyGILState_STATE) C4J_NOFAIL;
PyAPI_FUNC(void) PyInterpreterState_Clear(PyInterpreterState *);
PyAPI_FUNC(void) PyInterpreterState_Delete(PyInterpreterState *);
PyAPI_FUNC(PyInterpreterState *) PyInterpreterState_New(void);
PyAPI_FUNC(PyObject *) PyState_FindModule(PyModuleDef *) C4J_BORROWED C4J_NOFAIL;
PyAPI_FUNC(void) PyThreadState_Clear(PyThreadState *) C4J_NOFAIL;
PyAPI_FUNC(void) PyThreadState_Delete(PyThreadState *) C4J_NOFAIL;
PyAPI_FUNC(PyThreadState *) PyThreadState_Get(void) C4J_NOFAIL;
PyAPI_FUNC(PyObject *) PyThreadState_GetDict(void) C4J_BORROWED C4J_NOFAIL;
PyAPI_FUNC(PyThreadState *) PyThreadState_New(PyInterpreterState *);
PyAPI_FUNC(int) PyThreadState_SetAsyncExc(unsigned long, PyObject *) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(PyThreadState *) PyThreadState_Swap(PyThreadState *) C4J_NOFAIL;

#if !defined(Py_LIMITED_API) || Py_LIMITED_API+0 >= 0x03030000
PyAPI_FUNC(int) PyState_AddModule(PyObject *, PyModuleDef *);
PyAPI_FUNC(int) PyState_RemoveModule(PyModuleDef *);
#endif

#if !defined(Py_LIMITED_API) || Py_LIMITED_API+0 >= 0x03070000
PyAPI_FUNC(int64_t) PyInterpreterState_GetID(PyInterpreterState *);
#endif

#if !defined(Py_LIMITED_API) || Py_LIMITED_API+0 >= 0x03080000
PyAPI_FUNC(PyObject *) PyInterpreterState_GetDict(PyInterpreterState *) C4J_BORROWED C4J_NOFAIL;
#endif

#if !defined(Py_LIMITED_API) || Py_LIMITED_API+0 >= 0x03090000
PyAPI_FUNC(PyInterpreterState *) PyInterpreterState_Get(void) C4J_NOFAIL;
PyAPI_FUNC(PyFrameObject *) PyThreadState_GetFrame(PyThreadState *tstate) C4J_NOFAIL;
PyAPI_FUNC(uint64_t) PyThreadState_GetID(PyThreadState *tstate) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(PyInterpreterState *) PyThreadState_GetInterpreter(PyThreadState *tstate) C4J_NOFAIL;
#endif

#define PyThreadState_GET() PyThreadState_Get()

C4J_END_DECLS

#ifndef Py_LIMITED_API
#  include "cpython/pystate.h"
#endif

#endif /* Py_PYSTATE_H */
