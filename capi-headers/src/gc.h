/* The lists of tracked objects: one per generation and interpreter, linked through the heads before the objects. */
#ifndef CAPI4J_GC_H
#define CAPI4J_GC_H

#include "shim.h"

enum {
    C4J_GC_FINALIZED = 1,  /* in _gc_prev: the finalizer has run */
    C4J_GC_PREV_FLAGS = 3,
    C4J_GC_NEXT_FLAGS = 1
};

static inline c4j_gc_head *c4j_gc_head_of(void *object)
{
    return (c4j_gc_head *)object - 1;
}

/* Objects may be made before there is a thread state, and then belong to the main interpreter. */
static inline c4j_interp *c4j_interp_here(void)
{
    return c4j_tstate != NULL ? c4j_tstate->interp : c4j_main_interp;
}

static inline void c4j_link_tracked(void *object)
{
    c4j_gc_head *head = c4j_gc_head_of(object);
    c4j_gc_head *list = c4j_interp_here()->gc.generation0;
    c4j_gc_head *last = (c4j_gc_head *)(list->_gc_prev & ~(uintptr_t)C4J_GC_PREV_FLAGS);
    last->_gc_next = (uintptr_t)head | (last->_gc_next & C4J_GC_NEXT_FLAGS);
    head->_gc_prev = (head->_gc_prev & C4J_GC_PREV_FLAGS) | (uintptr_t)last;
    head->_gc_next = (uintptr_t)list;
    list->_gc_prev = (uintptr_t)head;
}

/* Harmless when the object is not tracked. */
static inline void c4j_unlink_tracked(void *object)
{
    c4j_gc_head *head = c4j_gc_head_of(object);
    if (head->_gc_next == 0)
        return;
    c4j_gc_head *prev = (c4j_gc_head *)(head->_gc_prev & ~(uintptr_t)C4J_GC_PREV_FLAGS);
    c4j_gc_head *next = (c4j_gc_head *)(head->_gc_next & ~(uintptr_t)C4J_GC_NEXT_FLAGS);
    prev->_gc_next = (uintptr_t)next | (prev->_gc_next & C4J_GC_NEXT_FLAGS);
    next->_gc_prev = (uintptr_t)prev | (next->_gc_prev & C4J_GC_PREV_FLAGS);
    head->_gc_next = 0;
    head->_gc_prev &= C4J_GC_FINALIZED;
}

#endif /* CAPI4J_GC_H */
