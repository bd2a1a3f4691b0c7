/* set and frozenset: keys whose hash and equality take no call. The table's rules are in org.capi4j.type.SetTable. */
#include "dict.h"

enum { LINEAR_PROBES = 9, MANY = 50000 };

/* The entry of a key, or the one where it would go: the last dummy on the way, if there was one. */
static inline enum c4j_found find(PySetObject *set, PyObject *key, Py_hash_t hash, setentry **entry)
{
    size_t mask = (size_t)set->mask, perturb = (size_t)hash, at = (size_t)hash & mask;
    setentry *dummy = NULL;
    for (;; perturb >>= C4J_PERTURB_SHIFT, at = (at * 5 + 1 + perturb) & mask) {
        size_t last = at + LINEAR_PROBES <= mask ? at + LINEAR_PROBES : at;
        for (size_t i = at; i <= last; i++) {
            setentry *candidate = &set->table[i];
            if (candidate->key == key) {
                *entry = candidate;
                return C4J_FOUND;
            }
            if (candidate->key == NULL) {
                *entry = dummy != NULL ? dummy : candidate;
                return C4J_MISSING;
            }
            if (candidate->key == _PySet_Dummy) {
                dummy = candidate;
            } else if (candidate->hash == hash) {
                int equal = c4j_equal_keys(candidate->key, key);
                if (equal != 0) {
                    *entry = candidate;
                    return equal > 0 ? C4J_FOUND : C4J_UNDECIDED;
                }
            }
        }
    }
}

static inline enum c4j_found look_up(PyObject *set, PyObject *key, Py_hash_t *hash, setentry **entry)
{
    if (set == NULL || key == NULL || !PyAnySet_Check(set) || !c4j_simple_hash(key, hash))
        return C4J_UNDECIDED;
    return find((PySetObject *)set, key, *hash, entry);
}

LANE(int, PySet_Contains)(PyObject *set, PyObject *key)
{
    setentry *entry;
    Py_hash_t hash;
    enum c4j_found found = look_up(set, key, &hash, &entry);
    return C4J_LIKELY(found != C4J_UNDECIDED) ? found == C4J_FOUND : MISS(PySet_Contains)(set, key);
}

/* Enters a key that is not there into a table without dummies. */
static void insert_clean(setentry *table, size_t mask, setentry entry)
{
    size_t perturb = (size_t)entry.hash;
    for (size_t at = perturb & mask;; perturb >>= C4J_PERTURB_SHIFT, at = (at * 5 + 1 + perturb) & mask) {
        size_t last = at + LINEAR_PROBES <= mask ? at + LINEAR_PROBES : at;
        for (size_t i = at; i <= last; i++) {
            if (table[i].key == NULL) {
                table[i] = entry;
                return;
            }
        }
    }
}

/* A table with room for more than so many elements, and no dummies; false when memory is short. */
static bool resize(PySetObject *set, size_t elements)
{
    size_t size = PySet_MINSIZE;
    while (size <= elements)
        size <<= 1;
    setentry *table = PyObject_Calloc(size, sizeof(setentry)), *old = set->table;
    if (table == NULL)
        return false;
    for (Py_ssize_t i = 0; i <= set->mask; i++) {
        if (old[i].key != NULL && old[i].key != _PySet_Dummy)
            insert_clean(table, size - 1, old[i]);
    }
    set->table = table;
    set->mask = (Py_ssize_t)size - 1;
    set->fill = set->used;
    if (old != set->smalltable)
        PyObject_Free(old);
    return true;
}

/* Enters a key where find said, then grows when three fifths of the table are taken: the order of elements depends on that sequence. */
static bool add(PySetObject *set, PyObject *key, Py_hash_t hash, setentry *entry)
{
    setentry former = *entry;
    *entry = (setentry){key, hash};
    set->fill += former.key == NULL;
    set->used++;
    if (former.key == NULL && set->fill * 5 >= set->mask * 3 && !resize(set, (size_t)set->used * (set->used > MANY ? 2 : 4))) {
        *entry = former;
        set->fill--;
        set->used--;
        return false;
    }
    Py_INCREF(key);
    return true;
}

LANE(int, PySet_Add)(PyObject *set, PyObject *key)
{
    setentry *entry;
    Py_hash_t hash;
    enum c4j_found found = look_up(set, key, &hash, &entry);
    if (C4J_UNLIKELY(found == C4J_UNDECIDED || (!PySet_Check(set) && Py_REFCNT(set) != 1)))
        return MISS(PySet_Add)(set, key);
    if (found == C4J_MISSING && C4J_UNLIKELY(!add((PySetObject *)set, key, hash, entry)))
        return MISS(PySet_Add)(set, key);
    return 0;
}
