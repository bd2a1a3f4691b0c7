/* Reading strs in the compact form, which all have that C or Java makes here: text, hash and equality. */
#ifndef CAPI4J_LANES_STR_H
#define CAPI4J_LANES_STR_H

#include "lane.h"

/* SipHash-1-3 of some bytes, keyed by _Py_HashSecret: the hash of str and bytes. Never -1. */
Py_hash_t c4j_hash_bytes(const void *bytes, size_t size);

static inline bool c4j_is_ascii(const char *text, size_t length)
{
    size_t i = 0;
    for (uint64_t word; i + sizeof(word) <= length; i += sizeof(word)) {
        memcpy(&word, text + i, sizeof(word));
        if (word & 0x8080808080808080ULL)
            return false;
    }
    for (; i < length; i++) {
        if (text[i] & 0x80)
            return false;
    }
    return true;
}

/* An exact str whose characters follow its header. */
static inline bool c4j_is_plain_str(PyObject *object)
{
    return PyUnicode_CheckExact(object) && ((PyASCIIObject *)object)->state.compact;
}

static inline Py_ssize_t c4j_str_length(PyObject *str)
{
    return ((PyASCIIObject *)str)->length;
}

static inline int c4j_str_kind(PyObject *str)
{
    return ((PyASCIIObject *)str)->state.kind;
}

static inline bool c4j_str_is_ascii(PyObject *str)
{
    return ((PyASCIIObject *)str)->state.ascii;
}

/* The size of a plain str's characters in bytes. */
static inline size_t c4j_str_size(PyObject *str)
{
    return (size_t)c4j_str_length(str) * (size_t)c4j_str_kind(str);
}

/* The characters of a plain str. */
static inline void *c4j_str_data(PyObject *str)
{
    return c4j_str_is_ascii(str) ? (void *)((PyASCIIObject *)str + 1) : (void *)((PyCompactUnicodeObject *)str + 1);
}

/* The hash of a plain str, which remembers it. */
static inline Py_hash_t c4j_str_hash(PyObject *str)
{
    Py_hash_t *hash = &((PyASCIIObject *)str)->hash;
    if (C4J_UNLIKELY(*hash == -1))
        *hash = c4j_hash_bytes(c4j_str_data(str), c4j_str_size(str));
    return *hash;
}

/* Whether two plain strs have the same characters; equal ones have the same kind. */
static inline bool c4j_str_equal(PyObject *left, PyObject *right)
{
    return c4j_str_length(left) == c4j_str_length(right) && c4j_str_kind(left) == c4j_str_kind(right)
        && memcmp(c4j_str_data(left), c4j_str_data(right), c4j_str_size(left)) == 0;
}

#endif /* CAPI4J_LANES_STR_H */
