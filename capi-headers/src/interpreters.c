/* Interpreters that C code makes and ends: they share the GIL of the one that it runs in. What is in them is Java's, as with all others. */
#include "gil.h"
#include "c4j_index.h"
#include "internal_varargs.h"

/* ---- Py_NewInterpreter, Py_EndInterpreter ---- */

/* Makes a state of this thread's current that can make an interpreter, where NULL is. */
static PyThreadState *come_home(PyThreadState *current, const void *caller)
{
    c4j_interp *last = c4j_gilstate == NULL ? NULL : c4j_gilstate->interp;
    c4j_interp *interp = last == NULL ? c4j_interp_for(caller) : last;
    if (current == NULL && interp != NULL && c4j_attach_to_java())
        c4j_swap(NULL, c4j_thread_here(interp, C4J_ANY));
    return c4j_tstate;
}

static c4j_interp *open_interpreter(c4j_interp *sharing)
{
    c4j_interp *interp = C4J_JAVA(c4j_open_interpreter)(sharing);
    if (interp != NULL)
        interp->is_c_made = true;
    return interp;
}

static void drop_interpreter(c4j_interp *interp)
{
    C4J_JAVA(c4j_end_interpreter)(interp);
    c4j_interp_dismiss(interp, 0);
}

static void go_back(PyThreadState *home, PyThreadState *before, bool had_gil)
{
    c4j_swap(home, before);
    if (!had_gil)
        c4j_drop_bare();
}

/* NULL without an error: there is no state that could have it. */
static PyThreadState *new_interpreter(int isolated, const void *caller)
{
    PyThreadState *before = c4j_tstate;
    bool had_gil = before != NULL || c4j_is_bare();
    PyThreadState *home = come_home(before, caller);
    c4j_interp *interp = home == NULL ? NULL : open_interpreter(home->interp);
    PyThreadState *tstate = interp == NULL ? NULL : PyThreadState_New(interp);
    if (tstate == NULL && interp != NULL)
        drop_interpreter(interp);
    if (tstate == NULL) {
        PyErr_Clear();
        go_back(home, before, had_gil);
        return NULL;
    }
    interp->is_isolated = isolated != 0;
    interp->group->had_children = true;
    c4j_swap(home, tstate);
    if (C4J_JAVA(c4j_populate_interpreter)(interp) == 0)
        return tstate;
    PyErr_Clear();
    C4J_JAVA(c4j_clear_interpreter)(interp);
    c4j_swap(tstate, home);
    c4j_thread_free(tstate);
    drop_interpreter(interp);
    if (before == NULL)
        go_back(home, NULL, had_gil);
    return NULL;
}

PyThreadState *Py_NewInterpreter(void)
{
    return new_interpreter(0, __builtin_return_address(0));
}

PyThreadState *_Py_NewInterpreter(int isolated)
{
    return new_interpreter(isolated, __builtin_return_address(0));
}

/* Its interpreter ends, and this thread has the GIL still. */
static void leave_dead(PyThreadState *tstate)
{
    c4j_interp *interp = tstate->interp;
    c4j_go_bare(tstate);
    interp->gil->last_holder = NULL;
    c4j_disown(tstate);
    c4j_interp_dismiss(interp, 0);
    free(tstate);
}

static const char *why_not_end(PyThreadState *tstate)
{
    if (tstate == NULL || tstate != c4j_tstate)
        return "thread is not current";
    if (!tstate->interp->is_c_made)
        return "the interpreter is Java's, which closes it";
    return C4J_THREAD(tstate)->is_listed || c4j_has_entered(tstate) ? "thread still has a frame" : NULL;
}

void Py_EndInterpreter(PyThreadState *tstate)
{
    const char *problem = why_not_end(tstate);
    if (problem != NULL) {
        c4j_misuse("Py_EndInterpreter", problem);
        return;
    }
    c4j_interp *interp = tstate->interp;
    C4J_JAVA(c4j_end_functions)(interp);
    c4j_bury_dead(interp);
    if (interp->threads != tstate || tstate->next != NULL) {
        c4j_misuse("Py_EndInterpreter", "not the last thread");
        return;
    }
    c4j_interp_refuse(interp);
    C4J_JAVA(c4j_clear_interpreter)(interp);
    PyThreadState_Clear(tstate);
    C4J_JAVA(c4j_end_interpreter)(interp);
    leave_dead(tstate);
}

/* ---- Without modules ---- */

PyInterpreterState *PyInterpreterState_New(void)
{
    PyThreadState *home = c4j_tstate;
    return home == NULL ? NULL : open_interpreter(home->interp);
}

/* Whoever clears it may be in another interpreter. */
void PyInterpreterState_Clear(PyInterpreterState *interp)
{
    PyThreadState *before = c4j_tstate;
    if (before == NULL || !interp->is_c_made) {
        c4j_misuse("PyInterpreterState_Clear", before == NULL ? "no current thread state" : "the interpreter is Java's, which closes it");
        return;
    }
    bool elsewhere = before->interp != interp;
    PyThreadState *tstate = elsewhere ? PyThreadState_New(interp) : before;
    if (tstate == NULL)
        return;
    if (elsewhere)
        c4j_swap(before, tstate);
    C4J_JAVA(c4j_clear_interpreter)(interp);
    PyThreadState_Clear(tstate);
    if (elsewhere) {
        c4j_swap(tstate, before);
        c4j_thread_free(tstate);
    }
}

/* States that are left go with it. No state is current after it, as in CPython. */
void PyInterpreterState_Delete(PyInterpreterState *interp)
{
    PyThreadState *tstate = c4j_tstate;
    if (!interp->is_c_made || tstate == NULL) {
        c4j_misuse("PyInterpreterState_Delete", tstate == NULL ? "no current thread state" : "the interpreter is Java's, which closes it");
        return;
    }
    for (PyThreadState *each = interp->threads, *next; each != NULL; each = next) {
        next = each->next;
        if (each != tstate && !C4J_THREAD(each)->is_listed)
            c4j_thread_free(each);
    }
    C4J_JAVA(c4j_end_interpreter)(interp);
    if (tstate->interp != interp) {
        c4j_interp_dismiss(interp, 0);
        c4j_swap(tstate, NULL);
        return;
    }
    leave_dead(tstate);
}

/* ---- Counted by InterpreterID objects ---- */

/* The GIL protects what CPython has a mutex for. */
int _PyInterpreterState_IDInitref(PyInterpreterState *interp)
{
    if (interp->id_refcount < 0)
        interp->id_refcount = 0;
    return 0;
}

int _PyInterpreterState_IDIncref(PyInterpreterState *interp)
{
    _PyInterpreterState_IDInitref(interp);
    interp->id_refcount++;
    return 0;
}

void _PyInterpreterState_IDDecref(PyInterpreterState *interp)
{
    PyThreadState *before = c4j_tstate, *tstate = interp->threads;
    if (--interp->id_refcount != 0 || !interp->requires_idref || tstate == NULL)
        return;
    PyThreadState_Swap(tstate);
    Py_EndInterpreter(tstate);
    PyThreadState_Swap(before);
}
