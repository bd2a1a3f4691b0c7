/* Whole Java values to Python and back in one critical downcall: nothing here calls Java, and what fails is done again there. */
#include "fast.h"
#include "lanes/dict.h"

/* ---- Texts ---- */

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

/* ---- Simple values, many at a time ----

   They stand one behind the other, as org.capi4j.bridge.SimpleValues describes: a word of a kind and a length, and what belongs to it, padded. */

static inline size_t padded(size_t size)
{
    return (size + 7) & ~(size_t)7;
}

/* The object of the value at *place, which moves on, or NULL when memory is short. */
static inline PyObject *make_value(const char **place)
{
    unsigned long head;
    memcpy(&head, *place, sizeof(head));
    const char *value = *place + sizeof(head);
    size_t length = head >> 8;
    long integer;
    double number;
    switch ((char)head) {
    case 's':
        *place = value + padded(length);
        return c4j_ascii_string(value, (long)length);
    case 'u':
        *place = value + padded(2 * length);
        return c4j_str_of(2, value, length);
    case 'l':
        memcpy(&integer, value, sizeof(integer));
        *place = value + sizeof(integer);
        return c4j_new_long(integer);
    case 'd':
        memcpy(&number, value, sizeof(number));
        *place = value + sizeof(number);
        return c4j_new_float(number);
    default:
        *place = value;
        return Py_NewRef((char)head == 'n' ? Py_None : length != 0 ? Py_True : Py_False);
    }
}

long c4j_make_values(const char *values, long count, PyObject **objects)
{
    for (long i = 0; i < count; i++) {
        if (C4J_UNLIKELY((objects[i] = make_value(&values)) == NULL))
            return i;
    }
    return count;
}

static inline char *write_word(char *place, unsigned long word)
{
    memcpy(place, &word, sizeof(word));
    return place + sizeof(word);
}

/* Java's two chars for what isn't in the basic plane. NULL: some number is no character. */
static char *write_wide(char *place, const char *end, const Py_UCS4 *points, size_t length)
{
    char *units = place + sizeof(long);
    size_t count = 0;
    if ((size_t)(end - units) < padded(4 * length))
        return NULL;
    for (size_t i = 0; i < length; i++) {
        Py_UCS4 above = points[i] - 0x10000;
        Py_UCS2 unit[] = {(Py_UCS2)(points[i] < 0x10000 ? points[i] : 0xd800 + (above >> 10)), (Py_UCS2)(0xdc00 + (above & 0x3ff))};
        if (points[i] > 0x10ffff)
            return NULL;
        memcpy(units + 2 * count, unit, sizeof(unit)); /* there is room: the next one overwrites the second where that isn't needed */
        count += points[i] < 0x10000 ? 1 : 2;
    }
    write_word(place, count << 8 | 'u');
    return units + padded(2 * count);
}

static inline char *write_text(char *place, const char *end, PyObject *str)
{
    size_t size = c4j_str_size(str);
    if (c4j_str_kind(str) == 4)
        return write_wide(place, end, c4j_str_data(str), (size_t)c4j_str_length(str));
    if (c4j_str_kind(str) == 0 || size > (size_t)(end - place) - sizeof(long))
        return NULL;
    place = write_word(place, (unsigned long)c4j_str_length(str) << 8 | (c4j_str_kind(str) == 1 ? 's' : 'u'));
    memcpy(place, c4j_str_data(str), size);
    return place + padded(size);
}

/* Where the next value goes; NULL, when there is no room for this one, or it isn't simple. */
static inline char *write_value(char *place, const char *end, PyObject *object)
{
    long integer;
    if (C4J_UNLIKELY(object == NULL || end - place < 2 * (long)sizeof(long)))
        return NULL;
    if (c4j_is_plain_str(object))
        return write_text(place, end, object);
    if (PyLong_CheckExact(object))
        return c4j_read_long(object, &integer) ? write_word(write_word(place, 'l'), (unsigned long)integer) : NULL;
    if (PyFloat_CheckExact(object)) {
        double number = PyFloat_AS_DOUBLE(object);
        memcpy(write_word(place, 'd'), &number, sizeof(number));
        return place + sizeof(long) + sizeof(number);
    }
    if (object == Py_None)
        return write_word(place, 'n');
    return PyBool_Check(object) ? write_word(place, (object == Py_True) << 8 | 'z') : NULL;
}

long c4j_write_values(PyObject *const *items, long count, struct c4j_values *values)
{
    char *place = values->bytes;
    const char *end = (const char *)values + C4J_VALUES;
    long i = 0;
    for (char *next; i < count && (next = write_value(place, end, items[i])) != NULL; i++)
        place = next;
    values->end = place - (char *)values;
    return i;
}

long c4j_write_entries(PyObject *dict, long position, struct c4j_values *values)
{
    struct c4j_table *table = c4j_table_of(dict);
    const struct c4j_entry *entries = c4j_entries_of(table);
    char *place = values->bytes;
    const char *end = (const char *)values + C4J_VALUES;
    long count = 0;
    if (position < (long)table->deleted_below)
        position = (long)table->deleted_below;
    for (; position < table->nentries; position++) {
        if (entries[position].value == NULL)
            continue;
        char *next = write_value(place, end, entries[position].key);
        if (next == NULL || (next = write_value(next, end, entries[position].value)) == NULL)
            break;
        place = next;
        count++;
    }
    values->end = place - (char *)values;
    values->position = position;
    return count;
}

/* ---- Numbers ---- */

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

/* Makes floats, as many as there is memory for. */
static long make_floats(const double *values, long count, PyObject **floats)
{
    long made = (long)c4j_object_blocks(sizeof(PyFloatObject), (size_t)count, (void **)floats);
    for (long i = 0; i < made; i++)
        *(PyFloatObject *)floats[i] = (PyFloatObject){.ob_base = {.ob_refcnt = 1, .ob_type = &PyFloat_Type}, .ob_fval = values[i]};
    return made;
}

PyObject *c4j_list_of_doubles(const double *values, long count)
{
    enum { AT_ONCE = 256 }; /* while the blocks are in the cache */
    PyListObject *list = new_list(count);
    for (long done = 0; list != NULL && done < count; done += AT_ONCE) {
        long next = count - done < AT_ONCE ? count - done : AT_ONCE;
        long made = make_floats(values + done, next, list->ob_item + done);
        if (C4J_UNLIKELY(made < next))
            return drop_list(list, done + made);
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
