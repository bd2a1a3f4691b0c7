/* The error indicator, where nothing is made. */
#include "lookup.h"

LANE(PyObject *, PyErr_Occurred)(void)
{
    return C4J_LIKELY(c4j_tstate != NULL) ? c4j_tstate->curexc_type : NULL;
}

LANE(void, PyErr_Fetch)(PyObject **type, PyObject **value, PyObject **traceback)
{
    PyThreadState *tstate = c4j_tstate;
    *type = tstate->curexc_type;
    *value = tstate->curexc_value;
    *traceback = tstate->curexc_traceback;
    tstate->curexc_type = tstate->curexc_value = tstate->curexc_traceback = NULL;
}

static void restore(PyObject *type, PyObject *value, PyObject *traceback)
{
    PyThreadState *tstate = c4j_tstate;
    PyObject *old_type = tstate->curexc_type, *old_value = tstate->curexc_value, *old_traceback = tstate->curexc_traceback;
    tstate->curexc_type = type;
    tstate->curexc_value = value;
    tstate->curexc_traceback = traceback;
    Py_XDECREF(old_type);
    Py_XDECREF(old_value);
    Py_XDECREF(old_traceback);
}

LANE(void, PyErr_Clear)(void)
{
    if (c4j_tstate->curexc_type != NULL)
        restore(NULL, NULL, NULL);
}

LANE(void, PyErr_Restore)(PyObject *type, PyObject *value, PyObject *traceback)
{
    if (C4J_LIKELY(traceback == NULL || PyTraceBack_Check(traceback)))
        restore(type, value, traceback);
    else
        MISS(PyErr_Restore)(type, value, traceback);
}

static inline bool is_exception_class(PyObject *object)
{
    return PyType_Check(object) && PyType_FastSubclass((PyTypeObject *)object, Py_TPFLAGS_BASE_EXC_SUBCLASS);
}

LANE(int, PyErr_GivenExceptionMatches)(PyObject *error, PyObject *exception)
{
    if (error == NULL || exception == NULL)
        return 0;
    if (error == exception)
        return 1;
    PyObject *class = is_exception_class(error) ? error : (PyObject *)Py_TYPE(error);
    if (is_exception_class(class) && is_exception_class(exception))
        return PyType_IsSubtype((PyTypeObject *)class, (PyTypeObject *)exception);
    return MISS(PyErr_GivenExceptionMatches)(error, exception);
}

LANE(int, PyErr_ExceptionMatches)(PyObject *exception)
{
    return PyErr_GivenExceptionMatches(c4j_tstate->curexc_type, exception);
}

/* ---- Setting ---- */

bool c4j_is_handling(PyThreadState *tstate)
{
    for (_PyErr_StackItem *item = tstate->exc_info; item != NULL; item = item->previous_item) {
        if (item->exc_value != NULL && item->exc_value != Py_None)
            return true;
    }
    return false;
}

/* Sets an error whose value is no exception, stealing it; false when that is for Java to do. */
static inline bool set(PyObject *exception, PyObject *value)
{
    if (C4J_UNLIKELY(!is_exception_class(exception) || c4j_is_handling(c4j_tstate)))
        return false;
    restore(Py_NewRef(exception), value, NULL);
    return true;
}

LANE(void, PyErr_SetNone)(PyObject *exception)
{
    if (C4J_UNLIKELY(exception == NULL || !set(exception, NULL)))
        MISS(PyErr_SetNone)(exception);
}

LANE(void, PyErr_SetObject)(PyObject *exception, PyObject *value)
{
    bool plain = exception != NULL && (value == NULL || !PyType_FastSubclass(Py_TYPE(value), Py_TPFLAGS_BASE_EXC_SUBCLASS));
    if (C4J_LIKELY(plain && set(exception, Py_XNewRef(value))))
        return;
    if (plain)
        Py_XDECREF(value);
    MISS(PyErr_SetObject)(exception, value);
}

LANE(void, PyErr_SetString)(PyObject *exception, const char *text)
{
    bool simple = exception != NULL && text != NULL && is_exception_class(exception);
    PyObject *message = simple ? PyUnicode_FromString(text) : NULL;
    if (C4J_LIKELY(message != NULL && set(exception, message)))
        return;
    Py_XDECREF(message);
    MISS(PyErr_SetString)(exception, text);
}

/* Where nothing is being handled. */
LANE(void, PyErr_GetExcInfo)(PyObject **type, PyObject **value, PyObject **traceback)
{
    _PyErr_StackItem *item = c4j_tstate->exc_info;
    if (C4J_UNLIKELY((item->exc_value != NULL && item->exc_value != Py_None) || item->previous_item != NULL)) {
        MISS(PyErr_GetExcInfo)(type, value, traceback);
        return;
    }
    *type = Py_NewRef(Py_None);
    *value = Py_XNewRef(item->exc_value);
    *traceback = Py_NewRef(Py_None);
}
