/* How a function of the API fails that was passed a NULL which nobody expected. Nothing here calls Java: it may be Java that waits for
   the function to return. */
#include "faults.h"

#include <link.h>
#include <locale.h>
#include <malloc.h>
#include <time.h>

extern void *const c4j_functions[];

extern void *__tls_get_addr(void *);

/* ---- Where code is ---- */

struct code {
    uintptr_t inside; /* where to look: an address in it */
    uintptr_t start;
    uintptr_t size;
};

static struct code shim = {.inside = (uintptr_t)c4j_find_code}, library, loader;

static int find(struct dl_phdr_info *object, size_t Py_UNUSED(size), void *argument)
{
    struct code *code = argument;
    for (int i = 0; i < object->dlpi_phnum; i++) {
        const ElfW(Phdr) *segment = &object->dlpi_phdr[i];
        uintptr_t start = object->dlpi_addr + segment->p_vaddr;
        if (segment->p_type != PT_LOAD || !(segment->p_flags & PF_X) || code->inside - start >= segment->p_memsz)
            continue;
        code->start = start;
        code->size = segment->p_memsz;
        return 1;
    }
    return 0;
}

void c4j_find_code(void)
{
    library.inside = (uintptr_t)abort;
    loader.inside = (uintptr_t)__tls_get_addr;
    dl_iterate_phdr(find, &shim);
    dl_iterate_phdr(find, &library);
    dl_iterate_phdr(find, &loader);
}

bool c4j_is_shim_code(uintptr_t address)
{
    return address - shim.start < shim.size;
}

bool c4j_is_library_code(uintptr_t address)
{
    return address - library.start < library.size;
}

bool c4j_is_loader_code(uintptr_t address)
{
    return address - loader.start < loader.size;
}

bool c4j_holds_locks(uintptr_t function)
{
    void *const locking[] = {malloc, calloc, realloc, free, memalign, posix_memalign, localtime_r, mktime, strftime, setlocale};
    for (size_t i = 0; i < sizeof(locking) / sizeof(locking[0]); i++) {
        if ((uintptr_t)locking[i] == function)
            return true;
    }
    return false;
}

/* ---- Which function it is ---- */

long c4j_function_at(uintptr_t address)
{
    for (long i = 0; address != 0 && i < c4j_function_count; i++) {
        if ((uintptr_t)c4j_functions[i] == address || (uintptr_t)c4j_lanes[i] == address)
            return i;
    }
    return -1;
}

/* ---- The entry: name|class|method|descriptor|stub shape|error value ---- */

static const char *error_value(long function)
{
    return function < 0 ? "0" : strrchr(c4j_entries[function], '|') + 1;
}

bool c4j_returns_double(long function)
{
    return function >= 0 && strstr(c4j_entries[function], ")D|") != NULL;
}

static PyObject *message(long function)
{
    char text[200];
    const char *name = function < 0 ? "C-API function" : c4j_entries[function];
    int length = snprintf(text, sizeof(text), "%.*s(): NULL where an address is needed", (int)strcspn(name, "|"), name);
    return c4j_ascii_string(text, length);
}

static void set_error(long function)
{
    PyThreadState *tstate = c4j_tstate;
    if (tstate->curexc_type != NULL)
        return; /* the NULL is most likely what the failure before has returned */
    tstate->curexc_value = message(function);
    tstate->curexc_type = Py_NewRef(PyExc_SystemError);
}

long c4j_faulted(long function)
{
    set_error(function);
    return strtol(error_value(function), NULL, 0);
}

double c4j_faulted_double(long function)
{
    set_error(function);
    return strtod(error_value(function), NULL);
}
