/* _Py_hashtable_t: pointers by pointers, with chains. CPython's own modules call its get_entry_func through the struct, so that its
   layout is CPython's. */
#include "shim.h"
#include "internal_api.h"

enum { FEWEST_BUCKETS = 16 };

struct entry {
    struct entry *next;
    Py_uhash_t hash;
    void *key;
    void *value;
};

struct _Py_hashtable_allocator {
    void *(*malloc)(size_t size);
    void (*free)(void *memory);
};

struct _Py_hashtable {
    size_t nentries;
    size_t nbuckets;
    struct entry **buckets;
    struct entry *(*get_entry_func)(_Py_hashtable_t *table, const void *key);
    _Py_hashtable_hash_func hash_func;
    _Py_hashtable_compare_func compare_func;
    _Py_hashtable_destroy_func key_destroy_func;
    _Py_hashtable_destroy_func value_destroy_func;
    _Py_hashtable_allocator_t alloc;
};

Py_uhash_t _Py_hashtable_hash_ptr(const void *key)
{
    return (Py_uhash_t)_Py_HashPointerRaw(key);
}

int _Py_hashtable_compare_direct(const void *key1, const void *key2)
{
    return key1 == key2;
}

static struct entry *find(_Py_hashtable_t *table, const void *key)
{
    Py_uhash_t hash = table->hash_func(key);
    struct entry *entry = table->buckets[hash & (table->nbuckets - 1)];
    while (entry != NULL && (entry->hash != hash || !table->compare_func(key, entry->key)))
        entry = entry->next;
    return entry;
}

static struct entry **new_buckets(_Py_hashtable_t *table, size_t count)
{
    struct entry **buckets = table->alloc.malloc(count * sizeof(*buckets));
    if (buckets != NULL)
        memset(buckets, 0, count * sizeof(*buckets));
    return buckets;
}

_Py_hashtable_t *_Py_hashtable_new_full(_Py_hashtable_hash_func hash, _Py_hashtable_compare_func compare, _Py_hashtable_destroy_func key_destroy,
                                        _Py_hashtable_destroy_func value_destroy, _Py_hashtable_allocator_t *allocator)
{
    _Py_hashtable_allocator_t alloc = {.malloc = PyMem_Malloc, .free = PyMem_Free};
    if (allocator != NULL)
        alloc = *allocator;
    _Py_hashtable_t *table = alloc.malloc(sizeof(*table));
    if (table == NULL)
        return NULL;
    *table = (_Py_hashtable_t){
        .nbuckets = FEWEST_BUCKETS,
        .get_entry_func = find,
        .hash_func = hash,
        .compare_func = compare,
        .key_destroy_func = key_destroy,
        .value_destroy_func = value_destroy,
        .alloc = alloc,
    };
    table->buckets = new_buckets(table, FEWEST_BUCKETS);
    if (table->buckets == NULL) {
        alloc.free(table);
        return NULL;
    }
    return table;
}

_Py_hashtable_t *_Py_hashtable_new(_Py_hashtable_hash_func hash, _Py_hashtable_compare_func compare)
{
    return _Py_hashtable_new_full(hash, compare, NULL, NULL, NULL);
}

size_t _Py_hashtable_size(const _Py_hashtable_t *table)
{
    size_t buckets = table->nbuckets * sizeof(struct entry *);
    return sizeof(*table) + buckets + table->nentries * sizeof(struct entry);
}

/* Moves all entries into other buckets. No memory is no failure: chains only get longer. */
static void resize(_Py_hashtable_t *table, size_t count)
{
    struct entry **buckets = new_buckets(table, count);
    if (buckets == NULL)
        return;
    for (size_t i = 0; i < table->nbuckets; i++) {
        for (struct entry *entry = table->buckets[i], *next; entry != NULL; entry = next) {
            next = entry->next;
            struct entry **place = &buckets[entry->hash & (count - 1)];
            entry->next = *place;
            *place = entry;
        }
    }
    table->alloc.free(table->buckets);
    table->buckets = buckets;
    table->nbuckets = count;
}

/* The key isn't in the table yet. */
int _Py_hashtable_set(_Py_hashtable_t *table, const void *key, void *value)
{
    struct entry *entry = table->alloc.malloc(sizeof(*entry));
    if (entry == NULL)
        return -1;
    *entry = (struct entry){.hash = table->hash_func(key), .key = (void *)key, .value = value};
    if (++table->nentries > table->nbuckets / 2)
        resize(table, table->nbuckets * 4);
    struct entry **place = &table->buckets[entry->hash & (table->nbuckets - 1)];
    entry->next = *place;
    *place = entry;
    return 0;
}

void *_Py_hashtable_get(_Py_hashtable_t *table, const void *key)
{
    struct entry *entry = table->get_entry_func(table, key);
    return entry == NULL ? NULL : entry->value;
}

/* Takes the entry out and gives its value; nothing is destroyed. */
void *_Py_hashtable_steal(_Py_hashtable_t *table, const void *key)
{
    struct entry *entry = find(table, key);
    if (entry == NULL)
        return NULL;
    struct entry **place = &table->buckets[entry->hash & (table->nbuckets - 1)];
    while (*place != entry)
        place = &(*place)->next;
    *place = entry->next;
    void *value = entry->value;
    table->alloc.free(entry);
    if (--table->nentries < table->nbuckets / 10 && table->nbuckets > FEWEST_BUCKETS)
        resize(table, table->nbuckets / 4 < FEWEST_BUCKETS ? FEWEST_BUCKETS : table->nbuckets / 4);
    return value;
}

/* Until the function gives something other than 0. */
int _Py_hashtable_foreach(_Py_hashtable_t *table, _Py_hashtable_foreach_func function, void *user_data)
{
    for (size_t i = 0; i < table->nbuckets; i++) {
        for (struct entry *entry = table->buckets[i]; entry != NULL; entry = entry->next) {
            int result = function(table, entry->key, entry->value, user_data);
            if (result != 0)
                return result;
        }
    }
    return 0;
}

static void destroy_entries(_Py_hashtable_t *table)
{
    for (size_t i = 0; i < table->nbuckets; i++) {
        struct entry *next = table->buckets[i];
        table->buckets[i] = NULL;
        while (next != NULL) {
            struct entry *entry = next;
            next = entry->next;
            if (table->key_destroy_func != NULL)
                table->key_destroy_func(entry->key);
            if (table->value_destroy_func != NULL)
                table->value_destroy_func(entry->value);
            table->alloc.free(entry);
        }
    }
    table->nentries = 0;
}

void _Py_hashtable_clear(_Py_hashtable_t *table)
{
    destroy_entries(table);
    resize(table, FEWEST_BUCKETS);
}

void _Py_hashtable_destroy(_Py_hashtable_t *table)
{
    destroy_entries(table);
    table->alloc.free(table->buckets);
    table->alloc.free(table);
}
