/* _PyRuntime as far as stock modules look into it: those of CPython's standard library that were built with its internal headers
   read the current thread state and the static singletons from it by offset. Our own singletons therefore live there. */
#ifndef CAPI4J_RUNTIME_H
#define CAPI4J_RUNTIME_H

#include "shim.h"

enum { C4J_SMALL_NEGATIVE = 5, C4J_SMALL_POSITIVE = 257, C4J_SMALL_INTS = C4J_SMALL_NEGATIVE + C4J_SMALL_POSITIVE };

struct c4j_byte {
    PyBytesObject bytes;
    char end;
};

struct c4j_ascii_char {
    PyASCIIObject string;
    uint8_t text[2];
};

struct c4j_latin1_char {
    PyCompactUnicodeObject string;
    uint8_t text[2];
};

struct pyruntimestate {
    int initialized[5];
    char unused_20[20];
    c4j_interp *interpreters_head;  /* 40 */
    c4j_interp *interpreters_main;  /* 48 */
    char unused_56[24];
    unsigned long main_thread;      /* 80 */
    char unused_88[488];
    PyThreadState *tstate_current;  /* 576 */
    c4j_interp *gilstate_interp;    /* 584 */
    char unused_592[88];
    PyLongObject small_ints[C4J_SMALL_INTS]; /* 680 */
    PyBytesObject empty_bytes;               /* 9064 */
    struct c4j_byte bytes[256];              /* 9104 */
    char literals[1264];                     /* 21392 */
    char identifiers[18824];                 /* 22656 */
    struct c4j_ascii_char ascii[128];        /* 41480 */
    struct c4j_latin1_char latin1[128];      /* 48648 */
    c4j_gc_head empty_tuple_head;            /* 58888 */
    PyTupleObject empty_tuple;               /* 58904 */
    char unused_58936[107752];
};

_Static_assert(offsetof(struct pyruntimestate, interpreters_main) == 48, "_PyRuntime");
_Static_assert(offsetof(struct pyruntimestate, tstate_current) == 576, "_PyRuntime");
_Static_assert(offsetof(struct pyruntimestate, small_ints) == 680, "_PyRuntime");
_Static_assert(offsetof(struct pyruntimestate, bytes) == 9104, "_PyRuntime");
_Static_assert(offsetof(struct pyruntimestate, identifiers) == 22656, "_PyRuntime");
_Static_assert(offsetof(struct pyruntimestate, empty_tuple) == 58904, "_PyRuntime");
_Static_assert(sizeof(struct pyruntimestate) == 166688, "_PyRuntime");

/* The int object of a small value: CPython guarantees that there is only one. */
static inline bool c4j_is_small(long value)
{
    return (unsigned long)value + C4J_SMALL_NEGATIVE < C4J_SMALL_INTS;
}

static inline PyObject *c4j_small(long value)
{
    return (PyObject *)&_PyRuntime.small_ints[value + C4J_SMALL_NEGATIVE];
}

#endif /* CAPI4J_RUNTIME_H */
