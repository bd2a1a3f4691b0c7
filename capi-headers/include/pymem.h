/* Memory that the interpreter hands out: PyMem_* needs the GIL, PyMem_Raw* does not. */
#ifndef Py_PYMEM_H
#define Py_PYMEM_H

C4J_BEGIN_DECLS

PyAPI_FUNC(void *) PyMem_Calloc(size_t nelem, size_t elsize) C4J_NOFAIL;
PyAPI_FUNC(void) PyMem_Free(void *ptr) C4J_NOFAIL;
PyAPI_FUNC(void *) PyMem_Malloc(size_t size) C4J_NOFAIL;
PyAPI_FUNC(void *) PyMem_Realloc(void *ptr, size_t new_size) C4J_NOFAIL;

/* n objects of one type; NULL when n is too big to be multiplied, as when memory is out. */
#define PyMem_New(type, n) (((size_t)(n) > PY_SSIZE_T_MAX / sizeof(type)) ? NULL : ((type *)PyMem_Malloc((n) * sizeof(type))))
/* Assigns to p, which thereby loses the old block when the new one can't be had. */
#define PyMem_Resize(p, type, n) ((p) = ((size_t)(n) > PY_SSIZE_T_MAX / sizeof(type)) ? NULL : (type *)PyMem_Realloc((p), (n) * sizeof(type)))

/* Names of the years before PyMem_Malloc. */
#define PyMem_MALLOC(n) PyMem_Malloc((n))
#define PyMem_NEW(type, n) PyMem_New(type, (n))
#define PyMem_REALLOC(p, n) PyMem_Realloc((p), (n))
#define PyMem_RESIZE(p, type, n) PyMem_Resize((p), type, (n))
#define PyMem_FREE(p) PyMem_Free((p))
#define PyMem_Del PyMem_Free
#define PyMem_DEL PyMem_Free

C4J_END_DECLS

#ifndef Py_LIMITED_API
#  include "cpython/pymem.h"
#endif

#endif /* Py_PYMEM_H */
