/* Memory: CPython's three domains over two allocators.

   The raw domain is malloc. The mem domain takes blocks of up to 512 bytes from pools, the object domain those of up to 64 KiB:

       range (64 GiB of addresses)   arena 1 MiB | arena | ...       one mmap at start, made usable arena by arena
       arena                         pool | pool | ...               of 16 KiB; in the range of blocks over 512 bytes, of 512 KiB
       pool                          header | block | block | ...    one size, one owner

   A pool belongs to one interpreter and is only touched under that interpreter's GIL. A block freed by anybody else goes onto
   the owner's lock-free `returned` list and comes home when the owner next runs out. Larger blocks are malloc's; an address
   tells which by the range. */
#include "fast.h"
#include "heap.h"

#include <errno.h>
#include <malloc.h>
#include <sys/mman.h>

enum { ARENA_SIZE = 1024 * 1024, PAGE = 4096 };

int c4j_alloc_watched;

struct range {
    char *start;
    size_t size;
    char *fresh;  /* pools from here on were never used */
    char *usable; /* and from here on not even mapped */
    struct c4j_pool *free;
};

enum { SMALL_POOL = 16 * 1024, MEDIUM_POOL = 512 * 1024 };

static struct range small, medium;
static pthread_mutex_t range_mutex = PTHREAD_MUTEX_INITIALIZER;
static struct c4j_pool no_pool; /* what `current` is before the first pool: has no block, ever */
static _Atomic long raw_blocks, raw_bytes;

static void reserve(struct range *range)
{
    for (size_t size = (size_t)64 << 30; size >= (size_t)64 << 20; size /= 2) {
        char *start = mmap(NULL, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (start == MAP_FAILED)
            continue;
        range->fresh = range->usable = (char *)(((uintptr_t)start + ARENA_SIZE - 1) & ~(uintptr_t)(ARENA_SIZE - 1));
        range->start = start;
        range->size = size;
        return;
    }
}

void c4j_alloc_init(void)
{
    reserve(&small);
    reserve(&medium);
}

static inline bool is_in(const struct range *range, const void *block)
{
    return (size_t)((const char *)block - range->start) < range->size;
}

/* NULL: the block is malloc's. */
static inline struct c4j_pool *pool_of(const void *block)
{
    if (C4J_LIKELY(is_in(&small, block)))
        return (struct c4j_pool *)((uintptr_t)block & ~(uintptr_t)(SMALL_POOL - 1));
    if (is_in(&medium, block))
        return (struct c4j_pool *)((uintptr_t)block & ~(uintptr_t)(MEDIUM_POOL - 1));
    return NULL;
}

static inline size_t block_size(const struct c4j_pool *pool)
{
    return (size_t)pool->units * C4J_ALIGNMENT;
}

/* Sizes over the small limit: 512 to 1,023 are in four classes, 1,024 to 2,047 in four, and so on. */
static inline unsigned medium_class(size_t size)
{
    unsigned power = 63u - (unsigned)__builtin_clzl(size - 1), quarter = (unsigned)((size - 1) >> (power - 2)) & 3;
    return C4J_SMALL_CLASSES + 4 * (power - 9) + quarter;
}

static unsigned units_of_class(unsigned size_class)
{
    if (size_class < C4J_SMALL_CLASSES)
        return size_class + 1;
    unsigned above = size_class - C4J_SMALL_CLASSES;
    return ((5 + above % 4) << (above / 4 + 7)) / C4J_ALIGNMENT;
}

static inline struct range *range_of_class(unsigned size_class)
{
    return size_class < C4J_SMALL_CLASSES ? &small : &medium;
}

static inline size_t pool_size(const struct range *range)
{
    return range == &small ? SMALL_POOL : MEDIUM_POOL;
}

static inline c4j_interp *interp_here(void)
{
    PyThreadState *tstate = c4j_tstate;
    return tstate == NULL ? NULL : tstate->interp;
}

/* ---- Pools ---- */

static struct c4j_pool *fresh_pool(struct range *range)
{
    if (range->fresh == range->usable) {
        if (range->usable + ARENA_SIZE > range->start + range->size || mprotect(range->usable, ARENA_SIZE, PROT_READ | PROT_WRITE) != 0)
            return NULL;
        range->usable += ARENA_SIZE;
    }
    struct c4j_pool *pool = (struct c4j_pool *)range->fresh;
    range->fresh += pool_size(range);
    return pool;
}

static struct c4j_pool *take_pool(c4j_interp *owner, unsigned size_class)
{
    struct range *range = range_of_class(size_class);
    pthread_mutex_lock(&range_mutex);
    struct c4j_pool *pool = range->free;
    if (pool != NULL)
        range->free = pool->next;
    else if (range->start != NULL)
        pool = fresh_pool(range);
    pthread_mutex_unlock(&range_mutex);
    if (pool == NULL)
        return NULL;
    memset(pool, 0, sizeof(*pool));
    pool->size_class = (uint16_t)size_class;
    pool->units = (uint16_t)units_of_class(size_class);
    pool->owner = owner;
    pool->fresh = (char *)pool + ((sizeof(*pool) + C4J_ALIGNMENT - 1) & ~(size_t)(C4J_ALIGNMENT - 1));
    return pool;
}

/* What a large pool had goes back to the system. */
static void drop_pool(struct c4j_pool *pool)
{
    struct range *range = range_of_class(pool->size_class);
    if (range == &medium)
        madvise((char *)pool + PAGE, MEDIUM_POOL - PAGE, MADV_DONTNEED);
    pthread_mutex_lock(&range_mutex);
    pool->owner = NULL;
    pool->next = range->free;
    range->free = pool;
    pthread_mutex_unlock(&range_mutex);
}

/* Cuts a few blocks off the untouched end, so that a pool's pages are used one after the other. */
static bool cut_blocks(struct c4j_pool *pool)
{
    size_t size = block_size(pool);
    char *end = (char *)pool + pool_size(range_of_class(pool->size_class));
    if (pool->fresh + size > end)
        return false;
    void *first = pool->fresh;
    char *block = pool->fresh;
    for (int i = 0; i < 8 && (size_t)(i + 1) * size <= PAGE && block + 2 * size <= end; i++, block += size)
        *(void **)block = block + size;
    *(void **)block = NULL;
    pool->fresh = block + size;
    pool->free = first;
    return true;
}

static void link_room(struct c4j_heap *heap, struct c4j_pool *pool)
{
    struct c4j_pool **head = &heap->rooms[pool->size_class];
    pool->prev = NULL;
    pool->next = *head;
    if (*head != NULL)
        (*head)->prev = pool;
    *head = pool;
}

static void unlink_room(struct c4j_heap *heap, struct c4j_pool *pool)
{
    if (pool->prev != NULL)
        pool->prev->next = pool->next;
    else
        heap->rooms[pool->size_class] = pool->next;
    if (pool->next != NULL)
        pool->next->prev = pool->prev;
}

/* A pool that was full has a block again, or one has no block in use any more. */
static void pool_changed(struct c4j_heap *heap, struct c4j_pool *pool)
{
    if (pool->full) {
        pool->full = false;
        link_room(heap, pool);
    } else if (pool->used == 0 && heap->current[pool->size_class] != pool) {
        unlink_room(heap, pool);
        drop_pool(pool);
    }
}

/* As if so many blocks, of which the pool has got the last one back, came home one after the other. */
static inline void pool_took_back(struct c4j_heap *heap, struct c4j_pool *pool, void *last, long blocks, int domain)
{
    heap->count[domain].blocks -= blocks;
    heap->count[domain].bytes -= blocks * (long)block_size(pool);
    pool->free = last;
    pool->used = (uint16_t)(pool->used - blocks);
    if (C4J_UNLIKELY(pool->full | (pool->used == 0)))
        pool_changed(heap, pool);
}

static inline void pool_put(struct c4j_heap *heap, struct c4j_pool *pool, void *block, int domain)
{
    *(void **)block = pool->free;
    pool_took_back(heap, pool, block, 1, domain);
}

/* Takes home what other threads have freed; a returned block's second word holds its domain. */
static bool take_returned(struct c4j_heap *heap)
{
    void **block = atomic_exchange_explicit(&heap->returned, NULL, memory_order_acquire);
    bool any = block != NULL;
    while (block != NULL) {
        void **next = *block;
        pool_put(heap, pool_of(block), block, (int)(intptr_t)block[1]);
        block = next;
    }
    return any;
}

static void give_back(struct c4j_pool *pool, void **block, int domain)
{
    struct c4j_heap *heap = &pool->owner->heap;
    block[1] = (void *)(intptr_t)domain;
    void *first = atomic_load_explicit(&heap->returned, memory_order_relaxed);
    do
        *block = first;
    while (!atomic_compare_exchange_weak_explicit(&heap->returned, &first, block, memory_order_release, memory_order_relaxed));
}

/* The current pool of a size is empty: finds or makes one that is not. */
static struct c4j_pool *next_pool(c4j_interp *interp, unsigned size_class)
{
    struct c4j_heap *heap = &interp->heap;
    struct c4j_pool *pool = heap->current[size_class];
    if (pool != &no_pool && cut_blocks(pool))
        return pool;
    if (heap->returned != NULL && take_returned(heap) && pool->free != NULL)
        return pool;
    if (pool != &no_pool)
        pool->full = true;
    pool = heap->rooms[size_class];
    if (pool != NULL)
        unlink_room(heap, pool);
    else
        pool = take_pool(interp, size_class);
    if (pool == NULL) {
        pool = heap->current[size_class];
        pool->full = false;
        return NULL;
    }
    heap->current[size_class] = pool;
    if (pool->free == NULL)
        cut_blocks(pool);
    return pool;
}

void c4j_heap_init(struct c4j_heap *heap)
{
    for (int i = 0; i < C4J_CLASSES; i++) {
        if (heap->current[i] == NULL)
            heap->current[i] = &no_pool;
    }
}

void c4j_share(void *block)
{
    struct c4j_pool *pool = pool_of(block);
    if (pool != NULL)
        pool->shared = true;
    else if (block != NULL)
        c4j_large_forget(block);
}

/* Empty pools are anybody's. The others wait for their blocks, and for the next interpreter that takes this heap over. */
static void drop_empty_pools(struct c4j_heap *heap)
{
    take_returned(heap);
    for (int i = 0; i < C4J_CLASSES; i++) {
        struct c4j_pool *pool = heap->current[i];
        if (pool == &no_pool || pool->used != 0)
            continue;
        heap->current[i] = &no_pool;
        drop_pool(pool);
    }
}

static void drop_pools_of(c4j_group *group, const struct range *range)
{
    pthread_mutex_lock(&range_mutex);
    char *start = (char *)(((uintptr_t)range->start + ARENA_SIZE - 1) & ~(uintptr_t)(ARENA_SIZE - 1)), *end = range->fresh;
    pthread_mutex_unlock(&range_mutex);
    for (char *place = start; place < end; place += pool_size(range)) {
        struct c4j_pool *pool = (struct c4j_pool *)place;
        c4j_interp *owner = __atomic_load_n(&pool->owner, __ATOMIC_RELAXED); /* other groups take and drop theirs meanwhile */
        if (owner == NULL || owner->group != group)
            continue;
        if (pool->shared)
            pool->owner = &c4j_nowhere;
        else
            drop_pool(pool);
    }
}

/* Every pool but the shared ones, which nobody gets any more blocks from. */
static void drop_all_pools(c4j_group *group)
{
    drop_pools_of(group, &small);
    drop_pools_of(group, &medium);
}

static void forget_heap(struct c4j_heap *heap)
{
    memset(heap, 0, sizeof(*heap));
    c4j_heap_init(heap);
}

/* The owner is gone, and what is still allocated may still be used: by others of its group, through handles, or by threads that may come back. */
void c4j_heap_close(c4j_interp *interp, bool keep)
{
    if (keep)
        drop_empty_pools(&interp->heap);
    interp->heap.limit = 0;
}

/* The whole group is gone. What is still allocated has no other owners than static variables of extensions, which begin anew, and leaks. */
void c4j_heaps_close(c4j_group *group)
{
    drop_all_pools(group);
    c4j_large_free(group);
    for (c4j_interp *each = group->newest; each != NULL; each = each->older)
        forget_heap(&each->heap);
    for (c4j_interp *each = group->spare; each != NULL; each = each->older)
        forget_heap(&each->heap);
}

/* ---- The two allocators ---- */

static void *large_malloc(c4j_interp *interp, int domain, size_t size, bool zeroed)
{
    void *block = size > PY_SSIZE_T_MAX ? NULL : zeroed ? calloc(1, size) : malloc(size);
    if (block != NULL && interp != NULL) {
        interp->heap.count[domain].blocks++;
        interp->heap.count[domain].bytes += (long)malloc_usable_size(block);
        if (domain == PYMEM_DOMAIN_OBJ)
            c4j_large_note(block, interp->group);
    }
    return block;
}

/* A block of a pool, or NULL. */
static inline void *pool_malloc(c4j_interp *interp, int domain, unsigned size_class)
{
    struct c4j_pool *pool = interp->heap.current[size_class];
    if (C4J_UNLIKELY(pool->free == NULL)) {
        pool = next_pool(interp, size_class);
        if (pool == NULL)
            return NULL;
    }
    void *block = pool->free;
    pool->free = c4j_next_free(block);
    __builtin_prefetch(pool->free, 1); /* the next call reads it, and then its caller writes it */
    pool->used++;
    interp->heap.count[domain].blocks++;
    interp->heap.count[domain].bytes += (long)block_size(pool);
    return block;
}

static void *medium_malloc(c4j_interp *interp, int domain, size_t size, bool zeroed)
{
    void *block = NULL;
    if (domain == PYMEM_DOMAIN_OBJ && size > C4J_SMALL_LIMIT && size <= C4J_MEDIUM_LIMIT && interp != NULL)
        block = pool_malloc(interp, domain, medium_class(size));
    if (block == NULL)
        return large_malloc(interp, domain, size, zeroed);
    return zeroed ? memset(block, 0, size) : block;
}

static inline void *heap_malloc(int domain, size_t size)
{
    c4j_interp *interp = interp_here();
    size += size == 0;
    if (C4J_UNLIKELY(size > C4J_SMALL_LIMIT || interp == NULL))
        return medium_malloc(interp, domain, size, false);
    void *block = pool_malloc(interp, domain, (unsigned)(size - 1) / C4J_ALIGNMENT);
    return C4J_LIKELY(block != NULL) ? block : large_malloc(interp, domain, size, false);
}

static inline void heap_free(int domain, void *block)
{
    c4j_interp *interp = interp_here();
    struct c4j_pool *pool = pool_of(block);
    if (C4J_LIKELY(pool != NULL)) {
        if (C4J_LIKELY(pool->owner == interp))
            pool_put(&interp->heap, pool, block, domain);
        else
            give_back(pool, block, domain);
        return;
    }
    if (block != NULL && interp != NULL) {
        interp->heap.count[domain].blocks--;
        interp->heap.count[domain].bytes -= (long)malloc_usable_size(block);
    }
    if (block != NULL)
        c4j_large_forget(block);
    free(block);
}

static void *heap_calloc(int domain, size_t count, size_t size)
{
    if (size != 0 && count > PY_SSIZE_T_MAX / size)
        return NULL;
    if (count * size > C4J_SMALL_LIMIT)
        return medium_malloc(interp_here(), domain, count * size, true);
    void *block = heap_malloc(domain, count * size);
    return block == NULL ? NULL : memset(block, 0, count * size);
}

static void *large_realloc(int domain, void *block, size_t size)
{
    c4j_interp *interp = interp_here();
    long before = (long)malloc_usable_size(block);
    if (size > PY_SSIZE_T_MAX)
        return NULL;
    c4j_large_forget(block); /* it may move */
    void *moved = realloc(block, size + (size == 0));
    if (moved != NULL && interp != NULL)
        interp->heap.count[domain].bytes += (long)malloc_usable_size(moved) - before;
    if (domain == PYMEM_DOMAIN_OBJ && interp != NULL)
        c4j_large_note(moved != NULL ? moved : block, interp->group);
    return moved;
}

/* A pool's block stays where it is while it fits and no more than a quarter of it is wasted. */
static void *heap_realloc(int domain, void *block, size_t size)
{
    if (block == NULL)
        return heap_malloc(domain, size);
    const struct c4j_pool *pool = pool_of(block);
    if (pool == NULL)
        return large_realloc(domain, block, size);
    size_t room = block_size(pool);
    if (size <= room && 4 * size > 3 * room)
        return block;
    void *moved = heap_malloc(domain, size);
    if (moved != NULL) {
        memcpy(moved, block, size < room ? size : room);
        heap_free(domain, block);
    } else if (size <= room) {
        return block;
    }
    return moved;
}

static void *raw_counted(void *block)
{
    if (block != NULL) {
        atomic_fetch_add_explicit(&raw_blocks, 1, memory_order_relaxed);
        atomic_fetch_add_explicit(&raw_bytes, (long)malloc_usable_size(block), memory_order_relaxed);
    }
    return block;
}

static void raw_uncount(void *block)
{
    if (block != NULL) {
        atomic_fetch_sub_explicit(&raw_blocks, 1, memory_order_relaxed);
        atomic_fetch_sub_explicit(&raw_bytes, (long)malloc_usable_size(block), memory_order_relaxed);
    }
}

static void *raw_malloc(size_t size)
{
    return size > PY_SSIZE_T_MAX ? NULL : raw_counted(malloc(size + (size == 0)));
}

static void *raw_calloc(size_t count, size_t size)
{
    if (size != 0 && count > PY_SSIZE_T_MAX / size)
        return NULL;
    return raw_counted(count == 0 || size == 0 ? calloc(1, 1) : calloc(count, size));
}

static void *raw_realloc(void *block, size_t size)
{
    if (size > PY_SSIZE_T_MAX)
        return NULL;
    raw_uncount(block);
    void *moved = realloc(block, size + (size == 0));
    if (moved == NULL && block != NULL)
        raw_counted(block);
    else
        raw_counted(moved);
    return moved;
}

static void raw_free(void *block)
{
    raw_uncount(block);
    free(block);
}

/* ---- One entry per domain ---- */

void *c4j_default_malloc(int domain, size_t size)
{
    return domain == PYMEM_DOMAIN_RAW ? raw_malloc(size) : heap_malloc(domain, size);
}

void *c4j_default_calloc(int domain, size_t count, size_t size)
{
    return domain == PYMEM_DOMAIN_RAW ? raw_calloc(count, size) : heap_calloc(domain, count, size);
}

void *c4j_default_realloc(int domain, void *block, size_t size)
{
    return domain == PYMEM_DOMAIN_RAW ? raw_realloc(block, size) : heap_realloc(domain, block, size);
}

void c4j_default_free(int domain, void *block)
{
    if (domain == PYMEM_DOMAIN_RAW)
        raw_free(block);
    else
        heap_free(domain, block);
}

void *c4j_alloc(int domain, size_t size)
{
    return C4J_UNLIKELY(c4j_alloc_watched) ? c4j_watched_malloc(domain, size) : c4j_default_malloc(domain, size);
}

void *c4j_calloc(int domain, size_t count, size_t size)
{
    return C4J_UNLIKELY(c4j_alloc_watched) ? c4j_watched_calloc(domain, count, size) : c4j_default_calloc(domain, count, size);
}

void *c4j_realloc(int domain, void *block, size_t size)
{
    return C4J_UNLIKELY(c4j_alloc_watched) ? c4j_watched_realloc(domain, block, size) : c4j_default_realloc(domain, block, size);
}

void c4j_free(int domain, void *block)
{
    if (C4J_UNLIKELY(c4j_alloc_watched))
        c4j_watched_free(domain, block);
    else
        c4j_default_free(domain, block);
}

void *PyObject_Malloc(size_t size)
{
    return C4J_UNLIKELY(c4j_alloc_watched) ? c4j_watched_malloc(PYMEM_DOMAIN_OBJ, size) : heap_malloc(PYMEM_DOMAIN_OBJ, size);
}

void *PyObject_Calloc(size_t count, size_t size)
{
    return c4j_calloc(PYMEM_DOMAIN_OBJ, count, size);
}

void *PyObject_Realloc(void *block, size_t size)
{
    return c4j_realloc(PYMEM_DOMAIN_OBJ, block, size);
}

void PyObject_Free(void *block)
{
    if (C4J_UNLIKELY(c4j_alloc_watched))
        c4j_watched_free(PYMEM_DOMAIN_OBJ, block);
    else
        heap_free(PYMEM_DOMAIN_OBJ, block);
}

void *PyMem_Malloc(size_t size)
{
    return c4j_alloc(PYMEM_DOMAIN_MEM, size);
}

void *PyMem_Calloc(size_t count, size_t size)
{
    return c4j_calloc(PYMEM_DOMAIN_MEM, count, size);
}

void *PyMem_Realloc(void *block, size_t size)
{
    return c4j_realloc(PYMEM_DOMAIN_MEM, block, size);
}

void PyMem_Free(void *block)
{
    c4j_free(PYMEM_DOMAIN_MEM, block);
}

void *PyMem_RawMalloc(size_t size)
{
    return c4j_alloc(PYMEM_DOMAIN_RAW, size);
}

void *PyMem_RawCalloc(size_t count, size_t size)
{
    return c4j_calloc(PYMEM_DOMAIN_RAW, count, size);
}

void *PyMem_RawRealloc(void *block, size_t size)
{
    return c4j_realloc(PYMEM_DOMAIN_RAW, block, size);
}

void PyMem_RawFree(void *block)
{
    c4j_free(PYMEM_DOMAIN_RAW, block);
}

void *c4j_object_malloc(size_t size)
{
    return PyObject_Malloc(size);
}

void *c4j_object_realloc(void *block, size_t size)
{
    return PyObject_Realloc(block, size);
}

void c4j_object_free(void *block)
{
    PyObject_Free(block);
}

/* ---- Many blocks at a time ---- */

size_t c4j_object_blocks(size_t size, size_t count, void **blocks)
{
    c4j_interp *interp = interp_here();
    unsigned size_class = (unsigned)(size - 1) / C4J_ALIGNMENT;
    size_t made = 0;
    if (C4J_UNLIKELY(c4j_alloc_watched || interp == NULL)) {
        while (made < count && (blocks[made] = PyObject_Malloc(size)) != NULL)
            made++;
        return made;
    }
    while (made < count) {
        struct c4j_pool *pool = interp->heap.current[size_class];
        if (pool->free == NULL && (pool = next_pool(interp, size_class)) == NULL)
            break;
        size_t before = made;
        while (made < count && pool->free != NULL) {
            blocks[made] = pool->free;
            pool->free = c4j_next_free(blocks[made++]);
        }
        pool->used += (uint16_t)(made - before);
    }
    interp->heap.count[PYMEM_DOMAIN_OBJ].blocks += (long)made;
    interp->heap.count[PYMEM_DOMAIN_OBJ].bytes += (long)(made * (size_class + 1) * C4J_ALIGNMENT);
    return made;
}

/* Whether it is an int or float whose last reference is this one: its end is that of its memory. */
static inline bool is_last_number(PyObject *object)
{
    return object != NULL && object->ob_refcnt == 1 && (PyFloat_CheckExact(object) || PyLong_CheckExact(object));
}

/* Frees the last number, and those before it as long as they are in its pool; how many items are left. */
static Py_ssize_t free_numbers(c4j_interp *interp, struct c4j_pool *pool, PyObject **items, Py_ssize_t count)
{
    Py_ssize_t left = count;
    void *last = pool->free;
    do {
        void *block = items[--left];
        __builtin_prefetch(items[left > 4 ? left - 4 : 0], 1);
        *(void **)block = last;
        last = block;
    } while (left > 0 && is_last_number(items[left - 1]) && pool_of(items[left - 1]) == pool);
    pool_took_back(&interp->heap, pool, last, count - left, PYMEM_DOMAIN_OBJ);
    return left;
}

void c4j_drop_items(PyObject **items, Py_ssize_t count)
{
    c4j_interp *interp = interp_here();
    while (count > 0) {
        PyObject *item = items[count - 1];
        bool number = is_last_number(item) && !c4j_alloc_watched;
        struct c4j_pool *pool = number ? pool_of(item) : NULL;
        if (pool != NULL && pool->owner == interp && !c4j_keep_number(&interp->lists, item)) {
            count = free_numbers(interp, pool, items, count);
            continue;
        }
        count--;
        if (pool == NULL || pool->owner != interp)
            Py_XDECREF(item);
    }
}

/* ---- Statistics ---- */

/* Blocks in use: those on free lists are not. */
long c4j_blocks(c4j_interp *interp)
{
    take_returned(&interp->heap);
    long kept = interp->lists.floats.length + interp->lists.longs.length + interp->lists.lists.length + interp->lists.dicts.length;
    for (int i = 0; i < C4J_TUPLE_SIZES; i++)
        kept += interp->lists.tuples[i].length;
    return -kept + interp->heap.count[PYMEM_DOMAIN_MEM].blocks + interp->heap.count[PYMEM_DOMAIN_OBJ].blocks;
}

long c4j_bytes(c4j_interp *interp, int domain)
{
    return domain == PYMEM_DOMAIN_RAW ? raw_bytes : interp->heap.count[domain].bytes;
}

Py_ssize_t _Py_GetAllocatedBlocks(void)
{
    Py_ssize_t blocks = 0;
    for (c4j_interp *interp = c4j_main_interp; interp != NULL; interp = interp->next)
        blocks += interp->heap.count[PYMEM_DOMAIN_MEM].blocks + interp->heap.count[PYMEM_DOMAIN_OBJ].blocks;
    return blocks;
}
