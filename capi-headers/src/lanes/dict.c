/* dict: what needs no call of a key's own hash or comparison. */
#include "dict.h"

struct c4j_no_table c4j_dict_empty = {.table = {.refcnt = C4J_IMMORTAL_REFCNT}, .slots = {C4J_EMPTY_SLOT}};

LANE(PyObject *, PyDict_GetItemWithError)(PyObject *dict, PyObject *key)
{
    struct c4j_entry *entry;
    enum c4j_found found = c4j_look_up(dict, key, &entry);
    if (C4J_UNLIKELY(found == C4J_UNDECIDED))
        return MISS(PyDict_GetItemWithError)(dict, key);
    return found == C4J_FOUND ? entry->value : NULL;
}

LANE(PyObject *, PyDict_GetItem)(PyObject *dict, PyObject *key)
{
    struct c4j_entry *entry;
    enum c4j_found found = c4j_look_up(dict, key, &entry);
    if (C4J_UNLIKELY(found == C4J_UNDECIDED))
        return MISS(PyDict_GetItem)(dict, key);
    return found == C4J_FOUND ? entry->value : NULL;
}

LANE(int, PyDict_Contains)(PyObject *dict, PyObject *key)
{
    struct c4j_entry *entry;
    enum c4j_found found = c4j_look_up(dict, key, &entry);
    return C4J_LIKELY(found != C4J_UNDECIDED) ? found == C4J_FOUND : MISS(PyDict_Contains)(dict, key);
}

/* ---- Inserting ---- */

enum { SMALLEST = 3, LARGEST = 40 };

/* A table with 1 << log2 slots, or NULL. */
static struct c4j_table *new_table(int log2)
{
    int log2_bytes = log2 + (log2 < 8 ? 0 : log2 < 16 ? 1 : log2 < 32 ? 2 : 3);
    size_t index_bytes = (size_t)1 << log2_bytes, usable = ((size_t)2 << log2) / 3;
    struct c4j_table *table = log2 > LARGEST ? NULL : PyObject_Malloc(sizeof(*table) + index_bytes + usable * sizeof(struct c4j_entry));
    if (table == NULL)
        return NULL;
    *table = (struct c4j_table){.refcnt = 1, .log2_size = (uint8_t)log2, .log2_index_bytes = (uint8_t)log2_bytes, .usable = (Py_ssize_t)usable};
    memset(table->indices, C4J_EMPTY_SLOT, index_bytes);
    return table;
}

/* The log2 of the smallest table with so many slots. */
static int log2_of(size_t slots)
{
    int log2 = SMALLEST;
    while ((size_t)1 << log2 < slots)
        log2++;
    return log2;
}

static size_t free_slot(struct c4j_table *table, Py_hash_t hash)
{
    size_t mask = ((size_t)1 << table->log2_size) - 1, perturb = (size_t)hash, at = perturb & mask;
    while (c4j_slot_at(table, at) >= 0) {
        perturb >>= C4J_PERTURB_SHIFT;
        at = (at * 5 + perturb + 1) & mask;
    }
    return at;
}

static inline void set_slot(struct c4j_table *table, size_t at, long index)
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

static inline void append(struct c4j_table *table, size_t at, struct c4j_entry entry)
{
    set_slot(table, at, table->nentries);
    c4j_entries_of(table)[table->nentries++] = entry;
    table->usable--;
}

static void free_table(struct c4j_table *table)
{
    if (table != &c4j_dict_empty.table)
        PyObject_Free(table);
}

/* Gives a dict a table with room for so many slots. */
static bool resize(PyObject *dict, size_t slots)
{
    struct c4j_table *old = c4j_table_of(dict), *table = new_table(log2_of(slots));
    if (table == NULL)
        return false;
    struct c4j_entry *entries = c4j_entries_of(old);
    for (Py_ssize_t i = 0; i < old->nentries; i++) {
        if (entries[i].value != NULL)
            append(table, free_slot(table, entries[i].hash), entries[i]);
    }
    ((PyDictObject *)dict)->ma_keys = (PyDictKeysObject *)table;
    free_table(old);
    return true;
}

bool c4j_dict_insert(PyObject *dict, Py_hash_t hash, PyObject *key, PyObject *value, size_t at)
{
    struct c4j_table *table = c4j_table_of(dict);
    if (C4J_UNLIKELY(table->usable <= 0)) {
        if (!resize(dict, (size_t)((PyDictObject *)dict)->ma_used * 3))
            return false;
        table = c4j_table_of(dict);
        at = free_slot(table, hash);
    }
    Py_INCREF(key);
    Py_INCREF(value);
    append(table, at, (struct c4j_entry){hash, key, value});
    ((PyDictObject *)dict)->ma_used++;
    c4j_dict_touch(dict);
    return true;
}

LANE(int, PyDict_SetItem)(PyObject *dict, PyObject *key, PyObject *value)
{
    if (C4J_UNLIKELY(dict == NULL || key == NULL || value == NULL || !c4j_dict_set(dict, key, value)))
        return MISS(PyDict_SetItem)(dict, key, value);
    return 0;
}

/* ---- Iterating ---- */

LANE(int, PyDict_Next)(PyObject *dict, Py_ssize_t *position, PyObject **key, PyObject **value)
{
    if (C4J_UNLIKELY(dict == NULL || !PyDict_CheckExact(dict) || *position < 0))
        return MISS(PyDict_Next)(dict, position, key, value);
    struct c4j_table *table = c4j_table_of(dict);
    struct c4j_entry *entries = c4j_entries_of(table);
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
