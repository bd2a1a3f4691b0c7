/* The interned strs of an interpreter, or of those that share a GIL. Java asks here too: org.capi4j.type.InternedStrings. The table holds no references of its own: a
   str that dies takes itself out. */
#include "lanes/str.h"

enum { FIRST_SIZE = 1024 };

/* A str's characters in any form. */
static inline const void *data_of(PyObject *str)
{
    return ((PyASCIIObject *)str)->state.compact ? c4j_str_data(str) : ((PyUnicodeObject *)str)->data.any;
}

static inline Py_hash_t hash_of(PyObject *str)
{
    Py_hash_t *hash = &((PyASCIIObject *)str)->hash;
    if (*hash == -1)
        *hash = c4j_hash_bytes(data_of(str), c4j_str_size(str));
    return *hash;
}

/* Where the str with these characters is, or would go. */
static inline PyObject **place_of(struct c4j_interned *table, Py_hash_t hash, int kind, const void *data, size_t length)
{
    for (size_t at = (size_t)hash & table->mask;; at = (at + 1) & table->mask) {
        PyObject *str = table->slots[at];
        if (str == NULL)
            return &table->slots[at];
        if (((PyASCIIObject *)str)->hash == hash && (size_t)c4j_str_length(str) == length && c4j_str_kind(str) == kind
            && memcmp(data_of(str), data, length * (size_t)kind) == 0)
            return &table->slots[at];
    }
}

/* Makes the table, or makes it larger; false when memory is short. */
static bool grow(struct c4j_interned *table)
{
    size_t size = table->slots == NULL ? FIRST_SIZE : (table->mask + 1) * 2;
    struct c4j_interned larger = {calloc(size, sizeof(PyObject *)), size - 1, table->count};
    if (larger.slots == NULL)
        return false;
    for (size_t i = 0; table->slots != NULL && i <= table->mask; i++) {
        PyObject *str = table->slots[i];
        if (str != NULL)
            *place_of(&larger, hash_of(str), c4j_str_kind(str), data_of(str), (size_t)c4j_str_length(str)) = str;
    }
    free(table->slots);
    *table = larger;
    return true;
}

static struct c4j_interned *table_here(void)
{
    struct c4j_interned *table = &c4j_tstate->interp->group->interned;
    return table->count * 2 < table->mask || grow(table) ? table : NULL;
}

static PyObject *shared(PyObject *str)
{
    if (c4j_str_kind(str) == 1 && c4j_str_length(str) == 1)
        return c4j_latin1_string(*(const unsigned char *)data_of(str));
    return c4j_str_is_ascii(str) ? c4j_static_string(data_of(str), c4j_str_length(str)) : NULL;
}

PyObject *c4j_intern(PyObject *str)
{
    if (!PyUnicode_CheckExact(str) || ((PyASCIIObject *)str)->state.interned != SSTATE_NOT_INTERNED)
        return str;
    PyObject *known = shared(str);
    if (known != NULL)
        return known;
    struct c4j_interned *table = table_here();
    if (table == NULL)
        return str;
    PyObject **place = place_of(table, hash_of(str), c4j_str_kind(str), data_of(str), (size_t)c4j_str_length(str));
    if (*place == NULL) {
        *place = str;
        ((PyASCIIObject *)str)->state.interned = SSTATE_INTERNED_MORTAL;
        table->count++;
    }
    return *place;
}

/* The strs after it move up, so that searches never stop too early. */
void c4j_intern_forget(PyObject *str)
{
    struct c4j_interned *table = &c4j_tstate->interp->group->interned;
    if (table->slots == NULL)
        return;
    PyObject **slots = table->slots;
    size_t hole = (size_t)hash_of(str) & table->mask;
    for (; slots[hole] != str; hole = (hole + 1) & table->mask) {
        if (slots[hole] == NULL)
            return;
    }
    table->count--;
    for (size_t at = (hole + 1) & table->mask; slots[at] != NULL; at = (at + 1) & table->mask) {
        size_t home = (size_t)hash_of(slots[at]) & table->mask;
        if (((at - home) & table->mask) >= ((at - hole) & table->mask)) {
            slots[hole] = slots[at];
            hole = at;
        }
    }
    slots[hole] = NULL;
}

void c4j_intern_clear(c4j_group *group)
{
    free(group->interned.slots);
    group->interned = (struct c4j_interned){NULL, 0, 0};
}

PyObject *c4j_intern_ascii(const char *text, size_t length)
{
    struct c4j_interned *table = table_here();
    PyObject *str = table == NULL ? NULL : c4j_static_string(text, (long)length);
    if (str != NULL || table == NULL)
        return Py_XNewRef(str);
    Py_hash_t hash = c4j_hash_bytes(text, length);
    PyObject **place = place_of(table, hash, 1, text, length);
    if (*place != NULL)
        return Py_NewRef(*place);
    str = c4j_str_of_ascii(text, length);
    if (C4J_UNLIKELY(str == NULL))
        return NULL;
    ((PyASCIIObject *)str)->hash = hash;
    ((PyASCIIObject *)str)->state.interned = SSTATE_INTERNED_MORTAL;
    table->count++;
    return *place = str;
}
