/* Reading strs in the compact form, which all have that C or Java makes here: text, hash and equality. */
#ifndef CAPI4J_STRFORM_H
#define CAPI4J_STRFORM_H

#include "shim.h"

/* SipHash-1-3 of some bytes, keyed by _Py_HashSecret: the hash of str and bytes. Never -1. */
Py_hash_t c4j_hash_bytes(const void *bytes, size_t size);

/* The interned str of some ASCII text: a new reference, or NULL without an error when memory is short. */
PyObject *c4j_intern_ascii(const char *text, size_t length);

/* How many bytes from the first on are ASCII. The last eight are looked at together, with others that were looked at before. */
static inline size_t c4j_ascii_run(const char *text, size_t length)
{
    size_t i = 0;
    uint64_t word;
    for (; length >= sizeof(word) && i < length; i = i + 8 < length && i + 16 > length ? length - 8 : i + 8) {
        memcpy(&word, text + i, sizeof(word));
        if ((word &= 0x8080808080808080ULL) != 0)
            return i + (size_t)__builtin_ctzll(word) / 8;
    }
    while (i < length && !(text[i] & 0x80))
        i++;
    return i < length ? i : length;
}

static inline bool c4j_is_ascii(const char *text, size_t length)
{
    return c4j_ascii_run(text, length) == length;
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

#endif /* CAPI4J_STRFORM_H */
