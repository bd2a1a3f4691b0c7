/* Extension libraries. Each is opened for one interpreter at a time: the first one gets the file itself, every other one a private copy in
   memory with static data of its own.

   A copy is used again after its interpreter's end: its destructors run, and then its writable memory becomes what it was before its
   constructors had run, as if it had been closed and opened anew, but nothing is unmapped: a thread that is still in its code stays there.
   For that, the copy's file says that there are no constructors and destructors, and they are run from here.

   What a copy needs that has Python's objects, too, is a copy, and the dynamic linker loads both at once. */
#define _GNU_SOURCE
#include "runtime.h"
#include "filestatus.h"
#include "gil.h"
#include "needed.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <unistd.h>
#include <unwind.h>

#ifndef MFD_EXEC
#  define MFD_EXEC 0x10U
#endif

enum { MAX_REGIONS = 4, MAX_RUNTIME_SLOTS = 64 };

/* Writable memory: what it was after relocation, and zeros after that. */
struct region {
    char *start;
    size_t size;
    char *image;
    size_t image_size;
};

/* Where the address of _PyRuntime stands in the library. */
struct runtime_slot {
    uintptr_t *place;
    intptr_t addend;
};

struct functions {
    void (**first)(int, char **, char **);
    size_t count;
};

/* Offsets from the load address, until the library is there. */
struct plan {
    Elf64_Addr constructors, destructors, relro_start, relro_end;
    size_t constructor_bytes, destructor_bytes;
    int load_count;
    Elf64_Phdr loads[MAX_REGIONS];
};

/* A copy that isn't loaded yet. */
struct preparation {
    int file;
    struct plan plan;
};

struct c4j_library {
    void *handle; /* what Java reads */
    char *path;   /* what it is a copy of */
    char *name;   /* which the dynamic linker knows the copy by */
    struct c4j_need *needs;
    struct preparation *preparation;
    c4j_library *next;
    c4j_library *older; /* of all that were opened */
    uintptr_t start, end;
    _Atomic(c4j_group *) group; /* whose it is now */
    _Atomic bool owned;         /* it is somebody's, or was, and not everybody's */
    bool dirty;
    bool begun;
    struct functions constructors;
    struct functions destructors;
    int region_count;
    struct region regions[MAX_REGIONS];
    int slot_count;
    struct runtime_slot slots[MAX_RUNTIME_SLOTS];
};

static c4j_library *copies; /* all, under the mutex */
static _Atomic(c4j_library *) libraries; /* copies and others: only ever added to */
static pthread_mutex_t copies_mutex = PTHREAD_MUTEX_INITIALIZER;
static __thread char problem[512];

const char *c4j_library_problem(void)
{
    return problem;
}

/* NULL, or false. */
static void *failed(const char *path, const char *what)
{
    snprintf(problem, sizeof(problem), "%s: cannot make a private copy: %s: %s", path, what, strerror(errno));
    return NULL;
}

/* ---- The copy's file ---- */

/* An open file in memory that holds what path does, or -1. */
static int copied_file(const char *path, size_t *size)
{
    const char *slash = strrchr(path, '/');
    int from = open(path, O_RDONLY | O_CLOEXEC);
    if (from < 0)
        return -1;
    int to = memfd_create(slash == NULL ? path : slash + 1, MFD_CLOEXEC | MFD_EXEC);
    if (to < 0 && errno == EINVAL)
        to = memfd_create(slash == NULL ? path : slash + 1, MFD_CLOEXEC);
    struct stat status;
    bool good = to >= 0 && c4j_fstat(from, &status) == 0;
    for (off_t done = 0; good && done < status.st_size;)
        good = sendfile(to, from, &done, (size_t)(status.st_size - done)) > 0;
    int saved = errno;
    close(from);
    if (good) {
        *size = (size_t)status.st_size;
        return to;
    }
    if (to >= 0)
        close(to);
    errno = saved;
    return -1;
}

static void plan_functions(struct plan *plan, Elf64_Dyn *dynamic, size_t count)
{
    for (size_t i = 0; i < count && dynamic[i].d_tag != DT_NULL; i++) {
        Elf64_Dyn *entry = &dynamic[i];
        if (entry->d_tag == DT_INIT_ARRAY)
            plan->constructors = entry->d_un.d_ptr;
        else if (entry->d_tag == DT_FINI_ARRAY)
            plan->destructors = entry->d_un.d_ptr;
        else if (entry->d_tag == DT_INIT_ARRAYSZ) {
            plan->constructor_bytes = entry->d_un.d_val;
            entry->d_un.d_val = 0;
        } else if (entry->d_tag == DT_FINI_ARRAYSZ) {
            plan->destructor_bytes = entry->d_un.d_val;
            entry->d_un.d_val = 0;
        }
    }
}

/* A symbol that is unique in the process would be the one of the library that was opened first. */
static void make_private(char *file, size_t size, const Elf64_Ehdr *header)
{
    if (header->e_shoff > size || header->e_shnum > (size - header->e_shoff) / sizeof(Elf64_Shdr))
        return;
    const Elf64_Shdr *section = (const Elf64_Shdr *)(file + header->e_shoff);
    for (int i = 0; i < header->e_shnum; i++, section++) {
        if (section->sh_type != SHT_DYNSYM || section->sh_offset > size || section->sh_size > size - section->sh_offset)
            continue;
        Elf64_Sym *symbol = (Elf64_Sym *)(file + section->sh_offset);
        for (size_t count = section->sh_size / sizeof(*symbol); count > 0; count--, symbol++) {
            if (ELF64_ST_BIND(symbol->st_info) == STB_GNU_UNIQUE)
                symbol->st_info = ELF64_ST_INFO(STB_GLOBAL, ELF64_ST_TYPE(symbol->st_info));
        }
    }
}

/* Reads what is needed from the mapped file, and takes constructors and destructors out of the dynamic linker's hands. */
static bool make_plan(struct plan *plan, char *file, size_t size)
{
    Elf64_Ehdr *header = (Elf64_Ehdr *)file;
    if (size < sizeof(*header) || header->e_phoff > size || header->e_phnum > (size - header->e_phoff) / sizeof(Elf64_Phdr))
        return false;
    Elf64_Phdr *segment = (Elf64_Phdr *)(file + header->e_phoff);
    for (int i = 0; i < header->e_phnum; i++, segment++) {
        if (segment->p_type == PT_DYNAMIC) {
            if (segment->p_offset > size || segment->p_filesz > size - segment->p_offset)
                return false;
            plan_functions(plan, (Elf64_Dyn *)(file + segment->p_offset), segment->p_filesz / sizeof(Elf64_Dyn));
        } else if (segment->p_type == PT_LOAD && segment->p_flags & PF_W) {
            if (plan->load_count == MAX_REGIONS)
                return false;
            plan->loads[plan->load_count++] = *segment;
        } else if (segment->p_type == PT_GNU_RELRO) {
            plan->relro_start = segment->p_vaddr;
            plan->relro_end = (segment->p_vaddr + segment->p_memsz) & ~(Elf64_Addr)4095;
        }
    }
    make_private(file, size, header);
    return true;
}

/* A name for the open file that was never used: the dynamic linker takes a name that it knows for the library that it knows. The file is
   /proc/self/fd/N however many dots and slashes are between. */
static char *spelled(int file)
{
    static _Atomic unsigned last;
    char name[256];
    size_t length = (size_t)snprintf(name, sizeof(name), "/proc/self/fd/");
    for (unsigned bits = ++last; bits != 0; bits >>= 1)
        length += (size_t)snprintf(name + length, sizeof(name) - length, bits & 1 ? "./" : "/");
    snprintf(name + length, sizeof(name) - length, "./%d", file);
    return strdup(name);
}

/* ---- Where _PyRuntime's address stands ---- */

static void find_slots(c4j_library *library, const struct link_map *map, const Elf64_Rela *relocation, size_t count, const Elf64_Sym *symbols, const char *names)
{
    for (size_t i = 0; i < count; i++, relocation++) {
        unsigned long type = ELF64_R_TYPE(relocation->r_info);
        if ((type != R_X86_64_GLOB_DAT && type != R_X86_64_64) || strcmp(names + symbols[ELF64_R_SYM(relocation->r_info)].st_name, "_PyRuntime") != 0)
            continue;
        if (library->slot_count == MAX_RUNTIME_SLOTS)
            return;
        library->slots[library->slot_count++] = (struct runtime_slot){
            (uintptr_t *)(map->l_addr + relocation->r_offset), type == R_X86_64_64 ? (intptr_t)relocation->r_addend : 0};
    }
}

/* The dynamic linker has made addresses of these. */
static void *pointer(const struct link_map *map, Elf64_Addr value)
{
    return (void *)(value < map->l_addr ? map->l_addr + value : value);
}

static void find_runtime(c4j_library *library, const struct link_map *map)
{
    const Elf64_Sym *symbols = NULL;
    const char *names = NULL;
    const Elf64_Rela *relocations = NULL;
    size_t bytes = 0;
    for (const Elf64_Dyn *entry = map->l_ld; entry->d_tag != DT_NULL; entry++) {
        if (entry->d_tag == DT_SYMTAB)
            symbols = pointer(map, entry->d_un.d_ptr);
        else if (entry->d_tag == DT_STRTAB)
            names = pointer(map, entry->d_un.d_ptr);
        else if (entry->d_tag == DT_RELA)
            relocations = pointer(map, entry->d_un.d_ptr);
        else if (entry->d_tag == DT_RELASZ)
            bytes = entry->d_un.d_val;
    }
    if (symbols != NULL && names != NULL && relocations != NULL)
        find_slots(library, map, relocations, bytes / sizeof(*relocations), symbols, names);
}

static void point_to(c4j_library *library, struct pyruntimestate *runtime)
{
    for (int i = 0; i < library->slot_count; i++) {
        uintptr_t *place = library->slots[i].place;
        void *page = (void *)((uintptr_t)place & ~(uintptr_t)4095);
        uintptr_t value = (uintptr_t)runtime + (uintptr_t)library->slots[i].addend;
        if (*place == value)
            continue;
        mprotect(page, 4096, PROT_READ | PROT_WRITE); /* for good: with which rights it was there is nobody to ask */
        *place = value;
    }
}

/* ---- Writable memory ---- */

static bool keep_region(c4j_library *library, char *base, const struct plan *plan, const Elf64_Phdr *segment)
{
    Elf64_Addr start = segment->p_vaddr, file_end = start + segment->p_filesz, end = start + segment->p_memsz;
    if (plan->relro_start >= start && plan->relro_start < end && plan->relro_end > start)
        start = plan->relro_end;
    if (start >= end)
        return true;
    struct region *region = &library->regions[library->region_count++];
    region->start = base + start;
    region->size = end - start;
    region->image_size = file_end > start ? file_end - start : 0;
    region->image = malloc(region->image_size + 1);
    if (region->image != NULL)
        memcpy(region->image, region->start, region->image_size);
    return region->image != NULL;
}

static void restore(struct region *region)
{
    char *zeros = region->start + region->image_size, *end = region->start + region->size;
    char *pages = (char *)(((uintptr_t)zeros + 4095) & ~(uintptr_t)4095), *pages_end = (char *)((uintptr_t)end & ~(uintptr_t)4095);
    memcpy(region->start, region->image, region->image_size);
    if (pages < pages_end && madvise(pages, (size_t)(pages_end - pages), MADV_DONTNEED) == 0) { /* no file behind these: zeros */
        memset(zeros, 0, (size_t)(pages - zeros));
        memset(pages_end, 0, (size_t)(end - pages_end));
    } else {
        memset(zeros, 0, (size_t)(end - zeros));
    }
}

/* ---- Whose code is where ---- */

static int find_extent(struct dl_phdr_info *info, size_t Py_UNUSED(size), void *argument)
{
    c4j_library *library = argument;
    if (info->dlpi_addr != ((struct link_map *)library->handle)->l_addr)
        return 0;
    library->start = UINTPTR_MAX;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const Elf64_Phdr *segment = &info->dlpi_phdr[i];
        if (segment->p_type != PT_LOAD)
            continue;
        uintptr_t start = info->dlpi_addr + segment->p_vaddr;
        library->start = start < library->start ? start : library->start;
        library->end = start + segment->p_memsz > library->end ? start + segment->p_memsz : library->end;
    }
    return 1;
}

static void enter_library(c4j_library *library)
{
    dl_iterate_phdr(find_extent, library);
    library->older = libraries;
    while (!atomic_compare_exchange_weak(&libraries, &library->older, library))
        continue;
}

static inline bool is_in(const c4j_library *library, const void *code)
{
    return (uintptr_t)code - library->start < library->end - library->start;
}

bool c4j_library_group(const void *code, c4j_group **group)
{
    static __thread c4j_library *last __attribute__((tls_model("initial-exec")));
    c4j_library *library = last;
    if (library == NULL || !is_in(library, code)) {
        library = libraries;
        while (library != NULL && !is_in(library, code))
            library = library->older;
        if (library == NULL)
            return false;
        last = library;
    }
    *group = library->group;
    return library->owned;
}

struct search {
    c4j_group *group;
    bool found;
};

static _Unwind_Reason_Code look(struct _Unwind_Context *frame, void *argument)
{
    struct search *search = argument;
    search->found = c4j_library_group((const void *)_Unwind_GetIP(frame), &search->group);
    return search->found ? _URC_END_OF_STACK : _URC_NO_REASON;
}

bool c4j_stack_group(c4j_group **group)
{
    struct search search = {NULL, false};
    _Unwind_Backtrace(look, &search);
    *group = search.group;
    return search.found;
}

/* What they had is nobody's now. */
void c4j_libraries_leave(c4j_group *group)
{
    for (c4j_library *library = libraries; library != NULL; library = library->older) {
        if (library->group == group)
            library->group = NULL;
    }
}

/* ---- Opening ---- */

static void enter(c4j_library *library, void *handle)
{
    library->handle = handle;
    find_runtime(library, handle);
    c4j_direct(handle);
    enter_library(library);
}

static c4j_library *opened(const char *path, int flags)
{
    void *handle = dlopen(path, flags);
    c4j_library *library = handle == NULL ? NULL : calloc(1, sizeof(*library));
    if (library == NULL) {
        snprintf(problem, sizeof(problem), "%s", handle == NULL ? dlerror() : "no memory");
        return NULL;
    }
    library->name = strdup(path);
    enter(library, handle);
    return library;
}

/* sys.setdlopenflags */
static _Thread_local int open_flags = RTLD_NOW;

void c4j_library_flags(long flags)
{
    open_flags = (int)flags;
}

c4j_library *c4j_library_open(const char *path)
{
    return opened(path, open_flags);
}

c4j_library *c4j_library_find(const char *path)
{
    return opened(path, RTLD_NOW | RTLD_NOLOAD);
}

const char *c4j_library_known(const char *name)
{
    const struct link_map *map = dlopen(name, RTLD_LAZY | RTLD_NOLOAD);
    return map == NULL ? NULL : map->l_name;
}

static const char *found_in(const Dl_serinfo *folders, const char *name)
{
    static char path[4096]; /* Java asks for one after the other */
    for (unsigned i = 0; i < folders->dls_cnt; i++) {
        snprintf(path, sizeof(path), "%s/%s", folders->dls_serpath[i].dls_name, name);
        if (access(path, R_OK) == 0)
            return path;
    }
    return NULL;
}

const char *c4j_library_found(const char *name)
{
    void *program = dlopen(NULL, RTLD_LAZY);
    Dl_serinfo size;
    if (program == NULL || dlinfo(program, RTLD_DI_SERINFOSIZE, &size) != 0)
        return NULL;
    Dl_serinfo *folders = malloc(size.dls_size);
    const char *path = NULL;
    if (folders != NULL && dlinfo(program, RTLD_DI_SERINFOSIZE, folders) == 0 && dlinfo(program, RTLD_DI_SERINFO, folders) == 0)
        path = found_in(folders, name);
    free(folders);
    return path;
}

/* ---- Copies ---- */

static void drop_preparation(c4j_library *library)
{
    if (library->preparation->file >= 0)
        close(library->preparation->file);
    free(library->preparation);
    library->preparation = NULL;
}

void c4j_library_drop(c4j_library *library)
{
    if (library->preparation == NULL)
        return;
    drop_preparation(library);
    for (struct c4j_need *need = library->needs, *next; need != NULL; need = next) {
        next = need->next;
        free(need->name);
        free(need);
    }
    free(library->path);
    free(library->name);
    free(library);
}

static bool prepare(c4j_library *library)
{
    struct preparation *preparation = library->preparation;
    size_t size;
    preparation->file = copied_file(library->path, &size);
    if (preparation->file < 0)
        return failed(library->path, "memfd_create");
    char *content = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, preparation->file, 0);
    errno = content == MAP_FAILED ? errno : ENOEXEC;
    bool good = content != MAP_FAILED && make_plan(&preparation->plan, content, size) && preparation->plan.load_count > 0;
    if (content != MAP_FAILED)
        munmap(content, size);
    library->name = spelled(preparation->file);
    return (good && library->name != NULL) || failed(library->path, "its program header");
}

c4j_library *c4j_library_copy(const char *path)
{
    c4j_library *library = calloc(1, sizeof(*library));
    if (library == NULL)
        return failed(path, "no memory");
    library->path = strdup(path);
    library->preparation = calloc(1, sizeof(*library->preparation));
    if (library->path != NULL && library->preparation != NULL && prepare(library))
        return library;
    if (library->preparation != NULL)
        c4j_library_drop(library);
    return NULL;
}

int c4j_library_need(const char *name, c4j_library *copy, c4j_library *needed)
{
    struct c4j_need *need = calloc(1, sizeof(*need));
    if (need == NULL || needed->name == NULL || (need->name = strdup(name)) == NULL) {
        free(need);
        return failed(copy->path, "no memory") ? 0 : -1;
    }
    need->library = needed;
    need->other = needed->name;
    need->next = copy->needs;
    copy->needs = need;
    return 0;
}

static bool rename_all(c4j_library *library)
{
    if (library->preparation == NULL)
        return true;
    for (struct c4j_need *need = library->needs; need != NULL; need = need->next) {
        if (!rename_all(need->library))
            return false;
    }
    return library->needs == NULL || c4j_rename_needs(library->preparation->file, library->needs) || failed(library->path, "no room for other names");
}

static bool keep_regions(c4j_library *library, char *base, const struct plan *plan)
{
    for (int i = 0; i < plan->load_count; i++) {
        if (!keep_region(library, base, plan, &plan->loads[i]))
            return failed(library->path, "no memory for its data");
    }
    library->constructors = (struct functions){(void *)(base + plan->constructors), plan->constructor_bytes / sizeof(void *)};
    library->destructors = (struct functions){(void *)(base + plan->destructors), plan->destructor_bytes / sizeof(void *)};
    return true;
}

/* It has been loaded, and so has what it needs, which comes first in the list: its destructors run last. */
static bool take_over(c4j_library *library, void *handle)
{
    for (struct c4j_need *need = library->needs; need != NULL; need = need->next) {
        if (need->library->preparation != NULL && !take_over(need->library, dlopen(need->library->name, RTLD_NOW | RTLD_NOLOAD)))
            return false;
    }
    if (handle == NULL)
        return failed(library->path, "what was loaded instead is another library");
    enter(library, handle);
    struct link_map *map = handle;
    bool good = keep_regions(library, (char *)map->l_addr, &library->preparation->plan);
    map->l_name = library->path; /* what dladdr and debuggers show: the copy is the same, byte for byte */
    drop_preparation(library);
    pthread_mutex_lock(&copies_mutex);
    library->next = copies;
    copies = library;
    pthread_mutex_unlock(&copies_mutex);
    return good;
}

long c4j_library_load(c4j_library *copy)
{
    if (copy->preparation == NULL)
        return 0;
    if (!rename_all(copy))
        return -1;
    void *handle = dlopen(copy->name, open_flags);
    if (handle != NULL)
        return take_over(copy, handle) ? 0 : -1;
    snprintf(problem, sizeof(problem), "%s: cannot load a private copy: %s", copy->path, dlerror());
    return -1;
}

/* ---- One interpreter's time with it ---- */

/* The group's own _PyRuntime, where the library finds its thread state: of interpreters that run at once each has another. */
static struct pyruntimestate *runtime_of(c4j_interp *interp)
{
    c4j_group *group = interp->group;
    struct c4j_gil *gil = &group->gil;
    if (gil->runtime_current == &_PyRuntime.tstate_current)
        return &_PyRuntime;
    if (group->runtime_view == NULL)
        group->runtime_view = malloc(sizeof(_PyRuntime));
    struct pyruntimestate *view = group->runtime_view;
    if (view == NULL)
        return &_PyRuntime;
    if (gil->runtime_current != &view->tstate_current) {
        c4j_runtime_copy(view);
        c4j_runtime_heads(group);
        view->gilstate_interp = group->main;
        view->tstate_current = c4j_tstate;
        gil->runtime_current = &view->tstate_current;
    }
    return view;
}

static void run(void (*function)(int, char **, char **))
{
    static char *arguments[] = {NULL};
    if (function != NULL && (uintptr_t)function != UINTPTR_MAX)
        function(0, arguments, environ);
}

void c4j_library_begin(c4j_library *library, c4j_interp *interp)
{
    for (int i = 0; library->dirty && i < library->region_count; i++)
        restore(&library->regions[i]);
    library->dirty = library->begun = true;
    library->group = interp->group;
    library->owned = true;
    if (library->slot_count > 0)
        point_to(library, runtime_of(interp));
    for (size_t i = 0; i < library->constructors.count; i++)
        run(library->constructors.first[i]);
}

/* What dlclose would run: of the file itself the dynamic linker does so when the process ends. */
void c4j_library_end(c4j_library *library)
{
    library->begun = false;
    for (size_t i = library->destructors.count; i-- > 0;)
        run(library->destructors.first[i]);
}

/* The process ends: the dynamic linker knows nothing of the destructors of copies. */
void c4j_libraries_end(void)
{
    for (c4j_library *library = copies; library != NULL; library = library->next) {
        if (library->begun)
            c4j_library_end(library);
    }
}
