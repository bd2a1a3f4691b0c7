/* What alloc.c and allocators.c share. */
#ifndef CAPI4J_HEAP_H
#define CAPI4J_HEAP_H

#include "shim.h"

/* The shim's own allocators, whatever PyMem_SetAllocator said. */
void *c4j_default_malloc(int domain, size_t size);
void *c4j_default_calloc(int domain, size_t count, size_t size);
void *c4j_default_realloc(int domain, void *block, size_t size);
void c4j_default_free(int domain, void *block);

/* The way that allocations take while c4j_alloc_watched is set. */
void *c4j_watched_malloc(int domain, size_t size);
void *c4j_watched_calloc(int domain, size_t count, size_t size);
void *c4j_watched_realloc(int domain, void *block, size_t size);
void c4j_watched_free(int domain, void *block);

/* Objects' blocks that are too large for pools (large.c). */
void c4j_large_note(void *block, c4j_group *group);
void c4j_large_forget(const void *block);
void c4j_large_free(c4j_group *group);

#endif /* CAPI4J_HEAP_H */
