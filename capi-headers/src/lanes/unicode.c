/* str and bytes: making them, and UTF-8 both ways. */
#include "str.h"

PyObject *c4j_new_str(size_t length, Py_UCS4 max)
{
    int kind = max < 0x100 ? 1 : max < 0x10000 ? 2 : 4;
    bool ascii = max < 0x80;
    size_t header = ascii ? sizeof(PyASCIIObject) : sizeof(PyCompactUnicodeObject);
    PyASCIIObject *string = length > PY_SSIZE_T_MAX / 8 ? NULL : PyObject_Malloc(header + (length + 1) * (size_t)kind);
    if (C4J_UNLIKELY(string == NULL))
        return NULL;
    *string = (PyASCIIObject){{1, &PyUnicode_Type}, (Py_ssize_t)length, -1, {.kind = (unsigned)kind & 7, .compact = 1, .ascii = ascii, .ready = 1}, NULL};
    if (!ascii)
        memset(string + 1, 0, sizeof(PyCompactUnicodeObject) - sizeof(PyASCIIObject));
    PyUnicode_WRITE(kind, (char *)string + header, length, 0);
    return (PyObject *)string;
}

#define COPY(from_type, to_type)                                                           \
    {                                                                                      \
        const from_type *restrict source = from;                                           \
        to_type *restrict target = to;                                                     \
        _Pragma("GCC unroll 4") for (size_t i = 0; i < count; i++)                         \
            target[i] = (to_type)source[i];                                                \
        break;                                                                             \
    }

void c4j_copy_chars(int from_kind, const void *from, int to_kind, void *to, size_t count)
{
    switch (from_kind << 4 | to_kind) {
    case 0x12: COPY(Py_UCS1, Py_UCS2)
    case 0x14: COPY(Py_UCS1, Py_UCS4)
    case 0x21: COPY(Py_UCS2, Py_UCS1)
    case 0x24: COPY(Py_UCS2, Py_UCS4)
    case 0x41: COPY(Py_UCS4, Py_UCS1)
    case 0x42: COPY(Py_UCS4, Py_UCS2)
    default: memcpy(to, from, count * (size_t)from_kind);
    }
}

PyObject *c4j_str_of_ascii(const char *text, size_t length)
{
    if (length <= 1)
        return Py_NewRef(length == 0 ? c4j_static_string("", 0) : c4j_latin1_string(*text));
    PyObject *string = c4j_new_str(length, 0x7f);
    if (C4J_LIKELY(string != NULL))
        memcpy((PyASCIIObject *)string + 1, text, length);
    return string;
}

/* Not the greatest character, but one of its class: all bits of all. */
static Py_UCS4 max_of(int kind, const void *data, size_t length)
{
    Py_UCS4 all = 0;
    if (kind == 1)
        return c4j_is_ascii(data, length) ? 0x7f : 0xff;
    if (kind == 2) {
        for (size_t i = 0; i < length; i++)
            all |= ((const Py_UCS2 *)data)[i];
    } else {
        _Pragma("GCC unroll 4") for (size_t i = 0; i < length; i++)
            all |= ((const Py_UCS4 *)data)[i];
    }
    return all;
}

PyObject *c4j_str_of(int kind, const void *data, size_t length)
{
    if (length == 0)
        return Py_NewRef(c4j_static_string("", 0));
    if (length == 1 && c4j_char_at(kind, data, 0) < 0x100)
        return Py_NewRef(c4j_latin1_string((long)c4j_char_at(kind, data, 0)));
    Py_UCS4 max = max_of(kind, data, length);
    PyObject *string = max > (length == 1 ? 0x10ffff : 0x1fffff) ? NULL : c4j_new_str(length, max);
    if (C4J_UNLIKELY(string == NULL))
        return NULL;
    c4j_copy_chars(kind, data, c4j_str_kind(string), c4j_str_data(string), length);
    return string;
}

/* ---- UTF-8 ---- */

/* The length of the sequence that starts here, or 0 when it is not well-formed; the character goes to *point. */
static inline size_t sequence_at(const unsigned char *text, size_t left, Py_UCS4 *point)
{
    static const Py_UCS4 least[] = {0, 0, 0x80, 0x800, 0x10000};
    unsigned char first = *text;
    size_t length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    if (length <= 1) {
        *point = first;
        return length;
    }
    if (length > left)
        return 0;
    Py_UCS4 value = first & (0x7fu >> length);
    for (size_t i = 1; i < length; i++) {
        if ((text[i] & 0xc0) != 0x80)
            return 0;
        value = value << 6 | (text[i] & 0x3fu);
    }
    *point = value;
    return value < least[length] || value > 0x10ffff || (value >= 0xd800 && value < 0xe000) ? 0 : length;
}

/* A str of well-formed UTF-8, or NULL. */
static PyObject *decode(const char *text, size_t size)
{
    size_t length = c4j_ascii_run(text, size), step, run;
    if (C4J_LIKELY(length == size))
        return c4j_str_of_ascii(text, size);
    const unsigned char *bytes = (const unsigned char *)text;
    Py_UCS4 max = 0x80, point = 0;
    for (size_t at = length; at < size; at += run, length += run) {
        step = sequence_at(bytes + at, size - at, &point);
        if (step == 0)
            return NULL;
        max = point > max ? point : max;
        at += step;
        length++;
        run = c4j_ascii_run(text + at, size - at);
    }
    if (length == 1 && point < 0x100)
        return Py_NewRef(c4j_latin1_string((long)point));
    PyObject *string = c4j_new_str(length, max);
    if (C4J_UNLIKELY(string == NULL))
        return NULL;
    char *data = c4j_str_data(string);
    int kind = c4j_str_kind(string);
    for (size_t i = 0; i < length; i++) {
        run = c4j_ascii_run((const char *)bytes, (size_t)((const unsigned char *)text + size - bytes));
        c4j_copy_chars(1, bytes, kind, data + i * (size_t)kind, run);
        bytes += run;
        i += run;
        if (i < length) {
            bytes += sequence_at(bytes, 4, &point);
            PyUnicode_WRITE(kind, data, i, point);
        }
    }
    return string;
}

static inline size_t encoded_size(Py_UCS4 point)
{
    return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
}

static inline char *encode_at(char *to, Py_UCS4 point)
{
    static const unsigned char marks[] = {0, 0, 0xc0, 0xe0, 0xf0};
    size_t size = encoded_size(point);
    for (size_t i = size; --i > 0; point >>= 6)
        to[i] = (char)(0x80 | (point & 0x3f));
    to[0] = (char)(marks[size] | point);
    return to + size;
}

/* The size of the UTF-8 form of a plain str that is not empty, or 0 when it has surrogates. */
static size_t utf8_size(PyObject *string)
{
    int kind = c4j_str_kind(string);
    const void *data = c4j_str_data(string);
    size_t length = (size_t)c4j_str_length(string), size = length;
    for (size_t i = 0; kind == 1 && i < length; i++)
        size += ((const Py_UCS1 *)data)[i] >> 7;
    for (size_t i = 0; kind > 1 && i < length; i++) {
        Py_UCS4 point = c4j_char_at(kind, data, i);
        if (point >= 0xd800 && point < 0xe000)
            return 0;
        size += encoded_size(point) - 1;
    }
    return size;
}

static char *encode(char *to, PyObject *string)
{
    int kind = c4j_str_kind(string);
    const char *data = c4j_str_data(string);
    size_t length = (size_t)c4j_str_length(string);
    for (size_t i = 0; i < length; i++) {
        size_t run = kind == 1 ? c4j_ascii_run(data + i, length - i) : 0;
        memcpy(to, data + i, run);
        to += run;
        i += run;
        if (i < length)
            to = encode_at(to, c4j_char_at(kind, data, i));
    }
    return to;
}

/* Makes the UTF-8 form that a plain str which is not ASCII keeps; false for surrogates or when memory is short. */
static bool keep_utf8(PyObject *string)
{
    PyCompactUnicodeObject *compact = (PyCompactUnicodeObject *)string;
    size_t size = utf8_size(string);
    char *text = size == 0 ? NULL : PyObject_Malloc(size + 1);
    if (text == NULL)
        return false;
    *encode(text, string) = '\0';
    compact->utf8_length = (Py_ssize_t)size;
    compact->utf8 = text;
    return true;
}

/* The UTF-8 form of a str, made when it is not there, or NULL. */
static inline const char *utf8_of(PyObject *string, Py_ssize_t *size)
{
    if (string == NULL)
        return NULL;
    const char *text = c4j_utf8(string, size);
    if (C4J_LIKELY(text != NULL) || !c4j_is_plain_str(string) || !keep_utf8(string))
        return text;
    return c4j_utf8(string, size);
}

LANE(const char *, PyUnicode_AsUTF8AndSize)(PyObject *string, Py_ssize_t *size)
{
    Py_ssize_t length;
    const char *text = utf8_of(string, &length);
    if (C4J_UNLIKELY(text == NULL))
        return MISS(PyUnicode_AsUTF8AndSize)(string, size);
    if (size != NULL)
        *size = length;
    return text;
}

LANE(const char *, PyUnicode_AsUTF8)(PyObject *string)
{
    Py_ssize_t length;
    const char *text = utf8_of(string, &length);
    return C4J_LIKELY(text != NULL) ? text : MISS(PyUnicode_AsUTF8)(string);
}

/* bytes of a plain str as UTF-8, or NULL. */
static PyObject *utf8_bytes(PyObject *string)
{
    if (c4j_str_is_ascii(string))
        return PyBytes_FromStringAndSize(c4j_str_data(string), c4j_str_length(string));
    size_t size = utf8_size(string);
    PyObject *bytes = size == 0 ? NULL : PyBytes_FromStringAndSize(NULL, (Py_ssize_t)size);
    if (C4J_LIKELY(bytes != NULL))
        encode(PyBytes_AS_STRING(bytes), string);
    return bytes;
}

LANE(PyObject *, PyUnicode_AsEncodedString)(PyObject *string, const char *encoding, const char *errors)
{
    bool plain = string != NULL && c4j_is_plain_str(string) && (encoding == NULL || strcmp(encoding, "utf-8") == 0);
    PyObject *bytes = plain ? utf8_bytes(string) : NULL;
    return C4J_LIKELY(bytes != NULL || c4j_tstate->curexc_type != NULL) ? bytes : MISS(PyUnicode_AsEncodedString)(string, encoding, errors);
}

/* ---- Making ---- */

LANE(PyObject *, PyUnicode_FromString)(const char *text)
{
    PyObject *string = text == NULL ? NULL : decode(text, strlen(text));
    return C4J_LIKELY(string != NULL) ? string : MISS(PyUnicode_FromString)(text);
}

LANE(PyObject *, PyUnicode_FromStringAndSize)(const char *text, Py_ssize_t size)
{
    PyObject *string = text == NULL || size < 0 ? NULL : decode(text, (size_t)size);
    return C4J_LIKELY(string != NULL) ? string : MISS(PyUnicode_FromStringAndSize)(text, size);
}

LANE(PyObject *, PyUnicode_DecodeUTF8)(const char *text, Py_ssize_t size, const char *errors)
{
    PyObject *string = text == NULL || size < 0 ? NULL : decode(text, (size_t)size);
    return C4J_LIKELY(string != NULL) ? string : MISS(PyUnicode_DecodeUTF8)(text, size, errors);
}

LANE(PyObject *, PyUnicode_DecodeASCII)(const char *text, Py_ssize_t size, const char *errors)
{
    PyObject *string = text == NULL || size < 0 || !c4j_is_ascii(text, (size_t)size) ? NULL : c4j_str_of_ascii(text, (size_t)size);
    return C4J_LIKELY(string != NULL) ? string : MISS(PyUnicode_DecodeASCII)(text, size, errors);
}

LANE(PyObject *, PyUnicode_New)(Py_ssize_t size, Py_UCS4 maxchar)
{
    PyObject *string = size <= 0 || maxchar > 0x10ffff ? NULL : c4j_new_str((size_t)size, maxchar);
    return C4J_LIKELY(string != NULL) ? string : MISS(PyUnicode_New)(size, maxchar);
}

LANE(PyObject *, PyUnicode_FromKindAndData)(int kind, const void *data, Py_ssize_t size)
{
    bool valid = (kind == 1 || kind == 2 || kind == 4) && size >= 0 && data != NULL;
    PyObject *string = valid ? c4j_str_of(kind, data, (size_t)size) : NULL;
    return C4J_LIKELY(string != NULL) ? string : MISS(PyUnicode_FromKindAndData)(kind, data, size);
}

LANE(Py_ssize_t, PyUnicode_GetLength)(PyObject *string)
{
    if (C4J_LIKELY(string != NULL && PyUnicode_Check(string) && ((PyASCIIObject *)string)->state.ready))
        return ((PyASCIIObject *)string)->length;
    return MISS(PyUnicode_GetLength)(string);
}

/* An interned one has to be forgotten first. */
SLOT_LANE(void, c4j_StrType_dealloc, PyObject *self)
{
    PyASCIIObject *string = (PyASCIIObject *)self;
    if (C4J_UNLIKELY(!c4j_is_plain_str(self) || string->wstr != NULL || string->state.interned > 1 || c4j_tstate == NULL)) {
        MISS(c4j_StrType_dealloc)(self);
        return;
    }
    if (string->state.interned == SSTATE_INTERNED_MORTAL)
        c4j_intern_forget(self);
    if (!string->state.ascii)
        PyObject_Free(((PyCompactUnicodeObject *)self)->utf8);
    PyObject_Free(self);
}

/* ---- Interning ---- */

LANE(void, PyUnicode_InternInPlace)(PyObject **place)
{
    PyObject *str = place == NULL ? NULL : *place;
    if (C4J_UNLIKELY(str == NULL || !PyUnicode_CheckExact(str) || !((PyASCIIObject *)str)->state.ready)) {
        MISS(PyUnicode_InternInPlace)(place);
        return;
    }
    PyObject *interned = c4j_intern(str);
    if (interned != str) {
        *place = Py_NewRef(interned);
        Py_DECREF(str);
    }
}

LANE(PyObject *, PyUnicode_InternFromString)(const char *text)
{
    size_t length = text == NULL ? 0 : strlen(text);
    PyObject *str = text == NULL || !c4j_is_ascii(text, length) ? NULL : c4j_intern_ascii(text, length);
    return C4J_LIKELY(str != NULL) ? str : MISS(PyUnicode_InternFromString)(text);
}
