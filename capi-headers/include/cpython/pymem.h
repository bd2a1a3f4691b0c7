/* Declarations of the C API area "cpython/pymem.h". */
#ifndef Py_CPYTHON_PYMEM_H
#define Py_CPYTHON_PYMEM_H

C4J_BEGIN_DECLS

PyAPI_FUNC(void) PyMem_GetAllocator(PyMemAllocatorDomain domain, PyMemAllocatorEx *allocator) C4J_NOFAIL;
PyAPI_FUNC(const char *) _PyMem_GetCurrentAllocatorName(void);
PyAPI_FUNC(void *) PyMem_RawCalloc(size_t nelem, size_t elsize) C4J_NOFAIL;
PyAPI_FUNC(void) PyMem_RawFree(void *ptr) C4J_NOFAIL;
PyAPI_FUNC(void *) PyMem_RawMalloc(size_t size) C4J_NOFAIL;
PyAPI_FUNC(void *) PyMem_RawRealloc(void *ptr, size_t new_size) C4J_NOFAIL;
PyAPI_FUNC(char *) _PyMem_RawStrdup(const char *str) C4J_NOFAIL;
PyAPI_FUNC(wchar_t *) _PyMem_RawWcsdup(const wchar_t *str) C4J_NOFAIL;
PyAPI_FUNC(void) PyMem_SetAllocator(PyMemAllocatorDomain domain, PyMemAllocatorEx *allocator) C4J_NOFAIL;
PyAPI_FUNC(void) PyMem_SetupDebugHooks(void) C4J_NOFAIL;
PyAPI_FUNC(char *) _PyMem_Strdup(const char *str);

C4J_END_DECLS

#endif /* Py_CPYTHON_PYMEM_H */
