/* Objects' blocks that malloc has given: which group's each is, so that they go when it ends, as its pools do. What static variables of extensions alone
   have is never freed otherwise. Only the object domain is watched: what extensions take from the mem domain, some give back to free().

   A block may be freed by any thread, so the table is everybody's, in stripes with a lock each, which is nearly always free: so threads that find it taken
   just try again. */
#include "heap.h"

#include <sched.h>

enum { STRIPES = 64, FIRST_ROOM = 64 };

struct large {
    void *block;
    c4j_group *group;
};

struct stripe {
    _Alignas(64) atomic_flag taken; /* a cache line each */
    struct large *entries;
    size_t mask;
    _Atomic size_t count;
};

static struct stripe stripes[STRIPES];

static inline void lock(struct stripe *stripe)
{
    while (atomic_flag_test_and_set_explicit(&stripe->taken, memory_order_acquire))
        sched_yield();
}

static inline void unlock(struct stripe *stripe)
{
    atomic_flag_clear_explicit(&stripe->taken, memory_order_release);
}

/* By who has the lock. */
static inline void count_on(struct stripe *stripe, size_t more)
{
    atomic_store_explicit(&stripe->count, atomic_load_explicit(&stripe->count, memory_order_relaxed) + more, memory_order_relaxed);
}

static inline uint64_t hash_of(const void *block)
{
    return ((uintptr_t)block >> 4) * 0x9E3779B97F4A7C15u;
}

static inline struct stripe *stripe_of(const void *block)
{
    return &stripes[hash_of(block) >> 58];
}

static inline size_t home_of(const struct stripe *stripe, const void *block)
{
    return (size_t)(hash_of(block) >> 20) & stripe->mask;
}

/* Where the block is, or would go. */
static struct large *place_of(struct stripe *stripe, const void *block)
{
    size_t at = home_of(stripe, block);
    while (stripe->entries[at].block != NULL && stripe->entries[at].block != block)
        at = (at + 1) & stripe->mask;
    return &stripe->entries[at];
}

static bool grow(struct stripe *stripe)
{
    size_t room = stripe->entries == NULL ? FIRST_ROOM : (stripe->mask + 1) * 2;
    struct stripe larger = {.entries = calloc(room, sizeof(struct large)), .mask = room - 1};
    if (larger.entries == NULL)
        return false;
    for (size_t i = 0; stripe->entries != NULL && i <= stripe->mask; i++) {
        if (stripe->entries[i].block != NULL)
            *place_of(&larger, stripe->entries[i].block) = stripe->entries[i];
    }
    free(stripe->entries);
    stripe->entries = larger.entries;
    stripe->mask = larger.mask;
    return true;
}

/* One that there is no room to note stays when its group ends. */
void c4j_large_note(void *block, c4j_group *group)
{
    struct stripe *stripe = stripe_of(block);
    lock(stripe);
    if (stripe->count * 2 < stripe->mask || grow(stripe)) {
        *place_of(stripe, block) = (struct large){block, group};
        count_on(stripe, 1);
    }
    unlock(stripe);
}

/* Entries behind it move up, so that searches never stop too early. */
static void take_out(struct stripe *stripe, size_t hole)
{
    struct large *entries = stripe->entries;
    for (size_t at = (hole + 1) & stripe->mask; entries[at].block != NULL; at = (at + 1) & stripe->mask) {
        size_t home = home_of(stripe, entries[at].block);
        if (((at - home) & stripe->mask) >= ((at - hole) & stripe->mask)) {
            entries[hole] = entries[at];
            hole = at;
        }
    }
    entries[hole].block = NULL;
    count_on(stripe, (size_t)-1);
}

/* Before it is freed, or when it is to outlive its group. */
void c4j_large_forget(const void *block)
{
    struct stripe *stripe = stripe_of(block);
    if (atomic_load_explicit(&stripe->count, memory_order_relaxed) == 0)
        return; /* whoever had the block noted it before it came here */
    lock(stripe);
    struct large *place = place_of(stripe, block);
    if (place->block == block)
        take_out(stripe, (size_t)(place - stripe->entries));
    unlock(stripe);
}

static void free_of_group(struct stripe *stripe, c4j_group *group)
{
    for (size_t i = 0; stripe->count > 0 && i <= stripe->mask;) {
        struct large *entry = &stripe->entries[i];
        if (entry->block == NULL || entry->group != group) {
            i++;
            continue;
        }
        free(entry->block);
        take_out(stripe, i); /* which may put another one here, or behind the end's turn: then it is met again */
    }
}

/* The group ends, and nobody has any of them. */
void c4j_large_free(c4j_group *group)
{
    for (int i = 0; i < STRIPES; i++) {
        struct stripe *stripe = &stripes[i];
        lock(stripe);
        free_of_group(stripe, group);
        unlock(stripe);
    }
}
