/* The libraries that a private copy needs and that have to be copies, too (needed.c, library.c). */
#ifndef CAPI4J_NEEDED_H
#define CAPI4J_NEEDED_H

#include "shim.h"
#include "filestatus.h"

#include <elf.h>
#include <link.h>

/* In the file, something needed by a name, and the name that it is to be needed by. */
struct c4j_need {
    char *name;
    const char *other;
    c4j_library *library;
    struct c4j_need *next;
};

/* Changes the names in the open file of a library, whose program header has been checked. */
bool c4j_rename_needs(int file, const struct c4j_need *needs);

#endif /* CAPI4J_NEEDED_H */
