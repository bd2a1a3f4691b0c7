/* Functions on a C FILE: C reads and writes, Java makes the objects and texts. */
#include "shim.h"
#include "c4j_index.h"
#include "internal_varargs.h"
#include "marshal.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>
#include <wchar.h>

/* ---- Opening and asking ---- */

FILE *_Py_wfopen(const wchar_t *path, const wchar_t *mode)
{
    char text[16];
    size_t length = wcstombs(text, mode, sizeof(text));
    if (length == (size_t)-1 || length >= sizeof(text)) {
        errno = EINVAL;
        return NULL;
    }
    char *name = Py_EncodeLocale(path, NULL);
    if (name == NULL)
        return NULL;
    FILE *file = fopen(name, text);
    PyMem_Free(name);
    return file;
}

FILE *_Py_fopen_obj(PyObject *path, const char *mode)
{
    PyObject *bytes;
    if (path == NULL || mode == NULL) {
        PyErr_BadInternalCall();
        return NULL;
    }
    if (!PyUnicode_FSConverter(path, &bytes))
        return NULL;
    FILE *file;
    do {
        Py_BEGIN_ALLOW_THREADS
        file = fopen(PyBytes_AS_STRING(bytes), mode);
        Py_END_ALLOW_THREADS
    } while (file == NULL && errno == EINTR && PyErr_CheckSignals() == 0);
    Py_DECREF(bytes);
    if (file == NULL && !PyErr_Occurred())
        PyErr_SetFromErrnoWithFilenameObject(PyExc_OSError, path);
    return file;
}

static int is_interactive(FILE *file, bool nameless)
{
    return isatty(fileno(file)) || (Py_InteractiveFlag && nameless);
}

int Py_FdIsInteractive(FILE *file, const char *name)
{
    return is_interactive(file, name == NULL || strcmp(name, "<stdin>") == 0 || strcmp(name, "???") == 0);
}

int _Py_FdIsInteractive(FILE *file, PyObject *name)
{
    bool nameless = name == NULL;
    if (!nameless && PyUnicode_Check(name))
        nameless = PyUnicode_CompareWithASCIIString(name, "<stdin>") == 0 || PyUnicode_CompareWithASCIIString(name, "???") == 0;
    return is_interactive(file, nameless);
}

/* ---- Reading lines ---- */

/* As fgets, with "\r" and "\r\n" read as "\n"; the length too, for lines with NULs. */
static char *read_universal(char *line, int size, FILE *file, size_t *read)
{
    int length = 0;
    while (length < size - 1) {
        int c = getc(file);
        if (c == EOF)
            break;
        if (c == '\r') {
            int following = getc(file);
            if (following != '\n' && following != EOF)
                ungetc(following, file);
            c = '\n';
        }
        line[length++] = (char)c;
        if (c == '\n')
            break;
    }
    line[length] = '\0';
    *read = (size_t)length;
    return length == 0 ? NULL : line;
}

/* wrapper was for file-like objects, which went with Python 2. */
char *Py_UniversalNewlineFgets(char *line, int size, FILE *file, PyObject *wrapper)
{
    size_t length;
    if (wrapper != NULL) {
        errno = ENXIO;
        return NULL;
    }
    return read_universal(line, size, file, &length);
}

/* Came with a patch release; no header declares it. */
C4J_API char *_Py_UniversalNewlineFgetsWithSize(char *line, int size, FILE *file, PyObject *wrapper, size_t *length)
{
    if (wrapper != NULL) {
        errno = ENXIO;
        return NULL;
    }
    return read_universal(line, size, file, length);
}

/* One line of any length in PyMem memory; empty at the end of the file; NULL with an error set. */
static char *read_line(FILE *in)
{
    char *text = NULL;
    size_t room = 0;
    ssize_t length;
    Py_BEGIN_ALLOW_THREADS
    length = getline(&text, &room, in);
    Py_END_ALLOW_THREADS
    if (length < 0)
        length = 0;
    char *line = PyMem_Malloc((size_t)length + 1);
    if (line != NULL) {
        memcpy(line, text != NULL ? text : "", (size_t)length);
        line[length] = '\0';
    } else {
        PyErr_NoMemory();
    }
    free(text);
    return line;
}

char *PyOS_Readline(FILE *in, FILE *out, const char *prompt)
{
    if (PyOS_ReadlineFunctionPointer != NULL && isatty(fileno(in)) && isatty(fileno(out)))
        return PyOS_ReadlineFunctionPointer(in, out, prompt);
    if (PyOS_InputHook != NULL)
        PyOS_InputHook();
    if (prompt != NULL) {
        fputs(prompt, stderr);
        fflush(stderr);
    }
    return read_line(in);
}

/* ---- Printing an object ---- */

static int write_text(PyObject *text, FILE *file)
{
    if (text == NULL)
        return -1;
    PyObject *bytes = PyUnicode_AsEncodedString(text, "utf-8", "backslashreplace");
    Py_DECREF(text);
    if (bytes == NULL)
        return -1;
    fwrite(PyBytes_AS_STRING(bytes), 1, (size_t)PyBytes_GET_SIZE(bytes), file);
    Py_DECREF(bytes);
    return 0;
}

int PyObject_Print(PyObject *object, FILE *file, int flags)
{
    clearerr(file);
    int result = 0;
    if (object == NULL)
        fputs("<nil>", file);
    else if (Py_REFCNT(object) <= 0)
        fprintf(file, "<refcnt %zd at %p>", Py_REFCNT(object), (void *)object);
    else
        result = write_text(flags & Py_PRINT_RAW ? PyObject_Str(object) : PyObject_Repr(object), file);
    if (result == 0 && ferror(file)) {
        PyErr_SetFromErrno(PyExc_OSError);
        clearerr(file);
        result = -1;
    }
    return result;
}

/* ---- Marshal ---- */

void PyMarshal_WriteLongToFile(long value, FILE *file, int Py_UNUSED(version))
{
    for (int i = 0; i < 4; i++)
        putc((int)(value >> (8 * i)) & 0xff, file);
}

void PyMarshal_WriteObjectToFile(PyObject *object, FILE *file, int version)
{
    PyObject *bytes = c4j_va_PyMarshal_WriteObject(object, version);
    if (bytes == NULL)
        return;
    fwrite(PyBytes_AS_STRING(bytes), 1, (size_t)PyBytes_GET_SIZE(bytes), file);
    Py_DECREF(bytes);
}

static bool read_little_endian(FILE *file, int size, long *value)
{
    unsigned long bits = 0;
    for (int i = 0; i < size; i++) {
        int c = getc(file);
        if (c == EOF) {
            PyErr_SetString(PyExc_EOFError, "EOF read where data expected");
            return false;
        }
        bits |= (unsigned long)c << (8 * i);
    }
    *value = size == 2 ? (short)bits : (int)bits;
    return true;
}

long PyMarshal_ReadLongFromFile(FILE *file)
{
    long value;
    return read_little_endian(file, 4, &value) ? value : -1;
}

int PyMarshal_ReadShortFromFile(FILE *file)
{
    long value;
    return read_little_endian(file, 2, &value) ? (int)value : -1;
}

/* The rest of the file in raw memory, its length in *length; NULL with an error set. */
static char *read_rest(FILE *file, Py_ssize_t *length)
{
    size_t room = 4096, used = 0;
    char *data = PyMem_RawMalloc(room);
    while (data != NULL) {
        used += fread(data + used, 1, room - used, file);
        if (used < room)
            break;
        room *= 2;
        char *larger = PyMem_RawRealloc(data, room);
        if (larger == NULL)
            PyMem_RawFree(data);
        data = larger;
    }
    *length = (Py_ssize_t)used;
    if (data == NULL)
        PyErr_NoMemory();
    return data;
}

/* Reads ahead and goes back: a pipe stays where it was read to. */
PyObject *PyMarshal_ReadObjectFromFile(FILE *file)
{
    Py_ssize_t length, used = 0;
    char *data = read_rest(file, &length);
    if (data == NULL)
        return NULL;
    PyObject *object = c4j_va_PyMarshal_ReadObject(data, length, &used);
    fseek(file, (long)(used - length), SEEK_CUR);
    PyMem_RawFree(data);
    return object;
}

PyObject *PyMarshal_ReadLastObjectFromFile(FILE *file)
{
    Py_ssize_t length;
    char *data = read_rest(file, &length);
    if (data == NULL)
        return NULL;
    PyObject *object = PyMarshal_ReadObjectFromString(data, length);
    PyMem_RawFree(data);
    return object;
}

/* ---- Statistics that CPython prints: all free lists are per interpreter here ---- */

static void print_list(FILE *out, const char *name, const struct c4j_free_list *list, size_t size)
{
    _PyDebugAllocatorStats(out, name, list->length, size);
}

void _PyFloat_DebugMallocStats(FILE *out)
{
    print_list(out, "free PyFloatObject", &c4j_tstate->interp->lists.floats, sizeof(PyFloatObject));
}

void _PyList_DebugMallocStats(FILE *out)
{
    print_list(out, "free PyListObject", &c4j_tstate->interp->lists.lists, sizeof(PyListObject));
}

void _PyTuple_DebugMallocStats(FILE *out)
{
    for (int i = 1; i < C4J_TUPLE_SIZES; i++) {
        char name[64];
        snprintf(name, sizeof(name), "free %d-sized PyTupleObject", i);
        print_list(out, name, &c4j_tstate->interp->lists.tuples[i], offsetof(PyTupleObject, ob_item) + (size_t)i * sizeof(PyObject *));
    }
}

void _PyDict_DebugMallocStats(FILE *out)
{
    _PyDebugAllocatorStats(out, "free PyDictObject", 0, sizeof(PyDictObject));
}
