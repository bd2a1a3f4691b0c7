/*
 * workbench.c - what the workloads work on, and the loop that times them, made alike on every Python that can import it.
 *
 *   document()                     -> dict, a realistic JSON document of about 1 MB: users with nested records and text
 *   text(document)                 -> str, its JSON text, in ASCII
 *   raw(document)                  -> bytes, the first 1,000,000 bytes of its text
 *   repeat(callable, args, n, cpu) -> float, nanoseconds per call of callable(*args); with cpu, of the thread's own processor time
 *   exhaust(callable, ...)         -> int, how many items the iterator that callable(...) returns gives
 *   multiply_add(start, step, n)   -> start after n times start = start * step + step
 *   compress(make, args, b, size)  -> bytes, what make(*args) compresses the first size bytes of b to
 *   write(str)                     -> int, its length: makes this module a file for csv.writer
 *   digest(object)                 -> str, size and a hash of the object's repr
 *   module(name)                   -> module, imported
 *   save(path)                     -> None, after writing text(document()) to a file
 *   read(path)                     -> str, what save wrote: the text without the document
 *   apply(module, name, argument)  -> what the function of that name returns
 *
 * It uses only public API and builds unchanged against CPython 3.10 or later.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

/* ---- The document ---- */

static uint32_t random_state;

static unsigned int
below(unsigned int n)
{
    random_state = (random_state * 1103515245u + 12345u) & 0x7FFFFFFFu;
    return (random_state >> 8) % n;
}

static const char *const words[] = {
    "lorem", "ipsum", "dolor", "sit", "amet", "consectetur", "adipiscing", "elit", "sed", "do", "eiusmod", "tempor", "incididunt",
    "ut", "labore", "et", "dolore", "magna", "aliqua", "caf\xc3\xa9", "na\xc3\xafve", "\xc3\xbc" "ber", "\xe6\x9d\xb1\xe4\xba\xac",
};

static const char *
word(void)
{
    return words[below(sizeof words / sizeof words[0])];
}

/* Puts a value, whose reference it takes, under a key that all records share. */
static int
put(PyObject *record, const char *key, PyObject *value)
{
    PyObject *name = value == NULL ? NULL : PyUnicode_InternFromString(key);
    int status = name == NULL ? -1 : PyDict_SetItem(record, name, value);
    Py_XDECREF(name);
    Py_XDECREF(value);
    return status;
}

/* A list of count items, each made by make(i). */
static PyObject *
list_of(Py_ssize_t count, PyObject *(*make)(Py_ssize_t i))
{
    PyObject *list = PyList_New(0);
    for (Py_ssize_t i = 0; list != NULL && i < count; i++) {
        PyObject *item = make(i);
        if (item == NULL || PyList_Append(list, item) < 0) {
            Py_CLEAR(list);
        }
        Py_XDECREF(item);
    }
    return list;
}

static PyObject *
a_word(Py_ssize_t Py_UNUSED(i))
{
    return PyUnicode_FromString(word());
}

static PyObject *
a_score(Py_ssize_t Py_UNUSED(i))
{
    return PyLong_FromLong((long)below(10000));
}

static PyObject *
a_friend(Py_ssize_t i)
{
    PyObject *record = PyDict_New();
    if (record != NULL && (put(record, "id", PyLong_FromSsize_t(i)) < 0 || put(record, "name", PyUnicode_FromString(word())) < 0)) {
        Py_CLEAR(record);
    }
    return record;
}

static PyObject *
a_name(void)
{
    PyObject *record = PyDict_New();
    if (record != NULL && (put(record, "first", PyUnicode_FromString(word())) < 0 || put(record, "last", PyUnicode_FromString(word())) < 0)) {
        Py_CLEAR(record);
    }
    return record;
}

static PyObject *
a_sentence(void)
{
    char sentence[512] = "";
    for (int i = 0; i < 30; i++) {
        if (i > 0) {
            strcat(sentence, " ");
        }
        strcat(sentence, word());
    }
    return PyUnicode_FromString(sentence);
}

static PyObject *
a_guid(void)
{
    char guid[32];
    unsigned int high = below(1 << 22) << 8 | below(256), middle = below(65536);
    snprintf(guid, sizeof guid, "%08x-%04x-%04x", high, middle, below(65536));
    return PyUnicode_FromString(guid);
}

static PyObject *
a_phone(void)
{
    char phone[32];
    if (below(5) == 0) {
        Py_RETURN_NONE;
    }
    snprintf(phone, sizeof phone, "+1 555 %07u", below(10000000));
    return PyUnicode_FromString(phone);
}

static PyObject *
a_user(Py_ssize_t i)
{
    PyObject *user = PyDict_New();
    if (user != NULL
        && (put(user, "id", PyLong_FromSsize_t(i)) < 0 || put(user, "guid", a_guid()) < 0
            || put(user, "active", PyBool_FromLong((long)below(2))) < 0 || put(user, "balance", PyFloat_FromDouble(below(1000000) / 100.0)) < 0
            || put(user, "age", PyLong_FromLong(20 + (long)below(50))) < 0 || put(user, "name", a_name()) < 0
            || put(user, "email", PyUnicode_FromFormat("user%zd@example.com", i)) < 0 || put(user, "phone", a_phone()) < 0
            || put(user, "about", a_sentence()) < 0 || put(user, "latitude", PyFloat_FromDouble(below(180000000) / 1e6 - 90)) < 0
            || put(user, "longitude", PyFloat_FromDouble(below(360000000) / 1e6 - 180)) < 0 || put(user, "tags", list_of(7, a_word)) < 0
            || put(user, "friends", list_of(3, a_friend)) < 0 || put(user, "scores", list_of(10, a_score)) < 0)) {
        Py_CLEAR(user);
    }
    return user;
}

enum { USERS = 1400 };

static PyObject *
workbench_document(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(ignored))
{
    PyObject *document = PyDict_New();
    random_state = 12345;
    if (document != NULL
        && (put(document, "users", list_of(USERS, a_user)) < 0 || put(document, "count", PyLong_FromLong(USERS)) < 0
            || put(document, "next", Py_NewRef(Py_None)) < 0)) {
        Py_CLEAR(document);
    }
    return document;
}

/* ---- Its text ---- */

typedef struct {
    char *start;
    size_t length;
    size_t room;
} Buffer;

static int
add(Buffer *buffer, const char *more, size_t length)
{
    if (buffer->length + length > buffer->room) {
        size_t room = (buffer->room + length) * 2;
        char *larger = PyMem_Realloc(buffer->start, room);
        if (larger == NULL) {
            PyErr_NoMemory();
            return -1;
        }
        buffer->start = larger;
        buffer->room = room;
    }
    memcpy(buffer->start + buffer->length, more, length);
    buffer->length += length;
    return 0;
}

static int
add_string(Buffer *buffer, PyObject *string)
{
    Py_ssize_t length = PyUnicode_GetLength(string);
    int status = add(buffer, "\"", 1);
    for (Py_ssize_t i = 0; i < length && status == 0; i++) {
        char escape[8] = {(char)PyUnicode_READ_CHAR(string, i)};
        unsigned int character = PyUnicode_READ_CHAR(string, i);
        if (character >= 0x7f || character < ' ' || character == '"' || character == '\\') {
            snprintf(escape, sizeof escape, "\\u%04x", character & 0xffff);
        }
        status = add(buffer, escape, strlen(escape));
    }
    return status < 0 ? -1 : add(buffer, "\"", 1);
}

static int
add_repr(Buffer *buffer, PyObject *number)
{
    PyObject *repr = PyObject_Repr(number);
    const char *digits = repr == NULL ? NULL : PyUnicode_AsUTF8(repr);
    int status = digits == NULL ? -1 : add(buffer, digits, strlen(digits));
    Py_XDECREF(repr);
    return status;
}

static int add_value(Buffer *buffer, PyObject *value);

static int
add_list(Buffer *buffer, PyObject *list)
{
    int status = add(buffer, "[", 1);
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list) && status == 0; i++) {
        status = i > 0 && add(buffer, ", ", 2) < 0 ? -1 : add_value(buffer, PyList_GET_ITEM(list, i));
    }
    return status < 0 ? -1 : add(buffer, "]", 1);
}

static int
add_dict(Buffer *buffer, PyObject *dict)
{
    PyObject *key, *value;
    Py_ssize_t position = 0;
    int status = add(buffer, "{", 1);
    for (int i = 0; status == 0 && PyDict_Next(dict, &position, &key, &value); i++) {
        status = (i > 0 && add(buffer, ", ", 2) < 0) || add_string(buffer, key) < 0 || add(buffer, ": ", 2) < 0 ? -1 : add_value(buffer, value);
    }
    return status < 0 ? -1 : add(buffer, "}", 1);
}

static int
add_value(Buffer *buffer, PyObject *value)
{
    if (value == Py_None) {
        return add(buffer, "null", 4);
    }
    if (PyBool_Check(value)) {
        return value == Py_True ? add(buffer, "true", 4) : add(buffer, "false", 5);
    }
    if (PyUnicode_Check(value)) {
        return add_string(buffer, value);
    }
    if (PyList_Check(value)) {
        return add_list(buffer, value);
    }
    return PyDict_Check(value) ? add_dict(buffer, value) : add_repr(buffer, value);
}

static PyObject *
workbench_text(PyObject *Py_UNUSED(module), PyObject *document)
{
    Buffer buffer = {NULL, 0, 0};
    PyObject *text = add_value(&buffer, document) < 0 ? NULL : PyUnicode_FromStringAndSize(buffer.start, (Py_ssize_t)buffer.length);
    PyMem_Free(buffer.start);
    return text;
}

static PyObject *
workbench_save(PyObject *module, PyObject *path)
{
    PyObject *document = workbench_document(module, NULL);
    PyObject *text = document == NULL ? NULL : workbench_text(module, document);
    FILE *file = text == NULL ? NULL : fopen(PyUnicode_AsUTF8(path), "w");
    Py_ssize_t size;
    const char *start = text == NULL ? NULL : PyUnicode_AsUTF8AndSize(text, &size);
    int is_written = file != NULL && start != NULL && fwrite(start, 1, (size_t)size, file) == (size_t)size;
    is_written = file != NULL && fclose(file) == 0 && is_written;
    if (!is_written && !PyErr_Occurred()) {
        PyErr_SetFromErrno(PyExc_OSError);
    }
    Py_XDECREF(text);
    Py_XDECREF(document);
    return is_written ? Py_NewRef(Py_None) : NULL;
}

static PyObject *
workbench_read(PyObject *Py_UNUSED(module), PyObject *path)
{
    static char content[4 << 20];
    FILE *file = fopen(PyUnicode_AsUTF8(path), "r");
    if (file == NULL) {
        return PyErr_SetFromErrno(PyExc_OSError);
    }
    size_t size = fread(content, 1, sizeof content, file);
    fclose(file);
    return PyUnicode_FromStringAndSize(content, (Py_ssize_t)size);
}

enum { RAW_SIZE = 1000000 };

static PyObject *
workbench_raw(PyObject *module, PyObject *document)
{
    Py_ssize_t size;
    PyObject *text = workbench_text(module, document);
    const char *start = text == NULL ? NULL : PyUnicode_AsUTF8AndSize(text, &size);
    PyObject *raw = start == NULL ? NULL : PyBytes_FromStringAndSize(start, size < RAW_SIZE ? size : RAW_SIZE);
    Py_XDECREF(text);
    return raw;
}

/* ---- The loop ---- */

static double
nanoseconds(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

static PyObject *
workbench_repeat(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *callable, *arguments;
    Py_ssize_t n;
    int cpu;
    if (!PyArg_ParseTuple(args, "OO!np:repeat", &callable, &PyTuple_Type, &arguments, &n, &cpu)) {
        return NULL;
    }
    clockid_t clock = cpu ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC;
    PyObject *const *items = PySequence_Fast_ITEMS(arguments);
    size_t count = (size_t)PyTuple_GET_SIZE(arguments);
    double start = nanoseconds(clock);
    for (Py_ssize_t i = 0; i < n; i++) {
        PyObject *result = PyObject_Vectorcall(callable, items, count, NULL);
        if (result == NULL) {
            return NULL;
        }
        Py_DECREF(result);
    }
    return PyFloat_FromDouble((nanoseconds(clock) - start) / (double)n);
}

static PyObject *
workbench_exhaust(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t nargs)
{
    if (nargs == 0) {
        PyErr_SetString(PyExc_TypeError, "exhaust needs a callable");
        return NULL;
    }
    PyObject *iterator = PyObject_Vectorcall(args[0], args + 1, (size_t)(nargs - 1), NULL), *item;
    long count = 0;
    if (iterator == NULL) {
        return NULL;
    }
    for (; (item = PyIter_Next(iterator)) != NULL; count++) {
        Py_DECREF(item);
    }
    Py_DECREF(iterator);
    return PyErr_Occurred() ? NULL : PyLong_FromLong(count);
}

static PyObject *
workbench_multiply_add(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *value, *step;
    Py_ssize_t n;
    if (!PyArg_ParseTuple(args, "OOn:multiply_add", &value, &step, &n)) {
        return NULL;
    }
    Py_INCREF(value);
    for (; n > 0 && value != NULL; n--) {
        PyObject *product = PyNumber_Multiply(value, step);
        Py_SETREF(value, product == NULL ? NULL : PyNumber_Add(product, step));
        Py_XDECREF(product);
    }
    return value;
}

static PyObject *
workbench_compress(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *make, *arguments, *bytes, *result = NULL;
    Py_ssize_t size;
    if (!PyArg_ParseTuple(args, "OO!O!n:compress", &make, &PyTuple_Type, &arguments, &PyBytes_Type, &bytes, &size)) {
        return NULL;
    }
    if (size < 0 || size > PyBytes_GET_SIZE(bytes)) {
        PyErr_SetString(PyExc_ValueError, "there are not so many bytes");
        return NULL;
    }
    PyObject *compressor = PyObject_Call(make, arguments, NULL);
    if (compressor != NULL) {
        result = PyObject_CallMethod(compressor, "compress", "y#", PyBytes_AS_STRING(bytes), size);
    }
    if (result != NULL) {
        PyBytes_ConcatAndDel(&result, PyObject_CallMethod(compressor, "flush", NULL));
    }
    Py_XDECREF(compressor);
    return result;
}

static PyObject *
workbench_write(PyObject *Py_UNUSED(module), PyObject *text)
{
    return PyLong_FromSsize_t(PyUnicode_GetLength(text));
}

static PyObject *
workbench_digest(PyObject *Py_UNUSED(module), PyObject *object)
{
    Py_ssize_t size;
    PyObject *repr = PyObject_Repr(object);
    const char *text = repr == NULL ? NULL : PyUnicode_AsUTF8AndSize(repr, &size);
    uint64_t hash = 14695981039346656037u;
    char digest[64];
    for (Py_ssize_t i = 0; text != NULL && i < size; i++) {
        hash = (hash ^ (unsigned char)text[i]) * 1099511628211u;
    }
    snprintf(digest, sizeof digest, "%zd:%016llx", text == NULL ? 0 : size, (unsigned long long)hash);
    Py_XDECREF(repr);
    return text == NULL ? NULL : PyUnicode_FromString(digest);
}

static PyObject *
workbench_module(PyObject *Py_UNUSED(module), PyObject *name)
{
    return PyImport_Import(name);
}

static PyObject *
workbench_apply(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *name, *function, *argument;
    if (!PyArg_ParseTuple(args, "OUO:apply", &name, &function, &argument)) {
        return NULL;
    }
    PyObject *module = PyImport_Import(name);
    PyObject *result = module == NULL ? NULL : PyObject_CallMethodOneArg(module, function, argument);
    Py_XDECREF(module);
    return result;
}

static PyMethodDef workbench_methods[] = {
    {"document", workbench_document, METH_NOARGS, NULL},
    {"text", workbench_text, METH_O, NULL},
    {"raw", workbench_raw, METH_O, NULL},
    {"repeat", workbench_repeat, METH_VARARGS, NULL},
    {"exhaust", (PyCFunction)(void (*)(void))workbench_exhaust, METH_FASTCALL, NULL},
    {"multiply_add", workbench_multiply_add, METH_VARARGS, NULL},
    {"compress", workbench_compress, METH_VARARGS, NULL},
    {"write", workbench_write, METH_O, NULL},
    {"digest", workbench_digest, METH_O, NULL},
    {"module", workbench_module, METH_O, NULL},
    {"save", workbench_save, METH_O, NULL},
    {"read", workbench_read, METH_O, NULL},
    {"apply", workbench_apply, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef workbench_def = {
    PyModuleDef_HEAD_INIT,
    .m_name = "workbench",
    .m_doc = "Inputs of the workloads and the loop that times them.",
    .m_size = -1,
    .m_methods = workbench_methods,
};

PyMODINIT_FUNC
PyInit_workbench(void)
{
    return PyModule_Create(&workbench_def);
}
