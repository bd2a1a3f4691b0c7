/* Telling tracemalloc about memory that Python didn't allocate. */
#ifndef Py_TRACEMALLOC_H
#define Py_TRACEMALLOC_H

#ifndef Py_LIMITED_API

C4J_BEGIN_DECLS

#ifndef Py_LIMITED_API
PyAPI_FUNC(PyObject *) _PyTraceMalloc_GetTraceback(unsigned int domain, uintptr_t ptr);
PyAPI_FUNC(int) PyTraceMalloc_Track(unsigned int domain, uintptr_t ptr, size_t size) C4J_NOFAIL;
PyAPI_FUNC(int) PyTraceMalloc_Untrack(unsigned int domain, uintptr_t ptr) C4J_NOFAIL;
#endif

C4J_END_DECLS
#endif

#endif /* Py_TRACEMALLOC_H */
