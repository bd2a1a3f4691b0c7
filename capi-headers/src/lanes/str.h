/* Making strs, and what may be put into them. */
#ifndef CAPI4J_LANES_STR_H
#define CAPI4J_LANES_STR_H

#include "../strform.h"
#include "lane.h"

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

/* Copies characters to a place of any kind that has them. */
void c4j_copy_chars(int from_kind, const void *from, int to_kind, void *to, size_t count);

#endif /* CAPI4J_LANES_STR_H */
