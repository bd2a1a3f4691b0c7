/* Reference counts, deallocation without deep recursion, and the limit on recursion. */
#include "gc.h"
#include "c4j_index.h"

enum {
    NESTED_DEALLOCS = 100, /* containers inside containers: more than that wait for the outermost */
    NESTED_TRASH = 50
};

/* ---- Deallocation ---- */

/* Containers that were put aside. Their count is 0, so its place holds the link to the next. */
static void dealloc_waiting(struct c4j_thread *thread)
{
    while (thread->dealloc_later != NULL) {
        PyObject *object = thread->dealloc_later;
        thread->dealloc_later = (PyObject *)object->ob_refcnt;
        object->ob_refcnt = 0;
        thread->dealloc_depth++;
        Py_TYPE(object)->tp_dealloc(object);
        thread->dealloc_depth--;
    }
}

static void dealloc_container(PyObject *object, destructor dealloc)
{
    struct c4j_thread *thread = C4J_THREAD(c4j_tstate);
    if (thread->dealloc_depth >= NESTED_DEALLOCS || (thread->dealloc_depth > 0 && c4j_stack_is_low(c4j_tstate))) {
        if (PyObject_IS_GC(object))
            c4j_unlink_tracked(object); /* the collector mustn't see that count */
        object->ob_refcnt = (Py_ssize_t)thread->dealloc_later;
        thread->dealloc_later = object;
        return;
    }
    thread->dealloc_depth++;
    dealloc(object);
    if (--thread->dealloc_depth == 0 && thread->dealloc_later != NULL)
        dealloc_waiting(thread);
}

void _Py_Dealloc(PyObject *object)
{
    PyTypeObject *type = Py_TYPE(object);
    if (C4J_UNLIKELY(c4j_finished))
        return;
    if (!PyType_HasFeature(type, Py_TPFLAGS_HAVE_GC) || c4j_tstate == NULL)
        type->tp_dealloc(object);
    else
        dealloc_container(object, type->tp_dealloc);
}

void c4j_dealloc(PyObject *object)
{
    _Py_Dealloc(object);
}

void c4j_decref(PyObject *object)
{
    Py_DECREF(object);
}

#undef Py_IncRef
#undef Py_DecRef

void Py_IncRef(PyObject *object)
{
    Py_XINCREF(object);
}

void Py_DecRef(PyObject *object)
{
    Py_XDECREF(object);
}

void _Py_IncRef(PyObject *object)
{
    Py_INCREF(object);
}

void _Py_DecRef(PyObject *object)
{
    Py_DECREF(object);
}

#undef Py_NewRef
#undef Py_XNewRef
#undef Py_Is
#undef Py_IsNone
#undef Py_IsTrue
#undef Py_IsFalse

PyObject *Py_NewRef(PyObject *object)
{
    Py_INCREF(object);
    return object;
}

PyObject *Py_XNewRef(PyObject *object)
{
    Py_XINCREF(object);
    return object;
}

int Py_Is(PyObject *left, PyObject *right)
{
    return left == right;
}

int Py_IsNone(PyObject *object)
{
    return object == Py_None;
}

int Py_IsTrue(PyObject *object)
{
    return object == Py_True;
}

int Py_IsFalse(PyObject *object)
{
    return object == Py_False;
}

void _Py_NewReference(PyObject *object)
{
    object->ob_refcnt = 1;
}

/* ---- The trashcan: what Py_TRASHCAN_BEGIN and Py_TRASHCAN_END call ---- */

int _PyTrash_begin(PyThreadState *tstate, PyObject *object)
{
    if (tstate->trash_delete_nesting < NESTED_TRASH) {
        tstate->trash_delete_nesting++;
        return 0;
    }
    object->ob_refcnt = (Py_ssize_t)tstate->trash_delete_later;
    tstate->trash_delete_later = object;
    return 1;
}

void _PyTrash_end(PyThreadState *tstate)
{
    tstate->trash_delete_nesting--;
    if (tstate->trash_delete_later == NULL || tstate->trash_delete_nesting > 0)
        return;
    tstate->trash_delete_nesting++; /* those that follow must not start this loop again */
    while (tstate->trash_delete_later != NULL) {
        PyObject *object = tstate->trash_delete_later;
        tstate->trash_delete_later = (PyObject *)object->ob_refcnt;
        object->ob_refcnt = 0;
        Py_TYPE(object)->tp_dealloc(object);
    }
    tstate->trash_delete_nesting--;
}

/* A subclass has a tp_dealloc of its own, which uses the trashcan already. */
int _PyTrash_cond(PyObject *object, destructor dealloc)
{
    return Py_TYPE(object)->tp_dealloc == dealloc;
}

/* ---- Objects whose struct starts with references: the slots of such types (builtin_types.c) ---- */

static PyObject **references(PyObject *object)
{
    return (PyObject **)(object + 1);
}

int c4j_traverse_references(PyObject *self, int count, visitproc visit, void *arg)
{
    for (int i = 0; i < count; i++)
        Py_VISIT(references(self)[i]);
    return 0;
}

int c4j_clear_references(PyObject *self, int count)
{
    for (int i = 0; i < count; i++)
        Py_CLEAR(references(self)[i]);
    return 0;
}

void c4j_dealloc_references(PyObject *self, int count, destructor dealloc)
{
    PyObject_GC_UnTrack(self);
    Py_ssize_t weaklist = Py_TYPE(self)->tp_weaklistoffset;
    if (weaklist > 0 && *(PyObject **)((char *)self + weaklist) != NULL)
        PyObject_ClearWeakRefs(self);
    Py_TRASHCAN_BEGIN(self, dealloc)
    c4j_clear_references(self, count);
    Py_TYPE(self)->tp_free(self);
    Py_TRASHCAN_END
}

/* ---- Recursion ---- */

int _Py_CheckRecursiveCall(PyThreadState *tstate, const char *where)
{
    if ((tstate->recursion_headroom > 0 || tstate->recursion_remaining >= 0) && !c4j_stack_is_low(tstate))
        return 0;
    tstate->recursion_remaining++;
    tstate->recursion_headroom++; /* what makes the RecursionError may itself recurse a little */
    int result = C4J_JAVA(_Py_CheckRecursiveCall)(tstate, where);
    tstate->recursion_headroom--;
    return result;
}

#undef Py_EnterRecursiveCall
#undef Py_LeaveRecursiveCall

int Py_EnterRecursiveCall(const char *where)
{
    PyThreadState *tstate = c4j_tstate;
    if (C4J_LIKELY(tstate->recursion_remaining-- > 0 && !c4j_stack_is_low(tstate)))
        return 0;
    return _Py_CheckRecursiveCall(tstate, where);
}

PyThreadState *c4j_enter_recursive(void)
{
    PyThreadState *tstate = c4j_tstate;
    if ((tstate->recursion_remaining > 0 || tstate->recursion_headroom > 0) && !c4j_stack_is_low(tstate)) {
        tstate->recursion_remaining--;
        return tstate;
    }
    return NULL;
}

int c4j_leave_recursive(PyThreadState *tstate)
{
    if (tstate == NULL)
        tstate = c4j_tstate;
    if (tstate == NULL)
        return 0; /* whoever looks at the result finds out */
    tstate->recursion_remaining++;
    return c4j_tstate != tstate;
}

void Py_LeaveRecursiveCall(void)
{
    c4j_tstate->recursion_remaining++;
}

int Py_GetRecursionLimit(void)
{
    return c4j_tstate->interp->recursion_limit;
}

void Py_SetRecursionLimit(int limit)
{
    c4j_interp *interp = c4j_tstate->interp;
    interp->recursion_limit = limit;
    for (PyThreadState *tstate = interp->threads; tstate != NULL; tstate = tstate->next) {
        int depth = tstate->recursion_limit - tstate->recursion_remaining;
        tstate->recursion_limit = limit;
        tstate->recursion_remaining = limit - depth;
    }
}
