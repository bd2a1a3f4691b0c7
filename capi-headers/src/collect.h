/* The cycle collector's two halves: collect.c finds and frees garbage, collector.c says when, and answers questions. */
#ifndef CAPI4J_COLLECT_H
#define CAPI4J_COLLECT_H

#include "gc.h"

enum { /* gc.set_debug */
    C4J_GC_DEBUG_STATS = 1,
    C4J_GC_DEBUG_COLLECTABLE = 2,
    C4J_GC_DEBUG_UNCOLLECTABLE = 4,
    C4J_GC_DEBUG_SAVEALL = 32
};

/* What a collection came to. */
struct c4j_collected {
    Py_ssize_t collected;
    Py_ssize_t uncollectable;
};

struct c4j_generation_stats {
    Py_ssize_t collections;
    Py_ssize_t collected;
    Py_ssize_t uncollectable;
};

_Static_assert(sizeof(((struct c4j_gc *)0)->generation_stats) == C4J_GENERATIONS * sizeof(struct c4j_generation_stats), "c4j_gc");

static inline struct c4j_generation_stats *c4j_gc_stats(struct c4j_gc *gc, int generation)
{
    return (struct c4j_generation_stats *)gc->generation_stats + generation;
}

static inline PyObject *c4j_gc_object(c4j_gc_head *head)
{
    return (PyObject *)(head + 1);
}

static inline c4j_gc_head *c4j_gc_next(c4j_gc_head *head)
{
    return (c4j_gc_head *)(head->_gc_next & ~(uintptr_t)C4J_GC_NEXT_FLAGS);
}

static inline c4j_gc_head *c4j_gc_prev(c4j_gc_head *head)
{
    return (c4j_gc_head *)(head->_gc_prev & ~(uintptr_t)C4J_GC_PREV_FLAGS);
}

static inline void c4j_gc_set_prev(c4j_gc_head *head, c4j_gc_head *prev)
{
    head->_gc_prev = (head->_gc_prev & C4J_GC_PREV_FLAGS) | (uintptr_t)prev;
}

static inline void c4j_gc_empty(c4j_gc_head *list)
{
    list->_gc_next = list->_gc_prev = (uintptr_t)list;
}

static inline bool c4j_gc_is_empty(c4j_gc_head *list)
{
    return list->_gc_next == (uintptr_t)list;
}

/* Puts head, which is in no list, at the end of one. */
static inline void c4j_gc_append(c4j_gc_head *head, c4j_gc_head *list)
{
    c4j_gc_head *last = (c4j_gc_head *)list->_gc_prev;
    last->_gc_next = (uintptr_t)head;
    c4j_gc_set_prev(head, last);
    head->_gc_next = (uintptr_t)list;
    list->_gc_prev = (uintptr_t)head;
}

static inline void c4j_gc_move(c4j_gc_head *head, c4j_gc_head *list)
{
    c4j_gc_head *prev = c4j_gc_prev(head), *next = c4j_gc_next(head);
    prev->_gc_next = (uintptr_t)next;
    c4j_gc_set_prev(next, prev);
    c4j_gc_append(head, list);
}

/* Moves all of from to the end of list. */
static inline void c4j_gc_merge(c4j_gc_head *from, c4j_gc_head *list)
{
    if (c4j_gc_is_empty(from))
        return;
    c4j_gc_head *last = (c4j_gc_head *)list->_gc_prev;
    c4j_gc_head *from_first = (c4j_gc_head *)from->_gc_next, *from_last = (c4j_gc_head *)from->_gc_prev;
    last->_gc_next = (uintptr_t)from_first;
    c4j_gc_set_prev(from_first, last);
    from_last->_gc_next = (uintptr_t)list;
    list->_gc_prev = (uintptr_t)from_last;
    c4j_gc_empty(from);
}

static inline Py_ssize_t c4j_gc_length(c4j_gc_head *list)
{
    Py_ssize_t length = 0;
    for (c4j_gc_head *head = c4j_gc_next(list); head != list; head = c4j_gc_next(head))
        length++;
    return length;
}

/* Whether the object has a GC head: a static type, or a type that says so itself, has none. */
static inline bool c4j_has_gc_head(PyObject *object)
{
    PyTypeObject *type = Py_TYPE(object);
    if (!PyType_HasFeature(type, Py_TPFLAGS_HAVE_GC))
        return false;
    if (C4J_LIKELY(type->tp_is_gc == NULL))
        return true;
    if (PyType_HasFeature(type, Py_TPFLAGS_TYPE_SUBCLASS))
        return PyType_HasFeature((PyTypeObject *)object, Py_TPFLAGS_HEAPTYPE);
    return type->tp_is_gc(object) != 0;
}

/*
 * Whether the object is tracked, or may be later: a tuple that was untracked never will. An extension's own tp_is_gc isn't asked, as
 * it may call back, which it mustn't while Java fills a dict by a critical call.
 */
static inline bool c4j_may_be_tracked(PyObject *object)
{
    PyTypeObject *type = Py_TYPE(object);
    if (type->tp_is_gc != NULL && !PyType_HasFeature(type, Py_TPFLAGS_TYPE_SUBCLASS))
        return PyType_HasFeature(type, Py_TPFLAGS_HAVE_GC);
    return c4j_has_gc_head(object) && (!PyTuple_CheckExact(object) || c4j_gc_head_of(object)->_gc_next != 0);
}

/* Frees what is garbage in a generation and the younger ones. The GIL is held, no error is set; errors go to the unraisable hook. */
struct c4j_collected c4j_collect_generation(c4j_interp *interp, int generation);

/* gc.garbage, made when it isn't there; borrowed, or NULL with an error set. */
PyObject *c4j_gc_garbage(struct c4j_gc *gc);

#endif /* CAPI4J_COLLECT_H */
