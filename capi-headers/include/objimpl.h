/* Declarations of the C API area "objimpl.h". */
#ifndef Py_OBJIMPL_H
#define Py_OBJIMPL_H

C4J_BEGIN_DECLS

PyAPI_FUNC(Py_ssize_t) PyGC_Collect(void) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(void) PyObject_GC_Del(void *) C4J_NOFAIL;
PyAPI_FUNC(PyObject *) _PyObject_GC_New(PyTypeObject *);
PyAPI_FUNC(PyVarObject *) _PyObject_GC_NewVar(PyTypeObject *, Py_ssize_t);
PyAPI_FUNC(PyVarObject *) _PyObject_GC_Resize(PyVarObject *, Py_ssize_t);
PyAPI_FUNC(void) PyObject_GC_Track(void *) C4J_NOFAIL;
PyAPI_FUNC(void) PyObject_GC_UnTrack(void *) C4J_NOFAIL;
PyAPI_FUNC(void) PyObject_Free(void *ptr) C4J_NOFAIL;
PyAPI_FUNC(PyObject *) PyObject_Init(PyObject *, PyTypeObject *) C4J_BORROWED C4J_NOFAIL;
PyAPI_FUNC(PyVarObject *) PyObject_InitVar(PyVarObject *, PyTypeObject *, Py_ssize_t) C4J_BORROWED C4J_NOFAIL;
PyAPI_FUNC(void *) PyObject_Malloc(size_t size) C4J_NOFAIL;
PyAPI_FUNC(PyObject *) _PyObject_New(PyTypeObject *);
PyAPI_FUNC(PyVarObject *) _PyObject_NewVar(PyTypeObject *, Py_ssize_t);
PyAPI_FUNC(void *) PyObject_Realloc(void *ptr, size_t new_size) C4J_NOFAIL;

#if !defined(Py_LIMITED_API) || Py_LIMITED_API+0 >= 0x03070000
PyAPI_FUNC(void *) PyObject_Calloc(size_t nelem, size_t elsize) C4J_NOFAIL;
#endif

#if !defined(Py_LIMITED_API) || Py_LIMITED_API+0 >= 0x03090000
PyAPI_FUNC(int) PyObject_GC_IsFinalized(PyObject *) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(int) PyObject_GC_IsTracked(PyObject *) C4J_ERROR(0) C4J_NOFAIL;
#endif

#if !defined(Py_LIMITED_API) || Py_LIMITED_API+0 >= 0x030a0000
PyAPI_FUNC(int) PyGC_Disable(void) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(int) PyGC_Enable(void) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(int) PyGC_IsEnabled(void) C4J_ERROR(0) C4J_NOFAIL;
#endif

#ifndef Py_LIMITED_API
#  include "cpython/objimpl.h"
#endif

C4J_END_DECLS

#endif /* Py_OBJIMPL_H */
