/* Iterators over built-in containers: made, advanced and released. Their structs are described in org.capi4j.type.IndexIterator,
   RangeIterType and DictIterator. */
#include "internal_lanes.h"
#include "str.h"

/* Any iterator of a fixed size that the collector knows, not tracked yet; NULL without an error. */
static void *new_iterator(PyTypeObject *type, size_t size)
{
    c4j_before_container();
    return c4j_gc_new(type, size);
}

#define ITER_LANE(name, made)                         \
    PyObject *name(PyObject *self);                   \
    LANE(PyObject *, name)(PyObject *self)            \
    {                                                 \
        PyObject *iterator = made;                    \
        return C4J_LIKELY(iterator != NULL) ? iterator : MISS(name)(self); \
    }

/* ---- list, tuple, str, bytes: an index; sequence is NULL when the end was reached ---- */

struct index_iterator {
    PyObject base;
    Py_ssize_t index;
    PyObject *sequence;
};

static PyObject *iterate(PyTypeObject *type, PyObject *sequence)
{
    struct index_iterator *iterator = new_iterator(type, sizeof(*iterator));
    if (C4J_UNLIKELY(iterator == NULL))
        return NULL;
    iterator->index = 0;
    iterator->sequence = Py_NewRef(sequence);
    c4j_link_tracked(iterator);
    return (PyObject *)iterator;
}

ITER_LANE(c4j_ListType_iter, iterate(&PyListIter_Type, self))
ITER_LANE(c4j_TupleType_iter, iterate(&PyTupleIter_Type, self))

static PyObject *exhaust(PyObject **container)
{
    Py_CLEAR(*container);
    return NULL;
}

#define NEXT_LANE(name, size, item)                                       \
    PyObject *name(PyObject *self);                                       \
    LANE(PyObject *, name)(PyObject *self)                                \
    {                                                                     \
        struct index_iterator *iterator = (struct index_iterator *)self;  \
        PyObject *sequence = iterator->sequence;                          \
        if (C4J_UNLIKELY(sequence == NULL))                               \
            return NULL;                                                  \
        if (C4J_UNLIKELY(iterator->index >= size))                        \
            return exhaust(&iterator->sequence);                          \
        Py_ssize_t index = iterator->index++;                             \
        return item;                                                      \
    }

NEXT_LANE(c4j_ListIterType_next, Py_SIZE(sequence), Py_NewRef(((PyListObject *)sequence)->ob_item[index]))
NEXT_LANE(c4j_TupleIterType_next, Py_SIZE(sequence), Py_NewRef(((PyTupleObject *)sequence)->ob_item[index]))

#define DEALLOC_LANE(name, free_fields)   \
    void name(PyObject *self);            \
    LANE(void, name)(PyObject *self)      \
    {                                     \
        c4j_unlink_tracked(self);         \
        free_fields;                      \
        PyObject_GC_Del(self);            \
    }

#define RELEASE_SEQUENCE Py_CLEAR(((struct index_iterator *)self)->sequence)

DEALLOC_LANE(c4j_ListIterType_dealloc, RELEASE_SEQUENCE)
DEALLOC_LANE(c4j_TupleIterType_dealloc, RELEASE_SEQUENCE)

/* ---- dict: forwards over keys, values and items ---- */

struct dict_iterator {
    PyObject base;
    PyObject *dict;      /* NULL when the end was reached */
    Py_ssize_t used;     /* -1 when the dict was seen to have changed its size */
    Py_ssize_t position;
    PyObject *result;    /* the pair that items gives out again when nobody has kept it */
    Py_ssize_t left;
};

static PyObject *iterate_dict(PyTypeObject *type, PyObject *dict)
{
    struct dict_iterator *iterator = new_iterator(type, sizeof(*iterator));
    if (C4J_UNLIKELY(iterator == NULL))
        return NULL;
    iterator->dict = Py_NewRef(dict);
    iterator->used = iterator->left = ((PyDictObject *)dict)->ma_used;
    iterator->position = 0;
    iterator->result = NULL;
    c4j_link_tracked(iterator);
    return (PyObject *)iterator;
}

ITER_LANE(c4j_DictType_iter, iterate_dict(&PyDictIterKey_Type, self))

/* Whether all entries have been given out, and none was added or removed meanwhile. */
static inline bool has_ended(PyObject *self)
{
    struct dict_iterator *iterator = (struct dict_iterator *)self;
    return iterator->dict != NULL && iterator->left == 0 && iterator->used == ((PyDictObject *)iterator->dict)->ma_used;
}

/* One step, when it is one to another entry. */
static inline bool step(PyObject *self, PyObject **key, PyObject **value)
{
    struct dict_iterator *iterator = (struct dict_iterator *)self;
    PyObject *dict = iterator->dict;
    if (dict == NULL || !PyDict_CheckExact(dict) || iterator->used != ((PyDictObject *)dict)->ma_used || iterator->left == 0)
        return false;
    if (!PyDict_Next(dict, &iterator->position, key, value))
        return false;
    iterator->left--;
    return true;
}

#define DICT_NEXT_LANE(name, item)                                                \
    PyObject *name(PyObject *self);                                               \
    LANE(PyObject *, name)(PyObject *self)                                        \
    {                                                                             \
        PyObject *key, *value;                                                    \
        if (has_ended(self))                                                      \
            return exhaust(&((struct dict_iterator *)self)->dict);                \
        return C4J_LIKELY(step(self, &key, &value)) ? Py_NewRef(item) : MISS(name)(self); \
    }

DICT_NEXT_LANE(c4j_DictIterKeyType_next, key)

#define RELEASE_DICT                                       \
    Py_CLEAR(((struct dict_iterator *)self)->dict);        \
    Py_CLEAR(((struct dict_iterator *)self)->result)

DEALLOC_LANE(c4j_DictIterKeyType_dealloc, RELEASE_DICT)

/* ---- Any object ---- */

LANE(PyObject *, PyObject_GetIter)(PyObject *object)
{
    getiterfunc iter = object == NULL ? NULL : Py_TYPE(object)->tp_iter;
    if (C4J_UNLIKELY(iter == NULL))
        return MISS(PyObject_GetIter)(object);
    PyObject *iterator = iter(object);
    if (C4J_LIKELY(iterator == NULL || PyIter_Check(iterator)))
        return iterator;
    return c4j_refuse_iterator(iterator);
}

LANE(int, PyIter_Check)(PyObject *object)
{
    iternextfunc next = Py_TYPE(object)->tp_iternext;
    return next != NULL && next != _PyObject_NextNotImplemented;
}
