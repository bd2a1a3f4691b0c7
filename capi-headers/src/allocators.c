/* Replaceable allocators, debug hooks, limits and faults: what an allocation meets while c4j_alloc_watched is set. */
#include "heap.h"

enum { WATCH_FAULT = 1, WATCH_ALLOCATORS = 2, WATCH_LIMIT = 4 };

static _Atomic long fault_countdown;
static _Atomic long faults;

/* ---- CPython's allocator tables ---- */

static void *table_malloc(void *domain, size_t size)
{
    return c4j_default_malloc((int)(intptr_t)domain, size);
}

static void *table_calloc(void *domain, size_t count, size_t size)
{
    return c4j_default_calloc((int)(intptr_t)domain, count, size);
}

static void *table_realloc(void *domain, void *block, size_t size)
{
    return c4j_default_realloc((int)(intptr_t)domain, block, size);
}

static void table_free(void *domain, void *block)
{
    c4j_default_free((int)(intptr_t)domain, block);
}

#define DEFAULT_ALLOCATOR(domain) {(void *)(domain), table_malloc, table_calloc, table_realloc, table_free}
static const PyMemAllocatorEx defaults[C4J_DOMAINS] = {DEFAULT_ALLOCATOR(0), DEFAULT_ALLOCATOR(1), DEFAULT_ALLOCATOR(2)};
static PyMemAllocatorEx allocators[C4J_DOMAINS] = {DEFAULT_ALLOCATOR(0), DEFAULT_ALLOCATOR(1), DEFAULT_ALLOCATOR(2)};

static void note_allocators(void)
{
    if (memcmp(allocators, defaults, sizeof(defaults)) == 0)
        c4j_alloc_watched &= ~WATCH_ALLOCATORS;
    else
        c4j_alloc_watched |= WATCH_ALLOCATORS;
}

void PyMem_GetAllocator(PyMemAllocatorDomain domain, PyMemAllocatorEx *allocator)
{
    if ((unsigned)domain < C4J_DOMAINS)
        *allocator = allocators[domain];
    else
        memset(allocator, 0, sizeof(*allocator));
}

void PyMem_SetAllocator(PyMemAllocatorDomain domain, PyMemAllocatorEx *allocator)
{
    if ((unsigned)domain >= C4J_DOMAINS)
        return;
    allocators[domain] = *allocator;
    note_allocators();
}

/* ---- Limits and faults ---- */

static bool over_limit(int domain, size_t size)
{
    PyThreadState *tstate = c4j_tstate;
    if (domain == PYMEM_DOMAIN_RAW || tstate == NULL || tstate->interp->heap.limit == 0)
        return false;
    struct c4j_heap *heap = &tstate->interp->heap;
    long used = heap->count[PYMEM_DOMAIN_MEM].bytes + heap->count[PYMEM_DOMAIN_OBJ].bytes;
    if (size <= (size_t)heap->limit && used + (long)size <= heap->limit)
        return false;
    heap->refused = true;
    return true;
}

/* Whether this allocation has to fail. */
static bool refused(int domain, size_t size)
{
    if ((c4j_alloc_watched & WATCH_FAULT) && atomic_fetch_sub(&fault_countdown, 1) == 1) {
        atomic_fetch_add(&faults, 1);
        return true;
    }
    return (c4j_alloc_watched & WATCH_LIMIT) && over_limit(domain, size);
}

void c4j_alloc_fail_after(long n)
{
    faults = 0;
    fault_countdown = n;
    if (n > 0)
        c4j_alloc_watched |= WATCH_FAULT;
    else
        c4j_alloc_watched &= ~WATCH_FAULT;
}

long c4j_alloc_failed(void)
{
    return faults;
}

void c4j_set_limit(c4j_interp *interp, long bytes)
{
    interp->heap.limit = bytes;
    bool any = false;
    for (c4j_interp *each = c4j_main_interp; each != NULL; each = each->next)
        any |= each->heap.limit != 0;
    c4j_alloc_watched = any ? c4j_alloc_watched | WATCH_LIMIT : c4j_alloc_watched & ~WATCH_LIMIT;
}

long c4j_take_refusal(c4j_interp *interp)
{
    if (!interp->heap.refused)
        return -1;
    interp->heap.refused = false;
    return interp->heap.count[PYMEM_DOMAIN_MEM].bytes + interp->heap.count[PYMEM_DOMAIN_OBJ].bytes;
}

void *c4j_watched_malloc(int domain, size_t size)
{
    if (size > PY_SSIZE_T_MAX || refused(domain, size))
        return NULL;
    return allocators[domain].malloc(allocators[domain].ctx, size);
}

void *c4j_watched_calloc(int domain, size_t count, size_t size)
{
    if ((size != 0 && count > PY_SSIZE_T_MAX / size) || refused(domain, count * size))
        return NULL;
    return allocators[domain].calloc(allocators[domain].ctx, count, size);
}

void *c4j_watched_realloc(int domain, void *block, size_t size)
{
    if (size > PY_SSIZE_T_MAX || refused(domain, size))
        return NULL;
    return allocators[domain].realloc(allocators[domain].ctx, block, size);
}

void c4j_watched_free(int domain, void *block)
{
    allocators[domain].free(allocators[domain].ctx, block);
}

/* ---- Debug hooks ----

   A block of n bytes as the documentation of PyMem_SetupDebugHooks describes it:

       n, 8 bytes big-endian | 'r', 'm' or 'o' | 7 x 0xFD | n bytes | 8 x 0xFD                                          */

enum { CLEAN = 0xCD, DEAD = 0xDD, FORBIDDEN = 0xFD, WORD = 8, FRONT = 2 * WORD, EXTRA = 3 * WORD };

struct hook {
    char id;
    PyMemAllocatorEx below;
};

static struct hook hooks[C4J_DOMAINS] = {{'r', {0}}, {'m', {0}}, {'o', {0}}};

static void check_gil(const struct hook *hook)
{
    if (hook->id != 'r' && c4j_tstate == NULL)
        c4j_fatal("_PyMem_DebugMalloc", "Python memory allocator called without holding the GIL");
}

static void *dress(const struct hook *hook, unsigned char *start, size_t size)
{
    if (start == NULL)
        return NULL;
    for (int i = 0; i < WORD; i++)
        start[i] = (unsigned char)(size >> (8 * (WORD - 1 - i)));
    start[WORD] = (unsigned char)hook->id;
    memset(start + WORD + 1, FORBIDDEN, WORD - 1);
    memset(start + FRONT + size, FORBIDDEN, WORD);
    return start + FRONT;
}

static size_t size_of(const unsigned char *block)
{
    size_t size = 0;
    for (int i = 0; i < WORD; i++)
        size = size << 8 | block[i - FRONT];
    return size;
}

static bool is_forbidden(const unsigned char *bytes, int length)
{
    for (int i = 0; i < length; i++) {
        if (bytes[i] != FORBIDDEN)
            return false;
    }
    return true;
}

static void describe(const unsigned char *block, char id)
{
    size_t size = size_of(block);
    fprintf(stderr, "Debug memory block at address p=%p: API '%c'\n", (const void *)block, id);
    fprintf(stderr, "    %zu bytes originally requested\n", size);
    if (is_forbidden(block - WORD + 1, WORD - 1)) {
        fprintf(stderr, "    The %d pad bytes at p-%d are FORBIDDENBYTE, as expected.\n", WORD - 1, WORD - 1);
        bool intact = is_forbidden(block + size, WORD);
        fprintf(stderr, "    The %d pad bytes at tail=%p are %s\n", WORD, (const void *)(block + size),
                intact ? "FORBIDDENBYTE, as expected." : "not all FORBIDDENBYTE (0xfd):");
        for (int i = 0; i < WORD && !intact; i++)
            fprintf(stderr, "        at tail+%d: 0x%02x%s\n", i, block[size + i], block[size + i] == FORBIDDEN ? "" : " *** OUCH");
    } else {
        fprintf(stderr, "    The %d pad bytes at p-%d are not all FORBIDDENBYTE (0xfd):\n", WORD - 1, WORD - 1);
    }
}

static void check(const struct hook *hook, const unsigned char *block, const char *function)
{
    char id = (char)block[-WORD];
    if (id != hook->id) {
        describe(block, id);
        c4j_fatal(function, "bad ID: Allocated using API '%c', verified using API '%c'", id, hook->id);
    }
    if (!is_forbidden(block - WORD + 1, WORD - 1)) {
        describe(block, id);
        c4j_fatal(function, "bad leading pad byte");
    }
    if (!is_forbidden(block + size_of(block), WORD)) {
        describe(block, id);
        c4j_fatal(function, "bad trailing pad byte");
    }
}

static void *debug_malloc(void *context, size_t size)
{
    struct hook *hook = context;
    check_gil(hook);
    if (size > PY_SSIZE_T_MAX - EXTRA)
        return NULL;
    unsigned char *block = dress(hook, hook->below.malloc(hook->below.ctx, size + EXTRA), size);
    if (block != NULL)
        memset(block, CLEAN, size);
    return block;
}

static void *debug_calloc(void *context, size_t count, size_t size)
{
    struct hook *hook = context;
    check_gil(hook);
    size *= count;
    if (size > PY_SSIZE_T_MAX - EXTRA)
        return NULL;
    return dress(hook, hook->below.calloc(hook->below.ctx, 1, size + EXTRA), size);
}

static void debug_free(void *context, void *block)
{
    struct hook *hook = context;
    if (block == NULL)
        return;
    check_gil(hook);
    check(hook, block, "_PyMem_DebugFree");
    unsigned char *start = (unsigned char *)block - FRONT;
    memset(start, DEAD, size_of(block) + EXTRA);
    hook->below.free(hook->below.ctx, start);
}

static void *debug_realloc(void *context, void *block, size_t size)
{
    struct hook *hook = context;
    if (block == NULL)
        return debug_malloc(context, size);
    check_gil(hook);
    check(hook, block, "_PyMem_DebugRealloc");
    unsigned char *moved = debug_malloc(context, size);
    if (moved == NULL)
        return NULL;
    size_t before = size_of(block);
    memcpy(moved, block, before < size ? before : size);
    debug_free(context, block);
    return moved;
}

static bool is_hooked(int domain)
{
    return allocators[domain].malloc == debug_malloc;
}

void PyMem_SetupDebugHooks(void)
{
    for (int domain = 0; domain < C4J_DOMAINS; domain++) {
        if (is_hooked(domain))
            continue;
        hooks[domain].below = allocators[domain];
        allocators[domain] = (PyMemAllocatorEx){&hooks[domain], debug_malloc, debug_calloc, debug_realloc, debug_free};
    }
    note_allocators();
}

/* ---- Allocators by name ---- */

static const char *const names[] = {NULL, "default", "debug", "malloc", "malloc_debug", "pymalloc", "pymalloc_debug"};

int _PyMem_GetAllocatorName(const char *name, PyMemAllocatorName *allocator)
{
    if (name == NULL || *name == '\0') {
        *allocator = PYMEM_ALLOCATOR_DEFAULT;
        return 0;
    }
    for (int i = 1; i < (int)(sizeof(names) / sizeof(*names)); i++) {
        if (strcmp(name, names[i]) == 0) {
            *allocator = (PyMemAllocatorName)i;
            return 0;
        }
    }
    return -1;
}

/* malloc for all domains is possible too, but a block must be freed by the allocator it came from: as in CPython, this is only
   right before the first allocation. */
int _PyMem_SetupAllocators(PyMemAllocatorName name)
{
    if ((unsigned)name >= sizeof(names) / sizeof(*names))
        return -1;
    memcpy(allocators, defaults, sizeof(defaults));
    if (name == PYMEM_ALLOCATOR_MALLOC || name == PYMEM_ALLOCATOR_MALLOC_DEBUG)
        allocators[PYMEM_DOMAIN_MEM] = allocators[PYMEM_DOMAIN_OBJ] = defaults[PYMEM_DOMAIN_RAW];
    note_allocators();
    if (name == PYMEM_ALLOCATOR_DEBUG || name == PYMEM_ALLOCATOR_MALLOC_DEBUG || name == PYMEM_ALLOCATOR_PYMALLOC_DEBUG)
        PyMem_SetupDebugHooks();
    return 0;
}

const char *_PyMem_GetCurrentAllocatorName(void)
{
    bool hooked = is_hooked(PYMEM_DOMAIN_OBJ);
    const PyMemAllocatorEx *object = hooked ? &hooks[PYMEM_DOMAIN_OBJ].below : &allocators[PYMEM_DOMAIN_OBJ];
    if (object->malloc != table_malloc)
        return NULL;
    if (object->ctx == defaults[PYMEM_DOMAIN_RAW].ctx)
        return hooked ? "malloc_debug" : "malloc";
    return hooked ? "pymalloc_debug" : "pymalloc";
}

int _PyMem_SetDefaultAllocator(PyMemAllocatorDomain domain, PyMemAllocatorEx *old)
{
    if ((unsigned)domain >= C4J_DOMAINS)
        return -1;
    if (old != NULL)
        *old = allocators[domain];
    allocators[domain] = defaults[domain];
    note_allocators();
    return 0;
}

/* ---- Small functions of the same area ---- */

char *_PyMem_RawStrdup(const char *text)
{
    size_t size = strlen(text) + 1;
    char *copy = PyMem_RawMalloc(size);
    return copy == NULL ? NULL : memcpy(copy, text, size);
}

char *_PyMem_Strdup(const char *text)
{
    size_t size = strlen(text) + 1;
    char *copy = PyMem_Malloc(size);
    return copy == NULL ? NULL : memcpy(copy, text, size);
}

wchar_t *_PyMem_RawWcsdup(const wchar_t *text)
{
    size_t length = 0;
    while (text[length] != 0)
        length++;
    if (length > (size_t)PY_SSIZE_T_MAX / sizeof(wchar_t) - 1)
        return NULL;
    wchar_t *copy = PyMem_RawMalloc((length + 1) * sizeof(wchar_t));
    return copy == NULL ? NULL : memcpy(copy, text, (length + 1) * sizeof(wchar_t));
}

/* Arenas come from one reserved range, so the arena allocator can be set and read back, but is not used. */
static PyObjectArenaAllocator arena_allocator;

void PyObject_GetArenaAllocator(PyObjectArenaAllocator *allocator)
{
    *allocator = arena_allocator;
}

void PyObject_SetArenaAllocator(PyObjectArenaAllocator *allocator)
{
    arena_allocator = *allocator;
}

static int print_stats(FILE *out)
{
    for (c4j_interp *interp = c4j_main_interp; interp != NULL; interp = interp->next) {
        for (int domain = PYMEM_DOMAIN_MEM; domain <= PYMEM_DOMAIN_OBJ; domain++)
            fprintf(out, "interpreter %ld, domain %d: %ld blocks, %ld bytes\n", (long)interp->id, domain,
                    interp->heap.count[domain].blocks, interp->heap.count[domain].bytes);
    }
    return 1;
}

int _PyObject_DebugMallocStats(FILE *out)
{
    return print_stats(out);
}

void _PyObject_DebugTypeStats(FILE *out)
{
    print_stats(out);
}

void _PyDebugAllocatorStats(FILE *out, const char *name, int blocks, size_t size)
{
    if (out != NULL)
        fprintf(out, "%d free %ss of %zu bytes each: %zu bytes\n", blocks, name, size, (size_t)blocks * size);
}
