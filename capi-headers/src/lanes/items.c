/* obj[key] and its kin: exact lists, tuples and dicts here, anything else by its slot. */
#include "dict.h"

static inline bool is_simple_sequence(PyObject *object)
{
    return PyList_CheckExact(object) || PyTuple_CheckExact(object);
}

static inline PyObject **items_of(PyObject *sequence)
{
    return PyList_CheckExact(sequence) ? ((PyListObject *)sequence)->ob_item : ((PyTupleObject *)sequence)->ob_item;
}

/* Where the index points in a list or tuple, NULL when it is out of range. */
static inline PyObject **place_of(PyObject *sequence, Py_ssize_t index)
{
    if (index < 0)
        index += Py_SIZE(sequence);
    return (size_t)index < (size_t)Py_SIZE(sequence) ? items_of(sequence) + index : NULL;
}

/* The same for an index that is an exact int. */
static inline PyObject **place_of_key(PyObject *sequence, PyObject *key)
{
    long index;
    return PyLong_CheckExact(key) && c4j_read_long(key, &index) ? place_of(sequence, index) : NULL;
}

LANE(PyObject *, PyObject_GetItem)(PyObject *object, PyObject *key)
{
    if (C4J_UNLIKELY(object == NULL || key == NULL))
        return MISS(PyObject_GetItem)(object, key);
    if (is_simple_sequence(object)) {
        PyObject **place = place_of_key(object, key);
        return C4J_LIKELY(place != NULL) ? Py_NewRef(*place) : MISS(PyObject_GetItem)(object, key);
    }
    struct c4j_entry *entry;
    if (PyDict_CheckExact(object) && c4j_look_up(object, key, &entry) == C4J_FOUND)
        return Py_NewRef(entry->value);
    PyMappingMethods *mapping = Py_TYPE(object)->tp_as_mapping;
    return mapping != NULL && mapping->mp_subscript != NULL ? mapping->mp_subscript(object, key) : MISS(PyObject_GetItem)(object, key);
}

/* value is not NULL. */
static inline bool set_in_list(PyObject *object, PyObject **place, PyObject *value)
{
    if (!PyList_CheckExact(object) || place == NULL)
        return false;
    PyObject *old = *place;
    *place = Py_NewRef(value);
    Py_DECREF(old);
    return true;
}

LANE(int, PyObject_SetItem)(PyObject *object, PyObject *key, PyObject *value)
{
    if (C4J_UNLIKELY(object == NULL || key == NULL || value == NULL))
        return MISS(PyObject_SetItem)(object, key, value);
    if (PyDict_CheckExact(object))
        return PyDict_SetItem(object, key, value);
    if (PyList_CheckExact(object) && set_in_list(object, place_of_key(object, key), value))
        return 0;
    PyMappingMethods *mapping = Py_TYPE(object)->tp_as_mapping;
    if (mapping != NULL && mapping->mp_ass_subscript != NULL)
        return mapping->mp_ass_subscript(object, key, value);
    return MISS(PyObject_SetItem)(object, key, value);
}

/* ---- Sequences ---- */

LANE(PyObject *, PySequence_GetItem)(PyObject *sequence, Py_ssize_t index)
{
    if (C4J_UNLIKELY(sequence == NULL))
        return MISS(PySequence_GetItem)(sequence, index);
    if (is_simple_sequence(sequence)) {
        PyObject **place = place_of(sequence, index);
        return C4J_LIKELY(place != NULL) ? Py_NewRef(*place) : MISS(PySequence_GetItem)(sequence, index);
    }
    PySequenceMethods *methods = Py_TYPE(sequence)->tp_as_sequence;
    return index >= 0 && methods != NULL && methods->sq_item != NULL ? methods->sq_item(sequence, index)
                                                                     : MISS(PySequence_GetItem)(sequence, index);
}

LANE(PyObject *, PySequence_Fast)(PyObject *object, const char *message)
{
    return C4J_LIKELY(object != NULL && is_simple_sequence(object)) ? Py_NewRef(object) : MISS(PySequence_Fast)(object, message);
}
