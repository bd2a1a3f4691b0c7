/* Object sizes and allocation of the interpreter's own kind. */
#ifndef Py_CPYTHON_OBJIMPL_H
#define Py_CPYTHON_OBJIMPL_H

C4J_BEGIN_DECLS

typedef struct {
    void *ctx;
    void *(*alloc)(void *, size_t);
    void (*free)(void *, void *, size_t);
} PyObjectArenaAllocator;

PyAPI_FUNC(int) PyObject_IS_GC(PyObject *obj) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(PyObject **) PyObject_GET_WEAKREFS_LISTPTR(PyObject *op);
PyAPI_FUNC(void) PyObject_GetArenaAllocator(PyObjectArenaAllocator *allocator) C4J_NOFAIL;
PyAPI_FUNC(void) PyObject_SetArenaAllocator(PyObjectArenaAllocator *allocator) C4J_NOFAIL;
PyAPI_FUNC(int) PyType_SUPPORTS_WEAKREFS(PyTypeObject *type) C4J_ERROR(0) C4J_NOFAIL;

#define _PyObject_SIZE(typeobj) ((typeobj)->tp_basicsize)
/* Bytes of an object with nitems items, rounded up to whole pointers. */
#define _PyObject_VAR_SIZE(typeobj, nitems) _Py_SIZE_ROUND_UP((typeobj)->tp_basicsize + (nitems) * (typeobj)->tp_itemsize, SIZEOF_VOID_P)
#define _PyGC_FINALIZED(o) PyObject_GC_IsFinalized(o)

C4J_END_DECLS

#endif /* Py_CPYTHON_OBJIMPL_H */
