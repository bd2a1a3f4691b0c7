/* Whole Java values to Python and back in one critical downcall: nothing here calls Java, and what fails is done again there. */
#include "fast.h"
#include "lanes/dict.h"

PyObject *c4j_ascii_string(const char *text, long length)
{
    if (length == 0)
        return Py_NewRef(c4j_static_string("", 0));
    if (length == 1)
        return Py_NewRef(c4j_latin1_string(*text));
    PyASCIIObject *string = PyObject_Malloc(sizeof(*string) + (size_t)length + 1);
    if (C4J_UNLIKELY(string == NULL))
        return NULL;
    memset(string, 0, sizeof(*string));
    string->ob_base = (PyObject){.ob_refcnt = 1, .ob_type = &PyUnicode_Type};
    string->length = length;
    string->hash = -1;
    string->state.kind = PyUnicode_1BYTE_KIND;
    string->state.compact = string->state.ascii = string->state.ready = 1;
    memcpy(string + 1, text, (size_t)length);
    ((char *)(string + 1))[length] = '\0';
    return (PyObject *)string;
}

long c4j_ascii_strings(const struct c4j_text *text, long count, PyObject **strings)
{
    for (long i = 0; i < count; i++) {
        if (C4J_UNLIKELY((strings[i] = c4j_ascii_string(text->bytes, text->length)) == NULL))
            return i;
        text = (const struct c4j_text *)(text->bytes + ((text->length + 7) & ~7L));
    }
    return count;
}

static PyListObject *new_list(long size)
{
    PyObject **items = size > 0 ? PyObject_Malloc((size_t)size * sizeof(*items)) : NULL;
    if (size > 0 && items == NULL)
        return NULL;
    PyListObject *list = (PyListObject *)c4j_gc_new(&PyList_Type, sizeof(*list));
    if (list == NULL) {
        PyObject_Free(items);
        return NULL;
    }
    list->ob_base.ob_size = list->allocated = size;
    list->ob_item = items;
    return list;
}

/* Gives up a list whose items from index on are not made. The ones before are plain numbers of one reference, or small ints. */
static PyObject *drop_list(PyListObject *list, long made)
{
    while (--made >= 0) {
        PyObject *item = list->ob_item[made];
        if (Py_REFCNT(item) == 1)
            PyObject_Free(item);
        else
            item->ob_refcnt--;
    }
    PyObject_Free(list->ob_item);
    c4j_gc_free((PyObject *)list);
    return NULL;
}

PyObject *c4j_list_of_doubles(const double *values, long count)
{
    PyListObject *list = new_list(count);
    for (long i = 0; list != NULL && i < count; i++) {
        if (C4J_UNLIKELY((list->ob_item[i] = c4j_new_float(values[i])) == NULL))
            return drop_list(list, i);
    }
    if (list != NULL)
        c4j_link_tracked(list);
    return (PyObject *)list;
}

PyObject *c4j_list_of_longs(const long *values, long count)
{
    PyListObject *list = new_list(count);
    for (long i = 0; list != NULL && i < count; i++) {
        if (C4J_UNLIKELY((list->ob_item[i] = c4j_new_long(values[i])) == NULL))
            return drop_list(list, i);
    }
    if (list != NULL)
        c4j_link_tracked(list);
    return (PyObject *)list;
}

PyObject *c4j_list_of_ints(const int *values, long count)
{
    PyListObject *list = new_list(count);
    for (long i = 0; list != NULL && i < count; i++) {
        if (C4J_UNLIKELY((list->ob_item[i] = c4j_new_long(values[i])) == NULL))
            return drop_list(list, i);
    }
    if (list != NULL)
        c4j_link_tracked(list);
    return (PyObject *)list;
}

int c4j_read_doubles(PyObject *const *items, double *values, long count)
{
    for (long i = 0; i < count; i++) {
        if (C4J_UNLIKELY(!PyFloat_CheckExact(items[i])))
            return 0;
        values[i] = PyFloat_AS_DOUBLE(items[i]);
    }
    return 1;
}

int c4j_read_longs(PyObject *const *items, long *values, long count)
{
    for (long i = 0; i < count; i++) {
        if (C4J_UNLIKELY(!PyLong_CheckExact(items[i]) || !c4j_read_long(items[i], &values[i])))
            return 0;
    }
    return 1;
}

/* Deallocates an object that nothing else hangs on; 0 when it may be more than that. */
int c4j_dealloc_plain(PyObject *object)
{
    PyTypeObject *type = Py_TYPE(object);
    if (type == &PyLong_Type || type == &PyFloat_Type || type == &PyBytes_Type) {
        PyObject_Free(object);
        return 1;
    }
    if (type != &PyUnicode_Type)
        return 0;
    PyASCIIObject *string = (PyASCIIObject *)object;
    if (!string->state.compact || !string->state.ascii || string->state.interned || string->wstr != NULL)
        return 0;
    PyObject_Free(object);
    return 1;
}

long c4j_dict_fill(PyObject *dict, PyObject *const *pairs, long count)
{
    for (long i = 0; i < count; i++) {
        PyObject *key = pairs[2 * i], *value = pairs[2 * i + 1];
        struct c4j_entry *entry;
        Py_hash_t hash;
        size_t at = 0;
        if (C4J_UNLIKELY(!c4j_simple_hash(key, &hash) || c4j_find(c4j_table_of(dict), key, hash, &entry, &at) != C4J_MISSING
                         || !c4j_dict_insert(dict, hash, key, value, at)))
            return i;
        key->ob_refcnt--; /* the dict has its own */
        value->ob_refcnt--;
    }
    return count;
}
