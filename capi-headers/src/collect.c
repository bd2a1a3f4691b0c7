/* Finding and freeing cyclic garbage, as CPython's developer documentation describes it.

   While a list is examined, _gc_prev of its objects doesn't link back but holds the references that are not yet explained, shifted
   by two, and the flag COLLECTING. First all references of each object count; then those that come from inside the list
   are subtracted. What is left above zero is referred to from outside. A walk through the list then leaves reachable objects in
   it, and puts the others into a second list, out of which a reachable object still takes back what it refers to; there the low
   bit of _gc_next says UNREACHABLE. After the walk the links are whole again. */
#include "collect.h"
#include "dicttable.h"
#include "c4j_index.h"

#include <limits.h>

enum {
    COLLECTING = 2,  /* in _gc_prev: belongs to the objects that are being examined, or turned out to be garbage */
    COUNT_SHIFT = 2, /* of the count in _gc_prev */
    UNREACHABLE = 1  /* in _gc_next */
};

#define ONE_REFERENCE ((uintptr_t)1 << COUNT_SHIFT)

static inline int traverse(PyObject *object, visitproc visit, void *argument)
{
    return Py_TYPE(object)->tp_traverse(object, visit, argument);
}

/* ---- What can't be reached from outside ---- */

static void count_references(c4j_gc_head *list)
{
    for (c4j_gc_head *head = (c4j_gc_head *)list->_gc_next; head != list; head = (c4j_gc_head *)head->_gc_next) {
        uintptr_t count = (uintptr_t)Py_REFCNT(c4j_gc_object(head));
        head->_gc_prev = (count << COUNT_SHIFT) | COLLECTING | (head->_gc_prev & C4J_GC_FINALIZED);
    }
}

static int subtract(PyObject *object, void *Py_UNUSED(nothing))
{
    if (c4j_has_gc_head(object)) {
        c4j_gc_head *head = c4j_gc_head_of(object);
        if ((head->_gc_prev & COLLECTING) && head->_gc_prev >= ONE_REFERENCE)
            head->_gc_prev -= ONE_REFERENCE;
    }
    return 0;
}

static void subtract_internal(c4j_gc_head *list)
{
    for (c4j_gc_head *head = (c4j_gc_head *)list->_gc_next; head != list; head = (c4j_gc_head *)head->_gc_next)
        traverse(c4j_gc_object(head), subtract, NULL);
}

static void mark_referenced(c4j_gc_head *head)
{
    head->_gc_prev = ONE_REFERENCE | COLLECTING | (head->_gc_prev & C4J_GC_FINALIZED);
}

/* Takes an object back from the unreachable ones, whose links carry UNREACHABLE, to the end of the list that is being walked. */
static void take_back(c4j_gc_head *head, c4j_gc_head *list)
{
    c4j_gc_head *prev = c4j_gc_prev(head), *next = c4j_gc_next(head);
    prev->_gc_next = head->_gc_next;
    c4j_gc_set_prev(next, prev);
    c4j_gc_append(head, list);
    mark_referenced(head);
}

static int reach(PyObject *object, void *list)
{
    if (!c4j_has_gc_head(object))
        return 0;
    c4j_gc_head *head = c4j_gc_head_of(object);
    if (!(head->_gc_prev & COLLECTING))
        return 0;
    if (head->_gc_next & UNREACHABLE)
        take_back(head, list);
    else if (head->_gc_prev < ONE_REFERENCE)
        mark_referenced(head);
    return 0;
}

/* Appends an object to the unreachable ones; its place in the walked list is closed by the caller. */
static void put_aside(c4j_gc_head *head, c4j_gc_head *unreachable)
{
    c4j_gc_head *last = (c4j_gc_head *)unreachable->_gc_prev;
    last->_gc_next = (uintptr_t)head | UNREACHABLE;
    c4j_gc_set_prev(head, last);
    head->_gc_next = (uintptr_t)unreachable | UNREACHABLE;
    unreachable->_gc_prev = (uintptr_t)head;
}

static void separate(c4j_gc_head *list, c4j_gc_head *unreachable)
{
    c4j_gc_head *before = list;
    c4j_gc_head *head = (c4j_gc_head *)list->_gc_next;
    while (head != list) {
        if (head->_gc_prev >= ONE_REFERENCE) {
            PyObject *object = c4j_gc_object(head);
            traverse(object, reach, list);
            head->_gc_prev = (uintptr_t)before | (head->_gc_prev & C4J_GC_FINALIZED);
            before = head;
        } else {
            before->_gc_next = head->_gc_next;
            put_aside(head, unreachable);
        }
        head = (c4j_gc_head *)before->_gc_next;
    }
    list->_gc_prev = (uintptr_t)before;
    unreachable->_gc_next &= ~(uintptr_t)UNREACHABLE;
}

/* Leaves in list what is reachable from outside it. The links of unreachable still carry UNREACHABLE, its objects COLLECTING. */
static void deduce_unreachable(c4j_gc_head *list, c4j_gc_head *unreachable)
{
    count_references(list);
    subtract_internal(list);
    c4j_gc_empty(unreachable);
    separate(list, unreachable);
}

static void clear_unreachable_flags(c4j_gc_head *list)
{
    for (c4j_gc_head *head = c4j_gc_next(list); head != list; head = c4j_gc_next(head))
        head->_gc_next &= ~(uintptr_t)UNREACHABLE;
}

static void clear_collecting(c4j_gc_head *list)
{
    for (c4j_gc_head *head = c4j_gc_next(list); head != list; head = c4j_gc_next(head))
        head->_gc_prev &= ~(uintptr_t)COLLECTING;
}

/* ---- Tuples and dicts that need no watching ---- */

static bool can_close_cycles(PyObject *tuple)
{
    for (Py_ssize_t i = 0; i < Py_SIZE(tuple); i++) {
        PyObject *item = PyTuple_GET_ITEM(tuple, i);
        if (item == NULL || c4j_may_be_tracked(item))
            return true;
    }
    return false;
}

static bool dict_can_close_cycles(PyObject *dict)
{
    struct c4j_table *table = c4j_table_of(dict);
    struct c4j_entry *entries = c4j_entries_of(table);
    for (Py_ssize_t i = 0; i < table->nentries; i++) {
        if (entries[i].value != NULL && (c4j_may_be_tracked(entries[i].value) || c4j_may_be_tracked(entries[i].key)))
            return true;
    }
    return false;
}

/* Only full collections look: a young dict will mostly get more entries. */
static void untrack_dicts(c4j_gc_head *list)
{
    c4j_gc_head *next;
    for (c4j_gc_head *head = (c4j_gc_head *)list->_gc_next; head != list; head = next) {
        next = (c4j_gc_head *)head->_gc_next;
        PyObject *object = c4j_gc_object(head);
        if (PyDict_CheckExact(object) && !dict_can_close_cycles(object))
            c4j_unlink_tracked(object);
    }
}

static void untrack_tuples(c4j_gc_head *list)
{
    c4j_gc_head *next;
    for (c4j_gc_head *head = (c4j_gc_head *)list->_gc_next; head != list; head = next) {
        next = (c4j_gc_head *)head->_gc_next;
        PyObject *object = c4j_gc_object(head);
        if (PyTuple_CheckExact(object) && !can_close_cycles(object))
            c4j_unlink_tracked(object);
    }
}

/* ---- Objects with tp_del, and what they refer to: never freed ---- */

static void move_legacy(c4j_gc_head *unreachable, c4j_gc_head *uncollectable)
{
    c4j_gc_head *next;
    for (c4j_gc_head *head = c4j_gc_next(unreachable); head != unreachable; head = next) {
        head->_gc_next &= ~(uintptr_t)UNREACHABLE;
        next = (c4j_gc_head *)head->_gc_next;
        if (Py_TYPE(c4j_gc_object(head))->tp_del != NULL) {
            head->_gc_prev &= ~(uintptr_t)COLLECTING;
            c4j_gc_move(head, uncollectable);
        }
    }
}

static int move_referent(PyObject *object, void *uncollectable)
{
    if (c4j_has_gc_head(object)) {
        c4j_gc_head *head = c4j_gc_head_of(object);
        if (head->_gc_prev & COLLECTING) {
            head->_gc_prev &= ~(uintptr_t)COLLECTING;
            c4j_gc_move(head, uncollectable);
        }
    }
    return 0;
}

/* The list grows at its end while it is walked. */
static void move_legacy_referents(c4j_gc_head *uncollectable)
{
    for (c4j_gc_head *head = (c4j_gc_head *)uncollectable->_gc_next; head != uncollectable; head = (c4j_gc_head *)head->_gc_next)
        traverse(c4j_gc_object(head), move_referent, uncollectable);
}

/* Those go to gc.garbage, and all of them back to a generation. */
static Py_ssize_t keep_legacy(struct c4j_gc *gc, c4j_gc_head *uncollectable, c4j_gc_head *old)
{
    Py_ssize_t count = 0;
    for (c4j_gc_head *head = (c4j_gc_head *)uncollectable->_gc_next; head != uncollectable; head = (c4j_gc_head *)head->_gc_next) {
        PyObject *object = c4j_gc_object(head);
        count++;
        if (gc->debug & C4J_GC_DEBUG_UNCOLLECTABLE)
            PySys_FormatStderr("gc: %s <%s %p>\n", "uncollectable", Py_TYPE(object)->tp_name, object);
        if (!(gc->debug & C4J_GC_DEBUG_SAVEALL) && Py_TYPE(object)->tp_del == NULL)
            continue;
        PyObject *garbage = c4j_gc_garbage(gc);
        if (garbage == NULL || PyList_Append(garbage, object) < 0)
            PyErr_Clear();
    }
    c4j_gc_merge(uncollectable, old);
    return count;
}

/* ---- Weak references to garbage ---- */

static PyWeakReference **weak_list(PyObject *object)
{
    Py_ssize_t offset = Py_TYPE(object)->tp_weaklistoffset;
    return offset > 0 ? (PyWeakReference **)((char *)object + offset) : NULL;
}

/* Kills the weak references to a garbage object. A callback is due when its reference isn't garbage too; the reference then waits in
   callbacks, with a count more. */
static void kill_references_to(PyObject *object, c4j_gc_head *callbacks)
{
    PyWeakReference **list = weak_list(object);
    while (list != NULL && *list != NULL) {
        PyWeakReference *reference = *list;
        _PyWeakref_ClearRef(reference);
        if (reference->wr_callback == NULL)
            continue;
        c4j_gc_head *head = c4j_gc_head_of(reference);
        if ((head->_gc_prev & COLLECTING) || head->_gc_next == 0)
            continue;
        Py_INCREF(reference);
        c4j_gc_move(head, callbacks);
    }
}

static void call_back(PyWeakReference *reference)
{
    PyObject *callback = reference->wr_callback;
    PyObject *result = callback == NULL ? NULL : PyObject_CallOneArg(callback, (PyObject *)reference);
    if (result != NULL)
        Py_DECREF(result);
    else if (callback != NULL)
        PyErr_WriteUnraisable(callback);
}

/* Before anything else runs, no weak reference leads to garbage any more: neither callbacks nor finalizers shall see it. */
static void handle_weak_references(c4j_gc_head *unreachable, c4j_gc_head *old)
{
    c4j_gc_head callbacks;
    c4j_gc_empty(&callbacks);
    for (c4j_gc_head *head = (c4j_gc_head *)unreachable->_gc_next; head != unreachable; head = (c4j_gc_head *)head->_gc_next) {
        PyObject *object = c4j_gc_object(head);
        if (PyWeakref_Check(object))
            _PyWeakref_ClearRef((PyWeakReference *)object); /* its callback could otherwise run while its cycle is taken apart */
        kill_references_to(object, &callbacks);
    }
    while (!c4j_gc_is_empty(&callbacks)) {
        c4j_gc_head *head = (c4j_gc_head *)callbacks._gc_next;
        PyWeakReference *reference = (PyWeakReference *)c4j_gc_object(head);
        c4j_gc_move(head, old);
        call_back(reference);
        Py_DECREF(reference);
    }
}

/* ---- Finalizers, and what they bring back to life ---- */

static void finalize(c4j_gc_head *unreachable)
{
    c4j_gc_head seen;
    c4j_gc_empty(&seen);
    while (!c4j_gc_is_empty(unreachable)) {
        c4j_gc_head *head = (c4j_gc_head *)unreachable->_gc_next;
        PyObject *object = c4j_gc_object(head);
        destructor finalizer = Py_TYPE(object)->tp_finalize;
        c4j_gc_move(head, &seen);
        if (finalizer == NULL || (head->_gc_prev & C4J_GC_FINALIZED))
            continue;
        head->_gc_prev |= C4J_GC_FINALIZED;
        Py_INCREF(object);
        finalizer(object);
        Py_DECREF(object);
    }
    c4j_gc_merge(&seen, unreachable);
}

/* Finalizers may have made somebody refer to an object: then it and what it refers to live on, in the old generation. */
static void handle_resurrected(c4j_gc_head *unreachable, c4j_gc_head *garbage, c4j_gc_head *old)
{
    clear_collecting(unreachable);
    deduce_unreachable(unreachable, garbage);
    clear_unreachable_flags(garbage);
    c4j_gc_merge(unreachable, old);
}

/* ---- Taking garbage apart ---- */

static void clear(PyObject *object)
{
    inquiry clear = Py_TYPE(object)->tp_clear;
    if (clear == NULL)
        return;
    Py_INCREF(object);
    clear(object);
    if (C4J_UNLIKELY(c4j_tstate->curexc_type != NULL))
        _PyErr_WriteUnraisableMsg("in tp_clear of", (PyObject *)Py_TYPE(object));
    Py_DECREF(object);
}

/* The first object loses what it refers to and mostly dies of that, as do others; one that doesn't goes back to a generation. */
static void delete(struct c4j_gc *gc, c4j_gc_head *garbage, c4j_gc_head *old)
{
    while (!c4j_gc_is_empty(garbage)) {
        c4j_gc_head *head = (c4j_gc_head *)garbage->_gc_next;
        PyObject *object = c4j_gc_object(head);
        if (gc->debug & C4J_GC_DEBUG_SAVEALL) {
            PyObject *list = c4j_gc_garbage(gc);
            if (list == NULL || PyList_Append(list, object) < 0)
                PyErr_Clear();
        } else {
            clear(object);
        }
        if ((c4j_gc_head *)garbage->_gc_next == head) {
            head->_gc_prev &= ~(uintptr_t)COLLECTING;
            c4j_gc_move(head, old);
        }
    }
}

static void print_collectable(c4j_gc_head *garbage)
{
    for (c4j_gc_head *head = (c4j_gc_head *)garbage->_gc_next; head != garbage; head = (c4j_gc_head *)head->_gc_next) {
        PyObject *object = c4j_gc_object(head);
        PySys_FormatStderr("gc: %s <%s %p>\n", "collectable", Py_TYPE(object)->tp_name, object);
    }
}

/* ---- A collection ---- */

/* The list to examine, with the younger generations in it, and where survivors go. */
static c4j_gc_head *gather(struct c4j_gc *gc, int generation, c4j_gc_head **old)
{
    if (generation + 1 < C4J_GENERATIONS)
        gc->generations[generation + 1].count++;
    c4j_gc_head *young = &gc->generations[generation].head;
    for (int i = 0; i <= generation; i++) {
        gc->generations[i].count = 0;
        if (i < generation)
            c4j_gc_merge(&gc->generations[i].head, young);
    }
    *old = generation + 1 < C4J_GENERATIONS ? &gc->generations[generation + 1].head : young;
    return young;
}

/* Full collections wait until enough is new: see c4j_gc.long_lived_pending. */
static void promote(struct c4j_gc *gc, c4j_gc_head *young, c4j_gc_head *old)
{
    if (young == old) {
        untrack_dicts(young);
        gc->long_lived_pending = 0;
        gc->long_lived_total = c4j_gc_length(young);
        return;
    }
    if (old == &gc->generations[C4J_GENERATIONS - 1].head)
        gc->long_lived_pending += c4j_gc_length(young);
    c4j_gc_merge(young, old);
}

struct c4j_collected c4j_collect_generation(c4j_interp *interp, int generation)
{
    struct c4j_gc *gc = &interp->gc;
    struct c4j_collected result;
    c4j_gc_head unreachable, uncollectable, garbage, *old;
    c4j_gc_head *young = gather(gc, generation, &old);

    deduce_unreachable(young, &unreachable);
    untrack_tuples(young);
    promote(gc, young, old);

    c4j_gc_empty(&uncollectable);
    move_legacy(&unreachable, &uncollectable);
    move_legacy_referents(&uncollectable);

    if (gc->debug & C4J_GC_DEBUG_COLLECTABLE)
        print_collectable(&unreachable);
    handle_weak_references(&unreachable, old);
    finalize(&unreachable);
    handle_resurrected(&unreachable, &garbage, old);
    result.collected = c4j_gc_length(&garbage);
    delete(gc, &garbage, old);
    result.uncollectable = keep_legacy(gc, &uncollectable, old);

    if (generation == C4J_GENERATIONS - 1)
        c4j_lists_clear(interp);
    if (c4j_tstate->curexc_type != NULL)
        _PyErr_WriteUnraisableMsg("in garbage collection", NULL);
    return result;
}

/* ---- What belongs to Java alone ---- */

static int number_referent(PyObject *object, void *owned_objects)
{
    struct c4j_owned *owned = owned_objects;
    if (!c4j_has_gc_head(object) || !(c4j_gc_head_of(object)->_gc_prev & COLLECTING))
        return 0;
    if (owned->edges == owned->room) {
        long room = 2 * owned->room + 1024;
        int *referents = realloc(owned->referents, sizeof(int) * (size_t)room);
        if (referents == NULL)
            return -1;
        owned->referents = referents;
        owned->room = room;
    }
    owned->referents[owned->edges++] = (int)(c4j_gc_head_of(object)->_gc_prev >> COUNT_SHIFT);
    return 0;
}

/* Fills in the objects and what they refer to among themselves: whether there was memory for it. */
static bool list_owned(c4j_gc_head *list, struct c4j_owned *owned)
{
    long length = c4j_gc_length(list);
    owned->objects = malloc(sizeof(PyObject *) * (size_t)(length + 1));
    owned->starts = malloc(sizeof(long) * (size_t)(length + 1));
    if (owned->objects == NULL || owned->starts == NULL || length > INT_MAX)
        return false;
    for (c4j_gc_head *head = c4j_gc_next(list); head != list; head = c4j_gc_next(head)) {
        head->_gc_prev = (uintptr_t)owned->count << COUNT_SHIFT | COLLECTING | (head->_gc_prev & C4J_GC_FINALIZED);
        owned->objects[owned->count++] = c4j_gc_object(head);
    }
    for (long i = 0; i < length; i++) {
        owned->starts[i] = owned->edges;
        if (traverse(owned->objects[i], number_referent, owned) != 0)
            return false;
    }
    owned->starts[length] = owned->edges;
    return true;
}

/* Makes a list whole again whose links backwards were used for something else. */
static void link_again(c4j_gc_head *list)
{
    c4j_gc_head *before = list;
    for (c4j_gc_head *head = c4j_gc_next(list), *next; head != list; head = next) {
        next = c4j_gc_next(head);
        head->_gc_prev = (uintptr_t)before | (head->_gc_prev & C4J_GC_FINALIZED);
        before->_gc_next = (uintptr_t)head;
        before = head;
    }
    before->_gc_next = (uintptr_t)list;
    list->_gc_prev = (uintptr_t)before;
}

struct c4j_owned *c4j_gc_owned(c4j_interp *interp, PyObject **handles, long count)
{
    struct c4j_gc *gc = &interp->gc;
    struct c4j_owned *owned = gc->collecting ? NULL : calloc(1, sizeof(*owned));
    if (owned == NULL)
        return NULL;
    c4j_gc_head unreachable, *old;
    c4j_gc_head *list = gather(gc, C4J_GENERATIONS - 1, &old);
    count_references(list);
    subtract_internal(list);
    for (long i = 0; i < count; i++)
        subtract(handles[i], NULL);
    c4j_gc_empty(&unreachable);
    separate(list, &unreachable);
    bool whole = list_owned(&unreachable, owned);
    link_again(&unreachable);
    c4j_gc_merge(&unreachable, list);
    if (whole)
        return owned;
    c4j_gc_owned_free(owned);
    return NULL;
}

void c4j_gc_owned_free(struct c4j_owned *owned)
{
    free(owned->objects);
    free(owned->starts);
    free(owned->referents);
    free(owned);
}
