/* Reading strs in the compact form, which all have that C or Java makes here: text, hash and equality. */
#ifndef CAPI4J_LANES_STR_H
#define CAPI4J_LANES_STR_H

#include "lane.h"

/* SipHash-1-3 of some bytes, keyed by _Py_HashSecret: the hash of str and bytes. Never -1. */
Py_hash_t c4j_hash_bytes(const void *bytes, size_t size);

/* The interned str of some ASCII text: a new reference, or NULL without an error when memory is short. */
PyObject *c4j_intern_ascii(const char *text, size_t length);

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

/* The greatest character that a str of the same form could have: PyUnicode_MAX_CHAR_VALUE. */
static inline Py_UCS4 c4j_str_bound(PyObject *str)
{
    if (c4j_str_is_ascii(str))
        return 0x7f;
    return c4j_str_kind(str) == 1 ? 0xff : c4j_str_kind(str) == 2 ? 0xffff : 0x10ffff;
}

static inline Py_UCS4 c4j_char_at(int kind, const void *data, size_t index)
{
    return kind == 1 ? ((const Py_UCS1 *)data)[index] : kind == 2 ? ((const Py_UCS2 *)data)[index] : ((const Py_UCS4 *)data)[index];
}

/* A str that nobody else can see: it may still be changed. */
static inline bool c4j_str_is_own(PyObject *str)
{
    PyASCIIObject *header = (PyASCIIObject *)str;
    return Py_REFCNT(str) == 1 && header->hash == -1 && header->state.interned == 0 && header->wstr == NULL
        && (header->state.ascii || ((PyCompactUnicodeObject *)str)->utf8 == NULL);
}

/* A new plain str for characters up to max, its content not set but for the final 0; length is not 0. These three return NULL without an
   error set when memory is short. */
PyObject *c4j_new_str(size_t length, Py_UCS4 max);

/* The str of some characters in the smallest form that has them. */
PyObject *c4j_str_of(int kind, const void *data, size_t length);

/* The str of an ASCII text; shared ones for no or one character. */
PyObject *c4j_str_of_ascii(const char *text, size_t length);

/* Copies characters to a place of the same or a larger kind. */
void c4j_copy_chars(int from_kind, const void *from, int to_kind, void *to, size_t count);

#endif /* CAPI4J_LANES_STR_H */
