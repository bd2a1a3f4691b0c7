/* Declarations of the C API area "pymem.h". */
#ifndef Py_PYMEM_H
#define Py_PYMEM_H

C4J_BEGIN_DECLS

PyAPI_FUNC(void) PyMem_Free(void *ptr) C4J_NOFAIL;
PyAPI_FUNC(void *) PyMem_Malloc(size_t size) C4J_NOFAIL;
PyAPI_FUNC(void *) PyMem_Realloc(void *ptr, size_t new_size) C4J_NOFAIL;

#if !defined(Py_LIMITED_API) || Py_LIMITED_API+0 >= 0x03070000
PyAPI_FUNC(void *) PyMem_Calloc(size_t nelem, size_t elsize) C4J_NOFAIL;
#endif

#ifndef Py_LIMITED_API
#  include "cpython/pymem.h"
#endif

C4J_END_DECLS

#endif /* Py_PYMEM_H */
