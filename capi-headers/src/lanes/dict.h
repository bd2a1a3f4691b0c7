/* Looking keys up in the tables of dicts. The layout is described in org.capi4j.type.DictKeys, which has the complete rules; here
   nothing is compared that could call anything. */
#ifndef CAPI4J_LANES_DICT_H
#define CAPI4J_LANES_DICT_H

#include "../collect.h"
#include "../dicttable.h"
#include "str.h"

static inline long c4j_slot_at(const struct c4j_table *table, size_t at)
{
    if (table->log2_size < 8)
        return ((const int8_t *)table->indices)[at];
    if (table->log2_size < 16)
        return ((const int16_t *)table->indices)[at];
    return table->log2_size < 32 ? ((const int32_t *)table->indices)[at] : ((const int64_t *)table->indices)[at];
}

/* The hash of keys that know theirs or whose hash takes no call: plain strs, ints of up to 60 bits, bytes that were hashed before. */
static inline bool c4j_simple_hash(PyObject *key, Py_hash_t *hash)
{
    long value;
    if (c4j_is_plain_str(key)) {
        *hash = c4j_str_hash(key);
        return true;
    }
    if (PyLong_CheckExact(key) && c4j_read_long(key, &value)) {
        *hash = value == -1 ? -2 : value; /* below the modulus of numeric hashes */
        return true;
    }
    *hash = PyBytes_CheckExact(key) ? ((Py_hash_t *)key)[3] : -1;
    return *hash != -1;
}

/* 1 or 0, or -1 when it takes Java to compare; hashes are equal, the objects are not the same. */
static inline int c4j_equal_keys(PyObject *candidate, PyObject *key)
{
    long left, right;
    if (Py_TYPE(candidate) != Py_TYPE(key))
        return -1;
    if (c4j_is_plain_str(key))
        return c4j_is_plain_str(candidate) ? c4j_str_equal(candidate, key) : -1;
    if (PyLong_CheckExact(key))
        return c4j_read_long(candidate, &left) && c4j_read_long(key, &right) ? left == right : -1;
    if (PyBytes_CheckExact(key))
        return Py_SIZE(candidate) == Py_SIZE(key)
            && memcmp(PyBytes_AS_STRING(candidate), PyBytes_AS_STRING(key), (size_t)Py_SIZE(key)) == 0;
    return -1;
}

enum c4j_found { C4J_FOUND, C4J_MISSING, C4J_UNDECIDED };

/* Looks a key up. C4J_MISSING leaves the place for a new slot in *at; C4J_UNDECIDED: ask Java. */
static inline enum c4j_found c4j_find(struct c4j_table *table, PyObject *key, Py_hash_t hash, struct c4j_entry **entry, size_t *at)
{
    size_t mask = ((size_t)1 << table->log2_size) - 1, perturb = (size_t)hash;
    struct c4j_entry *entries = c4j_entries_of(table);
    bool reusable = false;
    for (size_t place = (size_t)hash & mask;; place = (place * 5 + perturb + 1) & mask) {
        long index = c4j_slot_at(table, place);
        if (index < 0 && !reusable) {
            *at = place;
            reusable = true;
        }
        if (index == C4J_EMPTY_SLOT)
            return C4J_MISSING;
        if (index >= 0) {
            *entry = &entries[index];
            if ((*entry)->key == key)
                return C4J_FOUND;
            if ((*entry)->hash == hash) {
                int equal = c4j_equal_keys((*entry)->key, key);
                if (equal != 0)
                    return equal > 0 ? C4J_FOUND : C4J_UNDECIDED;
            }
        }
        perturb >>= C4J_PERTURB_SHIFT;
    }
}

/* The entry of a key in any dict, subclasses' included. */
static inline enum c4j_found c4j_look_up(PyObject *dict, PyObject *key, struct c4j_entry **entry)
{
    Py_hash_t hash;
    size_t at;
    if (dict == NULL || key == NULL || !PyDict_Check(dict) || !c4j_simple_hash(key, &hash))
        return C4J_UNDECIDED;
    return c4j_find(c4j_table_of(dict), key, hash, entry, &at);
}

/* c4j_find for a C string, which must be ASCII, and its hash. */
static inline enum c4j_found c4j_find_text(struct c4j_table *table, const char *text, size_t length, Py_hash_t hash, struct c4j_entry **entry)
{
    size_t mask = ((size_t)1 << table->log2_size) - 1, perturb = (size_t)hash;
    struct c4j_entry *entries = c4j_entries_of(table);
    for (size_t place = (size_t)hash & mask;; place = (place * 5 + perturb + 1) & mask) {
        long index = c4j_slot_at(table, place);
        if (index == C4J_EMPTY_SLOT)
            return C4J_MISSING;
        if (index >= 0 && entries[index].hash == hash) {
            PyObject *key = entries[index].key;
            if (!c4j_is_plain_str(key))
                return C4J_UNDECIDED;
            *entry = &entries[index];
            if (c4j_str_is_ascii(key) && (size_t)c4j_str_length(key) == length && memcmp(c4j_str_data(key), text, length) == 0)
                return C4J_FOUND;
        }
        perturb >>= C4J_PERTURB_SHIFT;
    }
}

/* The entry of a C string in any dict. */
static inline enum c4j_found c4j_look_up_text(PyObject *dict, const char *text, struct c4j_entry **entry)
{
    size_t length = text == NULL ? 0 : strlen(text);
    if (dict == NULL || text == NULL || !PyDict_Check(dict) || !c4j_is_ascii(text, length))
        return C4J_UNDECIDED;
    return c4j_find_text(c4j_table_of(dict), text, length, c4j_hash_bytes(text, length), entry);
}

/* Gives a dict another version tag, because its content changes. Tags must differ from all that any dict ever had: Java counts up
   from 1, each interpreter's lanes count in a range of their own. */
static inline void c4j_dict_touch(PyObject *dict)
{
    c4j_interp *interp = c4j_tstate->interp;
    ((PyDictObject *)dict)->ma_version_tag = ((interp->number + 1) << 48 | 1ULL << 63) + ++interp->dict_versions;
}

/* A dict that nothing in it can close a cycle through is not tracked, as in CPython; nor is one that interpreters share. */
static inline void c4j_dict_watch(PyObject *dict, PyObject *key, PyObject *value)
{
    if (c4j_gc_head_of(dict)->_gc_next == 0 && (c4j_may_be_tracked(value) || c4j_may_be_tracked(key)) && Py_REFCNT(dict) < C4J_IMMORTAL_REFCNT / 2)
        c4j_link_tracked(dict);
}

/* The new value of an entry that is there; the old one is released last. */
static inline void c4j_dict_replace(PyObject *dict, struct c4j_entry *entry, PyObject *value)
{
    PyObject *old = entry->value;
    if (old == value)
        return;
    Py_INCREF(value);
    c4j_dict_watch(dict, entry->key, value);
    entry->value = value;
    c4j_dict_touch(dict);
    Py_DECREF(old);
}

/* Appends a key that is not there; false, with nothing done, when memory is short. */
bool c4j_dict_insert(PyObject *dict, Py_hash_t hash, PyObject *key, PyObject *value, size_t at);

/* The whole of PyDict_SetItem for a simple key: false when that is for Java to do. */
static inline bool c4j_dict_set(PyObject *dict, PyObject *key, PyObject *value)
{
    struct c4j_entry *entry;
    Py_hash_t hash;
    size_t at;
    if (C4J_UNLIKELY(!PyDict_Check(dict) || !c4j_simple_hash(key, &hash)))
        return false;
    enum c4j_found found = c4j_find(c4j_table_of(dict), key, hash, &entry, &at);
    if (found == C4J_MISSING)
        return c4j_dict_insert(dict, hash, key, value, at);
    if (C4J_UNLIKELY(found == C4J_UNDECIDED))
        return false;
    c4j_dict_replace(dict, entry, value);
    return true;
}

#endif /* CAPI4J_LANES_DICT_H */
