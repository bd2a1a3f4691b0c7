/* Declarations of the C API area "pyhash.h". */
#ifndef Py_PYHASH_H
#define Py_PYHASH_H

C4J_BEGIN_DECLS

#ifndef Py_LIMITED_API
PyAPI_DATA(_Py_HashSecret_t) _Py_HashSecret;
PyAPI_FUNC(Py_hash_t) _Py_HashBytes(const void *, Py_ssize_t) C4J_NOFAIL;
PyAPI_FUNC(Py_hash_t) _Py_HashDouble(PyObject *, double) C4J_NOFAIL;
PyAPI_FUNC(Py_hash_t) _Py_HashPointer(const void *) C4J_NOFAIL;
PyAPI_FUNC(Py_hash_t) _Py_HashPointerRaw(const void *) C4J_NOFAIL;
PyAPI_FUNC(PyHash_FuncDef *) PyHash_GetFuncDef(void) C4J_NOFAIL;
#endif

C4J_END_DECLS

#endif /* Py_PYHASH_H */
