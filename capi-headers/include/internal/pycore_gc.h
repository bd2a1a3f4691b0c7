/* What stands before an object that the cycle collector watches. */
#ifndef Py_INTERNAL_GC_H
#define Py_INTERNAL_GC_H

C4J_BEGIN_DECLS

/* Low bits of _gc_prev are flags; _gc_next is 0 while the object is not tracked. */
typedef struct {
    uintptr_t _gc_next;
    uintptr_t _gc_prev;
} PyGC_Head;

#define _Py_AS_GC(o) ((PyGC_Head *)(o) - 1)
#define _PyGC_PREV_MASK_FINALIZED (1)
#define _PyGC_PREV_MASK_COLLECTING (2)
#define _PyGC_PREV_SHIFT (2)
#define _PyGC_PREV_MASK (((uintptr_t)-1) << _PyGC_PREV_SHIFT)
#define _PyObject_GC_IS_TRACKED(o) (_PyGCHead_UNTAGGED_NEXT(_Py_AS_GC(o)) != 0)
#define _PyGCHead_UNTAGGED_NEXT(g) ((g)->_gc_next)
#define _PyGCHead_NEXT(g) ((PyGC_Head *)(g)->_gc_next)
#define _PyGCHead_PREV(g) ((PyGC_Head *)((g)->_gc_prev & _PyGC_PREV_MASK))

C4J_END_DECLS

#endif /* Py_INTERNAL_GC_H */
