/* When the cycle collector runs, what it tells, and what the module gc asks. */
#include "collect.h"
#include "c4j_index.h"
#include "internal_varargs.h"

#include <time.h>

enum { OLDEST = C4J_GENERATIONS - 1 };

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

/* ---- gc.callbacks ---- */

static PyObject *list_at(PyObject **place)
{
    if (*place == NULL)
        *place = PyList_New(0);
    return *place;
}

PyObject *c4j_gc_garbage(struct c4j_gc *gc)
{
    return list_at(&gc->garbage);
}

static void call_callbacks(struct c4j_gc *gc, const char *phase, int generation, struct c4j_collected result)
{
    if (gc->callbacks == NULL || !PyList_Check(gc->callbacks) || PyList_GET_SIZE(gc->callbacks) == 0)
        return;
    PyObject *info = Py_BuildValue("{sisnsn}", "generation", generation, "collected", result.collected, "uncollectable", result.uncollectable);
    if (info == NULL) {
        PyErr_WriteUnraisable(NULL);
        return;
    }
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(gc->callbacks); i++) {
        PyObject *callback = Py_NewRef(PyList_GET_ITEM(gc->callbacks, i));
        PyObject *done = PyObject_CallFunction(callback, "sO", phase, info);
        if (done == NULL)
            PyErr_WriteUnraisable(callback);
        Py_XDECREF(done);
        Py_DECREF(callback);
    }
    Py_DECREF(info);
}

/* ---- One collection, with all that is said about it ---- */

static void print_start(struct c4j_gc *gc, int generation)
{
    PySys_WriteStderr("gc: collecting generation %d...\n", generation);
    PySys_WriteStderr("gc: objects in each generation:");
    for (int i = 0; i < C4J_GENERATIONS; i++)
        PySys_FormatStderr(" %zd", c4j_gc_length(&gc->generations[i].head));
    PySys_WriteStderr("\ngc: objects in permanent generation: %zd\n", c4j_gc_length(&gc->permanent_generation.head));
}

static struct c4j_collected collect_and_tell(c4j_interp *interp, int generation, bool quietly)
{
    struct c4j_gc *gc = &interp->gc;
    if (!quietly)
        call_callbacks(gc, "start", generation, (struct c4j_collected){0, 0});
    if (gc->debug & C4J_GC_DEBUG_STATS)
        print_start(gc, generation);
    double start = now();
    struct c4j_collected result = c4j_collect_generation(interp, generation);
    double seconds = now() - start;
    if (gc->debug & C4J_GC_DEBUG_STATS) {
        Py_ssize_t unreachable = result.collected + result.uncollectable;
        PySys_FormatStderr("gc: done, %zd unreachable, %zd uncollectable", unreachable, result.uncollectable);
        PySys_WriteStderr(", %.4fs elapsed\n", seconds);
    }
    struct c4j_generation_stats *stats = c4j_gc_stats(gc, generation);
    stats->collections++;
    stats->collected += result.collected;
    stats->uncollectable += result.uncollectable;
    interp->collections++;
    interp->collection_nanoseconds += (long)(seconds * 1e9);
    if (!quietly)
        call_callbacks(gc, "stop", generation, result);
    C4J_JAVA(c4j_report_collection)(generation, result.collected, result.uncollectable, (long)(seconds * 1e9));
    return result;
}

/* -1 when a collection is running already. An error that is set survives. */
static Py_ssize_t collect_now(c4j_interp *interp, int generation, bool quietly)
{
    struct c4j_gc *gc = &interp->gc;
    if (gc->collecting)
        return -1;
    PyObject *type, *value, *traceback;
    gc->collecting = 1;
    PyErr_Fetch(&type, &value, &traceback);
    struct c4j_collected result = collect_and_tell(interp, generation, quietly);
    PyErr_Restore(type, value, traceback);
    gc->collecting = 0;
    return result.collected + result.uncollectable;
}

/* ---- Automatic collections ---- */

/* The oldest generation that is due. The oldest of all is left alone until what came into it since its last collection is a quarter of
   what was there: else building a large graph would take quadratic time. */
static int due(struct c4j_gc *gc)
{
    for (int i = OLDEST; i >= 0; i--) {
        if (gc->generations[i].count <= gc->generations[i].threshold)
            continue;
        if (i == OLDEST && gc->long_lived_pending < gc->long_lived_total / 4)
            continue;
        return i;
    }
    return -1;
}

void c4j_collect_due(c4j_interp *interp)
{
    struct c4j_gc *gc = &interp->gc;
    PyThreadState *tstate = c4j_tstate;
    if (!gc->enabled || gc->collecting || gc->generations[0].threshold == 0 || gc->generations[0].count <= gc->generations[0].threshold)
        return;
    if (c4j_finished || tstate == NULL || tstate->interp != interp || tstate->curexc_type != NULL || c4j_stack_is_low(tstate))
        return;
    int generation = due(gc);
    if (generation >= 0)
        collect_now(interp, generation, false);
}

/* ---- CPython's functions ---- */

static struct c4j_gc *gc_here(void)
{
    return &c4j_interp_here()->gc;
}

Py_ssize_t PyGC_Collect(void)
{
    if (c4j_tstate == NULL || !gc_here()->enabled)
        return 0;
    Py_ssize_t count = collect_now(c4j_tstate->interp, OLDEST, false);
    return count < 0 ? 0 : count;
}

int PyGC_Enable(void)
{
    int before = gc_here()->enabled;
    gc_here()->enabled = 1;
    return before;
}

int PyGC_Disable(void)
{
    int before = gc_here()->enabled;
    gc_here()->enabled = 0;
    return before;
}

int PyGC_IsEnabled(void)
{
    return gc_here()->enabled;
}

/* ---- For Java: the module gc, and the end of an interpreter ---- */

long c4j_collect(c4j_interp *interp, int generation)
{
    Py_ssize_t count = collect_now(interp, generation, false);
    return count < 0 ? 0 : count;
}

/* At an interpreter's end nobody is to be called back any more. */
long c4j_collect_quietly(c4j_interp *interp)
{
    Py_ssize_t count = collect_now(interp, OLDEST, true);
    return count < 0 ? 0 : count;
}

long c4j_statistic(c4j_interp *interp, int which)
{
    switch (which) {
    case 0:
        return interp->collections;
    case 1:
        return interp->collection_nanoseconds;
    case 2:
        return interp->gil_waits;
    default:
        return interp->gil_wait_nanoseconds;
    }
}

struct c4j_gc *c4j_gc_state(c4j_interp *interp)
{
    return &interp->gc;
}

PyObject *c4j_gc_list(c4j_interp *interp, int which)
{
    return Py_XNewRef(list_at(which == 0 ? &interp->gc.garbage : &interp->gc.callbacks));
}

static bool append_tracked(c4j_gc_head *list, PyObject *objects)
{
    for (c4j_gc_head *head = c4j_gc_next(list); head != list; head = c4j_gc_next(head)) {
        PyObject *object = c4j_gc_object(head);
        if (object != objects && PyList_Append(objects, object) < 0)
            return false;
    }
    return true;
}

/* All tracked objects; of one generation, or of all when that is -1. */
PyObject *c4j_gc_objects(c4j_interp *interp, int generation)
{
    PyObject *objects = PyList_New(0);
    for (int i = 0; objects != NULL && i < C4J_GENERATIONS; i++) {
        if (generation >= 0 && generation != i)
            continue;
        if (!append_tracked(&interp->gc.generations[i].head, objects)) {
            Py_DECREF(objects);
            return NULL;
        }
    }
    return objects;
}

static int is_among(PyObject *object, void *objects)
{
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(objects); i++) {
        if (PyTuple_GET_ITEM(objects, i) == object)
            return 1;
    }
    return 0;
}

static bool append_referrers(c4j_gc_head *list, PyObject *objects, PyObject *found)
{
    for (c4j_gc_head *head = c4j_gc_next(list); head != list; head = c4j_gc_next(head)) {
        PyObject *object = c4j_gc_object(head);
        if (object == objects || object == found)
            continue;
        if (Py_TYPE(object)->tp_traverse(object, is_among, objects) != 0 && PyList_Append(found, object) < 0)
            return false;
    }
    return true;
}

/* The tracked objects that refer to one of a tuple's items. */
PyObject *c4j_gc_referrers(c4j_interp *interp, PyObject *objects)
{
    PyObject *found = PyList_New(0);
    for (int i = 0; found != NULL && i < C4J_GENERATIONS; i++) {
        if (!append_referrers(&interp->gc.generations[i].head, objects, found)) {
            Py_DECREF(found);
            return NULL;
        }
    }
    return found;
}

static int append_referent(PyObject *object, void *found)
{
    return PyList_Append(found, object) < 0;
}

/* What a tuple's items refer to directly. */
PyObject *c4j_gc_referents(PyObject *objects)
{
    PyObject *found = PyList_New(0);
    for (Py_ssize_t i = 0; found != NULL && i < PyTuple_GET_SIZE(objects); i++) {
        PyObject *object = PyTuple_GET_ITEM(objects, i);
        traverseproc traverse = c4j_has_gc_head(object) ? Py_TYPE(object)->tp_traverse : NULL;
        if (traverse != NULL && traverse(object, append_referent, found) != 0) {
            Py_DECREF(found);
            return NULL;
        }
    }
    return found;
}

void c4j_gc_freeze(c4j_interp *interp)
{
    for (int i = 0; i < C4J_GENERATIONS; i++) {
        c4j_gc_merge(&interp->gc.generations[i].head, &interp->gc.permanent_generation.head);
        interp->gc.generations[i].count = 0;
    }
}

void c4j_gc_unfreeze(c4j_interp *interp)
{
    c4j_gc_merge(&interp->gc.permanent_generation.head, &interp->gc.generations[OLDEST].head);
}

long c4j_gc_frozen(c4j_interp *interp)
{
    return c4j_gc_length(&interp->gc.permanent_generation.head);
}
