/* What becomes of an access to the page of NULL: faults.c finds who called, failures.c says what the caller gets. */
#ifndef CAPI4J_FAULTS_H
#define CAPI4J_FAULTS_H

#include "shim.h"

/* Takes over SIGSEGV, in front of the JVM's handler. */
void c4j_faults_init(void);

/* Where code is: to be called first. */
void c4j_find_code(void);
bool c4j_is_shim_code(uintptr_t address);
bool c4j_is_library_code(uintptr_t address); /* the C library's */
bool c4j_is_loader_code(uintptr_t address);  /* the dynamic linker's */

/* Whether the function of the C library that starts here works with its locks held. */
bool c4j_holds_locks(uintptr_t function);

/* The index of the function whose exported name or lane is at this address, or -1. */
long c4j_function_at(uintptr_t address);
bool c4j_returns_double(long function);

/* The failure of a function, -1 being an unknown one: sets SystemError unless an error is set, and gives its error value. */
long c4j_faulted(long function);
double c4j_faulted_double(long function);

#endif /* CAPI4J_FAULTS_H */
