/* float, bool and truth. */
#include "lane.h"

LANE(PyObject *, PyFloat_FromDouble)(double value)
{
    PyObject *result = c4j_new_float(value);
    return C4J_LIKELY(result != NULL) ? result : MISS(PyFloat_FromDouble)(value);
}

LANE(double, PyFloat_AsDouble)(PyObject *object)
{
    long value;
    if (C4J_LIKELY(object != NULL && PyFloat_Check(object)))
        return PyFloat_AS_DOUBLE(object);
    if (object != NULL && PyLong_CheckExact(object) && c4j_read_long(object, &value))
        return (double)value;
    return MISS(PyFloat_AsDouble)(object);
}

LANE(PyObject *, PyNumber_Float)(PyObject *object)
{
    return object != NULL && PyFloat_CheckExact(object) ? Py_NewRef(object) : MISS(PyNumber_Float)(object);
}

SLOT_LANE(void, c4j_FloatType_dealloc, PyObject *self)
{
    if (C4J_UNLIKELY(!PyFloat_CheckExact(self)))
        MISS(c4j_FloatType_dealloc)(self);
    else if (c4j_tstate == NULL || !c4j_keep(&c4j_lists_here()->floats, self))
        PyObject_Free(self);
}

LANE(PyObject *, PyBool_FromLong)(long value)
{
    return value ? Py_NewRef(Py_True) : Py_NewRef(Py_False);
}

/* 1 or 0, or -1 when that is for Java to say. */
static inline int simple_truth(PyObject *object)
{
    if (object == Py_True)
        return 1;
    if (object == Py_False || object == Py_None)
        return 0;
    if (object == NULL)
        return -1;
    if (PyLong_CheckExact(object) || PyTuple_CheckExact(object) || PyList_CheckExact(object) || PyBytes_CheckExact(object))
        return Py_SIZE(object) != 0;
    if (PyUnicode_CheckExact(object) && ((PyASCIIObject *)object)->state.ready)
        return ((PyASCIIObject *)object)->length != 0;
    if (PyDict_CheckExact(object))
        return ((PyDictObject *)object)->ma_used != 0;
    return -1;
}

LANE(int, PyObject_IsTrue)(PyObject *object)
{
    int truth = simple_truth(object);
    return C4J_LIKELY(truth >= 0) ? truth : MISS(PyObject_IsTrue)(object);
}

LANE(int, PyObject_Not)(PyObject *object)
{
    int truth = simple_truth(object);
    return C4J_LIKELY(truth >= 0) ? !truth : MISS(PyObject_Not)(object);
}
