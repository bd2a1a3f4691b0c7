/* Calls of fast lanes that don't jump through the trampoline: once a library is loaded, the entries of its procedure linkage table that the dynamic
   linker has pointed to a trampoline are pointed to the lane behind it. Only those: an entry that is also the function's address (R_X86_64_GLOB_DAT)
   stays, because C code compares such addresses with those that types hold. When Java ends they are pointed back, as lanes must not run then. */
#define _GNU_SOURCE
#include "shim.h"

#include <elf.h>
#include <link.h>
#include <sys/mman.h>

/* A library's calls through its procedure linkage table. Kept for the process's life, as the library is. */
struct calls {
    char *base;
    const Elf64_Rela *relocations;
    size_t count;
    char *fixed, *fixed_end; /* the pages that the dynamic linker has made read-only, if the entries are there */
    struct calls *next;
};

static struct calls *all; /* under the mutex */
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static bool is_between(const void *address, const void *start, const void *end)
{
    return (uintptr_t)address >= (uintptr_t)start && (uintptr_t)address < (uintptr_t)end;
}

/* The lane that a trampoline leads to, else NULL. */
static void *lane_behind(void *address)
{
    if (!is_between(address, c4j_trampolines, c4j_trampolines_end))
        return NULL;
    long index = ((char *)address - c4j_trampolines) / C4J_TRAMPOLINE;
    bool has_lane = c4j_slots[index] == c4j_lanes[index] && c4j_lanes[index] != c4j_java[index];
    return has_lane && !is_between(c4j_lanes[index], c4j_lazy_stubs, c4j_lazy_stubs_end) ? c4j_lanes[index] : NULL;
}

static void *trampoline_before(void *lane)
{
    for (long i = 0; i < c4j_function_count; i++) {
        if (c4j_lanes[i] == lane)
            return c4j_trampolines + C4J_TRAMPOLINE * i;
    }
    return NULL;
}

static bool protect(const struct calls *calls, int rights)
{
    return calls->fixed == calls->fixed_end || mprotect(calls->fixed, (size_t)(calls->fixed_end - calls->fixed), rights) == 0;
}

/* Points every entry elsewhere for which `elsewhere` is not NULL. */
static void redirect(const struct calls *calls, void *(*elsewhere)(void *))
{
    if (!protect(calls, PROT_READ | PROT_WRITE))
        return;
    for (size_t i = 0; i < calls->count; i++) {
        void **entry = (void **)(calls->base + calls->relocations[i].r_offset);
        void *target = ELF64_R_TYPE(calls->relocations[i].r_info) == R_X86_64_JUMP_SLOT ? elsewhere(__atomic_load_n(entry, __ATOMIC_RELAXED)) : NULL;
        if (target != NULL)
            __atomic_store_n(entry, target, __ATOMIC_RELEASE);
    }
    protect(calls, PROT_READ);
}

/* ---- Finding a library's calls ---- */

static int find_fixed(struct dl_phdr_info *library, size_t Py_UNUSED(size), void *data)
{
    struct calls *calls = data;
    if ((char *)library->dlpi_addr != calls->base)
        return 0;
    for (int i = 0; i < library->dlpi_phnum; i++) {
        const Elf64_Phdr *segment = &library->dlpi_phdr[i];
        char *start = calls->base + (segment->p_vaddr & ~(Elf64_Addr)4095);
        char *end = calls->base + ((segment->p_vaddr + segment->p_memsz) & ~(Elf64_Addr)4095);
        if (segment->p_type == PT_GNU_RELRO && is_between(calls->base + calls->relocations->r_offset, start, end)) {
            calls->fixed = start;
            calls->fixed_end = end;
        }
    }
    return 1;
}

static struct calls find_calls(const struct link_map *map)
{
    struct calls calls = {.base = (char *)map->l_addr};
    for (const Elf64_Dyn *entry = map->l_ld; entry->d_tag != DT_NULL; entry++) {
        if (entry->d_tag == DT_JMPREL)
            calls.relocations = (const Elf64_Rela *)(entry->d_un.d_ptr < map->l_addr ? map->l_addr + entry->d_un.d_ptr : entry->d_un.d_ptr);
        else if (entry->d_tag == DT_PLTRELSZ)
            calls.count = entry->d_un.d_val / sizeof(Elf64_Rela);
    }
    if (calls.relocations == NULL)
        calls.count = 0;
    return calls;
}

static bool leads_to_lanes(const struct calls *calls)
{
    for (size_t i = 0; i < calls->count; i++) {
        if (lane_behind(*(void **)(calls->base + calls->relocations[i].r_offset)) != NULL)
            return true;
    }
    return false;
}

void c4j_direct(const void *handle)
{
    for (const struct link_map *map = handle; map != NULL; map = map->l_next) { /* with what it needs, which stands behind it */
        struct calls calls = find_calls(map), *kept;
        if (c4j_lanes_off || !leads_to_lanes(&calls) || (kept = malloc(sizeof(*kept))) == NULL)
            continue;
        dl_iterate_phdr(find_fixed, &calls);
        pthread_mutex_lock(&mutex);
        calls.next = all;
        *kept = calls;
        all = kept;
        redirect(kept, lane_behind);
        pthread_mutex_unlock(&mutex);
    }
}

void c4j_direct_end(void)
{
    for (const struct calls *calls = all; calls != NULL; calls = calls->next)
        redirect(calls, trampoline_before);
}
