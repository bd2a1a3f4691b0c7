/* Making and freeing objects, with and without the cycle collector. */
#ifndef Py_OBJIMPL_H
#define Py_OBJIMPL_H

C4J_BEGIN_DECLS

PyAPI_FUNC(Py_ssize_t) PyGC_Collect(void) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(int) PyGC_Disable(void) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(int) PyGC_Enable(void) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(int) PyGC_IsEnabled(void) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(void) PyObject_GC_Del(void *) C4J_NOFAIL;
PyAPI_FUNC(int) PyObject_GC_IsFinalized(PyObject *) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(int) PyObject_GC_IsTracked(PyObject *) C4J_ERROR(0) C4J_NOFAIL;
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

#if !defined(Py_LIMITED_API) || Py_LIMITED_API+0 >= 0x03050000
PyAPI_FUNC(void *) PyObject_Calloc(size_t nelem, size_t elsize) C4J_NOFAIL;
#endif

/* Allocated and initialized, fields beyond the head left raw. */
#define PyObject_New(type, typeobj) ((type *)_PyObject_New(typeobj))
#define PyObject_NewVar(type, typeobj, n) ((type *)_PyObject_NewVar((typeobj), (n)))
#define PyObject_GC_New(type, typeobj) _Py_CAST(type *, _PyObject_GC_New(typeobj))
#define PyObject_GC_NewVar(type, typeobj, n) _Py_CAST(type *, _PyObject_GC_NewVar((typeobj), (n)))
#define PyObject_GC_Resize(type, op, n) ((type *)_PyObject_GC_Resize(_PyVarObject_CAST(op), (n)))
#define PyType_IS_GC(t) PyType_HasFeature((t), Py_TPFLAGS_HAVE_GC)

/* Old spellings. */
#define PyObject_MALLOC PyObject_Malloc
#define PyObject_REALLOC PyObject_Realloc
#define PyObject_FREE PyObject_Free
#define PyObject_Del PyObject_Free
#define PyObject_DEL PyObject_Free
#define PyObject_NEW(type, typeobj) PyObject_New(type, (typeobj))
#define PyObject_NEW_VAR(type, typeobj, n) PyObject_NewVar(type, (typeobj), (n))
#define PyObject_INIT(op, typeobj) PyObject_Init(_PyObject_CAST(op), (typeobj))
#define PyObject_INIT_VAR(op, typeobj, size) PyObject_InitVar(_PyVarObject_CAST(op), (typeobj), (size))

/* In a tp_traverse whose parameters are called visit and arg. */
#define Py_VISIT(op) do { if (op) { int vret = visit(_PyObject_CAST(op), arg); if (vret) return vret; } } while (0)

C4J_END_DECLS

#ifndef Py_LIMITED_API
#  include "cpython/objimpl.h"
#endif

#endif /* Py_OBJIMPL_H */
