/* Small services: numbers from C strings, memory that is freed in one go, indices of arrays, tracemalloc (which is never on). */
#include "runtime.h"
#include "internal_api.h"
#include "c4j_index.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

/* ---- Numbers ---- */

/* As C's strtoul, with Python's prefixes: 0b and 0o too, and for base 0 no other leading zero in front of digits. */
unsigned long PyOS_strtoul(const char *text, char **end, int base)
{
    const char *at = text;
    while (Py_ISSPACE(*at))
        at++;
    char letter = at[0] == '0' ? (char)Py_TOLOWER(at[1]) : '\0';
    int prefix = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 0;
    if (prefix != 0 && (base == 0 || base == prefix)) {
        char digit = at[2];
        int value = Py_ISDIGIT(digit) ? digit - '0' : Py_ISALPHA(digit) ? Py_TOLOWER(digit) - 'a' + 10 : INT_MAX;
        if (value >= prefix) {
            if (end != NULL)
                *end = (char *)at + 1;
            return 0;
        }
        bool again = at[2] == '0' && Py_TOLOWER(at[3]) == 'x'; /* which strtoul would skip as a prefix */
        if (again && end != NULL)
            *end = (char *)at + 3;
        return again ? 0 : strtoul(at + 2, end, prefix);
    }
    if (base == 0 && at[0] == '0') {
        while (*at == '0')
            at++;
        while (Py_ISSPACE(*at))
            at++;
        if (end != NULL)
            *end = (char *)at;
        return 0;
    }
    if (*at == '-' || *at == '+') {
        if (end != NULL)
            *end = (char *)at;
        return 0;
    }
    return strtoul(at, end, base == 0 ? 10 : base);
}

long PyOS_strtol(const char *text, char **end, int base)
{
    while (*text != '\0' && Py_ISSPACE(*text))
        text++;
    bool negative = *text == '-';
    if (*text == '+' || *text == '-')
        text++;
    errno = 0;
    unsigned long value = PyOS_strtoul(text, end, base);
    if (value <= LONG_MAX)
        return negative ? -(long)value : (long)value;
    if (negative && value == (unsigned long)LONG_MAX + 1)
        return LONG_MIN;
    errno = ERANGE;
    return LONG_MAX;
}

/* ---- Hashes and weak references ---- */

PyHash_FuncDef *PyHash_GetFuncDef(void)
{
    static PyHash_FuncDef siphash = {.hash = _Py_HashBytes, .name = "siphash13", .hash_bits = 64, .seed_bits = 128};
    return &siphash;
}

#undef PyType_SUPPORTS_WEAKREFS
#undef PyObject_GET_WEAKREFS_LISTPTR

int PyType_SUPPORTS_WEAKREFS(PyTypeObject *type)
{
    return type->tp_weaklistoffset > 0;
}

PyObject **PyObject_GET_WEAKREFS_LISTPTR(PyObject *object)
{
    return (PyObject **)((char *)object + Py_TYPE(object)->tp_weaklistoffset);
}

/* ---- Arrays ---- */

void _Py_add_one_to_index_C(int nd, Py_ssize_t *index, const Py_ssize_t *shape)
{
    for (int k = nd - 1; k >= 0; k--) {
        if (++index[k] < shape[k])
            return;
        index[k] = 0;
    }
}

void _Py_add_one_to_index_F(int nd, Py_ssize_t *index, const Py_ssize_t *shape)
{
    for (int k = 0; k < nd; k++) {
        if (++index[k] < shape[k])
            return;
        index[k] = 0;
    }
}

void _Py_FreeCharPArray(char *const array[])
{
    for (Py_ssize_t i = 0; array[i] != NULL; i++)
        PyMem_Free(array[i]);
    PyMem_Free((void *)array);
}

/* ---- Arenas: blocks and objects with one life ---- */

struct block {
    struct block *next;
    max_align_t memory[];
};

struct _arena {
    struct block *blocks;
    PyObject *objects;
};

PyArena *_PyArena_New(void)
{
    PyArena *arena = PyMem_Calloc(1, sizeof(*arena));
    if (arena == NULL)
        return (PyArena *)PyErr_NoMemory();
    arena->objects = PyList_New(0);
    if (arena->objects == NULL) {
        PyMem_Free(arena);
        return (PyArena *)PyErr_NoMemory();
    }
    return arena;
}

void *_PyArena_Malloc(PyArena *arena, size_t size)
{
    struct block *block = PyMem_Malloc(sizeof(*block) + size);
    if (block == NULL)
        return PyErr_NoMemory();
    block->next = arena->blocks;
    arena->blocks = block;
    return block->memory;
}

/* Takes the reference over. */
int _PyArena_AddPyObject(PyArena *arena, PyObject *object)
{
    int result = PyList_Append(arena->objects, object);
    if (result >= 0)
        Py_DECREF(object);
    return result;
}

void _PyArena_Free(PyArena *arena)
{
    for (struct block *block = arena->blocks, *next; block != NULL; block = next) {
        next = block->next;
        PyMem_Free(block);
    }
    Py_DECREF(arena->objects);
    PyMem_Free(arena);
}

/* ---- Tracemalloc: -2 says that it is off ---- */

int PyTraceMalloc_Track(unsigned int Py_UNUSED(domain), uintptr_t Py_UNUSED(memory), size_t Py_UNUSED(size))
{
    return -2;
}

int PyTraceMalloc_Untrack(unsigned int Py_UNUSED(domain), uintptr_t Py_UNUSED(memory))
{
    return -2;
}

PyObject *_PyTraceMalloc_GetTraceback(unsigned int Py_UNUSED(domain), uintptr_t Py_UNUSED(memory))
{
    Py_RETURN_NONE;
}

/* ---- Reports of crashes: they only write, and never allocate ---- */

static void put(int fd, const char *text, size_t length)
{
    (void)!write(fd, text, length);
}

void _Py_DumpDecimal(int fd, size_t value)
{
    char text[32];
    put(fd, text, (size_t)snprintf(text, sizeof(text), "%zu", value));
}

void _Py_DumpHexadecimal(int fd, uintptr_t value, Py_ssize_t width)
{
    char text[32];
    int most = (int)sizeof(value) * 2;
    int digits = width > most ? most : width < 0 ? 0 : (int)width;
    put(fd, text, (size_t)snprintf(text, sizeof(text), "%0*lx", digits, (unsigned long)value));
}

/* At most 500 characters; what isn't printable ASCII as an escape. */
void _Py_DumpASCII(int fd, PyObject *text)
{
    enum { MOST = 500 };
    Py_ssize_t length = PyUnicode_Check(text) ? PyUnicode_GET_LENGTH(text) : 0;
    for (Py_ssize_t i = 0; i < length && i < MOST; i++) {
        Py_UCS4 c = PyUnicode_READ_CHAR(text, i);
        char escaped[16];
        const char *format = c >= ' ' && c < 127 ? "%c" : c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x";
        put(fd, escaped, (size_t)snprintf(escaped, sizeof(escaped), format, (unsigned)c));
    }
    if (length > MOST)
        put(fd, "...", 3);
}

void _Py_DumpTraceback(int fd, PyThreadState *Py_UNUSED(tstate))
{
    static const char text[] = "Stack (most recent call first):\n  <no Python frame>\n";
    put(fd, text, sizeof(text) - 1);
}

const char *_Py_DumpTracebackThreads(int fd, PyInterpreterState *interp, PyThreadState *current_tstate)
{
    if (current_tstate == NULL)
        current_tstate = c4j_tstate;
    if (interp == NULL && current_tstate == NULL)
        return "unable to get the interpreter state";
    PyThreadState *tstate = (interp != NULL ? interp : current_tstate->interp)->threads;
    if (tstate == NULL)
        return "unable to get the thread head state";
    for (; tstate != NULL; tstate = tstate->next) {
        const char *kind = tstate == current_tstate ? "Current thread 0x" : "Thread 0x";
        put(fd, kind, strlen(kind));
        _Py_DumpHexadecimal(fd, tstate->thread_id, 2 * sizeof(tstate->thread_id));
        put(fd, " (most recent call first):\n  <no Python frame>\n", 47);
        if (tstate->next != NULL)
            put(fd, "\n", 1);
    }
    return NULL;
}

void _Py_DumpExtensionModules(int Py_UNUSED(fd), PyInterpreterState *Py_UNUSED(interp)) {}

#undef _PyObject_AssertFailed

void _PyObject_AssertFailed(PyObject *object, const char *expression, const char *message, const char *file, int line, const char *function)
{
    fprintf(stderr, "%s:%d: ", file, line);
    if (function != NULL)
        fprintf(stderr, "%s: ", function);
    if (expression != NULL)
        fprintf(stderr, "Assertion \"%s\" failed", expression);
    else
        fputs("Assertion failed", stderr);
    fprintf(stderr, message != NULL ? ": %s\n" : "\n", message);
    fflush(stderr);
    if (object != NULL)
        _PyObject_Dump(object);
    c4j_give_up("_PyObject_AssertFailed", "_PyObject_AssertFailed");
}

/* ---- Threads and processes ---- */

int _PyOS_IsMainThread(void)
{
    return _PyRuntime.main_thread == (unsigned long)pthread_self();
}

int _PyOS_InterruptOccurred(PyThreadState *Py_UNUSED(tstate))
{
    return 0;
}

void PyOS_AfterFork_Child(void) {}

void PyOS_AfterFork(void) {}

void _PyThreadState_DeleteCurrent(PyThreadState *Py_UNUSED(tstate))
{
    PyThreadState_DeleteCurrent();
}

/* No frame is ever evaluated: there is nothing to put in the place of. */
void _PyInterpreterState_SetEvalFrameFunc(PyInterpreterState *Py_UNUSED(interp), _PyFrameEvalFunction Py_UNUSED(eval_frame)) {}

/* The process is the virtual machine's: it ends as Java's System.exit would end it, C's exit functions included. */
void Py_Exit(int status)
{
    exit(status);
}
