/* Hashing: the algorithm in use and the numbers behind the hashes of numbers. */
#ifndef Py_HASH_H
#define Py_HASH_H

C4J_BEGIN_DECLS

#ifndef Py_LIMITED_API
/* Which bytes seed which algorithm: all of them overlap. */
typedef union {
    unsigned char uc[24];
    struct {
        Py_hash_t prefix;
        Py_hash_t suffix;
    } fnv;
    struct {
        uint64_t k0;
        uint64_t k1;
    } siphash;
    struct {
        unsigned char padding[16];
        Py_hash_t suffix;
    } djbx33a;
    struct {
        unsigned char padding[16];
        Py_hash_t hashsalt;
    } expat;
} _Py_HashSecret_t;

typedef struct {
    Py_hash_t (*const hash)(const void *, Py_ssize_t);
    const char *name;
    const int hash_bits;
    const int seed_bits;
} PyHash_FuncDef;
#endif

#ifndef Py_LIMITED_API
PyAPI_DATA(_Py_HashSecret_t) _Py_HashSecret;
PyAPI_FUNC(Py_hash_t) _Py_HashBytes(const void *, Py_ssize_t) C4J_NOFAIL;
PyAPI_FUNC(Py_hash_t) _Py_HashDouble(PyObject *, double) C4J_NOFAIL;
PyAPI_FUNC(Py_hash_t) _Py_HashPointer(const void *) C4J_NOFAIL;
PyAPI_FUNC(Py_hash_t) _Py_HashPointerRaw(const void *) C4J_NOFAIL;
PyAPI_FUNC(PyHash_FuncDef *) PyHash_GetFuncDef(void) C4J_NOFAIL;
#endif

/* hash(x) of a number is x modulo this prime, whatever its type. */
#define _PyHASH_MULTIPLIER 1000003UL
#define _PyHASH_BITS 61
#define _PyHASH_MODULUS (((size_t)1 << _PyHASH_BITS) - 1)
#define _PyHASH_INF 314159
#define _PyHASH_IMAG _PyHASH_MULTIPLIER

#ifndef Py_HASH_CUTOFF
#  define Py_HASH_CUTOFF 0
#endif

#define Py_HASH_EXTERNAL 0
#define Py_HASH_SIPHASH24 1
#define Py_HASH_FNV 2
#define Py_HASH_SIPHASH13 3
#ifndef Py_HASH_ALGORITHM
#  define Py_HASH_ALGORITHM Py_HASH_SIPHASH13
#endif

C4J_END_DECLS

#endif /* Py_HASH_H */
