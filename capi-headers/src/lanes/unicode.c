/* str and bytes: short ASCII texts in and out. */
#include "str.h"

/* A new compact ASCII str with room for length characters and the NUL, which is set; NULL without an error when memory is short. */
static PyASCIIObject *new_ascii(size_t length)
{
    PyASCIIObject *string = PyObject_Malloc(sizeof(*string) + length + 1);
    if (C4J_UNLIKELY(string == NULL))
        return NULL;
    memset(string, 0, sizeof(*string));
    string->ob_base = (PyObject){.ob_refcnt = 1, .ob_type = &PyUnicode_Type};
    string->length = (Py_ssize_t)length;
    string->hash = -1;
    string->state.kind = PyUnicode_1BYTE_KIND;
    string->state.compact = 1;
    string->state.ascii = 1;
    string->state.ready = 1;
    ((char *)(string + 1))[length] = '\0';
    return string;
}

/* The str of an ASCII text, or NULL when the text is not ASCII or memory is short. */
static PyObject *from_ascii(const char *text, size_t length)
{
    if (!c4j_is_ascii(text, length))
        return NULL;
    if (length == 0)
        return Py_NewRef(c4j_static_string("", 0));
    if (length == 1)
        return Py_NewRef(c4j_latin1_string(*text));
    PyASCIIObject *string = new_ascii(length);
    if (string != NULL)
        memcpy(string + 1, text, length);
    return (PyObject *)string;
}

LANE(PyObject *, PyUnicode_FromString)(const char *text)
{
    PyObject *string = text == NULL ? NULL : from_ascii(text, strlen(text));
    return C4J_LIKELY(string != NULL) ? string : MISS(PyUnicode_FromString)(text);
}

LANE(PyObject *, PyUnicode_FromStringAndSize)(const char *text, Py_ssize_t size)
{
    PyObject *string = text == NULL || size < 0 ? NULL : from_ascii(text, (size_t)size);
    return C4J_LIKELY(string != NULL) ? string : MISS(PyUnicode_FromStringAndSize)(text, size);
}

LANE(PyObject *, PyUnicode_DecodeUTF8)(const char *text, Py_ssize_t size, const char *errors)
{
    PyObject *string = text == NULL || size < 0 ? NULL : from_ascii(text, (size_t)size);
    return C4J_LIKELY(string != NULL) ? string : MISS(PyUnicode_DecodeUTF8)(text, size, errors);
}

LANE(PyObject *, PyUnicode_New)(Py_ssize_t size, Py_UCS4 maxchar)
{
    PyASCIIObject *string = size <= 0 || size > PY_SSIZE_T_MAX / 2 || maxchar > 127 ? NULL : new_ascii((size_t)size);
    return C4J_LIKELY(string != NULL) ? (PyObject *)string : MISS(PyUnicode_New)(size, maxchar);
}

LANE(const char *, PyUnicode_AsUTF8AndSize)(PyObject *string, Py_ssize_t *size)
{
    Py_ssize_t length;
    const char *text = string == NULL ? NULL : c4j_utf8(string, &length);
    if (C4J_UNLIKELY(text == NULL))
        return MISS(PyUnicode_AsUTF8AndSize)(string, size);
    if (size != NULL)
        *size = length;
    return text;
}

LANE(const char *, PyUnicode_AsUTF8)(PyObject *string)
{
    Py_ssize_t length;
    const char *text = string == NULL ? NULL : c4j_utf8(string, &length);
    return C4J_LIKELY(text != NULL) ? text : MISS(PyUnicode_AsUTF8)(string);
}

LANE(Py_ssize_t, PyUnicode_GetLength)(PyObject *string)
{
    if (C4J_LIKELY(string != NULL && PyUnicode_Check(string) && ((PyASCIIObject *)string)->state.ready))
        return ((PyASCIIObject *)string)->length;
    return MISS(PyUnicode_GetLength)(string);
}

void c4j_StrType_dealloc(PyObject *self);

/* Compact ones that nobody interned and that have no cached other form; wstr may be the text itself. */
LANE(void, c4j_StrType_dealloc)(PyObject *self)
{
    PyASCIIObject *string = (PyASCIIObject *)self;
    bool simple = PyUnicode_CheckExact(self) && string->state.compact && string->state.interned == 0;
    if (C4J_LIKELY(simple && (string->state.ascii ? string->wstr == NULL : ((PyCompactUnicodeObject *)self)->utf8 == NULL && string->wstr == NULL)))
        PyObject_Free(self);
    else
        MISS(c4j_StrType_dealloc)(self);
}

/* ---- bytes ---- */

LANE(PyObject *, PyBytes_FromStringAndSize)(const char *text, Py_ssize_t size)
{
    if (size == 0)
        return Py_NewRef(c4j_empty_bytes());
    if (size == 1 && text != NULL)
        return Py_NewRef(c4j_static_bytes((unsigned char)*text));
    PyBytesObject *bytes = NULL;
    if (size > 0 && size < PY_SSIZE_T_MAX / 2)
        bytes = PyObject_Malloc(offsetof(PyBytesObject, ob_sval) + (size_t)size + 1);
    if (C4J_UNLIKELY(bytes == NULL))
        return MISS(PyBytes_FromStringAndSize)(text, size);
    bytes->ob_base.ob_base = (PyObject){.ob_refcnt = 1, .ob_type = &PyBytes_Type};
    bytes->ob_base.ob_size = size;
    ((Py_hash_t *)bytes)[3] = -1; /* ob_shash: not computed; its name is deprecated */
    bytes->ob_sval[size] = '\0';
    if (text != NULL)
        memcpy(bytes->ob_sval, text, (size_t)size);
    return (PyObject *)bytes;
}

LANE(char *, PyBytes_AsString)(PyObject *bytes)
{
    return C4J_LIKELY(bytes != NULL && PyBytes_Check(bytes)) ? PyBytes_AS_STRING(bytes) : MISS(PyBytes_AsString)(bytes);
}

LANE(Py_ssize_t, PyBytes_Size)(PyObject *bytes)
{
    return C4J_LIKELY(bytes != NULL && PyBytes_Check(bytes)) ? Py_SIZE(bytes) : MISS(PyBytes_Size)(bytes);
}

LANE(int, PyBytes_AsStringAndSize)(PyObject *bytes, char **text, Py_ssize_t *size)
{
    if (C4J_UNLIKELY(bytes == NULL || !PyBytes_Check(bytes) || text == NULL || size == NULL))
        return MISS(PyBytes_AsStringAndSize)(bytes, text, size);
    *text = PyBytes_AS_STRING(bytes);
    *size = Py_SIZE(bytes);
    return 0;
}
