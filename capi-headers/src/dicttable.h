/* The tables of dicts, which lanes look keys up in and the collector walks through. org.capi4j.type.DictKeys describes them. */
#ifndef CAPI4J_DICTTABLE_H
#define CAPI4J_DICTTABLE_H

#include "shim.h"

struct c4j_entry {
    Py_hash_t hash;
    PyObject *key;
    PyObject *value;
};

struct c4j_table {
    Py_ssize_t refcnt;
    uint8_t log2_size;
    uint8_t log2_index_bytes;
    uint8_t kind;
    uint32_t deleted_below; /* entries before this one are deleted */
    Py_ssize_t usable;
    Py_ssize_t nentries;
    char indices[];
};

enum { C4J_EMPTY_SLOT = -1, C4J_DELETED_SLOT = -2, C4J_PERTURB_SHIFT = 5 };

_Static_assert(offsetof(struct c4j_table, indices) == 32, "PyDictKeysObject");

/* What every dict that never had an entry shares: one empty slot, nothing usable. */
struct c4j_no_table {
    struct c4j_table table;
    int8_t slots[8];
};

C4J_API extern struct c4j_no_table c4j_dict_empty;

static inline struct c4j_table *c4j_table_of(PyObject *dict)
{
    return (struct c4j_table *)((PyDictObject *)dict)->ma_keys;
}

static inline struct c4j_entry *c4j_entries_of(struct c4j_table *table)
{
    return (struct c4j_entry *)(table->indices + ((size_t)1 << table->log2_index_bytes));
}

#endif /* CAPI4J_DICTTABLE_H */
