/* A dict's table: indices, and behind them the entries in order of insertion. */
#ifndef Py_INTERNAL_DICT_H
#define Py_INTERNAL_DICT_H

C4J_BEGIN_DECLS

typedef struct {
    Py_hash_t me_hash;
    PyObject *me_key;
    PyObject *me_value;
} PyDictKeyEntry;

/* Where all keys are str, which know their hash. */
typedef struct {
    PyObject *me_key;
    PyObject *me_value;
} PyDictUnicodeEntry;

#define DKIX_EMPTY (-1)
#define DKIX_DUMMY (-2)
#define DKIX_ERROR (-3)
#define DKIX_KEY_CHANGED (-4)

typedef enum {
    DICT_KEYS_GENERAL = 0,
    DICT_KEYS_UNICODE = 1,
    DICT_KEYS_SPLIT = 2
} DictKeysKind;

/* 1 << dk_log2_size indices of 1, 2, 4 or 8 bytes each, 1 << dk_log2_index_bytes bytes in all. */
struct _dictkeysobject {
    Py_ssize_t dk_refcnt;
    uint8_t dk_log2_size;
    uint8_t dk_log2_index_bytes;
    uint8_t dk_kind;
    uint32_t dk_version;
    Py_ssize_t dk_usable;
    Py_ssize_t dk_nentries;
    char dk_indices[];
};

/* The values of an instance whose keys are its class's; their insertion order is in the bytes before. */
struct _dictvalues {
    PyObject *values[1];
};

#define DK_LOG_SIZE(dk) ((dk)->dk_log2_size)
#define DK_SIZE(dk) (((int64_t)1) << DK_LOG_SIZE(dk))
#define DK_IS_UNICODE(dk) ((dk)->dk_kind != DICT_KEYS_GENERAL)
#define _DK_ENTRIES(dk) ((void *)((dk)->dk_indices + ((size_t)1 << (dk)->dk_log2_index_bytes)))
#define DK_ENTRIES(dk) ((PyDictKeyEntry *)_DK_ENTRIES(dk))
#define DK_UNICODE_ENTRIES(dk) ((PyDictUnicodeEntry *)_DK_ENTRIES(dk))

C4J_END_DECLS

#endif /* Py_INTERNAL_DICT_H */
