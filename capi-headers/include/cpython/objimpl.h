/* Declarations of the C API area "cpython/objimpl.h". */
#ifndef Py_CPYTHON_OBJIMPL_H
#define Py_CPYTHON_OBJIMPL_H

C4J_BEGIN_DECLS

PyAPI_FUNC(int) PyObject_IS_GC(PyObject *obj) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(PyObject **) PyObject_GET_WEAKREFS_LISTPTR(PyObject *op);
PyAPI_FUNC(void) PyObject_GetArenaAllocator(PyObjectArenaAllocator *allocator) C4J_NOFAIL;
PyAPI_FUNC(void) PyObject_SetArenaAllocator(PyObjectArenaAllocator *allocator) C4J_NOFAIL;
PyAPI_FUNC(int) PyType_SUPPORTS_WEAKREFS(PyTypeObject *type) C4J_ERROR(0) C4J_NOFAIL;

C4J_END_DECLS

#endif /* Py_CPYTHON_OBJIMPL_H */
