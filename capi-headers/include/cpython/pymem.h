/* Allocator hooks. */
#ifndef Py_CPYTHON_PYMEM_H
#define Py_CPYTHON_PYMEM_H

C4J_BEGIN_DECLS

typedef enum {
    PYMEM_DOMAIN_RAW,
    PYMEM_DOMAIN_MEM,
    PYMEM_DOMAIN_OBJ
} PyMemAllocatorDomain;

typedef enum {
    PYMEM_ALLOCATOR_NOT_SET = 0,
    PYMEM_ALLOCATOR_DEFAULT = 1,
    PYMEM_ALLOCATOR_DEBUG = 2,
    PYMEM_ALLOCATOR_MALLOC = 3,
    PYMEM_ALLOCATOR_MALLOC_DEBUG = 4,
    PYMEM_ALLOCATOR_PYMALLOC = 5,
    PYMEM_ALLOCATOR_PYMALLOC_DEBUG = 6
} PyMemAllocatorName;

typedef struct {
    void *ctx;
    void *(*malloc)(void *, size_t);
    void *(*calloc)(void *, size_t, size_t);
    void *(*realloc)(void *, void *, size_t);
    void (*free)(void *, void *);
} PyMemAllocatorEx;

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
