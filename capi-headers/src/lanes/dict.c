/* dict: look-up, replacing and appending by a str that knows its hash, or by a small int. The table's layout is described in
   org.capi4j.type.DictKeys, which has the complete rules; here nothing is compared that could call anything. */
#include "lane.h"

struct entry {
    Py_hash_t hash;
    PyObject *key;
    PyObject *value;
};

struct table {
    Py_ssize_t refcnt;
    uint8_t log2_size;
    uint8_t log2_index_bytes;
    uint8_t kind;
    uint32_t version;
    Py_ssize_t usable;
    Py_ssize_t nentries;
    char indices[];
};

enum { EMPTY_SLOT = -1, PERTURB_SHIFT = 5 };

_Static_assert(offsetof(struct table, indices) == 32, "PyDictKeysObject");

static inline struct table *table_of(PyObject *dict)
{
    return (struct table *)((PyDictObject *)dict)->ma_keys;
}

static inline struct entry *entries_of(struct table *table)
{
    return (struct entry *)(table->indices + ((size_t)1 << table->log2_index_bytes));
}

static inline long slot_at(const struct table *table, size_t at)
{
    if (table->log2_size < 8)
        return ((const int8_t *)table->indices)[at];
    if (table->log2_size < 16)
        return ((const int16_t *)table->indices)[at];
    return table->log2_size < 32 ? ((const int32_t *)table->indices)[at] : ((const int64_t *)table->indices)[at];
}

static inline void set_slot(struct table *table, size_t at, long index)
{
    if (table->log2_size < 8)
        ((int8_t *)table->indices)[at] = (int8_t)index;
    else if (table->log2_size < 16)
        ((int16_t *)table->indices)[at] = (int16_t)index;
    else if (table->log2_size < 32)
        ((int32_t *)table->indices)[at] = (int32_t)index;
    else
        ((int64_t *)table->indices)[at] = index;
}

/* The hash of keys whose equality can be decided here. */
static inline bool simple_hash(PyObject *key, Py_hash_t *hash)
{
    long value;
    if (PyUnicode_CheckExact(key)) {
        *hash = ((PyASCIIObject *)key)->hash;
        return *hash != -1 && ((PyASCIIObject *)key)->state.compact;
    }
    if (!PyLong_CheckExact(key) || !c4j_read_long(key, &value))
        return false;
    *hash = value == -1 ? -2 : value; /* 60 bits: below the modulus of numeric hashes */
    return true;
}

static inline size_t text_size(PyObject *string)
{
    PyASCIIObject *header = (PyASCIIObject *)string;
    return (size_t)header->length * header->state.kind;
}

static inline const void *text_of(PyObject *string)
{
    PyASCIIObject *header = (PyASCIIObject *)string;
    return header->state.ascii ? (const void *)(header + 1) : (const void *)((PyCompactUnicodeObject *)string + 1);
}

/* 1 or 0, or -1 when it takes Java to compare; hashes are equal, the objects are not the same. */
static inline int equal_keys(PyObject *candidate, PyObject *key)
{
    long left, right;
    if (Py_TYPE(candidate) != Py_TYPE(key))
        return -1;
    if (PyLong_CheckExact(key))
        return c4j_read_long(candidate, &left) && c4j_read_long(key, &right) ? left == right : -1;
    PyASCIIObject *a = (PyASCIIObject *)candidate, *b = (PyASCIIObject *)key;
    if (!a->state.compact)
        return -1;
    return a->length == b->length && a->state.kind == b->state.kind && memcmp(text_of(candidate), text_of(key), text_size(key)) == 0;
}

enum found { FOUND, MISSING, UNDECIDED };

/* Looks a key up. MISSING leaves the place for a new slot in *at. */
static inline enum found find(struct table *table, PyObject *key, Py_hash_t hash, struct entry **entry, size_t *at)
{
    size_t mask = ((size_t)1 << table->log2_size) - 1, perturb = (size_t)hash;
    struct entry *entries = entries_of(table);
    bool reusable = false;
    for (size_t place = (size_t)hash & mask;; place = (place * 5 + perturb + 1) & mask) {
        long index = slot_at(table, place);
        if (index < 0 && !reusable) {
            *at = place;
            reusable = true;
        }
        if (index == EMPTY_SLOT)
            return MISSING;
        if (index >= 0) {
            *entry = &entries[index];
            if ((*entry)->key == key)
                return FOUND;
            if ((*entry)->hash == hash) {
                int equal = equal_keys((*entry)->key, key);
                if (equal != 0)
                    return equal > 0 ? FOUND : UNDECIDED;
            }
        }
        perturb >>= PERTURB_SHIFT;
    }
}

static inline enum found look_up(PyObject *dict, PyObject *key, struct entry **entry)
{
    Py_hash_t hash;
    size_t at;
    if (dict == NULL || key == NULL || !PyDict_Check(dict) || !simple_hash(key, &hash))
        return UNDECIDED;
    return find(table_of(dict), key, hash, entry, &at);
}

LANE(PyObject *, PyDict_GetItemWithError)(PyObject *dict, PyObject *key)
{
    struct entry *entry;
    enum found found = look_up(dict, key, &entry);
    if (C4J_UNLIKELY(found == UNDECIDED))
        return MISS(PyDict_GetItemWithError)(dict, key);
    return found == FOUND ? entry->value : NULL;
}

LANE(PyObject *, PyDict_GetItem)(PyObject *dict, PyObject *key)
{
    struct entry *entry;
    enum found found = look_up(dict, key, &entry);
    if (C4J_UNLIKELY(found == UNDECIDED))
        return MISS(PyDict_GetItem)(dict, key);
    return found == FOUND ? entry->value : NULL;
}

LANE(int, PyDict_Contains)(PyObject *dict, PyObject *key)
{
    struct entry *entry;
    enum found found = look_up(dict, key, &entry);
    return C4J_LIKELY(found != UNDECIDED) ? found == FOUND : MISS(PyDict_Contains)(dict, key);
}

/* Version tags must differ from all that any dict ever had: Java counts up from 1, each interpreter's lanes count in a range of
   their own. */
static inline void touch(PyObject *dict)
{
    c4j_interp *interp = c4j_tstate->interp;
    ((PyDictObject *)dict)->ma_version_tag = ((uint64_t)(interp->id + 1) << 48 | 1ULL << 63) + ++interp->dict_versions;
}

static void append(PyObject *dict, struct table *table, size_t at, Py_hash_t hash, PyObject *key, PyObject *value)
{
    Py_INCREF(key);
    Py_INCREF(value);
    set_slot(table, at, table->nentries);
    entries_of(table)[table->nentries++] = (struct entry){hash, key, value};
    table->usable--;
    ((PyDictObject *)dict)->ma_used++;
    touch(dict);
}

LANE(int, PyDict_SetItem)(PyObject *dict, PyObject *key, PyObject *value)
{
    struct entry *entry;
    Py_hash_t hash;
    size_t at;
    if (C4J_UNLIKELY(dict == NULL || key == NULL || value == NULL || !PyDict_CheckExact(dict) || !simple_hash(key, &hash)))
        return MISS(PyDict_SetItem)(dict, key, value);
    struct table *table = table_of(dict);
    enum found found = find(table, key, hash, &entry, &at);
    if (C4J_UNLIKELY(found == UNDECIDED || (found == MISSING && table->usable <= 0)))
        return MISS(PyDict_SetItem)(dict, key, value);
    if (found == MISSING) {
        append(dict, table, at, hash, key, value);
    } else if (entry->value != value) {
        PyObject *old = entry->value;
        Py_INCREF(value);
        entry->value = value;
        touch(dict);
        Py_DECREF(old);
    }
    return 0;
}

LANE(int, PyDict_Next)(PyObject *dict, Py_ssize_t *position, PyObject **key, PyObject **value)
{
    if (C4J_UNLIKELY(dict == NULL || !PyDict_CheckExact(dict) || *position < 0))
        return MISS(PyDict_Next)(dict, position, key, value);
    struct table *table = table_of(dict);
    struct entry *entries = entries_of(table);
    Py_ssize_t index = *position;
    while (index < table->nentries && entries[index].value == NULL)
        index++;
    if (index >= table->nentries)
        return 0;
    *position = index + 1;
    if (key != NULL)
        *key = entries[index].key;
    if (value != NULL)
        *value = entries[index].value;
    return 1;
}
