/* _PyRuntime: the static singletons, and finding the static strings by their text. */
#include "runtime.h"
#include "runtime_strings.h"

#include <sys/random.h>

_PyRuntimeState _PyRuntime;
C4J_API const long c4j_runtime_size = sizeof(_PyRuntime); /* for Java */

/* ---- Small ints, bytes, the empty tuple ---- */

static void init_small_ints(void)
{
    for (long value = -C4J_SMALL_NEGATIVE; value < C4J_SMALL_POSITIVE; value++) {
        PyLongObject *object = (PyLongObject *)c4j_small(value);
        object->ob_base.ob_base = (PyObject){.ob_refcnt = C4J_IMMORTAL_REFCNT, .ob_type = &PyLong_Type};
        object->ob_base.ob_size = (value > 0) - (value < 0);
        object->ob_digit[0] = (digit)labs(value);
    }
}

static void init_bytes(PyBytesObject *object, int length)
{
    object->ob_base.ob_base = (PyObject){.ob_refcnt = C4J_IMMORTAL_REFCNT, .ob_type = &PyBytes_Type};
    object->ob_base.ob_size = length;
    ((Py_hash_t *)object)[3] = -1; /* ob_shash: not computed; its name is deprecated */
}

static void init_all_bytes(void)
{
    init_bytes(&_PyRuntime.empty_bytes, 0);
    for (int i = 0; i < 256; i++) {
        init_bytes(&_PyRuntime.bytes[i].bytes, 1);
        _PyRuntime.bytes[i].bytes.ob_sval[0] = (char)i;
    }
}

static void init_empty_tuple(void)
{
    PyTupleObject *tuple = &_PyRuntime.empty_tuple;
    tuple->ob_base.ob_base = (PyObject){.ob_refcnt = C4J_IMMORTAL_REFCNT, .ob_type = &PyTuple_Type};
}

/* ---- Static strings ----

   All are in their final state: compact, ready, hash not yet computed, interned. A single character that is also among the literals
   is interned only as a character. */

enum { INDEX_SIZE = 1024 };

static PyASCIIObject *empty_string;
static PyASCIIObject *string_index[INDEX_SIZE]; /* open addressing by string_hash */

static unsigned string_hash(const char *ascii, size_t length)
{
    unsigned hash = 2166136261u;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)ascii[i]) * 16777619u;
    return hash % INDEX_SIZE;
}

static void init_string(PyASCIIObject *string, Py_ssize_t length, bool ascii, bool interned)
{
    string->ob_base = (PyObject){.ob_refcnt = C4J_IMMORTAL_REFCNT, .ob_type = &PyUnicode_Type};
    string->length = length;
    string->hash = -1;
    string->state.interned = interned;
    string->state.kind = PyUnicode_1BYTE_KIND;
    string->state.compact = 1;
    string->state.ascii = ascii;
    string->state.ready = 1;
}

static void index_string(PyASCIIObject *string)
{
    unsigned place = string_hash((char *)(string + 1), (size_t)string->length);
    while (string_index[place] != NULL)
        place = (place + 1) % INDEX_SIZE;
    string_index[place] = string;
}

/* Puts one string at *place and moves that on. */
static void put_string(char **place, const char *text)
{
    PyASCIIObject *string = (PyASCIIObject *)*place;
    size_t length = strlen(text);
    init_string(string, (Py_ssize_t)length, true, length != 1);
    memcpy(string + 1, text, length + 1);
    if (length == 0)
        empty_string = string;
    else if (length != 1)
        index_string(string);
    *place += (sizeof(*string) + length + 1 + 7) & ~(size_t)7;
}

/* What any other str gets from an interpreter when it is asked for, and loses with it. */
static char latin1_utf8[128][3];

static void init_strings(void)
{
    char *place = _PyRuntime.literals;
#define PUT(text) put_string(&place, text);
    C4J_RUNTIME_LITERALS(PUT)
    if (place != _PyRuntime.literals + sizeof(_PyRuntime.literals))
        c4j_fatal("c4j_init", "the static literals have another size than CPython's");
    place = _PyRuntime.identifiers;
    C4J_RUNTIME_IDENTIFIERS(PUT)
#undef PUT
    if (place != _PyRuntime.identifiers + sizeof(_PyRuntime.identifiers))
        c4j_fatal("c4j_init", "the static identifiers have another size than CPython's");
    for (int i = 0; i < 128; i++) {
        init_string(&_PyRuntime.ascii[i].string, 1, true, true);
        _PyRuntime.ascii[i].text[0] = (uint8_t)i;
        init_string(&_PyRuntime.latin1[i].string._base, 1, false, true);
        _PyRuntime.latin1[i].text[0] = (uint8_t)(i + 128);
        char *utf8 = latin1_utf8[i];
        utf8[0] = (char)(0xc0 | (i + 128) >> 6);
        utf8[1] = (char)(0x80 | (i & 0x3f));
        _PyRuntime.latin1[i].string.utf8 = utf8;
        _PyRuntime.latin1[i].string.utf8_length = 2;
    }
}

PyObject *c4j_latin1_string(long code)
{
    if (code < 128)
        return (PyObject *)&_PyRuntime.ascii[code];
    return (PyObject *)&_PyRuntime.latin1[code - 128];
}

PyObject *c4j_static_string(const char *ascii, long length)
{
    if (length == 0)
        return (PyObject *)empty_string;
    if (length == 1)
        return c4j_latin1_string((unsigned char)*ascii);
    for (unsigned place = string_hash(ascii, (size_t)length); string_index[place] != NULL; place = (place + 1) % INDEX_SIZE) {
        PyASCIIObject *string = string_index[place];
        if (string->length == length && memcmp(string + 1, ascii, (size_t)length) == 0)
            return (PyObject *)string;
    }
    return NULL;
}

PyObject *c4j_static_bytes(long byte)
{
    return (PyObject *)&_PyRuntime.bytes[byte];
}

PyObject *c4j_empty_bytes(void)
{
    return (PyObject *)&_PyRuntime.empty_bytes;
}

PyObject *c4j_empty_tuple(void)
{
    return (PyObject *)&_PyRuntime.empty_tuple;
}

PyObject *c4j_small_int(long value)
{
    return c4j_is_small(value) ? c4j_small(value) : NULL;
}

/* ---- The hash secret ---- */

/* PYTHONHASHSEED means what it means to CPython, so that hashes can be compared: 0 is no secret, another number seeds a linear
   congruential generator, anything else is chance. */
static void init_hash_secret(void)
{
    unsigned char *secret = (unsigned char *)&_Py_HashSecret;
    const char *seed = getenv("PYTHONHASHSEED");
    char *end = NULL;
    unsigned long number = seed == NULL ? 0 : strtoul(seed, &end, 10);
    if (seed == NULL || *seed == '\0' || *end != '\0' || number > 4294967295UL) {
        if (getrandom(secret, sizeof(_Py_HashSecret), 0) != (ssize_t)sizeof(_Py_HashSecret))
            c4j_fatal("c4j_init", "failed to get random numbers to initialize Python");
        return;
    }
    Py_HashRandomizationFlag = number != 0;
    unsigned int state = (unsigned int)number;
    for (size_t i = 0; number != 0 && i < sizeof(_Py_HashSecret); i++) {
        state = state * 214013 + 2531011;
        secret[i] = (unsigned char)(state >> 16);
    }
}

/* Another group's. Its strs are not the interned ones, and its ints are others than everybody's: who compares those by address
   finds them different, as CPython doesn't promise anything else. */
void c4j_runtime_copy(struct pyruntimestate *view)
{
    memcpy(view, &_PyRuntime, sizeof(_PyRuntime));
    for (char *place = view->literals, *end = (char *)view->ascii; place < end;) {
        PyASCIIObject *string = (PyASCIIObject *)place;
        string->state.interned = 0;
        place += (sizeof(*string) + (size_t)string->length + 1 + 7) & ~(size_t)7;
    }
    for (int i = 0; i < 128; i++)
        view->ascii[i].string.state.interned = view->latin1[i].string._base.state.interned = 0;
}

/* Says which interpreters there are, to those libraries that look here. */
void c4j_runtime_heads(c4j_group *group)
{
    struct pyruntimestate *runtime = group->runtime_view;
    if (group->gil.runtime_current == &_PyRuntime.tstate_current || (c4j_main_interp != NULL && c4j_main_interp->group == group))
        runtime = &_PyRuntime;
    if (runtime == NULL)
        return;
    runtime->interpreters_head = group->newest;
    runtime->interpreters_main = group->main;
    if (runtime != &_PyRuntime)
        runtime->gilstate_interp = group->main;
}

void c4j_runtime_init(void)
{
    for (int i = 0; i < 5; i++)
        _PyRuntime.initialized[i] = i != 1; /* 1 is "preinitializing" */
    _PyRuntime.main_thread = (unsigned long)pthread_self();
    init_small_ints();
    init_all_bytes();
    init_empty_tuple();
    init_strings();
    init_hash_secret();
}

/* Java reads the small ints by this name: 262 PyLongObjects of 32 bytes, the first is -5. */
__asm__(".globl c4j_small_ints\n.set c4j_small_ints, _PyRuntime + 680\n");
