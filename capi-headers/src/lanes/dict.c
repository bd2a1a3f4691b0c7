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

LANE(PyObject *, PyDict_GetItemString)(PyObject *dict, const char *key)
{
    struct c4j_entry *entry;
    enum c4j_found found = c4j_look_up_text(dict, key, &entry);
    if (C4J_UNLIKELY(found == C4J_UNDECIDED))
        return MISS(PyDict_GetItemString)(dict, key);
    return found == C4J_FOUND ? entry->value : NULL;
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
    c4j_dict_watch(dict, key, value);
    c4j_dict_touch(dict);
    return true;
}

LANE(int, PyDict_SetItem)(PyObject *dict, PyObject *key, PyObject *value)
{
    if (C4J_UNLIKELY(dict == NULL || key == NULL || value == NULL || !c4j_dict_set(dict, key, value)))
        return MISS(PyDict_SetItem)(dict, key, value);
    return 0;
}

/* A new key is interned, as it is in CPython. */
LANE(int, PyDict_SetItemString)(PyObject *dict, const char *key, PyObject *value)
{
    struct c4j_entry *entry;
    enum c4j_found found = value == NULL ? C4J_UNDECIDED : c4j_look_up_text(dict, key, &entry);
    if (C4J_UNLIKELY(found == C4J_UNDECIDED))
        return MISS(PyDict_SetItemString)(dict, key, value);
    if (found == C4J_FOUND) {
        c4j_dict_replace(dict, entry, value);
        return 0;
    }
    PyObject *name = PyUnicode_InternFromString(key);
    int status = name == NULL ? -1 : PyDict_SetItem(dict, name, value);
    Py_XDECREF(name);
    return status;
}

LANE(PyObject *, PyDict_SetDefault)(PyObject *dict, PyObject *key, PyObject *value)
{
    struct c4j_entry *entry;
    Py_hash_t hash;
    size_t at;
    if (C4J_UNLIKELY(dict == NULL || key == NULL || value == NULL || !PyDict_Check(dict) || !c4j_simple_hash(key, &hash)))
        return MISS(PyDict_SetDefault)(dict, key, value);
    enum c4j_found found = c4j_find(c4j_table_of(dict), key, hash, &entry, &at);
    if (found == C4J_FOUND)
        return entry->value;
    if (C4J_UNLIKELY(found == C4J_UNDECIDED || !c4j_dict_insert(dict, hash, key, value, at)))
        return MISS(PyDict_SetDefault)(dict, key, value);
    return value;
}

/* ---- Deleting ---- */

static size_t slot_of(struct c4j_table *table, Py_hash_t hash, long index)
{
    size_t mask = ((size_t)1 << table->log2_size) - 1, perturb = (size_t)hash, at = perturb & mask;
    while (c4j_slot_at(table, at) != index) {
        perturb >>= C4J_PERTURB_SHIFT;
        at = (at * 5 + perturb + 1) & mask;
    }
    return at;
}

/* Removes an entry: its value, whose reference the caller gets. */
static PyObject *take(PyObject *dict, struct c4j_entry *entry)
{
    struct c4j_table *table = c4j_table_of(dict);
    struct c4j_entry *entries = c4j_entries_of(table), old = *entry;
    Py_ssize_t index = entry - entries;
    set_slot(table, slot_of(table, old.hash, index), C4J_DELETED_SLOT);
    *entry = (struct c4j_entry){0, NULL, NULL};
    if (index == table->deleted_below && table->nentries < UINT32_MAX) {
        while (index < table->nentries && entries[index].value == NULL)
            index++;
        table->deleted_below = (uint32_t)index;
    }
    ((PyDictObject *)dict)->ma_used--;
    c4j_dict_touch(dict);
    Py_DECREF(old.key);
    return old.value;
}

LANE(int, PyDict_DelItem)(PyObject *dict, PyObject *key)
{
    struct c4j_entry *entry;
    if (C4J_UNLIKELY(c4j_look_up(dict, key, &entry) != C4J_FOUND))
        return MISS(PyDict_DelItem)(dict, key);
    Py_DECREF(take(dict, entry));
    return 0;
}

static void release(struct c4j_table *table)
{
    struct c4j_entry *entries = c4j_entries_of(table);
    for (Py_ssize_t i = 0; i < table->nentries; i++) {
        if (i + 1 < table->nentries)
            __builtin_prefetch(entries[i + 1].value, 1);
        Py_XDECREF(entries[i].key);
        Py_XDECREF(entries[i].value);
    }
    free_table(table);
}

SLOT_LANE(void, c4j_DictType_dealloc, PyObject *self)
{
    if (C4J_UNLIKELY(!PyDict_CheckExact(self) || c4j_tstate == NULL || c4j_table_of(self) == NULL)) {
        MISS(c4j_DictType_dealloc)(self);
        return;
    }
    c4j_unlink_tracked(self);
    release(c4j_table_of(self));
    c4j_give_container(&c4j_lists_here()->dicts, self);
}

/* ---- Making ---- */

static PyObject *new_dict(void)
{
    PyDictObject *dict = c4j_take_container(&c4j_lists_here()->dicts);
    if (C4J_LIKELY(dict != NULL))
        dict->ob_base = (PyObject){.ob_refcnt = 1, .ob_type = &PyDict_Type};
    else
        dict = (PyDictObject *)c4j_gc_new(&PyDict_Type, sizeof(*dict));
    if (C4J_UNLIKELY(dict == NULL))
        return NULL;
    dict->ma_used = 0;
    dict->ma_keys = (PyDictKeysObject *)&c4j_dict_empty;
    dict->ma_values = NULL;
    c4j_dict_touch((PyObject *)dict);
    return (PyObject *)dict;
}

LANE(PyObject *, PyDict_New)(void)
{
    c4j_before_container();
    PyObject *dict = new_dict();
    return C4J_LIKELY(dict != NULL) ? dict : MISS(PyDict_New)();
}

/* ---- Iterating ---- */

static inline bool next(PyObject *dict, Py_ssize_t *position, struct c4j_entry **entry)
{
    struct c4j_table *table = c4j_table_of(dict);
    struct c4j_entry *entries = c4j_entries_of(table);
    Py_ssize_t index = *position < table->deleted_below ? table->deleted_below : *position;
    while (index < table->nentries && entries[index].value == NULL)
        index++;
    if (index >= table->nentries)
        return false;
    *position = index + 1;
    *entry = &entries[index];
    return true;
}

LANE(int, PyDict_Next)(PyObject *dict, Py_ssize_t *position, PyObject **key, PyObject **value)
{
    struct c4j_entry *entry;
    if (C4J_UNLIKELY(dict == NULL || !PyDict_Check(dict) || *position < 0))
        return MISS(PyDict_Next)(dict, position, key, value);
    if (!next(dict, position, &entry))
        return 0;
    if (key != NULL)
        *key = entry->key;
    if (value != NULL)
        *value = entry->value;
    return 1;
}

static inline PyObject *pair_of(struct c4j_entry *entry)
{
    PyTupleObject *pair = c4j_new_tuple(2);
    if (C4J_UNLIKELY(pair == NULL))
        return NULL;
    pair->ob_item[0] = Py_NewRef(entry->key);
    pair->ob_item[1] = Py_NewRef(entry->value);
    c4j_link_tracked(pair);
    return (PyObject *)pair;
}

/* A list of all pairs; NULL when that is for Java to make. Only making the list can run code that changes the dict. */
static PyObject *list_of_items(PyObject *dict)
{
    if (C4J_UNLIKELY(dict == NULL || !PyDict_Check(dict)))
        return NULL;
    struct c4j_entry *entry;
    Py_ssize_t count = ((PyDictObject *)dict)->ma_used, position = 0, filled = 0;
    PyObject *list = PyList_New(count);
    if (list == NULL || ((PyDictObject *)dict)->ma_used != count) {
        Py_XDECREF(list);
        return NULL;
    }
    while (next(dict, &position, &entry)) {
        PyObject *item = pair_of(entry);
        if (C4J_UNLIKELY(item == NULL)) {
            Py_DECREF(list);
            return NULL;
        }
        PyList_SET_ITEM(list, filled++, item);
    }
    return list;
}

LANE(PyObject *, PyDict_Items)(PyObject *dict)
{
    PyObject *list = list_of_items(dict);
    return C4J_LIKELY(list != NULL) ? list : MISS(PyDict_Items)(dict);
}

LANE(PyObject *, PyMapping_Items)(PyObject *mapping)
{
    return C4J_LIKELY(mapping != NULL && PyDict_CheckExact(mapping)) ? PyDict_Items(mapping) : MISS(PyMapping_Items)(mapping);
}

/* ---- Context variables: the current context is a dict ---- */

struct context {
    PyObject base;
    PyObject *previous;
    PyObject *values;
};

struct context_variable {
    PyObject base;
    PyObject *name;
    PyObject *standard;
    PyObject *cached;
    uint64_t cached_in;
    uint64_t cached_at;
    Py_hash_t hash;
};

/* The variable's value in the current context: borrowed, NULL where it has none. As in CPython it is remembered for the thread state until that
   enters or leaves a context, or the variable is set. */
static enum c4j_found value_in_context(struct context_variable *variable, PyObject **value)
{
    struct c4j_entry *entry;
    size_t at;
    PyThreadState *tstate = c4j_tstate;
    if (C4J_LIKELY(variable->cached != NULL && variable->cached_in == tstate->id && variable->cached_at == tstate->context_ver)) {
        *value = variable->cached;
        return C4J_FOUND;
    }
    struct context *context = (struct context *)tstate->context;
    enum c4j_found found = context == NULL ? C4J_MISSING : c4j_find(c4j_table_of(context->values), (PyObject *)variable, variable->hash, &entry, &at);
    if (found == C4J_FOUND) {
        *value = variable->cached = entry->value;
        variable->cached_in = tstate->id;
        variable->cached_at = tstate->context_ver;
    }
    return found;
}

LANE(int, PyContextVar_Get)(PyObject *object, PyObject *otherwise, PyObject **value)
{
    PyObject *own = NULL;
    struct context_variable *variable = (struct context_variable *)object;
    if (C4J_UNLIKELY(object == NULL || !PyContextVar_CheckExact(object) || value_in_context(variable, &own) == C4J_UNDECIDED))
        return MISS(PyContextVar_Get)(object, otherwise, value);
    *value = Py_XNewRef(own != NULL ? own : otherwise != NULL ? otherwise : variable->standard);
    return 0;
}
