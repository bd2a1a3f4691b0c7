/* Making and freeing objects: the head of every object, the GC head before some, and the lists of tracked objects. */
#include "gc.h"
#include "c4j_index.h"

static inline PyObject *no_memory(void)
{
    return C4J_JAVA(PyErr_NoMemory)();
}

static inline void set_type(PyObject *object, PyTypeObject *type)
{
    object->ob_type = type;
    if (PyType_HasFeature(type, Py_TPFLAGS_HEAPTYPE))
        Py_INCREF(type);
    object->ob_refcnt = 1;
}

PyObject *PyObject_Init(PyObject *object, PyTypeObject *type)
{
    if (object == NULL)
        return no_memory();
    set_type(object, type);
    return object;
}

PyVarObject *PyObject_InitVar(PyVarObject *object, PyTypeObject *type, Py_ssize_t size)
{
    if (object == NULL)
        return (PyVarObject *)no_memory();
    object->ob_size = size;
    set_type((PyObject *)object, type);
    return object;
}

/*
 * Extensions give up objects that they have made half, when an argument is wrong, and release fields that nobody has set. CPython leaves
 * there what the memory held, which for the first objects of a process is nothing; here it is nothing always.
 */
static inline void *empty(void *object, PyTypeObject *type, size_t size)
{
    size_t fields = (size_t)type->tp_basicsize;
    return object == NULL ? NULL : memset(object, 0, fields < size ? fields : size);
}

PyObject *_PyObject_New(PyTypeObject *type)
{
    size_t size = (size_t)type->tp_basicsize;
    return PyObject_Init(empty(PyObject_Malloc(size), type, size), type);
}

static size_t var_size(PyTypeObject *type, Py_ssize_t items)
{
    size_t size = (size_t)type->tp_basicsize + (size_t)items * (size_t)type->tp_itemsize;
    return (size + sizeof(void *) - 1) & ~(sizeof(void *) - 1);
}

PyVarObject *_PyObject_NewVar(PyTypeObject *type, Py_ssize_t items)
{
    size_t size = var_size(type, items);
    return PyObject_InitVar(empty(PyObject_Malloc(size), type, size), type, items);
}

/* ---- The lists of tracked objects ---- */

void PyObject_GC_Track(void *object)
{
    if (c4j_gc_head_of(object)->_gc_next != 0)
        c4j_fatal("PyObject_GC_Track", "object already tracked by the garbage collector");
    c4j_link_tracked(object);
}

void PyObject_GC_UnTrack(void *object)
{
    c4j_unlink_tracked(object);
}

int PyObject_IS_GC(PyObject *object)
{
    PyTypeObject *type = Py_TYPE(object);
    return PyType_IS_GC(type) && (type->tp_is_gc == NULL || type->tp_is_gc(object));
}

int PyObject_GC_IsTracked(PyObject *object)
{
    return PyObject_IS_GC(object) && c4j_gc_head_of(object)->_gc_next != 0;
}

int PyObject_GC_IsFinalized(PyObject *object)
{
    return PyObject_IS_GC(object) && (c4j_gc_head_of(object)->_gc_prev & C4J_GC_FINALIZED) != 0;
}

/* ---- Objects with a GC head ---- */

/* Counts a new object of generation 0 and has them collected when there are too many. */
static inline void count_new(c4j_interp *interp)
{
    struct c4j_generation *young = &interp->gc.generations[0];
    if (C4J_UNLIKELY(++young->count > young->threshold))
        c4j_collect_due(interp);
}

/* size bytes behind a clean prefix, or NULL without an error set. Never runs the collector. */
static inline PyObject *prefixed(PyTypeObject *type, size_t size)
{
    size_t prefix = c4j_prefix_size(type);
    if (C4J_UNLIKELY(size > PY_SSIZE_T_MAX - prefix))
        return NULL;
    char *start = PyObject_Malloc(prefix + size);
    if (C4J_UNLIKELY(start == NULL))
        return NULL;
    memset(start, 0, prefix);
    return (PyObject *)(start + prefix);
}

PyObject *_PyObject_GC_New(PyTypeObject *type)
{
    size_t size = (size_t)type->tp_basicsize;
    PyObject *object = empty(prefixed(type, size), type, size);
    if (object == NULL)
        return no_memory();
    count_new(c4j_interp_here());
    set_type(object, type);
    return object;
}

PyVarObject *_PyObject_GC_NewVar(PyTypeObject *type, Py_ssize_t items)
{
    if (items < 0) {
        PyErr_BadInternalCall();
        return NULL;
    }
    size_t size = var_size(type, items);
    PyVarObject *object = empty(prefixed(type, size), type, size);
    if (object == NULL)
        return (PyVarObject *)no_memory();
    count_new(c4j_interp_here());
    object->ob_size = items;
    set_type((PyObject *)object, type);
    return object;
}

PyVarObject *_PyObject_GC_Resize(PyVarObject *object, Py_ssize_t items)
{
    PyTypeObject *type = Py_TYPE(object);
    size_t prefix = c4j_prefix_size(type);
    size_t size = var_size(type, items);
    if (size > PY_SSIZE_T_MAX - prefix)
        return (PyVarObject *)no_memory();
    char *start = PyObject_Realloc((char *)object - prefix, prefix + size);
    if (start == NULL)
        return (PyVarObject *)no_memory();
    object = (PyVarObject *)(start + prefix);
    object->ob_size = items;
    return object;
}

void PyObject_GC_Del(void *object)
{
    size_t prefix = c4j_prefix_size(Py_TYPE((PyObject *)object));
    PyObject_GC_UnTrack(object);
    struct c4j_gc *gc = &c4j_interp_here()->gc;
    if (gc->generations[0].count > 0)
        gc->generations[0].count--;
    PyObject_Free((char *)object - prefix);
}

/* ---- What types use ---- */

/* Zeroed, with a reference to a heap type, not yet tracked; NULL without an error. */
static PyObject *zeroed(PyTypeObject *type, Py_ssize_t items)
{
    size_t size = var_size(type, items + 1); /* one more, for the sentinel of those that have one */
    PyObject *object = prefixed(type, size);
    if (object == NULL)
        return NULL;
    memset((void *)object, 0, size);
    if (type->tp_itemsize != 0)
        ((PyVarObject *)object)->ob_size = items;
    set_type(object, type);
    return object;
}

PyObject *PyType_GenericAlloc(PyTypeObject *type, Py_ssize_t items)
{
    PyObject *object = zeroed(type, items);
    if (object == NULL)
        return no_memory();
    if (PyType_IS_GC(type)) {
        count_new(c4j_interp_here());
        c4j_link_tracked(object);
    }
    return object;
}

PyObject *PyType_GenericNew(PyTypeObject *type, PyObject *Py_UNUSED(args), PyObject *Py_UNUSED(kwargs))
{
    return type->tp_alloc(type, 0);
}

/* ---- The same for Java: no error is set, no collector runs ---- */

PyObject *c4j_type_alloc(PyTypeObject *type, Py_ssize_t items)
{
    PyObject *object = zeroed(type, items);
    if (object != NULL && PyType_IS_GC(type)) {
        c4j_interp_here()->gc.generations[0].count++;
        c4j_link_tracked(object);
    }
    return object;
}

PyObject *c4j_object_new(PyTypeObject *type, size_t size)
{
    PyObject *object = PyObject_Malloc(size);
    if (object != NULL)
        set_type(object, type);
    return object;
}

PyObject *c4j_gc_new(PyTypeObject *type, size_t size)
{
    PyObject *object = prefixed(type, size);
    if (object != NULL) {
        c4j_interp_here()->gc.generations[0].count++;
        set_type(object, type);
    }
    return object;
}

void c4j_gc_free(PyObject *object)
{
    PyObject_GC_Del(object);
}

void c4j_gc_track(PyObject *object)
{
    if (c4j_gc_head_of(object)->_gc_next == 0)
        c4j_link_tracked(object);
}

void c4j_gc_untrack(PyObject *object)
{
    PyObject_GC_UnTrack(object);
}
