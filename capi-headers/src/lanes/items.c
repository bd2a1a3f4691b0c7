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

LANE(int, PyObject_DelItem)(PyObject *object, PyObject *key)
{
    PyMappingMethods *mapping = object == NULL || key == NULL ? NULL : Py_TYPE(object)->tp_as_mapping;
    return mapping != NULL && mapping->mp_ass_subscript != NULL ? mapping->mp_ass_subscript(object, key, NULL)
                                                                : MISS(PyObject_DelItem)(object, key);
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

LANE(int, PySequence_SetItem)(PyObject *sequence, Py_ssize_t index, PyObject *value)
{
    if (C4J_UNLIKELY(sequence == NULL || value == NULL))
        return MISS(PySequence_SetItem)(sequence, index, value);
    if (PyList_CheckExact(sequence) && set_in_list(sequence, place_of(sequence, index), value))
        return 0;
    PySequenceMethods *methods = Py_TYPE(sequence)->tp_as_sequence;
    return index >= 0 && methods != NULL && methods->sq_ass_item != NULL ? methods->sq_ass_item(sequence, index, value)
                                                                         : MISS(PySequence_SetItem)(sequence, index, value);
}

LANE(int, PySequence_Check)(PyObject *object)
{
    PySequenceMethods *methods = object == NULL ? NULL : Py_TYPE(object)->tp_as_sequence;
    return methods != NULL && methods->sq_item != NULL && !PyDict_Check(object);
}

LANE(PyObject *, PySequence_Fast)(PyObject *object, const char *message)
{
    return C4J_LIKELY(object != NULL && is_simple_sequence(object)) ? Py_NewRef(object) : MISS(PySequence_Fast)(object, message);
}

/* The items of a list or tuple, copied into a new one of the same size. */
static PyObject *filled(PyObject *target, PyObject **places, PyObject *source)
{
    PyObject **items = items_of(source);
    for (Py_ssize_t i = 0; i < Py_SIZE(target); i++)
        places[i] = Py_NewRef(items[i]);
    return target;
}

LANE(PyObject *, PySequence_Tuple)(PyObject *object)
{
    if (object != NULL && PyTuple_CheckExact(object))
        return Py_NewRef(object);
    if (C4J_UNLIKELY(object == NULL || !PyList_CheckExact(object)))
        return MISS(PySequence_Tuple)(object);
    PyObject *tuple = PyTuple_New(Py_SIZE(object));
    return tuple == NULL ? NULL : filled(tuple, ((PyTupleObject *)tuple)->ob_item, object);
}

LANE(PyObject *, PySequence_List)(PyObject *object)
{
    if (C4J_UNLIKELY(object == NULL || !is_simple_sequence(object)))
        return MISS(PySequence_List)(object);
    PyObject *list = PyList_New(Py_SIZE(object));
    return list == NULL ? NULL : filled(list, ((PyListObject *)list)->ob_item, object);
}

/* 1 or 0, or -1 when it takes a call to compare. */
static inline int is_equal(PyObject *item, PyObject *value)
{
    return item == value ? 1 : c4j_equal_keys(item, value);
}

/* 1 or 0, or -1 when that is for Java to say. */
static int has_item(PyObject *sequence, PyObject *value)
{
    PyObject **items = items_of(sequence);
    for (Py_ssize_t i = 0; i < Py_SIZE(sequence); i++) {
        int equal = is_equal(items[i], value);
        if (equal != 0)
            return equal;
    }
    return 0;
}

LANE(int, PySequence_Contains)(PyObject *object, PyObject *value)
{
    if (C4J_UNLIKELY(object == NULL || value == NULL))
        return MISS(PySequence_Contains)(object, value);
    int has = is_simple_sequence(object) ? has_item(object, value) : -1;
    if (has >= 0)
        return has;
    if (PyDict_CheckExact(object))
        return PyDict_Contains(object, value);
    PySequenceMethods *methods = Py_TYPE(object)->tp_as_sequence;
    return methods != NULL && methods->sq_contains != NULL ? methods->sq_contains(object, value) : MISS(PySequence_Contains)(object, value);
}
