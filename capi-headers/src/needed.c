/* Copies of extensions that need other libraries' copies: the names under which the copy's file asks for them.

   The file's string table has no room for other names, and the table of its segments none for another segment. So both go to the file's end, into a
   segment behind all others: the names, which are at offsets from the string table that lie beyond it, and the table of segments, one longer.

       file    what it was | to a page | segments | names
       memory  what it was | to a page | segments | names                                                                    */
#define _GNU_SOURCE
#include "needed.h"

#include <sys/mman.h>
#include <unistd.h>

enum { PAGE = 4096 };

struct edit {
    char *file;
    size_t size;
    Elf64_Ehdr *header;
    Elf64_Phdr *segments; /* the new table */
    Elf64_Addr place;     /* where the new segment is in memory */
    size_t start, used;   /* and in the file, and what is taken of it */
    Elf64_Addr strings;   /* the string table in memory */
    Elf64_Xword strings_size;
};

static size_t to_page(size_t size)
{
    return (size + PAGE - 1) & ~(size_t)(PAGE - 1);
}

/* What stands in the file for an address, or NULL. */
static void *in_file(const struct edit *edit, Elf64_Addr address, size_t size)
{
    for (int i = 0; i < edit->header->e_phnum; i++) {
        const Elf64_Phdr *segment = &edit->segments[i];
        Elf64_Addr offset = address - segment->p_vaddr;
        if (segment->p_type == PT_LOAD && address >= segment->p_vaddr && offset <= segment->p_filesz && size <= segment->p_filesz - offset)
            return edit->file + segment->p_offset + offset;
    }
    return NULL;
}

static Elf64_Dyn *entry(Elf64_Dyn *dynamic, Elf64_Sxword tag)
{
    while (dynamic->d_tag != DT_NULL && dynamic->d_tag != tag)
        dynamic++;
    return dynamic;
}

static size_t room_for(const struct c4j_need *needs)
{
    size_t room = 0;
    for (; needs != NULL; needs = needs->next)
        room += strlen(needs->other) + 1;
    return room;
}

/* The segments must be in the order of their addresses: the new one comes behind the last that is loaded. */
static void add_segment(struct edit *edit, size_t room)
{
    const Elf64_Phdr *before = (const Elf64_Phdr *)(edit->file + edit->header->e_phoff);
    int count = edit->header->e_phnum, last = 0;
    Elf64_Addr end = 0;
    for (int i = 0; i < count; i++) {
        if (before[i].p_type != PT_LOAD)
            continue;
        last = i;
        end = before[i].p_vaddr + before[i].p_memsz > end ? before[i].p_vaddr + before[i].p_memsz : end;
    }
    edit->place = to_page(end);
    edit->segments = (Elf64_Phdr *)(edit->file + edit->start);
    memcpy(edit->segments, before, sizeof(*before) * (size_t)(last + 1));
    memcpy(edit->segments + last + 2, before + last + 1, sizeof(*before) * (size_t)(count - last - 1));
    edit->segments[last + 1] = (Elf64_Phdr){
        .p_type = PT_LOAD, .p_flags = PF_R, .p_offset = edit->start, .p_vaddr = edit->place, .p_paddr = edit->place,
        .p_filesz = room, .p_memsz = room, .p_align = PAGE};
    edit->used = sizeof(*before) * (size_t)(count + 1);
    edit->header->e_phnum++;
    edit->header->e_phoff = edit->start;
    for (int i = 0; i <= count; i++) {
        if (edit->segments[i].p_type == PT_PHDR) {
            edit->segments[i].p_offset = edit->start;
            edit->segments[i].p_vaddr = edit->segments[i].p_paddr = edit->place;
            edit->segments[i].p_filesz = edit->segments[i].p_memsz = edit->used;
        }
    }
}

/* The offset from the string table of a name that is written down now. */
static Elf64_Xword written(struct edit *edit, const char *name)
{
    size_t at = edit->used, size = strlen(name) + 1;
    memcpy(edit->file + edit->start + at, name, size);
    edit->used += size;
    return edit->place + at - edit->strings;
}

/* Versions of symbols are asked of a library by its name, too. */
static void rename_versions(const struct edit *edit, const Elf64_Dyn *table, const char *strings, const struct c4j_need *need, Elf64_Xword other)
{
    Elf64_Addr address = table->d_un.d_ptr;
    for (Elf64_Verneed *version; table->d_tag == DT_VERNEED && (version = in_file(edit, address, sizeof(*version))) != NULL; address += version->vn_next) {
        if (version->vn_file < edit->strings_size && strcmp(strings + version->vn_file, need->name) == 0)
            version->vn_file = (Elf64_Word)other;
        if (version->vn_next == 0)
            break;
    }
}

static bool rename_needs(struct edit *edit, Elf64_Dyn *dynamic, const struct c4j_need *needs)
{
    edit->strings = entry(dynamic, DT_STRTAB)->d_un.d_ptr;
    edit->strings_size = entry(dynamic, DT_STRSZ)->d_un.d_val;
    const char *strings = in_file(edit, edit->strings, edit->strings_size);
    if (strings == NULL)
        return false;
    for (const struct c4j_need *need = needs; need != NULL; need = need->next) {
        Elf64_Xword other = written(edit, need->other);
        rename_versions(edit, entry(dynamic, DT_VERNEED), strings, need, other);
        for (Elf64_Dyn *each = entry(dynamic, DT_NEEDED); each->d_tag != DT_NULL; each = entry(each + 1, DT_NEEDED)) {
            if (each->d_un.d_val < edit->strings_size && strcmp(strings + each->d_un.d_val, need->name) == 0)
                each->d_un.d_val = other;
        }
    }
    return true;
}

static bool edit_file(struct edit *edit, size_t room, const struct c4j_need *needs)
{
    edit->header = (Elf64_Ehdr *)edit->file;
    add_segment(edit, room);
    for (int i = 0; i < edit->header->e_phnum; i++) {
        if (edit->segments[i].p_type == PT_DYNAMIC)
            return rename_needs(edit, (Elf64_Dyn *)(edit->file + edit->segments[i].p_offset), needs);
    }
    return false;
}

bool c4j_rename_needs(int file, const struct c4j_need *needs)
{
    struct stat status;
    if (c4j_fstat(file, &status) != 0)
        return false;
    Elf64_Ehdr header;
    if (pread(file, &header, sizeof(header), 0) != sizeof(header))
        return false;
    struct edit edit = {.start = to_page((size_t)status.st_size)};
    size_t room = sizeof(Elf64_Phdr) * (header.e_phnum + 1u) + room_for(needs);
    edit.size = edit.start + room;
    if (ftruncate(file, (off_t)edit.size) != 0)
        return false;
    edit.file = mmap(NULL, edit.size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (edit.file == MAP_FAILED)
        return false;
    bool good = edit_file(&edit, room, needs);
    munmap(edit.file, edit.size);
    return good;
}
